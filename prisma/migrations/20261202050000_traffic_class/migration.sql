-- What a request was (a person's use, a probe, a preflight, a bot, a static file), decided when its line arrives and kept: a list that is
-- changed later changes no figure of the past. And what a connection's life was, apart from latencies.
alter table gateway_log
  add column traffic_class text not null default 'use',
  add column connection text,
  add column first_byte_ms real,
  add column lasted_ms real;

alter table traffic_minute
  add column traffic_class text not null default 'use'
    check (traffic_class in ('use', 'probe', 'preflight', 'bot', 'static')),
  add column n_connections int not null default 0,
  drop constraint traffic_minute_pkey,
  add primary key (org_id, launch_id, minute, service, route, method, traffic_class);

-- A launch's own entries of the list that says what is no use, and the built-in ones it has switched (those have no pattern).
create table traffic_rule (
  org_id text collate "C" not null,
  launch_id text collate "C" not null,
  id text collate "C" not null,
  matches text check (matches in ('path', 'agent', 'method')),
  pattern text,
  traffic_class text check (traffic_class in ('use', 'probe', 'preflight', 'bot', 'static')),
  is_on boolean not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  primary key (org_id, launch_id, id),
  foreign key (org_id, launch_id) references launch (org_id, id),
  check ((matches is null) = (pattern is null) and (pattern is null) = (traffic_class is null))
);
select protect_table('traffic_rule'::regclass);

-- How many requests each entry took, by quarter of an hour: every zone's day is made of them.
create table traffic_rule_count (
  org_id text collate "C" not null,
  launch_id text collate "C" not null,
  quarter timestamptz not null,
  rule_id text collate "C" not null,
  n int not null,
  primary key (org_id, launch_id, quarter, rule_id),
  foreign key (org_id, launch_id) references launch (org_id, id)
);
select protect_table('traffic_rule_count'::regclass);
