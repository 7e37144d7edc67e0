import { beforeEach, describe, expect, test } from "vitest";
import { withScope } from "@/server/db/client";
import { newId } from "@/server/platform/ids";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin, asRole } from "@/server/testing/queries";
import { idAt, readIdTime } from "./fingerprints.queries";
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
          "with gone as (delete from audit_event where id = $2 returning id) update audit_block set event_ids = array_remove(event_ids, $2), row_count = row_count - 1 where org_id = $1 and seq = 3",
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

  test("an event put in afterwards, under an old id, is noticed", async () => {
    const id = newId("auditEvent");
    const old = idAt(Date.now() - 3_600_000) + id.slice(14);
    await asAdmin(
      "insert into audit_event (org_id, id, actor_kind, actor_id, actor_name, verb, subject_kind, subject_id) values ($1, $2, 'person', 'x', 'x', 'x', 'x', 'x')",
      [world.orgId, old],
    );
    expect((await verifyAudit(world.scope)).fault).toEqual({
      seq: null,
      reason: "event_unsealed",
      eventId: old,
    });
  });

  test("an event that commits after a later one was sealed gets a block of its own", async () => {
    const late = newId("auditEvent", Date.now() - 30_000);
    const id = idAt(Date.now() - 30_000) + late.slice(14);
    await asAdmin(
      "insert into audit_event (org_id, id, actor_kind, actor_id, actor_name, verb, subject_kind, subject_id) values ($1, $2, 'person', 'x', 'x', 'x', 'x', 'x')",
      [world.orgId, id],
    );
    expect(await sealAudit(world.scope)).toBe(1);
    expect(await sealAudit(world.scope)).toBe(0);
    expect(await verifyAudit(world.scope)).toMatchObject({ isWhole: true, blocks: 4, events: 10 });
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
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
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

test("an id tells when it was made, and a moment tells where its ids begin", () => {
  const atMs = Date.now();
  expect(readIdTime(newId("auditEvent", atMs + 5))).toBeGreaterThanOrEqual(atMs);
  expect(readIdTime(`${idAt(atMs)}0000000000000000`)).toBe(atMs);
  expect(idAt(atMs + 1) > idAt(atMs)).toBe(true);
});
