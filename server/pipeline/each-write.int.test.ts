/** Every statement of receiving and of carrying out is made to fail once: each time nothing is left behind, and the next try succeeds. */
import { afterEach, expect, test, vi } from "vitest";
import { flushCalls } from "@/server/ai/call-log.commands";
import { loadPending } from "@/server/jobs/attempts";
import { receive, type Arrival } from "@/server/db/receive";
import { sha256 } from "@/server/platform/crypto";
import { makeWorld, type World } from "@/server/testing/factories";
import { failWrite } from "@/server/testing/failing-writes";
import { asAdmin } from "@/server/testing/queries";
import { runStages } from "./stages";

afterEach(() => vi.restoreAllMocks());

const arrival = (world: World, at: number): Arrival => {
  const body = Buffer.from(
    JSON.stringify({
      launch: world.launchSlug,
      text: `I was charged twice for order ${at}`,
      reporter: { email: `p${at}@buyer.example` },
    }),
  );
  return {
    orgId: world.orgId,
    sourceId: world.apiSourceId,
    launchId: world.launchId,
    deliveryId: `each-${at}`,
    contentType: "application/json",
    headers: {},
    body,
    bodyHash: sha256(body),
    occurredAt: new Date(),
  };
};

const counts = (world: World) =>
  asAdmin(
    `
      select
        (
          select count(*)::int
          from item
          where org_id = $1
        ) as items,
        (
          select count(*)::int
          from issue
          where org_id = $1
        ) as issues,
        (
          select count(*)::int
          from message
          where org_id = $1
        ) as messages,
        (
          select count(*)::int
          from stage_receipt
          where org_id = $1
        ) as receipts,
        (
          select count(*)::int
          from reporter
          where org_id = $1
        ) as reporters,
        (
          select count(*)::int
          from audit_event
          where org_id = $1
        ) as audits,
        (
          select count(*)::int
          from outbox
          where
            org_id = $1
            and state = 'done'
        ) as done
    `,
    [world.orgId],
  );

test("a write of the stages that fails leaves nothing, whichever it is", async () => {
  const world = await makeWorld();
  await receive(arrival(world, 1));
  await receive(arrival(world, 2));
  const rows = await loadPending(
    world.scope,
    (await asAdmin<{ id: string }>("select id from outbox where org_id = $1", [world.orgId])).map(
      (r) => r.id,
    ),
  );
  const nothing = await counts(world);
  let failures = 0;
  for (let n = 1; ; n++) {
    failWrite(n);
    const committed = await runStages(world.scope, rows).catch(() => "failed" as const);
    vi.restoreAllMocks();
    if (committed !== "failed") {
      expect(committed, "an earlier, failed try had been stored after all").toMatchObject({ items: 2 });
      // The first write that may fail is a side effect's, which is tried again by itself.
      break;
    }
    failures += 1;
    // Whoever is next gets the connection that the failed work gave back: here the log of the AI gateway's calls, as in the product.
    await flushCalls();
    expect(await counts(world), `after write ${n} failed`).toEqual(nothing);
  }
  expect(failures).toBeGreaterThan(12);
  expect(await counts(world)).toEqual([
    { items: 2, issues: 1, messages: 2, receipts: 10, reporters: 2, audits: 1, done: 2 },
  ]);
});

test("a write of receiving that fails stores nothing or is tried again, and the sender's next try is the same report", async () => {
  const world = await makeWorld();
  for (let n = 1; n <= 3; n++) {
    const write = failWrite(n);
    const first = await receive(arrival(world, 100 + n)).catch(() => null);
    vi.restoreAllMocks();
    const again = await receive(arrival(world, 100 + n));
    if (first) expect(again.reference).toBe(first.reference);
    expect(write.seen()).toBeGreaterThan(0);
    expect(
      await asAdmin(
        `
          select
            count(*)::int as raw,
            (
              select count(*)::int
              from outbox o
              where
                o.org_id = $1
                and o.ref in (
                  select id
                  from raw_event
                  where
                    org_id = $1
                    and delivery_id = $2
                )
            ) as outbox
          from raw_event
          where
            org_id = $1
            and delivery_id = $2
        `,
        [world.orgId, `each-${100 + n}`],
      ),
    ).toEqual([{ raw: 1, outbox: 1 }]);
  }
});
