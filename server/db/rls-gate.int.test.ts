import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin, asRole } from "@/server/testing/queries";

/** Tables that hold one row per organization's thing, found in the catalogue, so that a new one is tested the day it is made. */
const TENANT_TABLES = `
  select c.relname as name, array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '' and a.attidentity = '') as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
    and exists (select from pg_attribute o where o.attrelid = c.oid and o.attname = 'org_id')
  group by 1 order by 1`;

test("the catalogue breaks none of the rules of row level security", async () => {
  const gate = readFileSync(new URL("../../prisma/rls-gate.sql", import.meta.url), "utf8");
  expect(await asAdmin(gate)).toEqual([]);
});

test("the gate notices a table without protection, a loose function and a global key", async () => {
  const gate = readFileSync(new URL("../../prisma/rls-gate.sql", import.meta.url), "utf8");
  await asAdmin(
    "create table gate_probe (org_id text, id text unique); grant select on gate_probe to steady_app",
  );
  await asAdmin("create function gate_probe() returns int language sql security definer as 'select 1'");
  const found = (await asAdmin<{ k: string }>(gate)).map((row) => row.k.split(" ")[0]);
  expect(new Set(found)).toEqual(new Set(["R1", "R2", "R9", "R10", "R11", "R12"]));
  await asAdmin("drop table gate_probe; drop function gate_probe()");
});

describe("the application's role, table by table", () => {
  let [a, b]: World[] = [];
  let tables: { name: string; columns: string[] }[] = [];
  /** One row of organization A in every tenant table, made by the administrator with constraints asleep. */
  beforeAll(async () => {
    [a, b] = [await makeWorld(), await makeWorld()];
    tables = await asAdmin(TENANT_TABLES);
    for (const { name } of tables) await asAdmin(seedOf(name, await columnsOf(name), a.orgId));
  });

  const columnsOf = (name: string): Promise<{ name: string; type: string; check: string | null }[]> =>
    asAdmin<{ name: string; type: string; check: string | null }>(
      `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
         (select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = a.attrelid and k.contype = 'c' and k.conkey = array[a.attnum] limit 1) as check
       from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attnotnull and not a.atthasdef and a.attidentity = '' and a.attgenerated = ''`,
      [name],
    );

  test("there are tenant tables to look at, and each holds a row of organization A", async () => {
    expect(tables.length).toBeGreaterThan(30);
    for (const { name } of tables)
      expect(await asAdmin(`select 1 from ${name} where org_id = $1 limit 1`, [a!.orgId]), name).toHaveLength(
        1,
      );
  });

  test.each<[string, () => string | undefined]>([
    ["no organization", () => undefined],
    ["an empty organization", () => ""],
    ["another organization", () => b!.orgId],
    ["an organization that is not one", () => "org_' or true --"],
  ])("with %s nothing of A can be read, changed or added in any table", async (_, orgOf) => {
    const org = orgOf();
    for (const { name, columns } of tables) {
      expect(
        await asRole("app", org, `select * from ${name} where org_id = $1`, [a!.orgId]),
        `read ${name}`,
      ).toEqual([]);
      const before = await fingerprint(name);
      for (const statement of [
        `update ${name} set org_id = org_id where org_id = $1`,
        `update ${name} set org_id = '${b!.orgId}' where org_id = $1`,
        `delete from ${name} where org_id = $1`,
        `insert into ${name} (${columns.join(", ")}) select ${columns.join(", ")} from ${name} where org_id = $1`,
      ]) {
        // Refused outright where the role lacks the right, else without effect.
        const answer = await asRole("app", org, statement, [a!.orgId]).catch(
          (error: unknown) => (error as { code?: string }).code,
        );
        expect([[], "42501"], statement).toContainEqual(answer);
      }
      const columnsNeeded = await columnsOf(name);
      const added = await asRole("app", org, seedOf(name, columnsNeeded, a!.orgId, "_2")).catch(
        (error: unknown) => (error as { code?: string }).code,
      );
      expect(added, `insert into ${name}`).toBe("42501");
      expect(await fingerprint(name), `${name} afterwards`).toEqual(before);
    }
  });

  test("with its own organization set A reads its row in every table", async () => {
    for (const { name } of tables)
      expect(
        (await asRole("app", a!.orgId, `select 1 from ${name} where org_id = $1 limit 1`, [a!.orgId])).length,
        name,
      ).toBe(1);
  });

  test("a row that points at another organization's is refused", async () => {
    const [launch] = await asAdmin<{ id: string }>("select id from launch where org_id = $1 limit 1", [
      a!.orgId,
    ]);
    await expect(
      asRole(
        "app",
        b!.orgId,
        "insert into component (org_id, id, launch_id, slug, name) values ($1, 'cmp_x', $2, 'x', 'x')",
        [b!.orgId, launch!.id],
      ),
    ).rejects.toMatchObject({ code: "23503" });
  });

  test("an organization sees itself and no other", async () => {
    expect(await asRole("app", b!.orgId, "select id from organization")).toEqual([{ id: b!.orgId }]);
    expect(await asRole("app", undefined, "select id from organization")).toEqual([]);
    expect(
      await asRole("app", b!.orgId, "update organization set name = 'x' where id = $1 returning id", [
        a!.orgId,
      ]),
    ).toEqual([]);
  });

  const fingerprint = (name: string): Promise<Record<string, unknown>[]> =>
    asAdmin(
      `select count(*)::int as n, md5(string_agg(t::text, '|' order by t::text)) as hash from ${name} t where org_id in ($1, $2)`,
      [a!.orgId, b!.orgId],
    );
});

describe("global tables", () => {
  test.each(["account", "session", "account_link"])(
    "the application cannot touch %s, whatever organization is set",
    async (name) => {
      const world = await makeWorld();
      for (const statement of [
        `select * from ${name}`,
        `update ${name} set id = id`,
        `delete from ${name}`,
        `insert into ${name} (id) values ('x')`,
        `truncate ${name}`,
      ])
        for (const org of [undefined, "", world.orgId])
          await expect(asRole("app", org, statement), statement).rejects.toMatchObject({ code: "42501" });
    },
  );

  test("the relay and the queue see no words of anybody", async () => {
    const world = await makeWorld();
    for (const role of ["relay", "queue"] as const)
      for (const name of ["account", "item", "raw_event", "organization", "issue"])
        await expect(asRole(role, world.orgId, `select * from ${name}`)).rejects.toMatchObject({
          code: "42501",
        });
    await expect(asRole("relay", undefined, "select ref from outbox")).rejects.toMatchObject({
      code: "42501",
    });
    expect(await asRole("relay", undefined, "select id, org_id, state from outbox limit 1")).toBeInstanceOf(
      Array,
    );
  });

  test("no role of the product may get past row level security, and none may run the partitions' or the tables' upkeep", async () => {
    expect(
      await asAdmin(
        "select rolname from pg_roles where rolname like 'steady\\_%' and rolname <> 'steady_door' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)",
      ),
    ).toEqual([]);
    expect(
      await asAdmin("select rolname from pg_roles where rolname = 'steady_door' and rolcanlogin"),
    ).toEqual([]);
    await expect(asRole("app", undefined, "set role steady_door")).rejects.toMatchObject({ code: "42501" });
    await expect(asRole("app", undefined, "select protect_table('item')")).rejects.toMatchObject({
      code: "42501",
    });
    await expect(asRole("app", undefined, "create table public.mine (id int)")).rejects.toMatchObject({
      code: "42501",
    });
  });
});

/** An insert of one row that satisfies types and checks, with foreign keys and triggers asleep for the administrator. */
function seedOf(
  name: string,
  columns: { name: string; type: string; check: string | null }[],
  orgId: string,
  suffix = "",
): string {
  const value = (c: { name: string; type: string; check: string | null }): string => {
    if (c.name === "org_id") return `'${orgId}'`;
    const allowed = /'([^']+)'::text/.exec(c.check ?? "")?.[1];
    if (allowed && c.type === "text") return `'${allowed}'`;
    if (c.type === "text[]") return "'{}'";
    if (c.type.endsWith("[]")) return "'{}'";
    if (c.type === "text") return `'probe${suffix}'`;
    if (c.type === "jsonb") return "'{}'";
    if (c.type === "bytea") return "'\\x00'";
    if (c.type.startsWith("timestamp")) return "now()";
    if (c.type === "boolean") return "false";
    return "1";
  };
  const insert = `insert into ${name} (${columns.map((c) => c.name).join(", ")}) values (${columns.map(value).join(", ")})`;
  return suffix
    ? insert
    : `do $seed$ begin set local session_replication_role = replica; ${insert} on conflict do nothing; end $seed$`;
}
