import pg from "pg";

/**
 * Tables that a person's act may write without an entry in the audit log, each with the reason. Everything else that holds an
 * organization's
 * rows is watched, a new table from the day it is made.
 */
export const UNAUDITED: Readonly<Record<string, string>> = {
  audit_event: "It is the log.",
  audit_due: "A trigger of the log's own keeps it, for the seal.",
  live_event: "Hints to open screens; the act itself is in another table.",
  outbox: "Work that an act asks for; the act itself is in another table.",
  stage_receipt: "Written by the pipeline alone: which stages a report went through.",
  ai_call: "Written by the gateway to models alone: a ledger of its own.",
  gateway_log: "Written by log feeds alone.",
  ingest_batch: "Written by log feeds alone.",
  log_tally: "Written by log feeds alone.",
  log_note: "Written by log feeds alone.",
  traffic_minute: "Written by log feeds alone.",
  traffic_rule_count: "Written by log feeds alone.",
  traffic_hour: "Written by log feeds alone.",
  traffic_day: "Written by log feeds alone.",
  criterion_reading:
    "Written by the watch over exit criteria alone; what a person decides of one is in exit_criterion.",
};

/**
 * Makes a database refuse, at COMMIT, a transaction in which a signed-in person wrote a watched table and no entry of the audit log. Who
 * acts
 * is what `withScope` says: people have a request id, fixtures of tests have none.
 * @param url of a role that may make schemas and triggers
 */
export async function watchAudit(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const exceptions = Object.keys(UNAUDITED)
    .map((name) => `'${name}'`)
    .join(", ");
  await client.query(`
    create schema audit_watch;
    create table audit_watch.act (tables text not null);
    create function audit_watch.note() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
    begin
      if coalesce(current_setting('app.actor', true), '') not like 'person:_%' then return null; end if;
      -- A statement that changed no row is no act.
      if not exists (select from changed) then return null; end if;
      if tg_table_name = 'audit_event' then
        perform set_config('app.is_audited', 'yes', true);
      elsif coalesce(current_setting('app.wrote', true), '') = '' then
        perform set_config('app.wrote', tg_table_name, true);
        insert into audit_watch.act values (tg_table_name);
      end if;
      return null;
    end $$;
    create function audit_watch.judge() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
    begin
      if coalesce(current_setting('app.is_audited', true), '') <> 'yes' then
        raise exception 'a person wrote % and no entry of the audit log', new.tables;
      end if;
      delete from audit_watch.act;
      return null;
    end $$;
    revoke execute on function audit_watch.note(), audit_watch.judge() from public;
    create constraint trigger judge after insert on audit_watch.act
      deferrable initially deferred for each row execute function audit_watch.judge();
    do $$
    declare name text;
    begin
      for name in
        select c.relname
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
          and (c.relname = 'audit_event' or c.relname not in (${exceptions}))
          and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped)
      loop
        execute format('create trigger audit_watch after insert on public.%I
          referencing new table as changed for each statement execute function audit_watch.note()', name);
        execute format('create trigger audit_watch_update after update on public.%I
          referencing new table as changed for each statement execute function audit_watch.note()', name);
        execute format('create trigger audit_watch_delete after delete on public.%I
          referencing old table as changed for each statement execute function audit_watch.note()', name);
      end loop;
    end $$;
  `);
  await client.end();
}
