-- A key that was revoked or has expired is refused, which is no use of it: whoever still holds it changes nothing of the organization's.
create or replace function door.api_key_by_hash(p_hash text)
returns table (org_id text, id text, name text, scopes text[], expires_at timestamptz, revoked_at timestamptz)
language sql volatile security definer set search_path = pg_catalog, public as $$
  update api_key set last_used_at = now()
  where hash = p_hash and revoked_at is null and coalesce(expires_at, 'infinity') > now() and coalesce(last_used_at, '-infinity') < now() - interval '1 minute';
  select k.org_id, k.id, k.name, k.scopes, k.expires_at, k.revoked_at from api_key k where k.hash = p_hash
$$;
