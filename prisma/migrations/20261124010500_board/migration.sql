-- What one command changed belongs together: it is undone together.
alter table issue_event add column group_id text collate "C";
create index issue_event_group_idx on issue_event (org_id, group_id) where group_id is not null;

-- Labels once more, one row each: array operators are not leakproof, so under row level security no index on the array is used.
create table issue_label (
  org_id text collate "C" not null,
  issue_id text collate "C" not null,
  label text collate "C" not null,
  launch_id text collate "C" not null,
  primary key (org_id, issue_id, label),
  foreign key (org_id, issue_id) references issue (org_id, id)
);
create index issue_label_label_idx on issue_label (org_id, launch_id, label, issue_id);
create function spread_labels() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    delete from issue_label where org_id = new.org_id and issue_id = new.id and label <> all (new.labels);
  end if;
  insert into issue_label (org_id, issue_id, label, launch_id) select distinct new.org_id, new.id, l, new.launch_id from unnest(new.labels) l on conflict do nothing;
  return null;
end $$;
create trigger spread_labels_insert after insert on issue for each row when (new.labels <> '{}') execute function spread_labels();
create trigger spread_labels_update after update on issue for each row when (new.labels is distinct from old.labels) execute function spread_labels();
select protect_table('issue_label'::regclass);

-- Which issues have a report from a source, and whether one issue has.
create index item_source_idx on item (org_id, source_id, issue_id);

-- The inbox is read loudest first.
drop index issue_review_idx;
create index issue_review_idx on issue (org_id, launch_id, severity, id desc) where needs_review is not null and merged_into_id is null;

-- The matrix counts its cells from the index alone.
drop index issue_open_impact_idx;
create index issue_open_impact_idx on issue (org_id, launch_id, is_open, impact desc, id desc) include (effort) where merged_into_id is null;
