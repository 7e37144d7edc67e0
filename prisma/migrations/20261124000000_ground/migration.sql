-- The ground: tables, keys, forced row level security. Every tenant table has org_id first in its keys.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

-- The organization that the current transaction speaks for; null when none was set, so that no row matches.
create function current_org() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('app.org_id', true), '') $$;

-- ── tenancy ────────────────────────────────────────────────────────────────────────────────────────────────────────
create table organization (
  id text collate "C" primary key,
  slug text not null,
  name text not null check (length(name) between 1 and 120),
  created_at timestamptz not null default now()
);
create unique index organization_slug_key on organization (slug);

create table account (
  id text collate "C" primary key,
  email text not null,
  name text not null,
  password_hash text,
  password_changed_at timestamptz not null default now(),
  created_at timestamptz not null default now()
);
create unique index account_email_key on account (email);

create table session (
  id text collate "C" primary key,
  account_id text collate "C" not null references account (id),
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  user_agent text not null default '',
  ip text not null default ''
);
create index session_account_idx on session (account_id, created_at desc);

-- One-time links for people who are not signed in (password reset); only the hash is kept.
create table account_link (
  id text collate "C" primary key,
  account_id text collate "C" not null references account (id),
  kind text not null check (kind in ('password_reset')),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index account_link_account_idx on account_link (account_id, created_at desc);

create table membership (
  org_id text collate "C" not null references organization (id),
  id text collate "C" not null,
  account_id text collate "C" not null,
  role text not null check (role in ('owner','admin','lead','engineer','operations','support','product_owner','qa','viewer')),
  name text not null,
  email text not null,
  state text not null default 'active' check (state in ('active','removed')),
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  version int not null default 1,
  primary key (org_id, id)
);
create unique index membership_account_key on membership (org_id, account_id);
create index membership_by_account_idx on membership (account_id);

create table invitation (
  org_id text collate "C" not null references organization (id),
  id text collate "C" not null,
  email text not null,
  role text not null check (role in ('owner','admin','lead','engineer','operations','support','product_owner','qa','viewer')),
  invited_by text collate "C" not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, invited_by) references membership (org_id, id)
);

create table api_key (
  org_id text collate "C" not null references organization (id),
  id text collate "C" not null,
  name text not null,
  prefix text not null,
  hash text not null,
  scopes text[] not null,
  created_by text collate "C" not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, created_by) references membership (org_id, id)
);
create unique index api_key_hash_key on api_key (hash);

-- ── audit ──────────────────────────────────────────────────────────────────────────────────────────────────────────
create table audit_event (
  org_id text collate "C" not null references organization (id),
  id text collate "C" not null,
  at timestamptz not null default now(),
  actor_kind text not null check (actor_kind in ('person','api_key','source','worker','model','system')),
  actor_id text not null,
  actor_name text not null,
  verb text not null,
  subject_kind text not null,
  subject_id text not null,
  launch_id text collate "C",
  data jsonb not null default '{}',
  request_id text,
  primary key (org_id, id)
);
create index audit_event_at_idx on audit_event (org_id, at);
create index audit_event_subject_idx on audit_event (org_id, subject_id, id desc);

create table audit_block (
  org_id text collate "C" not null references organization (id),
  seq int not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  row_count int not null,
  previous_hash text not null,
  hash text not null,
  sealed_at timestamptz not null default now(),
  primary key (org_id, seq)
);

-- ── launches ───────────────────────────────────────────────────────────────────────────────────────────────────────
create table team (
  org_id text collate "C" not null references organization (id),
  id text collate "C" not null,
  name text not null,
  created_at timestamptz not null default now(),
  primary key (org_id, id)
);
create unique index team_name_key on team (org_id, name);

create table launch (
  org_id text collate "C" not null references organization (id),
  id text collate "C" not null,
  slug text not null,
  name text not null check (length(name) between 1 and 120),
  scope text not null default '',
  phase text not null default 'planned' check (phase in ('planned','live','stabilising','exiting','exited','watching')),
  live_at timestamptz not null,
  ends_at timestamptz not null,
  time_zone text not null default 'UTC',
  -- Answers behind the recommended length: complexity, criticality, userBase, riskTolerance, deploymentStyle (each 1–3 or a word).
  sizing jsonb not null default '{}',
  recommended_days int not null,
  recommended_reason text not null,
  next_issue_number int not null default 1,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (org_id, id)
);
create unique index launch_slug_key on launch (org_id, slug);

create table launch_phase (
  org_id text collate "C" not null,
  launch_id text collate "C" not null,
  phase text not null check (phase in ('planned','live','stabilising','exiting','exited','watching')),
  starts_at timestamptz not null,
  ends_at timestamptz,
  primary key (org_id, launch_id, phase),
  foreign key (org_id, launch_id) references launch (org_id, id)
);

create table launch_member (
  org_id text collate "C" not null,
  launch_id text collate "C" not null,
  membership_id text collate "C" not null,
  duty text not null default '',
  team_id text collate "C",
  primary key (org_id, launch_id, membership_id),
  foreign key (org_id, launch_id) references launch (org_id, id),
  foreign key (org_id, membership_id) references membership (org_id, id),
  foreign key (org_id, team_id) references team (org_id, id)
);

create table component (
  org_id text collate "C" not null,
  id text collate "C" not null,
  launch_id text collate "C" not null,
  slug text not null,
  name text not null,
  keywords text[] not null default '{}',
  route_patterns text[] not null default '{}',
  owner_team_id text collate "C",
  position int not null default 0,
  archived_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, launch_id) references launch (org_id, id),
  foreign key (org_id, owner_team_id) references team (org_id, id)
);
create unique index component_slug_key on component (org_id, launch_id, slug);

create table exit_criterion (
  org_id text collate "C" not null,
  id text collate "C" not null,
  launch_id text collate "C" not null,
  kind text not null check (kind in ('open_critical','open_major','new_items_per_day','error_rate','latency_p95','first_response','negative_share','manual')),
  title text not null,
  target double precision not null default 0,
  hold_hours double precision not null default 0,
  component_id text collate "C",
  owner_id text collate "C",
  position int not null default 0,
  -- Where the last evaluation left it.
  state text not null default 'unknown' check (state in ('met','holding','not_met','unknown','waived')),
  value double precision,
  held_since timestamptz,
  -- Hold time gathered before a stretch without data, ms; the clock pauses while the value is unknown.
  held_ms bigint not null default 0,
  evaluated_at timestamptz,
  blocked_by text,
  -- Manual criteria: what was shown, by whom.
  evidence text,
  confirmed_at timestamptz,
  confirmed_by text collate "C",
  waiver_reason text,
  waived_by text collate "C",
  waived_at timestamptz,
  waived_until timestamptz,
  archived_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, launch_id) references launch (org_id, id),
  foreign key (org_id, component_id) references component (org_id, id),
  foreign key (org_id, owner_id) references membership (org_id, id),
  foreign key (org_id, confirmed_by) references membership (org_id, id),
  foreign key (org_id, waived_by) references membership (org_id, id)
);
create index exit_criterion_launch_idx on exit_criterion (org_id, launch_id, position);

create table criterion_reading (
  org_id text collate "C" not null,
  criterion_id text collate "C" not null,
  at timestamptz not null,
  value double precision,
  state text not null,
  primary key (org_id, criterion_id, at),
  foreign key (org_id, criterion_id) references exit_criterion (org_id, id)
);

-- ── intake ─────────────────────────────────────────────────────────────────────────────────────────────────────────
create table source (
  org_id text collate "C" not null references organization (id),
  id text collate "C" not null,
  launch_id text collate "C",
  kind text not null check (kind in ('form','zendesk','gateway_logs','agent','api','releases')),
  name text not null,
  key text not null,
  state text not null default 'active' check (state in ('active','paused','removed')),
  secret text,
  previous_secret text,
  previous_secret_until timestamptz,
  config jsonb not null default '{}',
  version int not null default 1,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, launch_id) references launch (org_id, id)
);
create unique index source_key_key on source (key);
create index source_launch_idx on source (org_id, launch_id);

create table raw_event (
  org_id text collate "C" not null,
  id text collate "C" not null,
  source_id text collate "C" not null,
  launch_id text collate "C" not null,
  delivery_id text collate "C" not null,
  content_type text not null,
  headers jsonb not null default '{}',
  body bytea not null,
  body_hash text not null,
  reference text not null,
  item_id text collate "C" not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, source_id) references source (org_id, id),
  foreign key (org_id, launch_id) references launch (org_id, id)
);
create unique index raw_event_delivery_key on raw_event (org_id, source_id, delivery_id);
create unique index raw_event_reference_key on raw_event (org_id, reference);
create index raw_event_received_idx on raw_event (org_id, source_id, received_at desc);

create table attachment (
  org_id text collate "C" not null,
  id text collate "C" not null,
  item_id text collate "C" not null,
  content_type text not null,
  width int not null,
  height int not null,
  hash text not null,
  bytes bytea not null,
  created_at timestamptz not null default now(),
  primary key (org_id, id)
);
create index attachment_item_idx on attachment (org_id, item_id);

-- Refused deliveries, counted per minute and reason; written in the background, never on the request.
create table source_failure (
  org_id text collate "C" not null,
  source_id text collate "C" not null,
  minute timestamptz not null,
  reason text not null,
  status int not null,
  n int not null,
  detail text not null default '',
  primary key (org_id, source_id, minute, reason),
  foreign key (org_id, source_id) references source (org_id, id)
);

-- ── feedback ───────────────────────────────────────────────────────────────────────────────────────────────────────
create table reporter (
  org_id text collate "C" not null references organization (id),
  id text collate "C" not null,
  -- "email:<address>" or "<source id>:<id there>"; never joined across organizations.
  person_key text collate "C" not null,
  name text,
  email text,
  account_key text,
  created_at timestamptz not null default now(),
  primary key (org_id, id)
);
create unique index reporter_person_key on reporter (org_id, person_key);

create table issue (
  org_id text collate "C" not null,
  id text collate "C" not null,
  launch_id text collate "C" not null,
  number int not null,
  title text not null,
  type text not null check (type in ('technical','functional','usability','performance','integration','question','wish','praise')),
  severity text not null check (severity in ('critical','major','minor','cosmetic')),
  state text not null default 'new' check (state in ('new','accepted','in_progress','fixed','verified','closed','declined','parked')),
  is_open boolean not null generated always as (state in ('new','accepted','in_progress','fixed')) stored,
  is_defect boolean not null generated always as (type in ('technical','functional','usability','performance','integration')) stored,
  urgency text not null default 'this_week' check (urgency in ('now','today','this_week','later')),
  component_id text collate "C",
  owner_id text collate "C",
  team_id text collate "C",
  labels text[] not null default '{}',
  impact int not null check (impact between 0 and 100),
  computed_impact int not null check (computed_impact between 0 and 100),
  impact_parts jsonb not null default '[]',
  impact_reason text,
  is_impact_overridden boolean not null default false,
  effort int not null check (effort between 0 and 100),
  computed_effort int not null check (computed_effort between 0 and 100),
  effort_reason text not null default '',
  is_effort_overridden boolean not null default false,
  quadrant text not null generated always as (
    case when impact >= 50 then case when effort < 50 then 'quick_win' else 'big_bet' end
         else case when effort < 50 then 'fill_in' else 'avoid' end end) stored,
  item_count int not null default 0,
  reporter_count int not null default 0,
  account_count int not null default 0,
  negative_count int not null default 0,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  -- Who set severity, type and component, with confidence, reason, model and version.
  provenance jsonb not null default '{}',
  confidence real not null default 1,
  needs_review text check (needs_review in ('new','low_confidence','possible_duplicate','regressed','snooze_ended')),
  snoozed_until timestamptz,
  snooze jsonb,
  merged_into_id text collate "C",
  fingerprint text,
  terms text[] not null default '{}',
  language text not null default 'und',
  workaround text,
  fixed_version text,
  reopened_count int not null default 0,
  first_response_at timestamptz,
  search tsvector not null generated always as (
    case language
      when 'de' then to_tsvector('german', left(title, 500)) when 'fr' then to_tsvector('french', left(title, 500))
      when 'es' then to_tsvector('spanish', left(title, 500)) when 'it' then to_tsvector('italian', left(title, 500))
      when 'pt' then to_tsvector('portuguese', left(title, 500)) when 'nl' then to_tsvector('dutch', left(title, 500))
      when 'en' then to_tsvector('english', left(title, 500)) else to_tsvector('simple', left(title, 500)) end
    || array_to_tsvector(terms)) stored,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, launch_id) references launch (org_id, id),
  foreign key (org_id, component_id) references component (org_id, id),
  foreign key (org_id, owner_id) references membership (org_id, id),
  foreign key (org_id, team_id) references team (org_id, id),
  foreign key (org_id, merged_into_id) references issue (org_id, id)
);
create unique index issue_number_key on issue (org_id, launch_id, number);

create table item (
  org_id text collate "C" not null,
  id text collate "C" not null,
  launch_id text collate "C" not null,
  source_id text collate "C" not null,
  raw_event_id text collate "C",
  reporter_id text collate "C",
  reference text not null,
  title text,
  text text not null,
  language text not null default 'und',
  context jsonb not null default '{}',
  person_key text collate "C",
  account_key text,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  state text not null default 'open' check (state in ('open','quarantined','done')),
  quarantine_reason text,
  type text not null check (type in ('technical','functional','usability','performance','integration','question','wish','praise')),
  severity text not null check (severity in ('critical','major','minor','cosmetic')),
  sentiment text not null check (sentiment in ('positive','neutral','negative')),
  sentiment_score real not null default 0,
  urgency text not null default 'this_week' check (urgency in ('now','today','this_week','later')),
  component_id text collate "C",
  issue_id text collate "C",
  fingerprint text,
  confidence real not null default 1,
  -- Per field: who set it, confidence, reason, model, version.
  provenance jsonb not null default '{}',
  is_degraded boolean not null default false,
  is_suspicious boolean not null default false,
  first_response_at timestamptz,
  version int not null default 1,
  search tsvector not null generated always as (
    case language
      when 'de' then to_tsvector('german', left(coalesce(title, '') || ' ' || text, 20000)) when 'fr' then to_tsvector('french', left(coalesce(title, '') || ' ' || text, 20000))
      when 'es' then to_tsvector('spanish', left(coalesce(title, '') || ' ' || text, 20000)) when 'it' then to_tsvector('italian', left(coalesce(title, '') || ' ' || text, 20000))
      when 'pt' then to_tsvector('portuguese', left(coalesce(title, '') || ' ' || text, 20000)) when 'nl' then to_tsvector('dutch', left(coalesce(title, '') || ' ' || text, 20000))
      when 'en' then to_tsvector('english', left(coalesce(title, '') || ' ' || text, 20000)) else to_tsvector('simple', left(coalesce(title, '') || ' ' || text, 20000)) end) stored,
  primary key (org_id, id),
  foreign key (org_id, launch_id) references launch (org_id, id),
  foreign key (org_id, source_id) references source (org_id, id),
  foreign key (org_id, raw_event_id) references raw_event (org_id, id),
  foreign key (org_id, reporter_id) references reporter (org_id, id),
  foreign key (org_id, component_id) references component (org_id, id),
  foreign key (org_id, issue_id) references issue (org_id, id)
);
create unique index item_reference_key on item (org_id, reference);
create unique index item_raw_event_key on item (org_id, raw_event_id) where raw_event_id is not null;
create index item_issue_idx on item (org_id, issue_id, occurred_at desc) include (person_key, account_key, sentiment, severity);
create index item_launch_idx on item (org_id, launch_id, occurred_at desc, id desc);
create index item_state_idx on item (org_id, launch_id, state, id desc);
create index item_component_idx on item (org_id, component_id, occurred_at desc);
create index item_degraded_idx on item (org_id, id) where is_degraded;
create index item_search_idx on item using gin (org_id, launch_id, search);

create table issue_item (
  org_id text collate "C" not null,
  id text collate "C" not null,
  issue_id text collate "C" not null,
  item_id text collate "C" not null,
  joined_by text not null check (joined_by in ('person','rule','floor','model')),
  reason text not null,
  score real not null default 0,
  joined_at timestamptz not null default now(),
  left_at timestamptz,
  left_by text,
  primary key (org_id, id),
  foreign key (org_id, issue_id) references issue (org_id, id),
  foreign key (org_id, item_id) references item (org_id, id)
);
create unique index issue_item_current_key on issue_item (org_id, item_id) where left_at is null;
create index issue_item_issue_idx on issue_item (org_id, issue_id, id desc);

create table issue_relation (
  org_id text collate "C" not null,
  id text collate "C" not null,
  issue_id text collate "C" not null,
  other_id text collate "C" not null,
  kind text not null check (kind in ('duplicate_of','related','not_same')),
  set_by text not null check (set_by in ('person','rule','floor','model')),
  reason text not null default '',
  score real,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, issue_id) references issue (org_id, id),
  foreign key (org_id, other_id) references issue (org_id, id)
);
create unique index issue_relation_pair_key on issue_relation (org_id, issue_id, other_id, kind);
create index issue_relation_other_idx on issue_relation (org_id, other_id);

-- An item that a person took out of an issue is never put back by a machine.
create table item_not_issue (
  org_id text collate "C" not null,
  item_id text collate "C" not null,
  issue_id text collate "C" not null,
  created_at timestamptz not null default now(),
  primary key (org_id, item_id, issue_id),
  foreign key (org_id, item_id) references item (org_id, id),
  foreign key (org_id, issue_id) references issue (org_id, id)
);

create table issue_event (
  org_id text collate "C" not null,
  id text collate "C" not null,
  issue_id text collate "C" not null,
  at timestamptz not null default now(),
  kind text not null,
  actor_kind text not null,
  actor_id text not null,
  actor_name text not null,
  data jsonb not null default '{}',
  undone_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, issue_id) references issue (org_id, id)
);
create index issue_event_issue_idx on issue_event (org_id, issue_id, id desc);

create index issue_impact_idx on issue (org_id, launch_id, impact desc, id desc) where merged_into_id is null;
create index issue_open_impact_idx on issue (org_id, launch_id, is_open, impact desc, id desc) where merged_into_id is null;
create index issue_state_idx on issue (org_id, launch_id, state, impact desc, id desc) where merged_into_id is null;
create index issue_severity_idx on issue (org_id, launch_id, severity, impact desc, id desc) where merged_into_id is null;
create index issue_component_idx on issue (org_id, launch_id, component_id, impact desc, id desc) where merged_into_id is null;
create index issue_owner_idx on issue (org_id, launch_id, owner_id, impact desc, id desc) where merged_into_id is null;
create index issue_type_idx on issue (org_id, launch_id, type, impact desc, id desc) where merged_into_id is null;
create index issue_quadrant_idx on issue (org_id, launch_id, quadrant, impact desc, id desc) where merged_into_id is null and is_open;
create index issue_last_seen_idx on issue (org_id, launch_id, last_seen_at desc, id desc) where merged_into_id is null;
create index issue_review_idx on issue (org_id, launch_id, id desc) where needs_review is not null and merged_into_id is null;
create index issue_snoozed_idx on issue (org_id, snoozed_until) where snoozed_until is not null;
create index issue_merged_idx on issue (org_id, merged_into_id) where merged_into_id is not null;
create index issue_fingerprint_idx on issue (org_id, launch_id, fingerprint) where fingerprint is not null;
create index issue_search_idx on issue using gin (org_id, launch_id, search);
create index issue_terms_idx on issue using gin (org_id, launch_id, terms);

-- Counts that a board shows at once, kept by the trigger below.
create table issue_count (
  org_id text collate "C" not null,
  launch_id text collate "C" not null,
  state text not null,
  severity text not null,
  quadrant text not null,
  is_defect boolean not null,
  n int not null,
  primary key (org_id, launch_id, state, severity, quadrant, is_defect)
);

-- How many items of a launch contain a term; the rarer, the more it tells.
create table term_stat (
  org_id text collate "C" not null,
  launch_id text collate "C" not null,
  term text collate "C" not null,
  n int not null,
  primary key (org_id, launch_id, term)
);

create table saved_view (
  org_id text collate "C" not null,
  id text collate "C" not null,
  launch_id text collate "C" not null,
  owner_id text collate "C",
  name text not null,
  filter text not null default '',
  layout text not null default 'table' check (layout in ('matrix','kanban','table')),
  position int not null default 0,
  version int not null default 1,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, launch_id) references launch (org_id, id),
  foreign key (org_id, owner_id) references membership (org_id, id)
);
create index saved_view_launch_idx on saved_view (org_id, launch_id, position);

-- ── triage ─────────────────────────────────────────────────────────────────────────────────────────────────────────
-- What was said of an item or issue after its first classification: people's corrections, rules, re-scores. Append-only.
create table label (
  org_id text collate "C" not null,
  id text collate "C" not null,
  subject_kind text not null check (subject_kind in ('item','issue')),
  subject_id text collate "C" not null,
  field text not null,
  value text,
  previous text,
  set_by text not null check (set_by in ('person','rule','floor','model')),
  actor_id text not null,
  model text,
  model_version text,
  confidence real,
  reason text not null default '',
  at timestamptz not null default now(),
  primary key (org_id, id)
);
create index label_subject_idx on label (org_id, subject_id, id desc);

create table routing_rule (
  org_id text collate "C" not null,
  id text collate "C" not null,
  launch_id text collate "C" not null,
  position int not null,
  name text not null,
  is_enabled boolean not null default true,
  conditions jsonb not null,
  effects jsonb not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, launch_id) references launch (org_id, id)
);
create index routing_rule_launch_idx on routing_rule (org_id, launch_id, position);

create table impact_reading (
  org_id text collate "C" not null,
  issue_id text collate "C" not null,
  at timestamptz not null,
  impact int not null,
  parts jsonb not null,
  primary key (org_id, issue_id, at),
  foreign key (org_id, issue_id) references issue (org_id, id)
);

-- ── ai ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
create table ai_provider (
  org_id text collate "C" not null references organization (id),
  id text collate "C" not null,
  name text not null,
  base_url text not null,
  model text not null,
  api_key text,
  is_enabled boolean not null default true,
  position int not null default 0,
  version int not null default 1,
  created_at timestamptz not null default now(),
  primary key (org_id, id)
);

create table ai_call (
  org_id text collate "C" not null references organization (id),
  id text collate "C" not null,
  at timestamptz not null,
  prompt text not null,
  prompt_version text not null,
  provider text not null,
  model text not null,
  outcome text not null,
  is_degraded boolean not null,
  item_count int not null,
  attempts int not null,
  input_tokens int,
  output_tokens int,
  latency_ms int not null,
  error text,
  primary key (org_id, id)
);

-- ── monitoring ─────────────────────────────────────────────────────────────────────────────────────────────────────
create table gateway_log (
  org_id text collate "C" not null,
  ts timestamptz not null,
  seq bigint generated always as identity,
  launch_id text collate "C" not null,
  source_id text collate "C" not null,
  method text not null,
  path text not null,
  route text not null,
  service text not null,
  consumer text,
  version text,
  status smallint not null,
  latency_ms real,
  upstream_ms real,
  gateway_ms real,
  bytes_in int,
  bytes_out int,
  client_ip text,
  user_agent text,
  request_id text,
  trace_id text
) partition by range (ts);

create table ingest_batch (
  org_id text collate "C" not null,
  source_id text collate "C" not null,
  batch_id text collate "C" not null,
  received_at timestamptz not null default now(),
  accepted int not null,
  rejected int not null,
  primary key (org_id, source_id, batch_id),
  foreign key (org_id, source_id) references source (org_id, id)
);
create index ingest_batch_received_idx on ingest_batch (org_id, source_id, received_at desc);

create table traffic_minute (
  org_id text collate "C" not null,
  launch_id text collate "C" not null,
  minute timestamptz not null,
  service text not null,
  route text not null,
  method text not null,
  n int not null,
  n4xx int not null,
  n5xx int not null,
  bytes_out bigint not null,
  latency_sum double precision not null,
  latency_max real not null,
  buckets int[] not null,
  primary key (org_id, launch_id, minute, service, route, method),
  foreign key (org_id, launch_id) references launch (org_id, id)
);

create table release_marker (
  org_id text collate "C" not null,
  id text collate "C" not null,
  launch_id text collate "C" not null,
  kind text not null check (kind in ('deployment','flag','config')),
  title text not null,
  release_version text not null,
  component_id text collate "C",
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text not null check (outcome in ('started','succeeded','failed','rolled_back')),
  url text,
  delivery_id text collate "C" not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, launch_id) references launch (org_id, id),
  foreign key (org_id, component_id) references component (org_id, id)
);
create unique index release_marker_delivery_key on release_marker (org_id, delivery_id);
create index release_marker_launch_idx on release_marker (org_id, launch_id, started_at desc);

-- ── communication ──────────────────────────────────────────────────────────────────────────────────────────────────
create table message (
  org_id text collate "C" not null references organization (id),
  id text collate "C" not null,
  launch_id text collate "C",
  kind text not null,
  item_id text collate "C",
  -- One message per person and event: the pair that may exist once.
  dedupe_key text collate "C" not null,
  recipient text not null,
  subject text not null,
  body_text text not null,
  state text not null default 'pending' check (state in ('pending','sending','sent','kept','failed','cancelled')),
  attempts int not null default 0,
  last_error text,
  send_after timestamptz not null default now(),
  sent_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, item_id) references item (org_id, id)
);
create unique index message_dedupe_key on message (org_id, dedupe_key);
create index message_created_idx on message (org_id, id desc);
create index message_item_idx on message (org_id, item_id);

-- ── jobs, live ─────────────────────────────────────────────────────────────────────────────────────────────────────
create table outbox (
  org_id text collate "C" not null references organization (id),
  id text collate "C" not null,
  topic text not null,
  ref text collate "C" not null,
  state text not null default 'pending' check (state in ('pending','done','dead')),
  available_at timestamptz not null default now(),
  enq_at timestamptz,
  enq_n int not null default 0,
  attempts int not null default 0,
  last_error text,
  created_at timestamptz not null default now(),
  done_at timestamptz,
  primary key (org_id, id)
);
create index outbox_pending_idx on outbox (org_id, id) where state = 'pending';
create index outbox_dead_idx on outbox (org_id, id) where state = 'dead';
create index outbox_done_idx on outbox (done_at) where state = 'done';
create index outbox_ref_idx on outbox (org_id, ref);

create view dead_letter with (security_invoker = true) as
  select org_id, id, topic, ref, attempts, enq_n, last_error, created_at, available_at from outbox where state = 'dead';

create table stage_receipt (
  org_id text collate "C" not null,
  item_id text collate "C" not null,
  stage text not null,
  version int not null,
  at timestamptz not null default now(),
  primary key (org_id, item_id, stage, version)
);

create table live_event (
  org_id text collate "C" not null references organization (id),
  id bigint generated always as identity,
  at timestamptz not null default now(),
  event jsonb not null,
  primary key (org_id, id)
);

-- Requests that carry an Idempotency-Key but leave no raw event (releases, agent-logged items).
create table idempotency_key (
  org_id text collate "C" not null references organization (id),
  key text collate "C" not null,
  body_hash text not null,
  response jsonb not null,
  created_at timestamptz not null default now(),
  primary key (org_id, key)
);

-- ── counters ───────────────────────────────────────────────────────────────────────────────────────────────────────
create function count_issues() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into issue_count as c (org_id, launch_id, state, severity, quadrant, is_defect, n)
    select org_id, launch_id, state, severity, quadrant, is_defect, count(*) from after where merged_into_id is null
    group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
    on conflict (org_id, launch_id, state, severity, quadrant, is_defect) do update set n = c.n + excluded.n;
  else
    insert into issue_count as c (org_id, launch_id, state, severity, quadrant, is_defect, n)
    select org_id, launch_id, state, severity, quadrant, is_defect, sum(d)::int from (
      select org_id, launch_id, state, severity, quadrant, is_defect, 1 as d from after where merged_into_id is null
      union all
      select org_id, launch_id, state, severity, quadrant, is_defect, -1 from before where merged_into_id is null) x
    group by 1, 2, 3, 4, 5, 6 having sum(d) <> 0 order by 1, 2, 3, 4, 5, 6
    on conflict (org_id, launch_id, state, severity, quadrant, is_defect) do update set n = c.n + excluded.n;
  end if;
  return null;
end $$;
create trigger count_issues_insert after insert on issue referencing new table as after for each statement execute function count_issues();
create trigger count_issues_update after update on issue referencing old table as before new table as after for each statement execute function count_issues();

-- ── receive: one round trip, one commit ────────────────────────────────────────────────────────────────────────────
-- Stores a batch of raw events of one organization with their outbox rows; a delivery seen before answers with what it was given then.
create function receive_raw_events(
  p_org text, p_ids text[], p_sources text[], p_launches text[], p_deliveries text[], p_types text[], p_headers text[], p_bodies bytea[],
  p_hashes text[], p_references text[], p_items text[], p_occurred timestamptz[], p_outbox text[], p_topic text)
returns table (ord bigint, reference text, item_id text, body_hash text, is_new boolean) language plpgsql as $$
#variable_conflict use_column
begin
  perform set_config('app.org_id', p_org, true);
  return query
  with sent as (
    select * from unnest(p_ids, p_sources, p_launches, p_deliveries, p_types, p_headers, p_bodies, p_hashes, p_references, p_items, p_occurred, p_outbox)
      with ordinality as t(id, source_id, launch_id, delivery_id, content_type, headers, body, body_hash, reference, item_id, occurred_at, outbox_id, ord)
  ), stored as (
    insert into raw_event (org_id, id, source_id, launch_id, delivery_id, content_type, headers, body, body_hash, reference, item_id, occurred_at)
    select p_org, s.id, s.source_id, s.launch_id, s.delivery_id, s.content_type, s.headers::jsonb, s.body, s.body_hash, s.reference, s.item_id, s.occurred_at from sent s
    on conflict (org_id, source_id, delivery_id) do nothing
    returning raw_event.id
  ), queued as (
    insert into outbox (org_id, id, topic, ref)
    select p_org, s.outbox_id, p_topic, s.id from sent s join stored on stored.id = s.id
  )
  select s.ord, s.reference, s.item_id, s.body_hash, stored.id is not null from sent s left join stored on stored.id = s.id;
end $$;

-- ── row level security ─────────────────────────────────────────────────────────────────────────────────────────────
grant usage on schema public to steady_app, steady_relay;
-- Used for every new tenant table: forced policy, grants for the application.
create function protect_table(t regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format('create policy tenant on %s using (org_id = current_org()) with check (org_id = current_org())', t);
  execute format('grant select, insert, update, delete on %s to steady_app', t);
end $$;
revoke execute on function protect_table(regclass) from public;

select protect_table(c.oid::regclass)
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' and c.relkind in ('r', 'p')
  and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped);

alter table organization enable row level security;
alter table organization force row level security;
create policy tenant on organization using (id = current_org()) with check (id = current_org());
grant select, insert, update on organization to steady_app;

alter table account enable row level security;
alter table account force row level security;
alter table session enable row level security;
alter table session force row level security;
alter table account_link enable row level security;
alter table account_link force row level security;

-- What arrived and what was done are never changed.
revoke update, delete on audit_event, audit_block, criterion_reading, impact_reading, label from steady_app;
revoke delete on raw_event, item, issue, message, source, membership, launch from steady_app;
revoke update on gateway_log, ingest_batch from steady_app;
revoke update on raw_event from steady_app;
grant select on dead_letter to steady_app;

-- The relay sees every organization's queue, and of it only what carrying needs.
grant select (org_id, id, topic, state, available_at, enq_at, enq_n, attempts, done_at) on outbox to steady_relay;
grant update (state, enq_at, enq_n, last_error) on outbox to steady_relay;
grant delete on outbox to steady_relay;
create policy relay on outbox to steady_relay using (true) with check (true);

-- ── log partitions ─────────────────────────────────────────────────────────────────────────────────────────────────
-- Makes the day partitions in a range of days; children do not inherit row level security, so each gets its own.
create function ensure_log_partitions(p_from date, p_until date) returns int language plpgsql as $$
declare d date; child text; made int := 0;
begin
  for d in select generate_series(p_from, p_until, interval '1 day')::date loop
    child := 'gateway_log_' || to_char(d, 'YYYYMMDD');
    if to_regclass('public.' || child) is null then
      execute format('create table %I partition of gateway_log for values from (%L) to (%L)', child, d::timestamp at time zone 'UTC', (d + 1)::timestamp at time zone 'UTC');
      execute format('create index on %I (org_id, launch_id, route, ts)', child);
      execute format('create index on %I (org_id, request_id) where request_id is not null', child);
      execute format('create index on %I using brin (ts)', child);
      perform protect_table(child::regclass);
      execute format('revoke update on %I from steady_app', child);
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;
revoke execute on function ensure_log_partitions(date, date) from public;
select ensure_log_partitions(current_date - 35, current_date + 7);

-- Latency buckets add up element by element; a shorter array is padded with zeros.
create function add_buckets(a int[], b int[]) returns int[] language sql immutable parallel safe as $$
  select array_agg(coalesce(x, 0) + coalesce(y, 0) order by i) from unnest(a, b) with ordinality as t(x, y, i)
$$;
create aggregate sum_buckets(int[]) (sfunc = add_buckets, stype = int[], initcond = '{}', combinefunc = add_buckets, parallel = safe);

-- ── rate limits: no tenant's data, kept out of the public schema ───────────────────────────────────────────────────
create schema limits;
create table limits.bucket (key varchar(255) primary key, points integer not null default 0, expire bigint);
grant usage on schema limits to steady_app;
grant select, insert, update, delete on limits.bucket to steady_app;
