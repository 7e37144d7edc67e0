-- ── sessions ───────────────────────────────────────────────────────────────────────────────────────────────────────────
-- A session that is only looked at is not used: an open event stream proves its right every few seconds, and a screen that nobody sits
-- at asks again whenever something changes; neither keeps a session alive that would have run out.
grant create on schema door to steady_door;

-- As door.session_by_id, without noting that it was seen.
create function door.peek_session(p_id text, p_idle interval)
returns table (id text, account_id text, email text, name text, created_at timestamptz, expires_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select
    s.id,
    s.account_id,
    a.email,
    a.name,
    s.created_at,
    s.expires_at
  from session s join account a on a.id = s.account_id
  where s.id = p_id and s.revoked_at is null and s.expires_at > now() and s.last_seen_at > now() - p_idle
$$;
alter function door.peek_session(text, interval) owner to steady_door;
revoke execute on function door.peek_session(text, interval) from public;
grant execute on function door.peek_session(text, interval) to steady_app;

revoke create on schema door from steady_door;

-- ── API keys ───────────────────────────────────────────────────────────────────────────────────────────────────────────
-- The scope logs:write opened nothing: logs are taken by a source's key. It goes, and a key that had no other is revoked, as the trail
-- says. Row level security is forced on the owner: the rows are found without it, and changed within their organization.
alter table api_key no force row level security;
do $$
declare k record;
begin
  for k in select org_id, id from api_key where revoked_at is null and scopes <> '{}' and 'logs:write' = all(scopes) loop
    perform set_config('app.org_id', k.org_id, true);
    update api_key set revoked_at = now() where org_id = k.org_id and id = k.id;
    insert into audit_event (org_id, id, actor_kind, actor_id, actor_name, verb, subject_kind, subject_id, data)
    values (
      k.org_id,
      'aud_' || left(replace(gen_random_uuid()::text, '-', ''), 26),
      'system',
      'migration',
      'Steady',
      'api_key.revoked',
      'api_key',
      k.id,
      '{"reason": "Its only scope, logs:write, opened nothing and is gone."}'
    );
  end loop;
  perform set_config('app.org_id', '', true);
end $$;
update api_key set scopes = array_remove(scopes, 'logs:write') where 'logs:write' = any(scopes);
alter table api_key force row level security;
