-- A request that nobody answered has no status. It is counted in its minute in a figure of its own, beside the 5xx.
alter table gateway_log alter column status drop not null;
alter table traffic_minute add column n_no_answer int not null default 0;

-- A line that a shipper sends again in other batch bounds is the same line: the same request id, time and hash of its other fields
-- (server/monitoring/logs.commands.ts). The index on request ids becomes unique over the three, so that knowing costs no further index and
-- lasts as long as the line. Lines of before have no hash, and none of them is taken for another.
alter table gateway_log add column line_hash bigint;
create or replace function ensure_log_partitions(p_from date, p_until date) returns int language plpgsql as $$
declare d date; child text; made int := 0;
begin
  for d in select generate_series(p_from, p_until, interval '1 day')::date loop
    child := 'gateway_log_' || to_char(d, 'YYYYMMDD');
    if to_regclass('public.' || child) is null then
      execute format(
        'create table %I partition of gateway_log for values from (%L) to (%L)',
        child,
        d::timestamp at time zone 'UTC',
        (d + 1)::timestamp at time zone 'UTC'
      );
      execute format('create index on %I (org_id, launch_id, route, ts)', child);
      execute format('create unique index on %I (org_id, request_id, ts, line_hash) where request_id is not null', child);
      execute format('create index on %I using brin (ts)', child);
      perform protect_table(child::regclass);
      execute format('revoke update on %I from steady_app', child);
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;
revoke execute on function ensure_log_partitions(date, date) from public;
do $$
declare child regclass; old regclass;
begin
  for child in select inhrelid::regclass from pg_inherits where inhparent = 'gateway_log'::regclass loop
    for old in
      select i.indexrelid::regclass
      from pg_index i
      where i.indrelid = child and pg_get_indexdef(i.indexrelid) like '%(org_id, request_id) WHERE%'
    loop
      execute format('drop index %s', old);
    end loop;
    execute format('create unique index on %s (org_id, request_id, ts, line_hash) where request_id is not null', child);
  end loop;
end $$;

-- What became of a batch's lines, so that the same batch again is answered alike.
alter table ingest_batch add column duplicates int not null default 0;

-- What became of a log feed's lines, by hour of arrival.
create table log_tally (
  org_id text collate "C" not null,
  source_id text collate "C" not null,
  hour timestamptz not null,
  accepted bigint not null,
  refused bigint not null,
  duplicates bigint not null,
  no_answer bigint not null,
  unreadable bigint not null,
  primary key (org_id, source_id, hour),
  foreign key (org_id, source_id) references source (org_id, id)
);
-- Why lines were refused, which durations could not be read, and what looks wrong in a whole batch: by hour of arrival, with a few examples
-- that hold no address, no agent and no query string. Both tables are emptied after LOG_NOTES_DAYS (contracts/monitoring.ts).
create table log_note (
  org_id text collate "C" not null,
  source_id text collate "C" not null,
  hour timestamptz not null,
  kind text not null check (kind in ('refused', 'unreadable', 'implausible')),
  reason text not null,
  n bigint not null,
  last_at timestamptz not null,
  examples text[] not null,
  primary key (org_id, source_id, hour, kind, reason),
  foreign key (org_id, source_id) references source (org_id, id)
);
select protect_table('log_tally'::regclass);
select protect_table('log_note'::regclass);
create index log_tally_hour_idx on log_tally (hour);
create index log_note_hour_idx on log_note (hour);

-- Removes what is older than p_before from both, of every organization.
create function door.empty_log_notes(p_before timestamptz) returns int
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with
    notes as (delete from log_note where hour < p_before returning 1),
    tallies as (delete from log_tally where hour < p_before returning 1)
  select ((select count(*) from notes) + (select count(*) from tallies))::int
$$;
grant select (hour), delete on log_note, log_tally to steady_door;
grant create on schema door to steady_door;
alter function door.empty_log_notes(timestamptz) owner to steady_door;
revoke execute on function door.empty_log_notes(timestamptz) from public;
grant execute on function door.empty_log_notes(timestamptz) to steady_worker;
revoke create on schema door from steady_door;
