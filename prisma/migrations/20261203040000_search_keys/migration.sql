-- Callers, beginnings of words and parts of what has parts (decision 41). The lexemes are made in server/reading/search-keys.ts, so that
-- they do not depend on the database's locale; what is there already is given its own by the worker, a portion at a time: made in SQL, hundreds of thousands of reports would keep an upgrade waiting for minutes.

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
  when ((old.title, old.text, old.context, old.account_key) is distinct from (new.title, new.text, new.context, new.account_key))
  execute function drop_item_keys();

-- ── search: the organization is the one that is set ────────────────────────────────────────────────────────────────
grant create on schema door to steady_door;
grant select on item_search, reporter, reporter_identity to steady_door;

-- Issues that have a report with these keys, those of the newest reports first, among the newest 600; of a merged issue, the one it went
-- into. Planned with its values: what nearly every report has is read from the newest report on, what few have from the index of keys.
create function door.search_keys(p_launch text, p_keys text, p_limit int)
returns table (id text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query execute $q$
    with newest as materialized (
      select k.item_id from item_search k
      where k.org_id = $1 and k.launch_id = $2 and k.keys @@ $3
      order by k.item_id desc limit 600),
    found as (
      select i.issue_id, max(i.id) as newest_id
      from newest n join item i on i.org_id = $1 and i.id = n.item_id
      where i.issue_id is not null
      group by 1 order by 2 desc limit least($4, 200))
    select coalesce(s.merged_into_id, s.id)
    from found f join issue s on s.org_id = $1 and s.id = f.issue_id
    order by f.newest_id desc
  $q$ using current_org(), p_launch, p_keys::tsquery, p_limit;
end $$;

-- Issues reported by people with these keys, or known by exactly this id or address, each with one of these people; those of the newest
-- reports first, among the 300 people who came last and the 2,000 reports that are theirs.
create function door.search_people(p_launch text, p_keys text, p_exact text, p_limit int)
returns table (id text, reporter text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query execute $q$
    with known as materialized (
      select o.reporter_id as id
      from source s
        join reporter_identity o on o.org_id = $1 and o.source_id = s.id and o.kind in ('external', 'email') and o.value in ($4, lower($4))
      where s.org_id = $1
      limit 300),
    alike as materialized (
      select r.id from reporter r where r.org_id = $1 and r.keys @@ $3
      order by r.id desc limit 300),
    theirs as materialized (
      select i.id, i.issue_id, i.reporter_id
      from (select k.id from known k union select a.id from alike a) p
        join item i on i.org_id = $1 and i.reporter_id = p.id
      where i.launch_id = $2 and i.issue_id is not null
      limit 2000),
    found as (
      select t.issue_id, max(t.id) as newest_id, (array_agg(t.reporter_id order by t.id desc))[1] as reporter_id
      from theirs t
      group by 1 order by 2 desc limit least($5, 200))
    select coalesce(s.merged_into_id, s.id), coalesce(r.name, r.email, r.account_key)
    from found f
      join issue s on s.org_id = $1 and s.id = f.issue_id
      join reporter r on r.org_id = $1 and r.id = f.reporter_id
    order by f.newest_id desc
  $q$ using current_org(), p_launch, p_keys::tsquery, p_exact, p_limit;
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
