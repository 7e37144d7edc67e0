-- STEADY_SECRET can be replaced while everything that was made with the one before it goes on working (docs/decisions/0021).
grant create on schema door to steady_door;

-- ── API keys: looked up by the hashes of every secret, hashed anew when used ───────────────────────────────────────────
-- Which key its hash was made with; null for those that were not used since this is written down.
alter table api_key add column hash_key_id text;
grant update (hash, hash_key_id) on api_key to steady_door;

drop function door.api_key_by_hash(text);
-- The key with one of these hashes of one secret, the current one first. Noting its use and hashing it anew are one step. A key that was
-- revoked or has expired is refused, which is no use of it: whoever still holds it changes nothing of the organization's.
create function door.api_key_by_hashes(p_hashes text[], p_key_id text)
returns table (org_id text, id text, name text, scopes text[], expires_at timestamptz, revoked_at timestamptz)
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  update api_key set
    last_used_at = now(),
    hash = p_hashes[1],
    hash_key_id = p_key_id
  where hash = any(p_hashes)
    and revoked_at is null
    and coalesce(expires_at, 'infinity') > now()
    and (coalesce(last_used_at, '-infinity') < now() - interval '1 minute' or hash <> p_hashes[1] or hash_key_id is distinct from p_key_id);
  select
    k.org_id,
    k.id,
    k.name,
    k.scopes,
    k.expires_at,
    k.revoked_at
  from api_key k
  where k.hash = any(p_hashes)
$$;

-- ── the secret that this database belongs to ───────────────────────────────────────────────────────────────────────────
create table door.secret_check (
  is_only boolean primary key default true check (is_only),
  check_value text not null,
  since timestamptz not null default now()
);
comment on table door.secret_check is
  'A keyed hash of a constant (server/platform/key-ring.mjs): says which secret is the current one, and tells nothing about it.';
grant select, insert, update on door.secret_check to steady_door;

-- Whether the secrets of a process fit this database; nothing else is learned from it. The first secret ever given is taken, unless what
-- is sealed here was sealed with others; a current secret whose predecessor fits takes its place. One statement decides between several
-- processes that start at once.
-- p_checks: of every secret, the current one first; p_key_ids: the ids of the keys that they open sealed columns with
create function door.fit_secret(p_checks text[], p_key_ids text[]) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from door.secret_check) then
    if (exists (select from source where secret is not null) or exists (select from ai_provider where api_key is not null))
      and not exists (select from source where split_part(secret, '.', 2) = any(p_key_ids))
      and not exists (select from ai_provider where split_part(api_key, '.', 2) = any(p_key_ids)) then
      return false;
    end if;
    insert into door.secret_check (check_value) values (p_checks[1]) on conflict do nothing;
  end if;
  update door.secret_check set check_value = p_checks[1], since = now()
  where check_value = any(p_checks) and check_value <> p_checks[1];
  -- Not only the first: a process that has the same secrets in another order may have been here meanwhile.
  return exists (select from door.secret_check where check_value = any(p_checks));
end $$;

do $$
declare f text;
begin
  foreach f in array array['door.api_key_by_hashes(text[],text)', 'door.fit_secret(text[],text[])'] loop
    execute format('alter function %s owner to steady_door', f);
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to steady_app', f);
  end loop;
end $$;
revoke create on schema door from steady_door;
