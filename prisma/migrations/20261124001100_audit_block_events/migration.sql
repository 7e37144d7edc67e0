-- A block names the events it seals: transactions commit out of order, so that neither times nor ids alone can say which were there.
alter table audit_block add column event_ids text[] not null, add column last_event_id text collate "C" not null;
create index audit_block_last_event_idx on audit_block (org_id, last_event_id);
