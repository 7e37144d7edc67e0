-- What a criterion asked for before and after somebody changed it, and why (decision 42). Written with the change, never changed.
create table criterion_move (
  org_id text collate "C" not null references organization (id),
  id text collate "C" not null,
  criterion_id text collate "C" not null,
  at timestamptz not null,
  moved_by text collate "C",
  before jsonb not null,
  after jsonb not null,
  reason text not null,
  primary key (org_id, id),
  foreign key (org_id, criterion_id) references exit_criterion (org_id, id)
);
create index criterion_move_criterion_idx on criterion_move (org_id, criterion_id, at);
select protect_table('criterion_move'::regclass);
revoke update, delete on criterion_move from steady_app;

-- A launch's exit as it was at one moment, for whoever has the link until a day. Of the link's secret only the digest is kept; the titles
-- of issues are not in the snapshot, so that what is erased is gone here too.
create table exit_report (
  org_id text collate "C" not null references organization (id),
  id text collate "C" not null,
  launch_id text collate "C" not null,
  digest text collate "C" not null,
  snapshot jsonb not null,
  has_titles boolean not null,
  shared_by text collate "C" not null,
  shared_at timestamptz not null,
  expires_at timestamptz not null,
  last_opened_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, launch_id) references launch (org_id, id)
);
-- Not unique, so that it tells nobody of another organization's; two secrets of 256 bits are never the same.
create index exit_report_digest_idx on exit_report (digest);
create index exit_report_launch_idx on exit_report (org_id, launch_id, id);
select protect_table('exit_report'::regclass);

-- ── door ───────────────────────────────────────────────────────────────────────────────────────────────────────────
grant select on exit_report to steady_door;
grant create on schema door to steady_door;

-- Where a report's link leads, by the digest of its secret; also when its day is over: the caller decides.
create function door.exit_report_by_digest(p_digest text)
returns table (org_id text, id text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select
    r.org_id,
    r.id
  from exit_report r
  where r.digest = p_digest
$$;
alter function door.exit_report_by_digest(text) owner to steady_door;
revoke execute on function door.exit_report_by_digest(text) from public;
grant execute on function door.exit_report_by_digest(text) to steady_app;
revoke create on schema door from steady_door;
