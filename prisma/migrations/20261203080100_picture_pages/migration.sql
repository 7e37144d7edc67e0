-- A picture that is much longer than wide is kept as pages, shown one after another; an ordinary one is page 0.
alter table attachment add column page int not null default 0;
