-- A report can be taken back: by its source (withdrawn, and perhaps put back), or by a person for good (erased).
alter table item drop constraint item_state_check;
alter table item add constraint item_state_check check (state in ('open', 'quarantined', 'done', 'withdrawn'));

-- What was erased: ids, tables and counts, and no word of what went. Written with the erasing, never changed.
create table erasure (
  org_id text collate "C" not null references organization (id),
  id text collate "C" not null,
  at timestamptz not null default now(),
  subject_kind text not null check (subject_kind in ('report', 'reporter')),
  subject_ids text[] not null,
  item_ids text[] not null,
  actor_kind text not null,
  actor_id text not null,
  actor_name text not null,
  tallies jsonb not null,
  primary key (org_id, id)
);
select protect_table('erasure'::regclass);
revoke update, delete on erasure from steady_app;

-- The application may empty what is otherwise never changed, and can write nothing else there: the columns are granted, the values are not.
grant update (body, headers) on raw_event to steady_app;
create function allow_only_emptying_raw() returns trigger
language plpgsql as $$
begin
  if octet_length(new.body) > 0 or new.headers <> '{}'::jsonb then
    raise exception 'a raw event is emptied, or left as it arrived' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger only_emptying before update of body, headers on raw_event
  for each row when (current_user = 'steady_app') execute function allow_only_emptying_raw();

grant update (reason) on label to steady_app;
create function allow_only_erasing_reasons() returns trigger
language plpgsql as $$
begin
  if new.reason <> '(erased)' then
    raise exception 'the reason of a label is erased, or left as it was given' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger only_erasing before update of reason on label
  for each row when (current_user = 'steady_app') execute function allow_only_erasing_reasons();
