-- Browsers that somebody signed in from, so that what strangers try elsewhere never keeps that person out; and failed sign-ins in the
-- audit trail of the organizations of whose account it is.
grant create on schema door to steady_door;

create table known_device (
  account_id text collate "C" not null references account (id),
  secret_hash bytea not null, -- SHA-256 of what the browser's cookie holds
  last_used_at timestamptz not null default now(),
  primary key (account_id, secret_hash)
);
create index known_device_secret_idx on known_device (secret_hash);
alter table known_device enable row level security;
alter table known_device force row level security;
grant select, insert, update, delete on known_device to steady_door;

-- Whether the browser with this secret is one that the person with this address signed in from within half a year.
create function door.is_known_device(p_email text, p_secret text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select
    from known_device d join account a on a.id = d.account_id
    where a.email = p_email
      and d.secret_hash = sha256(convert_to(p_secret, 'UTF8'))
      and d.last_used_at > now() - interval '180 days')
$$;

-- Makes a browser known to an account: for whoever holds a live session of it, or has just set its password by a link. What the browser was
-- known by before becomes worthless, so that nobody can have planted it; other accounts of the same browser go along. The twenty last used
-- browsers of an account are kept.
create function door.remember_device(p_proof text, p_before text, p_secret text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  known_account text := coalesce(
    door.account_of(p_proof),
    (
      select
        l.account_id
      from account_link l
      where l.secret = p_proof and l.used_at > now() - interval '1 minute'
    ));
begin
  if known_account is null then
    return;
  end if;
  update known_device set secret_hash = sha256(convert_to(p_secret, 'UTF8'))
  where secret_hash = sha256(convert_to(p_before, 'UTF8'));
  insert into known_device (account_id, secret_hash)
  values (known_account, sha256(convert_to(p_secret, 'UTF8')))
  on conflict (account_id, secret_hash) do update set last_used_at = now();
  delete from known_device
  where account_id = known_account and (last_used_at < now() - interval '180 days' or secret_hash not in (
    select
      d.secret_hash
    from known_device d
    where d.account_id = known_account
    order by d.last_used_at desc
    limit 20));
end $$;

-- As before; whoever signs out everywhere is known nowhere.
create or replace function door.end_sessions(p_session text, p_one text) returns setof text
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  delete from known_device where p_one is null and account_id = door.account_of(p_session);
  update session set revoked_at = now()
  where account_id = door.account_of(p_session) and revoked_at is null and (p_one is null or id = p_one)
  returning id
$$;

-- As before; a new password makes every browser unknown.
create or replace function door.end_all_beside(p_account text, p_keep_session text) returns text[]
language sql volatile set search_path = pg_catalog, public, pg_temp as $$
  delete from known_device where account_id = p_account;
  update account_link set used_at = now() where account_id = p_account and used_at is null;
  with ended as (
    update session set revoked_at = now()
    where account_id = p_account and revoked_at is null and id is distinct from p_keep_session
    returning id)
  select coalesce(array_agg(id), '{}') from ended
$$;

-- Asks that failed sign-ins be written into the audit trail of each organization of the person with this address, if there is one; whoever
-- asks learns nothing. The reference is the membership's id, what happened, and how often.
create function door.note_sign_in_failures(p_email text, p_what text, p_failures int, p_outbox text[]) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into outbox (org_id, id, topic, ref)
  select
    n.org_id,
    p_outbox[n.at],
    'tenancy.note-sign-in-failures',
    concat_ws(' ', n.membership_id, n.what, p_failures)
  from (
    select
      m.org_id,
      m.id as membership_id,
      case when p_what = 'locked' then 'locked' else 'failed' end as what,
      row_number() over (order by m.org_id) as at
    from account a join membership m on m.account_id = a.id and m.state = 'active'
    where a.email = p_email
  ) n
  where n.at <= cardinality(p_outbox)
$$;

do $$
declare f text;
begin
  foreach f in array array[
    'door.is_known_device(text, text)',
    'door.remember_device(text, text, text)',
    'door.note_sign_in_failures(text, text, int, text[])'
  ] loop
    execute format('alter function %s owner to steady_door', f);
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to steady_app', f);
  end loop;
end $$;
revoke create on schema door from steady_door;
