-- A report that is read again later is judged by the bursts of errors that were seen when it was first read, as its severity was then.
alter table item add column bursting_components text[] not null default '{}';
