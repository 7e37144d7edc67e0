-- What is kept has a term, and a job that a person can see deletes it when its term ends (decision 34).

-- Terms that an organization has set itself, in days; null is "kept until somebody deletes it". Without a row the product's own holds.
create table retention_term (
  org_id text collate "C" not null references organization (id),
  kind text collate "C" not null,
  days int check (days between 1 and 3650),
  set_at timestamptz not null default now(),
  primary key (org_id, kind)
);
select protect_table('retention_term'::regclass);

-- One run of the job over an organization: who asked for it, and whether it is through.
create table retention_run (
  org_id text collate "C" not null references organization (id),
  id text collate "C" not null,
  actor_kind text not null,
  actor_id text not null,
  actor_name text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (org_id, id)
);
create unique index retention_run_open_key on retention_run (org_id) where ended_at is null;
select protect_table('retention_run'::regclass);
revoke delete on retention_run from steady_app;

-- What a run did of one kind. The cut-off is fixed when the run begins, so that one that was broken off goes on as it began; the counts are
-- written in the transaction of each deletion.
create table retention_part (
  org_id text collate "C" not null,
  run_id text collate "C" not null,
  kind text collate "C" not null,
  place smallint not null,
  days int not null,
  cut_off timestamptz not null,
  row_count bigint not null default 0,
  byte_count bigint not null default 0,
  ended_at timestamptz,
  error text,
  primary key (org_id, run_id, kind),
  foreign key (org_id, run_id) references retention_run (org_id, id)
);
select protect_table('retention_part'::regclass);
revoke delete on retention_part from steady_app;

-- When an organization's next run begins. Those that were here before have a week to look at the terms.
alter table organization add column retention_due_at timestamptz not null default now() + interval '1 day';
alter table organization no force row level security;
update organization set retention_due_at = now() + interval '7 days';
alter table organization force row level security;
create index organization_retention_due_idx on organization (retention_due_at);

-- When a launch was closed, for terms that count from then; its plan's dates can be moved, this cannot.
alter table launch add column closed_at timestamptz;
alter table launch no force row level security;
alter table launch_phase no force row level security;
update launch l
set closed_at = p.starts_at
from launch_phase p
where
  p.org_id = l.org_id
  and p.launch_id = l.id
  and p.phase = 'exited'
  and l.phase in ('exited', 'watching');
alter table launch_phase force row level security;
alter table launch force row level security;

-- When a mail's words went, by its term or because they were erased.
alter table message add column emptied_at timestamptz;
create index message_whole_idx on message (org_id, created_at) where emptied_at is null;

-- What is still there of what arrived, oldest first.
create index raw_event_whole_idx on raw_event (org_id, received_at) where octet_length(body) > 0;
create index ai_call_at_idx on ai_call (org_id, at);
create index source_failure_minute_idx on source_failure (org_id, minute);
create index item_unreadable_idx on item (org_id, received_at) where state = 'quarantined';

-- ── doors ──────────────────────────────────────────────────────────────────────────────────────────────────────────
grant select, delete on session, account_link to steady_door;
grant select on gateway_log, organization, membership to steady_door;
grant create on schema door to steady_door;

-- Organizations whose next run is due, those that wait longest first.
create function door.organizations_to_retain(p_now timestamptz, p_limit int) returns setof text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select o.id from organization o where o.retention_due_at <= p_now order by o.retention_due_at limit p_limit
$$;

-- Ended sessions and spent links of the members of the organization that is set: how many, at most p_limit, and the oldest end.
create function door.ended_sessions(p_before timestamptz, p_limit int) returns table (n int, oldest timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select
    count(*)::int,
    min(e.at)
  from (
    select least(s.revoked_at, s.expires_at) as at
    from membership m join session s on s.account_id = m.account_id
    where m.org_id = current_org() and least(s.revoked_at, s.expires_at) < p_before
    union all
    select least(k.used_at, k.expires_at)
    from membership m join account_link k on k.account_id = m.account_id
    where m.org_id = current_org() and least(k.used_at, k.expires_at) < p_before
    limit p_limit
  ) e
$$;

-- Deletes them, p_limit of each at most; how many went. One that still opens anything is never among them.
create function door.delete_ended_sessions(p_before timestamptz, p_limit int) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  sessions int;
  links int;
begin
  delete from session where id in (
    select s.id
    from membership m join session s on s.account_id = m.account_id
    where m.org_id = current_org() and least(s.revoked_at, s.expires_at) < least(p_before, now())
    limit p_limit
  );
  get diagnostics sessions = row_count;
  delete from account_link where id in (
    select k.id
    from membership m join account_link k on k.account_id = m.account_id
    where m.org_id = current_org() and least(k.used_at, k.expires_at) < least(p_before, now())
    limit p_limit
  );
  get diagnostics links = row_count;
  return sessions + links;
end $$;

-- The same for accounts that belong to no organization, whose terms nobody sets.
create function door.delete_ownerless_sessions(p_before timestamptz, p_limit int) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  sessions int;
  links int;
begin
  delete from session where id in (
    select s.id
    from session s
    where least(s.revoked_at, s.expires_at) < least(p_before, now())
      and not exists (select from membership m where m.account_id = s.account_id)
    limit p_limit
  );
  get diagnostics sessions = row_count;
  delete from account_link where id in (
    select k.id
    from account_link k
    where least(k.used_at, k.expires_at) < least(p_before, now())
      and not exists (select from membership m where m.account_id = k.account_id)
    limit p_limit
  );
  get diagnostics links = row_count;
  return sessions + links;
end $$;

-- Whether no organization has a log line of that day left. Sees all rows, which the owner of the table does not.
create function door.is_log_day_empty(p_day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select not exists (
    select from gateway_log l
    where l.ts >= p_day::timestamp at time zone 'UTC' and l.ts < (p_day + 1)::timestamp at time zone 'UTC'
  )
$$;

-- Drops partitions of days for which no line is taken any more and none is left; how many. Takes the log's lock only when it is free, so
-- that nobody who writes log lines waits for it.
create function door.drop_empty_log_partitions() returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  child record;
  dropped int := 0;
begin
  for child in
    select c.oid::regclass as name, to_date(right(c.relname, 8), 'YYYYMMDD') as day
    from pg_inherits h join pg_class c on c.oid = h.inhrelid
    where h.inhparent = 'public.gateway_log'::regclass and to_date(right(c.relname, 8), 'YYYYMMDD') < current_date - 35
    order by 2
  loop
    if not door.is_log_day_empty(child.day) then continue; end if;
    begin
      lock table only public.gateway_log in access exclusive mode nowait;
      execute format('lock table %s in access exclusive mode nowait', child.name);
    exception when lock_not_available then
      return dropped;
    end;
    if door.is_log_day_empty(child.day) then
      execute format('drop table %s', child.name);
      dropped := dropped + 1;
    end if;
    if dropped >= 3 then exit; end if;
  end loop;
  return dropped;
end $$;

do $$
declare f text;
begin
  foreach f in array array[
    'door.organizations_to_retain(timestamptz, int)',
    'door.ended_sessions(timestamptz, int)',
    'door.delete_ended_sessions(timestamptz, int)',
    'door.delete_ownerless_sessions(timestamptz, int)',
    'door.is_log_day_empty(date)'
  ] loop
    execute format('revoke execute on function %s from public', f);
    execute format('alter function %s owner to steady_door', f);
  end loop;
end $$;
-- The owner of the log drops its days, and may ask steady_door's functions as a member of it. (A right of its own would not outlive a
-- restored dump, which hands the doors over anew.)
revoke execute on function door.drop_empty_log_partitions() from public;
grant execute on function door.organizations_to_retain(timestamptz, int) to steady_worker;
grant execute on function door.delete_ownerless_sessions(timestamptz, int) to steady_worker;
grant execute on function door.drop_empty_log_partitions() to steady_worker;
grant execute on function door.ended_sessions(timestamptz, int) to steady_app;
grant execute on function door.delete_ended_sessions(timestamptz, int) to steady_app;
revoke create on schema door from steady_door;
