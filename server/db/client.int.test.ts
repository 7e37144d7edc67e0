import pg from "pg";
import { afterEach, describe, expect, test, vi } from "vitest";
import { workPool, withScope, withScopeOnce } from "@/server/db/client";
import { receive, type Arrival } from "@/server/db/receive";
import { sha256 } from "@/server/platform/crypto";
import { dropSingleton } from "@/server/platform/singleton";
import { makeWorld } from "@/server/testing/factories";
import { asAdmin, asRole } from "@/server/testing/queries";

const arrival = (world: Awaited<ReturnType<typeof makeWorld>>, deliveryId: string): Arrival => {
  const body = Buffer.from(`report ${deliveryId}`);
  return {
    orgId: world.orgId,
    sourceId: world.formSourceId,
    launchId: world.launchId,
    deliveryId,
    contentType: "text/plain",
    headers: {},
    body,
    bodyHash: sha256(body),
    occurredAt: new Date(),
  };
};

/** Three workers carry out one outbox row at once. */
async function expectDoneOnce(): Promise<void> {
  const world = await makeWorld();
  const { itemId } = await receive(arrival(world, "once"));
  expect(itemId).toMatch(/^itm_/);
  const [row] = await asAdmin<{ id: string }>("select id from outbox where org_id = $1", [world.orgId]);
  const attempt = (name: string) =>
    withScopeOnce(world.scope, [row!.id], (tx) =>
      tx.team.create({ data: { orgId: world.orgId, id: `tea_${name}`, name } }),
    );
  const answers = await Promise.all([attempt("one"), attempt("two"), attempt("three")]);
  expect(answers.filter((a) => a.ok).length, "workers that carried it out").toBe(1);
  expect(await asAdmin("select 1 from team where org_id = $1", [world.orgId])).toHaveLength(1);
}

/** One delivery arrives 200 times at once. */
async function expectStoredOnce(): Promise<void> {
  const world = await makeWorld();
  const receipts = await Promise.all(Array.from({ length: 200 }, () => receive(arrival(world, "same"))));
  expect(new Set(receipts.map((r) => r.reference)).size, "references of one delivery").toBe(1);
  expect(receipts.filter((r) => r.isNew)).toHaveLength(1);
  expect(
    await asAdmin(
      `
        select
          (
            select count(*)::int
            from raw_event
            where org_id = $1
          ) as raw,
          (
            select count(*)::int
            from outbox
            where org_id = $1
          ) as outbox
      `,
      [world.orgId],
    ),
  ).toEqual([{ raw: 1, outbox: 1 }]);
}

describe("withScope", () => {
  test("a scope sees its own organization's rows and nobody else's", async () => {
    const [a, b] = [await makeWorld(), await makeWorld()];
    const seen = await withScope(a.scope, (tx) => tx.launch.findMany());
    expect(seen.map((l) => l.orgId)).toEqual([a.orgId]);
    await expect(
      withScope(a.scope, (tx) => tx.team.create({ data: { orgId: b.orgId, id: "tea_x", name: "x" } })),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("without an organization, or with an empty one, the application role sees nothing and no error", async () => {
    await makeWorld();
    expect(await asRole("app", undefined, "select * from launch")).toEqual([]);
    expect(await asRole("app", "", "select * from launch")).toEqual([]);
  });

  test("a failed transaction leaves nothing behind", async () => {
    const world = await makeWorld();
    await expect(
      withScope(world.scope, async (tx) => {
        await tx.team.create({ data: { orgId: world.orgId, id: "tea_gone", name: "gone" } });
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(await asAdmin("select 1 from team where id = 'tea_gone'")).toEqual([]);
  });

  test("a nested scope is refused", async () => {
    const world = await makeWorld();
    await expect(withScope(world.scope, () => withScope(world.scope, async () => 1))).rejects.toThrow(
      "inside withScope",
    );
  });

  test("work that carries an outbox row out is done once, however often it is tried", expectDoneOnce);
});

describe("a connection that is given back inside its transaction", () => {
  afterEach(() => vi.restoreAllMocks());

  /** The next COMMIT of this process is answered with an error and never sent: the server keeps the transaction open. */
  function loseNextCommit(): void {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with its client below
    const query = pg.Client.prototype.query as (this: pg.Client, ...args: unknown[]) => unknown;
    let isLost = false;
    vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (this: pg.Client, ...args: unknown[]) {
      const first = args[0] as string | { text?: string };
      const text = typeof first === "string" ? first : (first.text ?? "");
      if (isLost || !/^\s*commit\b/i.test(text)) return query.apply(this, args);
      isLost = true;
      return Promise.reject(new Error("the commit was not sent"));
    });
  }

  const teamsOf = (orgId: string) => asAdmin("select id from team where org_id = $1", [orgId]);

  test("does not carry what its transaction wrote into the work of whoever is next", async () => {
    const [mine, other] = [await makeWorld(), await makeWorld()];
    loseNextCommit();
    await expect(
      withScope(mine.scope, (tx) =>
        tx.team.create({ data: { orgId: mine.orgId, id: "tea_lost", name: "lost" } }),
      ),
    ).rejects.toThrow("the commit was not sent");
    // The pool hands out the connection that came back last.
    await withScope(other.scope, (tx) =>
      tx.team.create({ data: { orgId: other.orgId, id: "tea_next", name: "next" } }),
    );
    expect(await teamsOf(mine.orgId)).toEqual([]);
    expect(await teamsOf(other.orgId)).toEqual([{ id: "tea_next" }]);
  });

  test("is closed, whoever held it; one that has finished is kept", async () => {
    const pool = workPool();
    const [open, failed, finished] = [await pool.connect(), await pool.connect(), await pool.connect()];
    const closed: pg.PoolClient[] = [];
    pool.on("remove", (client) => closed.push(client));
    await open.query("begin");
    await failed.query("begin");
    await failed.query("select 1 / 0").catch(() => {});
    await finished.query("begin");
    await finished.query("commit");
    for (const client of [open, failed, finished]) client.release();
    await expect.poll(() => closed.length).toBe(2);
    expect(new Set(closed)).toEqual(new Set([open, failed]));
    expect((await pool.query<{ n: number }>("select 1 as n")).rows).toEqual([{ n: 1 }]);
  });
});

describe("receive", () => {
  test(
    "200 parallel posts of one delivery are one raw event, one outbox row and one answer",
    expectStoredOnce,
  );

  test.each([
    { name: "a few at once share one commit", count: 5, commits: 1 },
    { name: "a burst is shared between the calls that are free", count: 40, commits: 2 },
  ])("$name", async ({ count, commits }) => {
    const world = await makeWorld();
    const given = Array.from({ length: count }, (_, n) => arrival(world, `report ${n} “é”`));
    const receipts = await Promise.all(given.map((a) => receive(a)));
    const rows = await asAdmin<{ id: string; delivery_id: string; body: Buffer; xmin: string }>(
      "select id, delivery_id, body, xmin::text from raw_event where org_id = $1",
      [world.orgId],
    );
    expect(new Set(rows.map((r) => r.xmin)).size, "commits").toBe(commits);
    const stored = new Map(rows.map((r) => [r.id, r]));
    expect(receipts.map((r) => stored.get(r.rawEventId)!.delivery_id)).toEqual(
      given.map((a) => a.deliveryId),
    );
    expect(receipts.map((r) => stored.get(r.rawEventId)!.body)).toEqual(given.map((a) => a.body));
  });

  test("a row that cannot be stored does not take its company down", async () => {
    const world = await makeWorld();
    const bad = { ...arrival(world, "bad"), sourceId: "src_nowhere" };
    const results = await Promise.allSettled([
      receive(arrival(world, "good-1")),
      receive(bad),
      receive(arrival(world, "good-2")),
    ]);
    expect(results.map((r) => r.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(
      await asAdmin(
        `
          select
            (
              select count(*)::int
              from raw_event
              where org_id = $1
            ) as raw,
            (
              select count(*)::int
              from outbox
              where org_id = $1
            ) as outbox
        `,
        [world.orgId],
      ),
    ).toEqual([{ raw: 2, outbox: 2 }]);
  });

  test("a screenshot is stored with its report or not at all", async () => {
    const world = await makeWorld();
    const picture = {
      contentType: "image/webp",
      width: 1,
      height: 1,
      hash: "x",
      bytes: Buffer.from("picture"),
    };
    const { itemId } = await receive({ ...arrival(world, "with-picture"), attachments: [picture] });
    expect(await asAdmin("select item_id from attachment where org_id = $1", [world.orgId])).toEqual([
      { item_id: itemId },
    ]);
    await expect(
      receive({ ...arrival(world, "no"), sourceId: "src_nowhere", attachments: [picture] }),
    ).rejects.toThrow();
    expect(await asAdmin("select 1 from attachment where org_id = $1", [world.orgId])).toHaveLength(1);
  });
});

describe("with one guard left out, these tests turn red", () => {
  afterEach(() => {
    delete process.env["GUARD_OFF"];
    dropSingleton("env");
  });

  test.each([
    ["done_mark", "one outbox row is carried out three times", expectDoneOnce, "workers that carried it out"],
    ["dedupe", "one delivery is stored again and again", expectStoredOnce, "references of one delivery"],
  ])("%s: %s", async (guard, _, check, red) => {
    process.env["GUARD_OFF"] = guard;
    dropSingleton("env");
    await expect(check()).rejects.toThrow(red);
  });
});
