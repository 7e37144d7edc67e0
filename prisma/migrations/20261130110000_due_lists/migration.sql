-- What is looked after on a schedule is found by what there is to do, not by walking every organization: each door below goes along an
-- index that holds only what might be due, from organization to organization, so that one with nothing to do costs nothing.

-- ── audit events that no block holds yet ───────────────────────────────────────────────────────────────────────────
-- A row for each statement that wrote events; sealing takes an organization's rows away. Nobody waits for anybody: rows are only added.
create table audit_due (
  org_id text collate "C" not null references organization (id),
  id bigint generated always as identity,
  primary key (org_id, id)
);
select protect_table('audit_due'::regclass);
revoke update on audit_due from steady_app;
insert into audit_due (org_id) select id from organization;

create function note_audit_due() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  -- Of the organization that is set; that events of no other come in is the matter of their own policy, which must not lean on this one.
  insert into audit_due (org_id) select distinct org_id from added where org_id = current_org();
  return null;
end $$;
create trigger audit_event_due after insert on audit_event
referencing new table as added for each statement execute function note_audit_due();

-- ── indexes ────────────────────────────────────────────────────────────────────────────────────────────────────────
create index launch_active_idx on launch (org_id, id) where phase not in ('planned', 'exited');

-- ── doors ──────────────────────────────────────────────────────────────────────────────────────────────────────────
grant select on exit_criterion, live_event, audit_due, ai_provider to steady_door;
grant create on schema door to steady_door;

-- Organizations with audit events that no block holds.
create function door.organizations_to_seal(p_limit int) returns setof text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with recursive org as (
    (select d.org_id from audit_due d order by d.org_id limit 1)
    union all
    select (select d.org_id from audit_due d where d.org_id > org.org_id order by d.org_id limit 1) from org where org.org_id is not null
  )
  select org_id from org where org_id is not null limit p_limit
$$;

-- Organizations with an issue whose snooze has run out.
create function door.organizations_to_wake(p_now timestamptz, p_limit int) returns setof text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with recursive org as (
    (select i.org_id from issue i where i.snoozed_until is not null order by i.org_id limit 1)
    union all
    select (select i.org_id from issue i where i.snoozed_until is not null and i.org_id > org.org_id order by i.org_id limit 1)
    from org where org.org_id is not null
  )
  select org_id
  from org
  where org_id is not null
    and exists (
      select from issue i
      where i.org_id = org.org_id and i.snoozed_until is not null and i.snoozed_until <= p_now and i.merged_into_id is null
    )
  limit p_limit
$$;

-- Organizations with reports that were classified while their model was away, and a model that may be back.
create function door.organizations_to_rescore(p_limit int) returns setof text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with recursive org as (
    (select i.org_id from item i where i.is_degraded order by i.org_id limit 1)
    union all
    select (select i.org_id from item i where i.is_degraded and i.org_id > org.org_id order by i.org_id limit 1)
    from org where org.org_id is not null
  )
  select org_id
  from org
  where org_id is not null and exists (select from ai_provider p where p.org_id = org.org_id and p.is_enabled)
  limit p_limit
$$;

-- Organizations with an issue that was seen since.
create function door.organizations_to_refresh(p_since timestamptz, p_limit int) returns setof text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with recursive pair as (
    (
      select
        i.org_id,
        i.launch_id
      from issue i
      where i.merged_into_id is null
      order by i.org_id, i.launch_id
      limit 1
    )
    union all
    (
      select
        n.org_id,
        n.launch_id
      from pair
      cross join lateral (
        select
          i.org_id,
          i.launch_id
        from issue i
        where i.merged_into_id is null and (i.org_id, i.launch_id) > (pair.org_id, pair.launch_id)
        order by i.org_id, i.launch_id
        limit 1
      ) n
    )
  )
  select distinct pair.org_id
  from pair
  where exists (
    select from issue i
    where i.org_id = pair.org_id and i.launch_id = pair.launch_id and i.merged_into_id is null and i.last_seen_at >= p_since
  )
  limit p_limit
$$;

-- Organizations with live events that no stream can still ask for: the first of each is the oldest.
create function door.organizations_to_trim(p_before timestamptz, p_limit int) returns setof text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with recursive org as (
    (select e.org_id from live_event e order by e.org_id limit 1)
    union all
    select (select e.org_id from live_event e where e.org_id > org.org_id order by e.org_id limit 1) from org where org.org_id is not null
  )
  select org_id
  from org
  where org_id is not null
    and (select e.at from live_event e where e.org_id = org.org_id order by e.id limit 1) < p_before
  limit p_limit
$$;

-- Launches whose criteria may have changed: where something happened within the hour, where a hold or a waiver has run out, and of the
-- others those that were looked at longest ago, p_quiet of them, if that is more than ten minutes.
create function door.launches_to_judge(p_now timestamptz, p_limit int, p_quiet int) returns table (org_id text, launch_id text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with active as (
    select
      l.org_id,
      l.id,
      judged.at,
      judged.has_run_out
    from launch l
    cross join lateral (
      select
        min(coalesce(c.evaluated_at, '-infinity')) as at,
        bool_or(
          c.state = 'holding' and c.held_since + make_interval(secs => c.hold_hours * 3600 - c.held_ms / 1000.0) <= p_now
          or c.state = 'waived' and c.waived_until <= p_now
        ) as has_run_out
      from exit_criterion c
      where c.org_id = l.org_id and c.launch_id = l.id and c.archived_at is null
    ) judged
    where l.phase not in ('planned', 'exited') and judged.at is not null
  ), busy as (
    select
      a.org_id,
      a.id,
      a.at
    from active a
    where a.has_run_out or a.at = '-infinity'
      or (select e.at from live_event e where e.org_id = a.org_id order by e.id desc limit 1) > now() - interval '1 hour'
    order by a.at
    limit p_limit
  ), quiet as (
    select
      a.org_id,
      a.id
    from active a
    where a.at < p_now - interval '10 minutes' and not exists (select from busy b where b.org_id = a.org_id and b.id = a.id)
    order by a.at
    limit p_quiet
  )
  select b.org_id, b.id from busy b
  union all
  select q.org_id, q.id from quiet q
$$;

do $$
declare f text;
begin
  foreach f in array array[
    'door.organizations_to_seal(int)',
    'door.organizations_to_wake(timestamptz, int)',
    'door.organizations_to_rescore(int)',
    'door.organizations_to_refresh(timestamptz, int)',
    'door.organizations_to_trim(timestamptz, int)',
    'door.launches_to_judge(timestamptz, int, int)'
  ] loop
    execute format('alter function %s owner to steady_door', f);
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to steady_worker', f);
  end loop;
end $$;
revoke create on schema door from steady_door;
drop function door.organization_ids(text, int);
drop function door.active_launches(text, text, int);
