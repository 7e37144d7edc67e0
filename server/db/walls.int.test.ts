import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin, asRole, connectAs } from "@/server/testing/queries";
import { patiently } from "@/server/testing/waiting";
import {
  findWalledTables,
  readAcross,
  readOwn,
  seedRow,
  tryAs,
  writeAcross,
  writeOwn,
  type WalledTable,
} from "@/server/testing/wall-probes";

vi.setConfig({ testTimeout: patiently(120_000) });

type Policy = { name: string; on: string; using: string; check: string; roles: string };

/** Every policy as SQL that makes it again. */
const POLICIES = `
  select
    p.polname as name,
    c.relname as on,
    pg_get_expr(p.polqual, p.polrelid) as using,
    pg_get_expr(p.polwithcheck, p.polrelid) as check,
    coalesce(
      (
        select string_agg(r.rolname, ', ')
        from pg_roles r
        where r.oid = any(p.polroles)
      ),
      'public'
    ) as roles
  from
    pg_policy p
    join pg_class c on c.oid = p.polrelid
  order by
    2,
    1
`;

let [a, b]: World[] = [];
let tables: WalledTable[] = [];
let [app, relay]: pg.Client[] = [];

beforeAll(async () => {
  [a, b] = [await makeWorld(), await makeWorld()];
  tables = await findWalledTables();
  for (const table of tables) for (const { orgId } of [a, b]) await seedRow(table, orgId);
  [app, relay] = [await connectAs("app"), await connectAs("relay")];
});
afterAll(async () => {
  await app?.end();
  await relay?.end();
});

describe("the application's role, table by table", () => {
  test("there are tables to look at, partitions among them, and each holds a row of organization A", async () => {
    expect(tables.filter((table) => !table.isPartition).length).toBeGreaterThan(30);
    expect(tables.filter((table) => table.isPartition).length).toBeGreaterThan(30);
    for (const { name, key } of tables)
      expect(await asAdmin(`select 1 from ${name} where ${key} = $1 limit 1`, [a!.orgId]), name).toHaveLength(
        1,
      );
  });

  test.each<[string, () => string | undefined]>([
    ["no organization", () => undefined],
    ["an empty organization", () => ""],
    ["another organization", () => b!.orgId],
    ["an organization that is not one", () => "org_' or true --"],
  ])("with %s nothing of A can be read, changed or added in any table", async (_, orgOf) => {
    const orgs = { own: orgOf(), other: a!.orgId, thief: b!.orgId };
    for (const table of tables)
      expect([...(await readAcross(app!, table, orgs)), ...(await writeAcross(app!, table, orgs))]).toEqual(
        [],
      );
  });

  test("with its own organization set A reads its row in every table, and adds to it", async () => {
    const orgs = { own: a!.orgId, other: b!.orgId };
    for (const table of tables)
      expect([...(await readOwn(app!, table, orgs)), ...(await writeOwn(app!, table, orgs))]).toEqual([]);
  });

  test("a row that points at another organization's is refused", async () => {
    const insert = `
      insert into component (org_id, id, launch_id, slug, name)
      values ('${b!.orgId}', 'cmp_x', '${a!.launchId}', 'x', 'x')
    `;
    expect(await tryAs(app!, b!.orgId, insert)).toBe("23503");
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
});

describe("with one policy opened or dropped, and the catalogue not looked at, the probes turn red", () => {
  /** What the probes say while the catalogue is changed; it is put back afterwards. */
  async function under(change: string, back: string, probe: () => Promise<string[]>): Promise<boolean> {
    await asAdmin(change);
    try {
      return (await probe()).length > 0;
    } finally {
      await asAdmin(back);
    }
  }

  /** The relay carries everybody's outbox: its own policy keeps nobody out, and must be its own. */
  const relayCarries = async (): Promise<string[]> => {
    const found = await tryAs(
      relay!,
      undefined,
      `select id from outbox where org_id in ('${a!.orgId}', '${b!.orgId}')`,
    );
    const changed = await tryAs(
      relay!,
      undefined,
      `update outbox set enq_n = enq_n where org_id = '${a!.orgId}'`,
    );
    return Number(found) >= 2 && Number(changed) >= 1 ? [] : [`${found} found, ${changed} changed`];
  };

  async function mutants(policy: Policy): Promise<Record<string, boolean>> {
    const { name, on, using, check, roles } = policy;
    const table = tables.find((table) => table.name === on)!;
    const across = { own: b!.orgId, other: a!.orgId, thief: b!.orgId };
    const own = { own: a!.orgId, other: b!.orgId };
    const drop = `drop policy ${name} on ${on}`;
    const make = `create policy ${name} on ${on} to ${roles} using (${using}) with check (${check})`;
    const alter = (change: string) => `alter policy ${name} on ${on} ${change}`;
    if (roles === "steady_relay") {
      const [widen, back] = [alter("to public"), alter(`to ${roles}`)];
      return {
        "read across": await under(widen, back, () => readAcross(app!, table, across)),
        "write across": await under(widen, back, () => writeAcross(app!, table, across)),
        "its own work": await under(drop, make, relayCarries),
      };
    }
    const [openRead, shutRead] = [alter("using (true)"), alter(`using (${using})`)];
    const [openWrite, shutWrite] = [alter("with check (true)"), alter(`with check (${check})`)];
    return {
      "read across": await under(openRead, shutRead, () => readAcross(app!, table, across)),
      "write across": await under(openWrite, shutWrite, () => writeAcross(app!, table, across)),
      "read its own": await under(drop, make, () => readOwn(app!, table, own)),
      "write its own": await under(drop, make, () => writeOwn(app!, table, own)),
    };
  }

  test("every policy there is, for a read and for a write", async () => {
    const policies = await asAdmin<Policy>(POLICIES);
    expect(policies.length).toBeGreaterThan(60);
    expect(await relayCarries()).toEqual([]);
    const unnoticed: string[] = [];
    let noticed = 0;
    for (const policy of policies) {
      const missed = Object.entries(await mutants(policy)).filter(([, isRed]) => !isRed);
      unnoticed.push(...missed.map(([what]) => `${policy.on}.${policy.name}: ${what}`));
      if (missed.length === 0) noticed += 1;
    }
    console.log(
      `walls: ${noticed} of ${policies.length} policies are noticed when they are opened or dropped`,
    );
    expect(unnoticed).toEqual([]);
    expect(await asAdmin(POLICIES)).toEqual(policies);
  });
});

describe("global tables", () => {
  test.each([
    ["account", "id"],
    ["session", "id"],
    ["account_link", "id"],
    ["known_device", "account_id"],
  ])("the application cannot touch %s, whatever organization is set", async (name, column) => {
    for (const statement of [
      `select * from ${name}`,
      `update ${name} set ${column} = ${column}`,
      `delete from ${name}`,
      `insert into ${name} (${column}) values ('x')`,
      `truncate ${name}`,
    ])
      for (const org of [undefined, "", a!.orgId])
        expect(await tryAs(app!, org, statement), statement).toBe("42501");
  });

  test("the relay, the queue and the worker's own role see no words of anybody", async () => {
    for (const role of ["relay", "queue", "worker"] as const)
      for (const name of ["account", "item", "raw_event", "organization", "issue"])
        await expect(asRole(role, a!.orgId, `select * from ${name}`)).rejects.toMatchObject({
          code: "42501",
        });
    for (const { name } of tables)
      await expect(asRole("worker", a!.orgId, `select 1 from ${name}`), name).rejects.toMatchObject({
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
        "select rolname from pg_roles where rolname like 'steady\\_%' and rolname <> 'steady_door' and " +
          "(rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)",
      ),
    ).toEqual([]);
    expect(
      await asAdmin("select rolname from pg_roles where rolname = 'steady_door' and rolcanlogin"),
    ).toEqual([]);
    for (const statement of [
      "set role steady_door",
      "select protect_table('item')",
      "create table public.mine (id int)",
    ])
      expect(await tryAs(app!, undefined, statement), statement).toBe("42501");
  });
});
