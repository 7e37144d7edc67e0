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
