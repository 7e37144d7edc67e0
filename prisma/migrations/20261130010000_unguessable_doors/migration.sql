-- Doors take nothing that can be guessed. Whoever can send any SQL as steady_app learned every password hash from an e-mail address, an
-- organization's id from its short name, and all organizations from a list. From now on a door takes a secret (a session's id, a link's
-- secret, a key's hash), or reads the organization that is set, or answers with less than anybody may know; what walks organizations is
-- for the worker's own role. Who may open which door is in prisma/rls-gate.sql.
grant usage on schema door to steady_worker;
grant create on schema door to steady_door;

-- ── passwords: salt, cost, and a hash of the digest ────────────────────────────────────────────────────────────────
alter table account
  add column password_salt bytea,
  add column password_memory_kib int,
  add column password_passes int,
  add column password_lanes int,
  add column password_check bytea; -- SHA-256 of the argon2id digest: what is kept does not suffice to sign in

-- Row level security is forced on the owner as well; steady_door is who may touch accounts.
set local role steady_door;
update account a set
  password_salt = decode(rpad(p.part[4], (length(p.part[4]) + 3) / 4 * 4, '='), 'base64'),
  password_memory_kib = p.part[1]::int,
  password_passes = p.part[2]::int,
  password_lanes = p.part[3]::int,
  password_check = sha256(decode(rpad(p.part[5], (length(p.part[5]) + 3) / 4 * 4, '='), 'base64'))
from (
  select
    id,
    -- The PHC string format: $argon2id$v=19$m=…,t=…,p=…$salt$digest, in base64 without padding; a digest of 32 bytes is 43 characters.
    regexp_match(password_hash, '^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]{22,})\$([A-Za-z0-9+/]{43})$') as part
  from account) p
where p.id = a.id and p.part is not null;
do $$
declare unread int;
begin
  select count(*) into unread from account where password_hash like '$%' and password_check is null;
  if unread > 0 then
    raise exception '% password hashes have a form that Steady never wrote; nobody would be let in by them', unread;
  end if;
end $$;
reset role;

alter table account
  drop column password_hash,
  add constraint account_password_whole check (
    num_nulls(password_salt, password_memory_kib, password_passes, password_lanes, password_check) in (0, 5));

-- What a stranger's salt is derived with, so that an address without an account answers like one that has one, and the same every time.
create table door.stranger (
  is_only boolean primary key default true check (is_only),
  inner_key bytea not null,
  outer_key bytea not null,
  memory_kib int not null,
  passes int not null,
  lanes int not null
);
comment on table door.stranger is 'The cost is that of server/tenancy/password-hash.commands.ts; a test compares them.';
-- Two keys of one block (64 bytes) each; a random UUID is 122 bits of the server's strong randomness.
insert into door.stranger (inner_key, outer_key, memory_kib, passes, lanes)
select
  decode(replace(concat(gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid()), '-', ''), 'hex'),
  decode(replace(concat(gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid()), '-', ''), 'hex'),
  19456,
  2,
  1;
grant select on door.stranger to steady_door;

-- What a password's digest is computed with. For an address without an account or password a derived one: the first 16 bytes of
-- HMAC's nested SHA-256 with a key of its own for each level.
create function door.password_parameters(p_email text)
returns table (salt bytea, memory_kib int, passes int, lanes int)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select
    coalesce(a.password_salt, substr(sha256(s.outer_key || sha256(s.inner_key || convert_to(p_email, 'UTF8'))), 1, 16)),
    coalesce(a.password_memory_kib, s.memory_kib),
    coalesce(a.password_passes, s.passes),
    coalesce(a.password_lanes, s.lanes)
  from door.stranger s left join account a on a.email = p_email
$$;

-- Makes an account; without a password (all null) nobody can sign in to it.
drop function door.create_account(text, text, text, text);
create function door.create_account(
  p_id text, p_email text, p_name text, p_salt bytea, p_memory_kib int, p_passes int, p_lanes int, p_digest bytea) returns boolean
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  with made as (
    insert into account (id, email, name, password_salt, password_memory_kib, password_passes, password_lanes, password_check)
    values (p_id, p_email, p_name, p_salt, p_memory_kib, p_passes, p_lanes, sha256(p_digest))
    on conflict (email) do nothing
    returning 1)
  select exists (select from made)
$$;

-- ── sessions ───────────────────────────────────────────────────────────────────────────────────────────────────────
-- Starts a session for whoever has the digest of the account's password; the account's id, or nothing.
create function door.open_session(
  p_email text, p_digest bytea, p_id text, p_expires_at timestamptz, p_user_agent text, p_ip text) returns text
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into session (id, account_id, expires_at, user_agent, ip)
  select
    p_id,
    a.id,
    p_expires_at,
    left(p_user_agent, 300),
    left(p_ip, 60)
  from account a
  where a.email = p_email and a.password_check = sha256(p_digest)
  returning account_id
$$;

-- Whose a live session is. For the doors below; nobody else may call it.
create function door.account_of(p_session text) returns text
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select account_id from session where id = p_session and revoked_at is null and expires_at > now()
$$;

drop function door.account_by_email(text);
drop function door.create_session(text, text, timestamptz, text, text);
drop function door.sessions_of_account(text);
drop function door.revoke_sessions(text, text, text);
drop function door.rename_account(text, text);
drop function door.set_password(text, text, text);

create function door.rename_account(p_session text, p_name text) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  update account set name = p_name where id = door.account_of(p_session);
  update membership set name = p_name where account_id = door.account_of(p_session)
$$;

-- The live sessions of the same account, last used first.
create function door.sessions_beside(p_session text)
returns table (id text, created_at timestamptz, last_seen_at timestamptz, expires_at timestamptz, user_agent text, ip text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select
    s.id,
    s.created_at,
    s.last_seen_at,
    s.expires_at,
    s.user_agent,
    s.ip
  from session s
  where s.account_id = door.account_of(p_session) and s.revoked_at is null and s.expires_at > now()
  order by s.last_seen_at desc
  limit 100
$$;

-- Ends one session of the same account, or all of them, this one too, when none is named; those that were ended.
create function door.end_sessions(p_session text, p_one text) returns setof text
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  update session set revoked_at = now()
  where account_id = door.account_of(p_session) and revoked_at is null and (p_one is null or id = p_one)
  returning id
$$;

-- ── new passwords ──────────────────────────────────────────────────────────────────────────────────────────────────
-- A new password uses up the links that could still set another one and ends every session but the one named; the ended ones. For the
-- doors below; nobody else may call it.
create function door.end_all_beside(p_account text, p_keep_session text) returns text[]
language sql volatile set search_path = pg_catalog, public, pg_temp as $$
  update account_link set used_at = now() where account_id = p_account and used_at is null;
  with ended as (
    update session set revoked_at = now()
    where account_id = p_account and revoked_at is null and id is distinct from p_keep_session
    returning id)
  select coalesce(array_agg(id), '{}') from ended
$$;

-- Replaces the password of a live session's account for whoever has the digest of the present one; null when it is another.
create function door.change_password(
  p_session text, p_digest bytea, p_salt bytea, p_memory_kib int, p_passes int, p_lanes int, p_new_digest bytea) returns text[]
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare changed text;
begin
  update account a set
    password_salt = p_salt,
    password_memory_kib = p_memory_kib,
    password_passes = p_passes,
    password_lanes = p_lanes,
    password_check = sha256(p_new_digest),
    password_changed_at = now()
  where a.id = door.account_of(p_session) and a.password_check = sha256(p_digest)
  returning a.id into changed;
  if changed is null then
    return null;
  end if;
  return door.end_all_beside(changed, p_session);
end $$;

-- ── one-time links ─────────────────────────────────────────────────────────────────────────────────────────────────
-- A link's row is named in an organization's outbox, where its members' queries may see it; what opens the account is its secret, which
-- only the worker is told, to put it into the mail. Links that are on their way carry their row's id, and keep working.
alter table account_link add column secret text collate "C";
set local role steady_door;
update account_link set secret = id;
reset role;
alter table account_link
  alter column secret set default gen_random_uuid()::text,
  alter column secret set not null;
create unique index account_link_secret_key on account_link (secret);
grant insert on outbox to steady_door;

drop function door.create_account_link(text, text, text, timestamptz);
drop function door.account_link_by_id(text);
drop function door.use_account_link(text);

-- Asks for a link to be sent to the person with this address, by the outbox of their first organization; whoever asks learns nothing, not
-- even whether there is such a person. A person without an organization can be invited again, which sends a link of its own.
create function door.ask_for_password_link(p_email text, p_id text, p_outbox text, p_lifetime interval) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  with person as (
    select
      a.id as account_id,
      m.org_id
    from account a join membership m on m.account_id = a.id and m.state = 'active' join organization o on o.id = m.org_id
    where a.email = p_email
    order by o.name, o.id
    limit 1
  ), link as (
    insert into account_link (id, account_id, kind, expires_at)
    select p_id, p.account_id, 'password_reset', now() + least(p_lifetime, interval '1 day') from person p
  )
  insert into outbox (org_id, id, topic, ref)
  select p.org_id, p_outbox, 'tenancy.send-password-reset', p_id from person p
$$;

-- What the worker writes into the mail, and the secret that it puts in when the mail leaves.
create function door.account_link_to_send(p_id text)
returns table (secret text, kind text, email text, name text, expires_at timestamptz, used_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select
    l.secret,
    l.kind,
    a.email,
    a.name,
    l.expires_at,
    l.used_at
  from account_link l join account a on a.id = l.account_id
  where l.id = p_id
$$;

create function door.account_link(p_secret text)
returns table (kind text, email text, name text, expires_at timestamptz, used_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select
    l.kind,
    a.email,
    a.name,
    l.expires_at,
    l.used_at
  from account_link l join account a on a.id = l.account_id
  where l.secret = p_secret
$$;

-- Uses a link up and sets its account's password; the sessions that this ended, or null when the link was used or has expired.
create function door.reset_password(
  p_secret text, p_salt bytea, p_memory_kib int, p_passes int, p_lanes int, p_digest bytea) returns text[]
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare account_id text;
begin
  update account_link l set used_at = now()
  where l.secret = p_secret and l.kind = 'password_reset' and l.used_at is null and l.expires_at > now()
  returning l.account_id into account_id;
  if account_id is null then
    return null;
  end if;
  update account a set
    password_salt = p_salt,
    password_memory_kib = p_memory_kib,
    password_passes = p_passes,
    password_lanes = p_lanes,
    password_check = sha256(p_digest),
    password_changed_at = now()
  where a.id = account_id;
  return door.end_all_beside(account_id, null);
end $$;

-- ── memberships and invitations ────────────────────────────────────────────────────────────────────────────────────
drop function door.memberships_of_account(text);
drop function door.membership_in(text, text);

-- The organizations of whoever holds a live session or the secret of a link that has not expired.
create function door.memberships_of(p_proof text)
returns table (org_id text, slug text, org_name text, membership_id text, role text, name text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select
    m.org_id,
    o.slug,
    o.name,
    m.id,
    m.role,
    m.name
  from membership m join organization o on o.id = m.org_id
  where m.state = 'active'
    and m.account_id = coalesce(
      door.account_of(p_proof),
      (select l.account_id from account_link l where l.secret = p_proof and l.expires_at > now()))
  order by o.name
  limit 200
$$;

-- What a request needs at once: the organization behind a short name and the person's active membership in it; nothing to anybody else.
create function door.membership_in(p_session text, p_slug text)
returns table (org_id text, slug text, org_name text, membership_id text, role text, name text, email text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select
    o.id,
    o.slug,
    o.name,
    m.id,
    m.role,
    m.name,
    m.email
  from organization o join membership m on m.org_id = o.id and m.state = 'active'
  where o.slug = p_slug and m.account_id = door.account_of(p_session)
$$;

drop function door.invitation_by_id(text);
create function door.invitation_by_id(p_id text)
returns table (
  org_id text, id text, org_name text, slug text, email text, role text, expires_at timestamptz, accepted_at timestamptz,
  revoked_at timestamptz, has_account boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select
    i.org_id,
    i.id,
    o.name,
    o.slug,
    i.email,
    i.role,
    i.expires_at,
    i.accepted_at,
    i.revoked_at,
    exists (select from account a where a.email = i.email)
  from invitation i join organization o on o.id = i.org_id
  where i.id = p_id
$$;

-- ── search: the organization is the one that is set ────────────────────────────────────────────────────────────────
drop function door.search_issues(text, text, text, int);
create function door.search_issues(p_launch text, p_query text, p_limit int)
returns table (id text, rank real)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with q as (select door.words(p_query) as words),
  newest as materialized (
    select i.id, i.search from issue i, q
    where i.org_id = current_org() and i.launch_id = p_launch and i.search @@ q.words and i.merged_into_id is null
    order by i.id desc limit least(2000, 40 * p_limit))
  select n.id, ts_rank(n.search, q.words) from newest n, q order by 2 desc, 1 desc limit least(p_limit, 200)
$$;

drop function door.search_reported(text, text, text, int);
create function door.search_reported(p_launch text, p_query text, p_limit int)
returns table (id text, rank real)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with q as (select door.words(p_query) as words),
  newest as materialized (
    select i.issue_id, i.search from item i, q
    where i.org_id = current_org() and i.launch_id = p_launch and i.search @@ q.words and i.issue_id is not null
    order by i.id desc limit 2000),
  best as (
    select n.issue_id, max(ts_rank(n.search, q.words)) as rank from newest n, q group by 1
    order by 2 desc, 1 desc limit least(p_limit, 200))
  select coalesce(s.merged_into_id, s.id), b.rank
  from best b join issue s on s.org_id = current_org() and s.id = b.issue_id
  order by 2 desc, 1 desc
$$;

-- p_items: [{"ord": 0, "terms": ["…" up to 8], "fingerprint": "…" | null}].
drop function door.issue_candidates(text, text, jsonb);
create function door.issue_candidates(p_launch text, p_items jsonb)
returns table (ord int, id text, shared int)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with asked as (
    select
      (x ->> 'ord')::int as ord,
      array(select jsonb_array_elements_text(x -> 'terms') limit 8) as terms,
      x ->> 'fingerprint' as fingerprint
    from jsonb_array_elements(p_items) x),
  hits as (
    select a.ord, h.item_id as id, count(*)::int as shared
    from asked a cross join lateral unnest(a.terms) as t(term) cross join lateral (
      select e.item_id from exemplar_term e
      where e.org_id = current_org() and e.launch_id = p_launch and e.term = t.term
      order by e.item_id desc limit 1000) h
    group by 1, 2),
  ranked as (select h.*, row_number() over (partition by h.ord order by h.shared desc, h.id desc) as place from hits h),
  errors as (
    select a.ord, e.item_id as id, 8 as shared from asked a cross join lateral (
      select x.item_id from issue_exemplar x
      where x.org_id = current_org() and x.launch_id = p_launch and x.fingerprint = a.fingerprint
      order by x.item_id desc limit 10) e)
  select m.ord, m.id, max(m.shared)::int from (
    select r.ord, r.id, r.shared from ranked r where r.place <= 24 union all select e.ord, e.id, e.shared from errors e) m
  group by 1, 2 order by 1, 3 desc, 2 desc
$$;

-- ── who may open which ─────────────────────────────────────────────────────────────────────────────────────────────
do $$
declare f record;
begin
  for f in
    select
      p.oid::regprocedure as name,
      p.proname,
      p.prosecdef
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'door' and p.proname <> 'extend_log_partitions'
  loop
    execute format('alter function %s owner to steady_door', f.name);
    execute format('revoke execute on function %s from public, steady_app', f.name);
    if f.proname in ('organization_ids', 'active_launches', 'account_link_to_send') then
      execute format('grant execute on function %s to steady_worker', f.name);
    elsif f.prosecdef then
      execute format('grant execute on function %s to steady_app', f.name);
    end if;
  end loop;
end $$;
revoke create on schema door from steady_door;
