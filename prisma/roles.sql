-- The database roles. Run once by an administrator of the server, before the first migration; safe to run again.
-- The embedded database does this by itself; for a managed server the README gives the same statements.
do $$
declare r text;
begin
  foreach r in array array['steady_owner', 'steady_app', 'steady_worker', 'steady_relay', 'steady_queue'] loop
    if not exists (select from pg_roles where rolname = r) then
      execute format('create role %I login nosuperuser nobypassrls nocreaterole nocreatedb', r);
    end if;
  end loop;
  if not exists (select from pg_roles where rolname = 'steady_door') then
    create role steady_door nologin bypassrls;
  end if;
end $$;
-- The owner hands the door functions over to steady_door, so it must be able to act as it.
grant steady_door to steady_owner;

-- A statement or an open transaction that takes too long is ended by the server. Connections of the product ask for the same; through a
-- pooler, which shares its connections, they cannot.
alter role steady_app set statement_timeout = '30s';
alter role steady_app set idle_in_transaction_session_timeout = '60s';
alter role steady_worker set statement_timeout = '30s';
alter role steady_worker set idle_in_transaction_session_timeout = '60s';
alter role steady_relay set statement_timeout = '20s';
alter role steady_relay set idle_in_transaction_session_timeout = '60s';
