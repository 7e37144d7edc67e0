-- Callers, beginnings of words and parts of what has parts (decision 41). The lexemes are made in server/reading/search-keys.ts, so that
-- they do not depend on the database's locale; what is there already is given its own by the worker, a portion at a time: made in
-- SQL, hundreds of thousands of reports would keep an upgrade waiting for minutes.

-- What a report is found by. A row of its own: an item's row is written again whenever its report moves or is relabelled, and each time
-- an index over all of its pieces would be, too.
create table item_search (
  org_id text collate "C" not null,
  launch_id text collate "C" not null,
  item_id text collate "C" not null,
  keys tsvector not null default '',
  is_stale boolean not null default true,
  primary key (org_id, launch_id, item_id),
  foreign key (org_id, item_id) references item (org_id, id) on delete cascade
);
select protect_table('item_search'::regclass);

alter table reporter
  add column keys tsvector not null default '',
  add column are_keys_stale boolean not null default true;

alter table item no force row level security;
alter table item_search no force row level security;
insert into item_search (org_id, launch_id, item_id)
select
  org_id,
  launch_id,
  id
from item
where state <> 'withdrawn';
alter table item_search force row level security;
alter table item force row level security;

create index item_search_keys_idx on item_search using gin (org_id, launch_id, keys);
create index reporter_keys_idx on reporter using gin (org_id, keys);
-- Of what is found by its keys already they hold nothing: a report and a person are written with theirs.
create index item_search_stale_idx on item_search (org_id, item_id) where is_stale;
create index reporter_stale_idx on reporter (org_id, id) where are_keys_stale;

-- Whatever changes what a report says takes its keys away until they are made anew; who has made them already writes them afterwards.
create function drop_item_keys() returns trigger language plpgsql as $$
begin
  update item_search set keys = '', is_stale = true
  where org_id = new.org_id and launch_id = new.launch_id and item_id = new.id;
  return null;
end $$;
create trigger drop_item_keys after update of title, text, context, account_key on item for each row
  when (
    old.title is distinct from new.title
    or old.text is distinct from new.text
    or old.context is distinct from new.context
    or old.account_key is distinct from new.account_key
  )
  execute function drop_item_keys();

-- ── search: the organization is the one that is set ────────────────────────────────────────────────────────────────
grant create on schema door to steady_door;
grant select on item_search, reporter, reporter_identity to steady_door;

-- The cost of both does not grow with what is found. What one in seventeen of the newest 1,000 rows have is common, and found among the
-- newest 5,000; what is not is read from the index of keys, so many in whatever order they stand, which is all of them unless there are
-- more. The planner must not choose: it takes matches for evenly spread, and where all of them are old it would go through everything.

-- Issues that have a report with these keys, those with the newest reports first; of a merged issue, the one it went into.
create function door.search_keys(p_launch text, p_keys text, p_limit int)
returns table (id text)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
set enable_seqscan = off set enable_indexscan = on as $$
declare
  enough constant int := 300;
  wanted constant tsquery := p_keys::tsquery;
  reach int := 1000;
  found text[];
begin
  loop
    found := array(
      select r.item_id
      from (
        select k.item_id, k.keys from item_search k
        where k.org_id = current_org() and k.launch_id = p_launch
        order by k.item_id desc limit reach) r
      where r.keys @@ wanted
      limit enough);
    exit when reach = 5000 or cardinality(found) < 60;
    reach := 5000;
  end loop;
  if reach = 1000 then
    perform set_config('enable_indexscan', 'off', true);
    found := found || array(
      select k.item_id from item_search k
      where k.org_id = current_org() and k.launch_id = p_launch and k.keys @@ wanted
      limit enough);
    perform set_config('enable_indexscan', 'on', true);
  end if;
  return query
    select coalesce(s.merged_into_id, s.id)
    from (
      select i.issue_id, max(i.id) as newest_id
      from item i
      where i.org_id = current_org() and i.id = any(found) and i.issue_id is not null
      group by 1 order by 2 desc limit least(p_limit, 200)) f
      join issue s on s.org_id = current_org() and s.id = f.issue_id
    order by f.newest_id desc;
end $$;

-- Issues reported by people with these keys, or known by exactly this id or address, each with one of these people; those with the newest
-- reports first. People with keys that are common are the newest ones.
create function door.search_people(p_launch text, p_keys text, p_exact text, p_limit int)
returns table (id text, reporter text)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
set enable_seqscan = off set enable_indexscan = on as $$
declare
  enough constant int := 200;
  wanted constant tsquery := p_keys::tsquery;
  reach int := 1000;
  known text[];
  found text[];
begin
  known := array(
    select o.reporter_id
    from source s
      join reporter_identity o on o.org_id = current_org() and o.source_id = s.id and o.kind in ('external', 'email')
        and o.value in (p_exact, lower(p_exact))
    where s.org_id = current_org()
    limit 100);
  loop
    found := array(
      select r.id
      from (
        select p.id, p.keys from reporter p
        where p.org_id = current_org()
        order by p.id desc limit reach) r
      where r.keys @@ wanted
      limit enough);
    exit when reach = 5000 or cardinality(found) < 60;
    reach := 5000;
  end loop;
  if reach = 1000 then
    perform set_config('enable_indexscan', 'off', true);
    found := found || array(
      select r.id from reporter r
      where r.org_id = current_org() and r.keys @@ wanted
      limit enough);
    perform set_config('enable_indexscan', 'on', true);
  end if;
  return query
    select coalesce(s.merged_into_id, s.id), coalesce(r.name, r.email, r.account_key)
    from (
      select t.issue_id, max(t.id) as newest_id, (array_agg(t.reporter_id order by t.id desc))[1] as reporter_id
      from (
        select i.id, i.issue_id, i.reporter_id from item i
        where i.org_id = current_org() and i.reporter_id = any(known || found) and i.launch_id = p_launch and i.issue_id is not null
        limit 1000) t
      group by 1 order by 2 desc limit least(p_limit, 200)) f
      join issue s on s.org_id = current_org() and s.id = f.issue_id
      join reporter r on r.org_id = current_org() and r.id = f.reporter_id
    order by f.newest_id desc;
end $$;

-- Organizations with reports or people whose keys are to be made.
create function door.organizations_to_key(p_limit int) returns setof text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with recursive report_org as (
    (select k.org_id from item_search k where k.is_stale order by k.org_id limit 1)
    union all
    select (select k.org_id from item_search k where k.is_stale and k.org_id > o.org_id order by k.org_id limit 1)
    from report_org o where o.org_id is not null
  ),
  person_org as (
    (select r.org_id from reporter r where r.are_keys_stale order by r.org_id limit 1)
    union all
    select (select r.org_id from reporter r where r.are_keys_stale and r.org_id > o.org_id order by r.org_id limit 1)
    from person_org o where o.org_id is not null
  )
  select org_id from report_org where org_id is not null
  union
  select org_id from person_org where org_id is not null
  limit p_limit
$$;

do $$
declare f text;
begin
  foreach f in array array[
    'door.search_keys(text, text, int)', 'door.search_people(text, text, text, int)', 'door.organizations_to_key(int)'
  ] loop
    execute format('alter function %s owner to steady_door', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
grant execute on function door.search_keys(text, text, int), door.search_people(text, text, text, int) to steady_app;
grant execute on function door.organizations_to_key(int) to steady_worker;
revoke create on schema door from steady_door;
