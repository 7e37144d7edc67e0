-- What a request needs at once: the organization behind a short name, and the person's active membership in it, if any.
grant create on schema door to steady_door;
create function door.membership_in(p_account text, p_slug text)
returns table (org_id text, slug text, org_name text, membership_id text, role text, name text, email text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select o.id, o.slug, o.name, m.id, m.role, m.name, m.email
  from organization o left join membership m on m.org_id = o.id and m.account_id = p_account and m.state = 'active'
  where o.slug = p_slug
$$;
alter function door.membership_in(text, text) owner to steady_door;
revoke execute on function door.membership_in(text, text) from public;
grant execute on function door.membership_in(text, text) to steady_app;
revoke create on schema door from steady_door;

-- A new password also uses up the links that could still set another one.
create or replace function door.set_password(p_account text, p_password_hash text, p_keep_session text) returns setof text
language sql volatile security definer set search_path = pg_catalog, public as $$
  update account set password_hash = p_password_hash, password_changed_at = now() where id = p_account;
  update account_link set used_at = now() where account_id = p_account and used_at is null;
  update session set revoked_at = now() where account_id = p_account and revoked_at is null and id is distinct from p_keep_session returning id
$$;
