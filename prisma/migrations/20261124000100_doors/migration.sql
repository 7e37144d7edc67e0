-- Doors: what must be found before the organization is known, and full-text search, whose operators lose their indexes under
-- row level security. Each function matches exactly on a hash or an unguessable key, or demands the organization; each is owned by
-- steady_door, has a fixed search_path, and is named one by one in prisma/rls-gate.sql.
create schema door;
grant usage on schema door to steady_app;
grant usage, create on schema door to steady_door;
grant usage on schema public to steady_door;
grant select on organization, membership, invitation, api_key, source, raw_event, item, issue, launch to steady_door;
grant select, insert, update on account, session, account_link to steady_door;
grant update (name, email) on membership to steady_door;
grant update (last_used_at) on api_key to steady_door;

-- ── ways in ────────────────────────────────────────────────────────────────────────────────────────────────────────
create function door.source_by_key(p_key text)
returns table (org_id text, id text, launch_id text, kind text, name text, state text, secret text, previous_secret text, previous_secret_until timestamptz, config jsonb, launch_name text, org_name text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.org_id, s.id, s.launch_id, s.kind, s.name, s.state, s.secret, s.previous_secret, s.previous_secret_until, s.config, l.name, o.name
  from source s join organization o on o.id = s.org_id left join launch l on l.org_id = s.org_id and l.id = s.launch_id
  where s.key = p_key
$$;

create function door.api_key_by_hash(p_hash text)
returns table (org_id text, id text, name text, scopes text[], expires_at timestamptz, revoked_at timestamptz)
language sql volatile security definer set search_path = pg_catalog, public as $$
  update api_key set last_used_at = now() where hash = p_hash and coalesce(last_used_at, '-infinity') < now() - interval '1 minute';
  select k.org_id, k.id, k.name, k.scopes, k.expires_at, k.revoked_at from api_key k where k.hash = p_hash
$$;

create function door.report_by_id(p_id text)
returns table (org_id text, raw_event_id text, item_id text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select org_id, id, item_id from raw_event where id = p_id
  union all select org_id, raw_event_id, id from item where id = p_id
$$;

-- ── people ─────────────────────────────────────────────────────────────────────────────────────────────────────────
create function door.account_by_email(p_email text)
returns table (id text, email text, name text, password_hash text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select id, email, name, password_hash from account where email = p_email
$$;

create function door.create_account(p_id text, p_email text, p_name text, p_password_hash text) returns boolean
language sql volatile security definer set search_path = pg_catalog, public as $$
  with made as (insert into account (id, email, name, password_hash) values (p_id, p_email, p_name, p_password_hash) on conflict (email) do nothing returning 1)
  select exists (select from made)
$$;

create function door.rename_account(p_account text, p_name text) returns void
language sql volatile security definer set search_path = pg_catalog, public as $$
  update account set name = p_name where id = p_account;
  update membership set name = p_name where account_id = p_account
$$;

-- A new password ends every session of the account but the one named.
create function door.set_password(p_account text, p_password_hash text, p_keep_session text) returns setof text
language sql volatile security definer set search_path = pg_catalog, public as $$
  update account set password_hash = p_password_hash, password_changed_at = now() where id = p_account;
  update session set revoked_at = now() where account_id = p_account and revoked_at is null and id is distinct from p_keep_session returning id
$$;

create function door.create_session(p_id text, p_account text, p_expires_at timestamptz, p_user_agent text, p_ip text) returns void
language sql volatile security definer set search_path = pg_catalog, public as $$
  insert into session (id, account_id, expires_at, user_agent, ip) values (p_id, p_account, p_expires_at, left(p_user_agent, 300), left(p_ip, 60))
$$;

-- The live session behind an id: not revoked, not past its absolute end, seen within the idle limit; noting that it was seen.
create function door.session_by_id(p_id text, p_idle interval)
returns table (id text, account_id text, email text, name text, created_at timestamptz, expires_at timestamptz)
language sql volatile security definer set search_path = pg_catalog, public as $$
  update session set last_seen_at = now() where id = p_id and revoked_at is null and last_seen_at < now() - interval '1 minute' and last_seen_at > now() - p_idle;
  select s.id, s.account_id, a.email, a.name, s.created_at, s.expires_at from session s join account a on a.id = s.account_id
  where s.id = p_id and s.revoked_at is null and s.expires_at > now() and s.last_seen_at > now() - p_idle
$$;

create function door.sessions_of_account(p_account text)
returns table (id text, created_at timestamptz, last_seen_at timestamptz, expires_at timestamptz, user_agent text, ip text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select id, created_at, last_seen_at, expires_at, user_agent, ip from session
  where account_id = p_account and revoked_at is null and expires_at > now() order by last_seen_at desc limit 100
$$;

-- Ends one session of an account, or all of them when none is named; returns those that were ended.
create function door.revoke_sessions(p_account text, p_session text, p_except text) returns setof text
language sql volatile security definer set search_path = pg_catalog, public as $$
  update session set revoked_at = now()
  where account_id = p_account and revoked_at is null and (p_session is null or id = p_session) and id is distinct from p_except returning id
$$;

create function door.create_account_link(p_id text, p_account text, p_kind text, p_expires_at timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog, public as $$
  insert into account_link (id, account_id, kind, expires_at) values (p_id, p_account, p_kind, p_expires_at)
$$;

create function door.account_link_by_id(p_id text)
returns table (id text, account_id text, kind text, email text, name text, expires_at timestamptz, used_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public as $$
  select l.id, l.account_id, l.kind, a.email, a.name, l.expires_at, l.used_at from account_link l join account a on a.id = l.account_id where l.id = p_id
$$;

create function door.use_account_link(p_id text) returns text
language sql volatile security definer set search_path = pg_catalog, public as $$
  update account_link set used_at = now() where id = p_id and used_at is null and expires_at > now() returning account_id
$$;

create function door.memberships_of_account(p_account text)
returns table (org_id text, slug text, org_name text, membership_id text, role text, name text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select m.org_id, o.slug, o.name, m.id, m.role, m.name from membership m join organization o on o.id = m.org_id
  where m.account_id = p_account and m.state = 'active' order by o.name limit 200
$$;

create function door.invitation_by_id(p_id text)
returns table (org_id text, id text, org_name text, slug text, email text, role text, expires_at timestamptz, accepted_at timestamptz, revoked_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public as $$
  select i.org_id, i.id, o.name, o.slug, i.email, i.role, i.expires_at, i.accepted_at, i.revoked_at from invitation i join organization o on o.id = i.org_id where i.id = p_id
$$;

create function door.is_slug_taken(p_slug text) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from organization where slug = p_slug)
$$;

-- ── machines that look after every organization ────────────────────────────────────────────────────────────────────
create function door.organization_ids(p_after text, p_limit int) returns setof text
language sql stable security definer set search_path = pg_catalog, public as $$
  select id from organization where id > coalesce(p_after, '') order by id limit least(p_limit, 1000)
$$;

create function door.active_launches(p_after_org text, p_after_launch text, p_limit int)
returns table (org_id text, launch_id text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select org_id, id from launch where phase not in ('planned', 'exited') and (org_id, id) > (coalesce(p_after_org, ''), coalesce(p_after_launch, ''))
  order by org_id, id limit least(p_limit, 1000)
$$;

-- ── search ─────────────────────────────────────────────────────────────────────────────────────────────────────────
-- A person's words in every language we stem, never failing on their syntax.
create function door.words(p_query text) returns tsquery
language sql immutable set search_path = pg_catalog, public as $$
  select websearch_to_tsquery('simple', p_query) || websearch_to_tsquery('english', p_query) || websearch_to_tsquery('german', p_query)
      || websearch_to_tsquery('french', p_query) || websearch_to_tsquery('spanish', p_query)
$$;

create function door.search_issues(p_org text, p_launch text, p_query text, p_limit int)
returns table (id text, rank real)
language sql stable security definer set search_path = pg_catalog, public as $$
  with q as (select door.words(p_query) as words),
  newest as materialized (
    select i.id, i.search from issue i, q
    where i.org_id = p_org and p_org <> '' and i.launch_id = p_launch and i.search @@ q.words and i.merged_into_id is null
    order by i.id desc limit 2000)
  select n.id, ts_rank(n.search, q.words) from newest n, q order by 2 desc, 1 desc limit least(p_limit, 200)
$$;

create function door.search_items(p_org text, p_launch text, p_query text, p_limit int)
returns table (id text, rank real)
language sql stable security definer set search_path = pg_catalog, public as $$
  with q as (select door.words(p_query) as words),
  newest as materialized (
    select i.id, i.search from item i, q
    where i.org_id = p_org and p_org <> '' and i.launch_id = p_launch and i.search @@ q.words
    order by i.id desc limit 2000)
  select n.id, ts_rank(n.search, q.words) from newest n, q order by 2 desc, 1 desc limit least(p_limit, 200)
$$;

-- Issues that could be about the same thing as each of a batch of items: those that share a rare term or the error fingerprint. Merged
-- ones too: what a person merged goes on attracting what is like it.
-- p_items: [{"ord": 0, "terms": ["…" up to 8], "fingerprint": "…" | null}].
create function door.issue_candidates(p_org text, p_launch text, p_items jsonb)
returns table (ord int, id text, shared int)
language sql stable security definer set search_path = pg_catalog, public as $$
  with asked as (
    select (x ->> 'ord')::int as ord, array(select jsonb_array_elements_text(x -> 'terms') limit 8) as terms, x ->> 'fingerprint' as fingerprint
    from jsonb_array_elements(p_items) x)
  select a.ord, c.id, c.shared from asked a cross join lateral (
    select m.id, max(m.shared)::int as shared from (
      (select i.id, cardinality(array(select unnest(i.terms) intersect select unnest(a.terms))) as shared, i.last_seen_at
       from issue i where i.org_id = p_org and p_org <> '' and i.launch_id = p_launch and i.terms && a.terms
       order by 2 desc, i.last_seen_at desc limit 50)
      union all
      (select i.id, 8, i.last_seen_at from issue i
       where i.org_id = p_org and p_org <> '' and i.launch_id = p_launch and i.fingerprint = a.fingerprint
       order by i.last_seen_at desc limit 10)) m
    group by m.id order by 2 desc, 1 desc limit 50) c
$$;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'door' loop
    execute format('alter function %s owner to steady_door', f);
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to steady_app', f);
  end loop;
end $$;
revoke create on schema door from steady_door;

-- Keeps the log partitions a week ahead. Runs as the owner of the log table, which alone may add a partition to it.
create function door.extend_log_partitions() returns int
language sql volatile security definer set search_path = pg_catalog, public set lock_timeout = '2s' as $$
  select public.ensure_log_partitions(current_date - 35, current_date + 7)
$$;
revoke execute on function door.extend_log_partitions() from public;
grant execute on function door.extend_log_partitions() to steady_app;
