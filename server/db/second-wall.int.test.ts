import type pg from "pg";
import { afterEach, beforeAll, expect, test } from "vitest";
import { makeWorld } from "@/server/testing/factories";
import { asAdmin, connectAs } from "@/server/testing/queries";

/** What somebody who can send any SQL as steady_app would try: a table that a door writes to, with a trigger that runs as its owner. */
const TRAP = `
  create temp table loot (line text);
  create temp table session (
    id text,
    account_id text,
    created_at timestamptz default now(),
    last_seen_at timestamptz default now() - interval '5 minutes',
    expires_at timestamptz default now() + interval '1 hour',
    revoked_at timestamptz
  );
  insert into session (id, account_id) values ('bait', 'bait');
  grant all on session, loot to public;
  create function pg_temp.steal() returns trigger language plpgsql as $$
  begin
    insert into pg_temp.loot select current_user || ' ' || o.id from public.organization o;
    insert into pg_temp.loot select current_user || ' ' || row_to_json(a)::text from public.account a;
    return new;
  end $$;
  create trigger steal before update on session for each row execute function pg_temp.steal();`;

const DOOR = "door.session_by_id(text, interval)";

let orgIds: string[] = [];
const open: pg.Client[] = [];

beforeAll(async () => {
  orgIds = [(await makeWorld()).orgId, (await makeWorld()).orgId];
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((client) => client.end()));
});

const onDatabase = (what: string): Promise<unknown> =>
  asAdmin(`do $$ begin execute format('${what}', current_database()); end $$`);
const grantTemporary = () => onDatabase("grant temporary on database %I to public");
const revokeTemporary = () => onDatabase("revoke temporary on database %I from public");

async function asIntruder(): Promise<pg.Client> {
  const client = await connectAs("app");
  open.push(client);
  return client;
}

/** Lays the trap, opens the door, and answers with what was stolen. */
async function steal(): Promise<string[]> {
  const client = await asIntruder();
  await client.query(TRAP);
  await client.query("select * from door.session_by_id('bait', interval '1 hour')");
  return (await client.query<{ line: string }>("select line from loot")).rows.map((row) => row.line);
}

test("no role that may open a door may make a temporary table; the queue, which makes them, may open none", async () => {
  for (const role of ["app", "worker", "relay"] as const) {
    const client = await connectAs(role);
    open.push(client);
    for (const statement of [
      "create temp table session (id text)",
      "create temp view session as select 1",
      "create temp sequence s",
      "select 1 as id into temp session",
      "create function pg_temp.steal() returns int language sql as 'select 1'",
    ])
      await expect(client.query(statement), `${role}: ${statement}`).rejects.toMatchObject({ code: "42501" });
  }
  const queue = await connectAs("queue");
  open.push(queue);
  await queue.query("create temp table session (id text)");
  await expect(
    queue.query("select * from door.session_by_id('bait', interval '1 hour')"),
  ).rejects.toMatchObject({ code: "42501" });
});

test("with temporary tables allowed again, the doors' path alone keeps the trap from running", async () => {
  await grantTemporary();
  try {
    expect(await steal()).toEqual([]);
  } finally {
    await revokeTemporary();
  }
});

test("with both walls gone the trap works, which is what the tests above would notice", async () => {
  await grantTemporary();
  await asAdmin(`alter function ${DOOR} set search_path = pg_catalog, public`);
  try {
    const stolen = await steal();
    for (const orgId of orgIds) expect(stolen).toContain(`steady_door ${orgId}`);
    expect(stolen.some((line) => line.includes("password_"))).toBe(true);
  } finally {
    await asAdmin(`alter function ${DOOR} set search_path = pg_catalog, public, pg_temp`);
    await revokeTemporary();
  }
});
