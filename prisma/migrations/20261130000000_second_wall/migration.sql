-- A function that runs with its owner's rights must not find a caller's table in the place of the one it means. PostgreSQL searches a
-- session's temporary schema before everything else unless the path names it (its manual, "Writing SECURITY DEFINER Functions Safely"):
-- as steady_app, a temporary table called like one that a door writes to, with a trigger, ran as steady_door. Named last, it is searched
-- last.
do $$
declare f record;
begin
  for f in
    select
      p.oid::regprocedure as name
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'door' and p.proconfig @> array['search_path=pg_catalog, public']
  loop
    execute format('alter function %s set search_path = pg_catalog, public, pg_temp', f.name);
  end loop;
end $$;

-- Nobody makes tables in the public schema but the owner, and temporary ones only the queue, which adds jobs in bulk through one and may
-- open no door. What a database grants is written in the database itself: it comes neither with a template nor with a dump, so every run of
-- the migrations says it again.
do $$
begin
  execute format('revoke temporary on database %I from public', current_database());
  execute format('grant temporary on database %I to steady_queue', current_database());
end $$;
revoke create on schema public from public;
