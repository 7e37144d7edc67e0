-- In which language the mail with a link is written (decision 48): chosen by who invites, or that of the browser which asked for a new
-- password. The languages are those of contracts/languages.ts.
alter table invitation
  add column language text not null default 'en'
    constraint invitation_language_check check (language in ('en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'sv', 'tr'));
alter table account_link
  add column language text not null default 'en'
    constraint account_link_language_check check (language in ('en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'sv', 'tr'));

-- ── doors ──────────────────────────────────────────────────────────────────────────────────────────────────────────
grant create on schema door to steady_door;
drop function door.ask_for_password_link(text, text, text, interval);
drop function door.account_link_to_send(text);

-- As before, with the language. Processes of the version before leave it out.
create function door.ask_for_password_link(
  p_email text, p_id text, p_outbox text, p_lifetime interval, p_language text default 'en') returns void
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
    insert into account_link (id, account_id, kind, expires_at, language)
    select p_id, p.account_id, 'password_reset', now() + least(p_lifetime, interval '1 day'), p_language from person p
  )
  insert into outbox (org_id, id, topic, ref)
  select p.org_id, p_outbox, 'tenancy.send-password-reset', p_id from person p
$$;

create function door.account_link_to_send(p_id text)
returns table (secret text, kind text, email text, name text, expires_at timestamptz, used_at timestamptz, language text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select
    l.secret,
    l.kind,
    a.email,
    a.name,
    l.expires_at,
    l.used_at,
    l.language
  from account_link l join account a on a.id = l.account_id
  where l.id = p_id
$$;

alter function door.ask_for_password_link(text, text, text, interval, text) owner to steady_door;
alter function door.account_link_to_send(text) owner to steady_door;
revoke execute on function door.ask_for_password_link(text, text, text, interval, text) from public;
revoke execute on function door.account_link_to_send(text) from public;
grant execute on function door.ask_for_password_link(text, text, text, interval, text) to steady_app;
grant execute on function door.account_link_to_send(text) to steady_worker;
revoke create on schema door from steady_door;
