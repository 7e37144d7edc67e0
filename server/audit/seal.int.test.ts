import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { withScope } from "@/server/db/client";
import { newId } from "@/server/platform/ids";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin, asRole, connectAs } from "@/server/testing/queries";
import { sealAudit } from "./seal.commands";
import { verifyAudit } from "./seal.queries";
import { recordIn } from "./trail.commands";
import { listAudit } from "./trail.queries";

const write = (world: World, n: number, verb = "issue.moved") =>
  withScope(world.scope, async (tx) => {
    for (let i = 0; i < n; i++)
      await recordIn(tx, world.scope, {
        verb,
        subjectKind: "issue",
        subjectId: `iss_${i}`,
        data: { b: i, a: { deep: true } },
      });
  });

/** A row as any process could write it, whatever its clock says: an id that begins with its time, and that time. */
const INSERT = `
  insert into
    audit_event (org_id, id, at, actor_kind, actor_id, actor_name, verb, subject_kind, subject_id)
  values ($1, $2, $3, 'person', 'x', 'x', 'issue.moved', 'x', 'x')
  returning id
`;
const HOUR_MS = 3_600_000;
const fromNow = (hours: number) => new Date(Date.now() + hours * HOUR_MS);

/** An id that says it was made then, however late it is: `newId` never goes back. */
function idFrom(at: Date): string {
  const bits = at.getTime().toString(2).padStart(48, "0").padEnd(50, "0");
  const made = (bits.match(/.{5}/g) ?? []).map((five) =>
    "0123456789abcdefghjkmnpqrstvwxyz".charAt(Number.parseInt(five, 2)),
  );
  return `aud_${made.join("")}${newId("auditEvent").slice(14)}`;
}

const writeAt = (world: World, at: Date) =>
  asRole<{ id: string }>("app", world.orgId, INSERT, [world.orgId, idFrom(at), at]);

describe("the audit chain", () => {
  let world: World;
  beforeEach(async () => {
    world = await makeWorld();
    for (const n of [3, 1, 5]) {
      await write(world, n);
      expect(await sealAudit(world.scope)).toBe(n);
    }
  });

  test("an untouched trail is whole, and sealing again seals nothing", async () => {
    expect(await sealAudit(world.scope)).toBe(0);
    expect(await verifyAudit(world.scope)).toMatchObject({
      isWhole: true,
      blocks: 3,
      events: 9,
      fault: null,
    });
  });

  test("events that are not sealed yet do not break it", async () => {
    await write(world, 2);
    expect(await verifyAudit(world.scope)).toMatchObject({ isWhole: true, events: 9 });
  });

  const eventOf = async (seq: number) =>
    (
      await asAdmin<{ id: string }>(
        "select unnest(event_ids) as id from audit_block where org_id = $1 and seq = $2",
        [world.orgId, seq],
      )
    )[0]!.id;

  test.each([
    [
      "an event's words are changed",
      async () => asAdmin("update audit_event set data = '{\"a\": 1}' where id = $1", [await eventOf(2)]),
      "event_changed",
      2,
    ],
    [
      "an event's time is moved by a microsecond",
      async () =>
        asAdmin("update audit_event set at = at + interval '1 microsecond' where id = $1", [
          await eventOf(1),
        ]),
      "event_changed",
      1,
    ],
    [
      "an event is said to be somebody else's",
      async () => asAdmin("update audit_event set actor_name = 'Nobody' where id = $1", [await eventOf(3)]),
      "event_changed",
      3,
    ],
    [
      "an event is deleted",
      async () => asAdmin("delete from audit_event where id = $1", [await eventOf(3)]),
      "event_missing",
      3,
    ],
    [
      "an event is deleted and its block says so",
      async () =>
        asAdmin(
          `
            with
              gone as (
                delete from audit_event
                where id = $2
                returning id
              )
            update audit_block
            set
              event_ids = array_remove(event_ids, $2),
              row_count = row_count - 1
            where
              org_id = $1
              and seq = 3
          `,
          [world.orgId, await eventOf(3)],
        ),
      "event_changed",
      3,
    ],
    [
      "a block in the middle is deleted",
      () => asAdmin("delete from audit_block where org_id = $1 and seq = 2", [world.orgId]),
      "block_missing",
      2,
    ],
    [
      "the first block is deleted",
      () => asAdmin("delete from audit_block where org_id = $1 and seq = 1", [world.orgId]),
      "block_missing",
      1,
    ],
    [
      "a block is given another hash",
      () =>
        asAdmin("update audit_block set hash = repeat('a', 64) where org_id = $1 and seq = 2", [world.orgId]),
      "event_changed",
      2,
    ],
    [
      "a block is said to follow another",
      () =>
        asAdmin("update audit_block set previous_hash = repeat('a', 64) where org_id = $1 and seq = 3", [
          world.orgId,
        ]),
      "block_changed",
      3,
    ],
    [
      "two events of a block change places",
      async () => {
        const [one, other] = await asAdmin<{ id: string; place: string }>(
          `
            select
              e.id,
              e.place
            from
              audit_block b
              join audit_event e on e.id = any(b.event_ids)
            where
              b.org_id = $1
              and b.seq = 3
            order by e.place
            limit 2
          `,
          [world.orgId],
        );
        const move = (id: string, to: string) => `update audit_event set place = ${to} where id = '${id}';`;
        await asAdmin(
          `alter table audit_event alter column place set generated by default;
           ${move(one!.id, "-1")} ${move(other!.id, one!.place)} ${move(one!.id, other!.place)}
           alter table audit_event alter column place set generated always`,
        );
      },
      "event_changed",
      3,
    ],
    [
      "a block names its events in another order",
      () =>
        asAdmin(
          `
            update audit_block
            set
              event_ids = array(
                select unnest(event_ids)
                order by 1 desc
              )
            where
              org_id = $1
              and seq = 3
          `,
          [world.orgId],
        ),
      "event_changed",
      3,
    ],
    [
      "two events swap what they say",
      () =>
        asAdmin(
          `update audit_event e set subject_id = other.subject_id from audit_event other
           where e.org_id = $1 and other.org_id = $1 and e.place = other.place + 1`,
          [world.orgId],
        ),
      "event_changed",
      1,
    ],
    [
      "an event is put into a block",
      async () => {
        const [made] = await writeAt(world, fromNow(0));
        await asAdmin("delete from audit_due where event_id = $1", [made!.id]);
        await asAdmin(
          `
            update audit_block
            set
              event_ids = event_ids || $2::text,
              row_count = row_count + 1
            where
              org_id = $1
              and seq = 2
          `,
          [world.orgId, made!.id],
        );
      },
      "event_changed",
      2,
    ],
    [
      "a block is said to be of the older form",
      () => asAdmin("update audit_block set form = 1 where org_id = $1 and seq = 1", [world.orgId]),
      "event_changed",
      1,
    ],
    [
      "two blocks change places",
      async () => {
        const renumber = (from: number, to: number) =>
          asAdmin("update audit_block set seq = $3 where org_id = $1 and seq = $2", [world.orgId, from, to]);
        await renumber(2, 9);
        await renumber(3, 2);
        await renumber(9, 3);
      },
      "block_changed",
      2,
    ],
    [
      "the last block is deleted and its events left",
      () => asAdmin("delete from audit_block where org_id = $1 and seq = 3", [world.orgId]),
      "event_unsealed",
      null,
    ],
  ])("it is noticed when %s", async (_, tamper, reason, seq) => {
    await tamper();
    expect(await verifyAudit(world.scope)).toMatchObject({ isWhole: false, fault: { reason, seq } });
  });

  test("a chain whose end was cut off is recognised by whoever wrote its head down", async () => {
    const { head } = await verifyAudit(world.scope);
    await asAdmin(
      "delete from audit_event where id in (select unnest(event_ids) from audit_block where org_id = $1 and seq = 3)",
      [world.orgId],
    );
    await asAdmin("delete from audit_block where org_id = $1 and seq = 3", [world.orgId]);
    expect(await verifyAudit(world.scope)).toMatchObject({ isWhole: true });
    expect((await verifyAudit(world.scope, head)).fault).toEqual({ seq: 3, reason: "chain_cut" });
  });

  test("an event put in past what is to be sealed is noticed, whatever its time says", async () => {
    for (const hours of [-1, 0, 3]) {
      const at = fromNow(hours);
      await asAdmin(INSERT, [world.orgId, idFrom(at), at]);
    }
    const first = await asAdmin<{ id: string }>(
      "select id from audit_event where org_id = $1 order by place desc offset 2 limit 1",
      [world.orgId],
    );
    expect(await sealAudit(world.scope)).toBe(0);
    expect((await verifyAudit(world.scope)).fault).toEqual({
      seq: null,
      reason: "event_unsealed",
      eventId: first[0]!.id,
    });
  });

  test("an event that was taken off the list of what is to be sealed is noticed", async () => {
    await write(world, 2);
    await asRole("app", world.orgId, "delete from audit_due where org_id = $1", [world.orgId]);
    expect((await verifyAudit(world.scope)).fault).toMatchObject({ reason: "event_unsealed" });
  });

  test("two workers that seal at once make one chain", async () => {
    await write(world, 4);
    const counts = await Promise.all(Array.from({ length: 6 }, () => sealAudit(world.scope)));
    expect(counts.reduce((a, b) => a + b, 0)).toBe(4);
    expect(await verifyAudit(world.scope)).toMatchObject({ isWhole: true, events: 13 });
  });

  test("the application itself can neither change nor remove what was done", async () => {
    for (const statement of [
      "update audit_event set verb = 'x'",
      "delete from audit_event",
      "update audit_block set hash = 'x'",
      "delete from audit_block",
      "truncate audit_event",
    ])
      await expect(asRole("app", world.orgId, statement)).rejects.toMatchObject({ code: "42501" });
  });

  test("another organization's chain is its own", async () => {
    const other = await makeWorld();
    await write(other, 2);
    expect(await sealAudit(other.scope)).toBe(2);
    expect(await verifyAudit(other.scope)).toMatchObject({ isWhole: true, blocks: 1, events: 2 });
    expect(await verifyAudit(world.scope)).toMatchObject({ isWhole: true, events: 9 });
  });
});

/** Everything an organization has written is in a block, the chain is whole, and the list has it in the order in which it was written. */
async function expectSealed(world: World, ids: readonly string[]): Promise<void> {
  while ((await sealAudit(world.scope)) > 0);
  expect(await asAdmin("select event_id from audit_due where org_id = $1", [world.orgId])).toEqual([]);
  expect(await verifyAudit(world.scope)).toMatchObject({ isWhole: true, events: ids.length, fault: null });
  const { entries } = await listAudit(world.scope, { limit: 200 });
  expect(entries.map((e) => e.id).reverse()).toEqual(ids);
}

describe("no clock decides what is sealed", () => {
  let world: World;
  beforeEach(async () => {
    world = await makeWorld();
  });
  afterEach(() => void vi.useRealTimers());
  // Ids never fall behind the latest time they saw; whatever comes next in this process loads them anew.
  afterAll(() => void vi.resetModules());

  test.each([
    ["two hours ahead, then right", [2, 0, 0, 0]],
    ["a day ahead, then right", [24, 0, 0]],
    ["two hours behind", [0, -2, -2, 0]],
    ["a day behind, then ahead", [0, -24, 24, 0]],
    ["going backwards", [3, 2, 1, 0, -1, -2]],
    ["two machines with unlike clocks, in turns", [2, -2, 2, -2, 24, -24, 2, -2]],
    ["before 1970 and far in the future", [-24 * 365 * 56, 24 * 365 * 200, 0]],
  ])("%s", async (_, hours) => {
    for (const sealsBetween of [true, false]) {
      const here = sealsBetween ? world : await makeWorld();
      const ids: string[] = [];
      for (const offset of hours) {
        const at = fromNow(offset);
        ids.push((await writeAt(here, new Date(Math.max(at.getTime(), 0))))[0]!.id);
        if (!sealsBetween) continue;
        expect(await sealAudit(here.scope)).toBe(1);
        expect(await verifyAudit(here.scope)).toMatchObject({ isWhole: true, events: ids.length });
      }
      await expectSealed(here, ids);
    }
  });

  test("a process whose clock is set while it runs; the time it said is the time shown", async () => {
    const times: Date[] = [];
    for (const hours of [0, 2, -24, 24, 0]) {
      vi.useFakeTimers({ toFake: ["Date"], now: fromNow(hours) });
      times.push(new Date());
      await write(world, 1);
      vi.useRealTimers();
      await sealAudit(world.scope);
    }
    const { entries } = await listAudit(world.scope, { limit: 10 });
    expect(entries).toHaveLength(times.length);
    await expectSealed(world, entries.map((e) => e.id).reverse());
    entries
      .reverse()
      .forEach((e, n) => expect(Math.abs(e.at.getTime() - times[n]!.getTime())).toBeLessThan(HOUR_MS / 2));
  });

  test("transactions that commit after later ones were sealed, in any order, also hours later by their clocks", async () => {
    const open = await Promise.all(
      [0, 1, 2].map(async (n) => {
        const client = await connectAs("app");
        await client.query("begin");
        await client.query("select set_config('app.org_id', $1, true)", [world.orgId]);
        const at = fromNow(-n * 5);
        const { rows } = await client.query<{ id: string }>(INSERT, [world.orgId, idFrom(at), at]);
        return { client, id: rows[0]!.id };
      }),
    );
    try {
      let sealed = 0;
      const end = async (n: number, how: "commit" | "rollback") => {
        await open[n]!.client.query(how);
        await writeAt(world, fromNow(2));
        const both = how === "commit" ? 2 : 1;
        expect(await sealAudit(world.scope)).toBe(both);
        sealed += both;
        expect(await verifyAudit(world.scope)).toMatchObject({ isWhole: true, events: sealed });
      };
      await writeAt(world, fromNow(0));
      expect(await sealAudit(world.scope)).toBe(1);
      sealed += 1;
      await end(2, "commit");
      await end(0, "rollback");
      await end(1, "commit");
      expect(await asAdmin("select id from audit_event where id = $1", [open[0]!.id])).toEqual([]);
    } finally {
      for (const { client } of open) await client.end();
    }
  });

  test("more than a block takes is sealed in the next, in the order of writing", async () => {
    const ids: string[] = [];
    for (const hours of [5, -5, 4, -4, 3]) ids.push((await writeAt(world, fromNow(hours)))[0]!.id);
    expect([await sealAudit(world.scope, 2), await sealAudit(world.scope, 2)]).toEqual([2, 2]);
    await expectSealed(world, ids);
    expect(
      await asAdmin("select event_ids from audit_block where org_id = $1 order by seq", [world.orgId]),
    ).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)].map((event_ids) => ({ event_ids })));
  });

  test("thousands that the planner does not know of are sealed in time, and sealing reads what is new, not the trail", async () => {
    // As where each organization had one row when the list was last counted: every join looks like one of a row with a row.
    await asAdmin(`
      alter table audit_due alter column org_id set (n_distinct = -1);
      analyze audit_due;
      alter table audit_due alter column org_id reset (n_distinct);
    `);
    await asRole(
      "app",
      world.orgId,
      `
        insert into
          audit_event (org_id, id, actor_kind, actor_id, actor_name, verb, subject_kind, subject_id)
        select
          $1,
          'aud_' || lpad(n::text, 26, '0'),
          'worker',
          'w',
          'w',
          'items.triaged',
          'launch',
          'l'
        from generate_series(1, 6000) n
      `,
      [world.orgId],
    );
    while ((await sealAudit(world.scope)) > 0);
    await asAdmin("analyze audit_event, audit_block, audit_due");
    /** Rows that were read so far, once every backend has told of its blocks: at the end of a transaction, once a second. */
    const rowsRead = async () => {
      const read = async () =>
        (
          await asAdmin<{ rows: number; areCounted: boolean }>(`
            select
              (
                select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))
                from pg_stat_user_tables
                where relname in ('audit_event', 'audit_due')
              )::int as rows,
              (
                select n_tup_ins - n_tup_del
                from pg_stat_user_tables
                where relname = 'audit_block'
              ) = (
                select count(*)
                from audit_block
              ) as "areCounted"
          `)
        )[0]!;
      await expect
        .poll(async () => (await sealAudit(world.scope), (await read()).areCounted), {
          timeout: 15_000,
          interval: 100,
        })
        .toBe(true);
      return (await read()).rows;
    };
    const before = await rowsRead();
    await write(world, 3);
    expect(await sealAudit(world.scope)).toBe(3);
    expect((await rowsRead()) - before).toBeLessThan(500);
  });
});

describe("reading the trail", () => {
  test("filters narrow it, pages follow each other without gap or repeat, and nobody reads another organization's", async () => {
    const [world, other] = [await makeWorld(), await makeWorld()];
    await write(world, 5);
    await write(world, 3, "source.created");
    await write(other, 2);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listAudit>> = await listAudit(world.scope, { limit: 3, cursor });
      seen.push(...page.entries.map((e) => e.id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toHaveLength(8);
    const written = await asAdmin<{ id: string }>(
      "select id from audit_event where org_id = $1 order by place desc",
      [world.orgId],
    );
    expect(seen).toEqual(written.map((e) => e.id));
    const count = async (filter: object) =>
      (await listAudit(world.scope, { limit: 50, ...filter })).entries.length;
    expect(await count({ verb: "source.created" })).toBe(3);
    expect(await count({ verb: "issue." })).toBe(5);
    expect(await count({ subjectId: "iss_1" })).toBe(2);
    expect(await count({ actorId: world.ownerId })).toBe(8);
    expect(await count({ actorKind: "worker" })).toBe(0);
    expect(await count({ since: new Date(Date.now() + 60_000) })).toBe(0);
    await expect(listAudit(world.scope, { limit: 5, cursor: "not a cursor" })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });
});
