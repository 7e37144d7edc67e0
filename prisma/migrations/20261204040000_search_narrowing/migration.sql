-- A word that nearly every report or person has narrows nothing, and reading all of its entries was most of what a search of several words
-- cost (decision 41). What 3 in 100 of the newest 1,000 rows have is found among the newest 10,000, what 6 have among the newest 5,000. Of
-- the rest, how common each word is shows in the newest 1,000 rows; the index is read for the others, and each row that it gives
-- is compared with the whole search, as before.

drop function door.search_keys(text, text, int);
drop function door.search_people(text, text, text, int);

grant create on schema door to steady_door;

-- Issues that have a report with these keys, those with the newest reports first; of a merged issue, the one it went into. `p_parts` are
-- the queries of which every one must be met, none when the search is not of that form.
create function door.search_keys(p_launch text, p_keys text, p_parts text[], p_limit int)
returns table (id text)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
set enable_seqscan = off set enable_indexscan = on as $$
declare
  enough constant int := 300;
  wanted constant tsquery := p_keys::tsquery;
  narrowing tsquery := wanted;
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
    exit when reach > 1000 or cardinality(found) < 30;
    reach := case when cardinality(found) < 60 then 10000 else 5000 end;
  end loop;
  if reach = 1000 then
    if cardinality(p_parts) > 1 then
      -- Those that fewer than a fifth have, or else the rarest.
      with newest as materialized (
        select k.keys from item_search k
        where k.org_id = current_org() and k.launch_id = p_launch
        order by k.item_id desc limit 1000
      ), counted as (
        select p.part, (select count(*) from newest n where n.keys @@ p.part::tsquery) as of_newest
        from unnest(p_parts) p(part)
      ), ranked as (
        select c.part, c.of_newest, row_number() over (order by c.of_newest, c.part) as nth from counted c
      )
      select string_agg(r.part, ' & ')::tsquery into narrowing from ranked r where r.of_newest < 200 or r.nth = 1;
    end if;
    perform set_config('enable_indexscan', 'off', true);
    -- `offset 0` keeps the index from being read for the whole search as well.
    found := found || array(
      select r.item_id
      from (
        select k.item_id, k.keys from item_search k
        where k.org_id = current_org() and k.launch_id = p_launch and k.keys @@ narrowing
        offset 0) r
      where r.keys @@ wanted
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
create function door.search_people(p_launch text, p_keys text, p_parts text[], p_exact text, p_limit int)
returns table (id text, reporter text)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
set enable_seqscan = off set enable_indexscan = on as $$
declare
  enough constant int := 200;
  wanted constant tsquery := p_keys::tsquery;
  narrowing tsquery := wanted;
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
    exit when reach > 1000 or cardinality(found) < 30;
    reach := case when cardinality(found) < 60 then 10000 else 5000 end;
  end loop;
  if reach = 1000 then
    if cardinality(p_parts) > 1 then
      with newest as materialized (
        select p.keys from reporter p
        where p.org_id = current_org()
        order by p.id desc limit 1000
      ), counted as (
        select p.part, (select count(*) from newest n where n.keys @@ p.part::tsquery) as of_newest
        from unnest(p_parts) p(part)
      ), ranked as (
        select c.part, c.of_newest, row_number() over (order by c.of_newest, c.part) as nth from counted c
      )
      select string_agg(r.part, ' & ')::tsquery into narrowing from ranked r where r.of_newest < 200 or r.nth = 1;
    end if;
    perform set_config('enable_indexscan', 'off', true);
    found := found || array(
      select r.id
      from (
        select p.id, p.keys from reporter p
        where p.org_id = current_org() and p.keys @@ narrowing
        offset 0) r
      where r.keys @@ wanted
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

do $$
declare f text;
begin
  foreach f in array array['door.search_keys(text, text, text[], int)', 'door.search_people(text, text, text[], text, int)'] loop
    execute format('alter function %s owner to steady_door', f);
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to steady_app', f);
  end loop;
end $$;
revoke create on schema door from steady_door;
