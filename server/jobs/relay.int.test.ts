import { afterEach, describe, expect, inject, test } from "vitest";
import { withScope, withScopeOnce } from "@/server/db/client";
import { dropSingleton } from "@/server/platform/singleton";
import { asAdmin } from "@/server/testing/queries";
import { makeWorld, type World } from "@/server/testing/factories";
import { loadPending, recordFailure } from "./attempts";
import { defineJob, type JobDefinition } from "./define-job";
import { LANES } from "./lanes";
import { enqueueIn } from "./outbox";
import { openQueue, openWorker, type JobData, type JobWorker } from "./queue-backend";
import { startRelay, type Relay } from "./relay";
import { until } from "@/server/testing/waiting";

const job = defineJob({ topic: "test.work", queue: "mail", batch: 10, attempts: 2, backoffMs: 10 });
/** Work in a queue that is always empty: every round of the relay takes what there is of it. */
const beside = defineJob({ topic: "test.beside", queue: "triage", batch: 10, attempts: 2, backoffMs: 10 });
const redisUrl = inject("redisUrl");
const backends = [["postgres", undefined], ...(redisUrl ? [["redis", redisUrl]] : [])] as [
  string,
  string | undefined,
][];

if (!redisUrl) console.warn("the Redis half of the relay's tests is skipped: there is no redis-server");

const running: (Relay | JobWorker)[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((r) => ("stop" in r ? r.stop() : r.close())));
});

/** A worker that makes one team per outbox row, which is an effect that would show if it happened twice. */
function startTestWorker(
  scopes: Map<string, World>,
  fail: (ref: string) => boolean = () => false,
  onJob: (ids: readonly string[]) => void = () => {},
): void {
  running.push(
    openWorker("mail", 2, async (data: JobData) => {
      const world = scopes.get(data.orgId);
      if (!world) return;
      onJob(data.ids);
      const rows = await loadPending(world.scope, data.ids);
      try {
        if (rows.some((r) => fail(r.ref))) throw new Error("no luck");
        await withScopeOnce(
          world.scope,
          rows.map((r) => r.id),
          async (tx) => {
            for (const r of rows)
              await tx.team.create({
                data: { orgId: world.orgId, id: `tea_${r.id}`, name: `${r.ref} ${r.id}` },
              });
          },
        );
      } catch (error) {
        await recordFailure(world.scope, rows, error, job);
      }
    }),
  );
}

const enqueue = (world: World, refs: string[], work: JobDefinition = job) =>
  withScope(world.scope, (tx) => enqueueIn(tx, world.scope, work, refs));
const states = (world: World) =>
  asAdmin<{ state: string; n: number }>(
    "select state, count(*)::int as n from outbox where org_id = $1 and topic = 'test.work' group by 1 order by 1",
    [world.orgId],
  );

describe.each(backends)("work on %s", (_, url) => {
  const useBackend = () => {
    if (url) process.env["REDIS_URL"] = url;
    else delete process.env["REDIS_URL"];
    process.env["OUTBOX_LEASE_MS"] = "1000";
    dropSingleton("env");
  };

  test("every row is done once, for every organization", async () => {
    useBackend();
    const [a, b] = [await makeWorld(), await makeWorld()];
    await enqueue(
      a,
      Array.from({ length: 120 }, (_, n) => `a${n}`),
    );
    await enqueue(b, ["b0"]);
    startTestWorker(
      new Map([
        [a.orgId, a],
        [b.orgId, b],
      ]),
    );
    running.push(startRelay([job]), startRelay([job]));
    await until(
      async () =>
        (await asAdmin("select 1 from outbox where state = 'pending' and topic = 'test.work'")).length === 0,
    );
    expect(await states(a)).toEqual([{ state: "done", n: 120 }]);
    expect(await asAdmin("select count(*)::int as n from team where org_id = $1", [a.orgId])).toEqual([
      { n: 120 },
    ]);
    expect(await states(b)).toEqual([{ state: "done", n: 1 }]);
  });

  test("a bad row ends as a dead letter with its reason, and takes nobody with it", async () => {
    useBackend();
    const world = await makeWorld();
    await enqueue(world, ["good1", "bad", "good2"]);
    startTestWorker(new Map([[world.orgId, world]]), (ref) => ref === "bad");
    running.push(startRelay([job]));
    await until(
      async () =>
        (await asAdmin("select 1 from outbox where org_id = $1 and state = 'pending'", [world.orgId]))
          .length === 0,
    );
    expect(await states(world)).toEqual([
      { state: "dead", n: 1 },
      { state: "done", n: 2 },
    ]);
    expect(
      await asAdmin("select ref, last_error from outbox where org_id = $1 and state = 'dead'", [world.orgId]),
    ).toEqual([{ ref: "bad", last_error: expect.stringContaining("the details") }]);
  });

  test("rows wait for each other while the queue still holds a job that nobody took", async () => {
    useBackend();
    const [world, other] = [await makeWorld(), await makeWorld()];
    const queue = openQueue("mail");
    try {
      await queue.add([{ jobId: `held-${world.orgId}`, data: { topic: "test.held", orgId: "", ids: [] } }]);
      running.push(openWorker("triage", 1, async () => undefined));
      running.push(startRelay([job, beside]));
      for (const ref of ["a", "b", "c"]) {
        await enqueue(world, [ref]);
        await enqueue(other, [ref], beside);
        // Once this one is taken, a round has gone by the row that was there before it.
        await until(async () => {
          const [left] = await asAdmin<{ n: number }>(
            "select count(*)::int as n from outbox where org_id = $1 and enq_at is null",
            [other.orgId],
          );
          return left!.n === 0;
        });
      }
      const taken = () =>
        asAdmin<{ n: number }>("select enq_n as n from outbox where org_id = $1 and topic = 'test.work'", [
          world.orgId,
        ]);
      expect(await taken()).toEqual([{ n: 0 }, { n: 0 }, { n: 0 }]);
      const crowds: number[] = [];
      startTestWorker(
        new Map([[world.orgId, world]]),
        () => false,
        (ids) => crowds.push(ids.length),
      );
      await until(async () => (await states(world))[0]?.state === "done");
      expect(crowds).toEqual([3]);
    } finally {
      await queue.close();
    }
  });

  test("of what one organization has waiting only its share is out at once, and somebody else's goes beside it", async () => {
    useBackend();
    const [a, b] = [await makeWorld(), await makeWorld()];
    await enqueue(
      a,
      Array.from({ length: 100 }, (_, n) => `a${n}`),
    );
    running.push(startRelay([job]));
    const out = (world: World) =>
      asAdmin<{ n: number }>(
        "select count(*)::int as n from outbox where org_id = $1 and enq_at is not null and state = 'pending'",
        [world.orgId],
      ).then(([row]) => row!.n);
    await until(async () => (await out(a)) > 0);
    // The queue must look empty, as when jobs are at work: its jobs are taken and not answered.
    let answer = () => {};
    const answered = new Promise<void>((resolve) => (answer = resolve));
    running.push(openWorker("mail", 10, () => answered));
    await enqueue(b, ["b0"]);
    await until(async () => (await out(b)) === 1);
    expect(await out(a)).toBe(job.batch * LANES.mail.jobsPerOrg);
    await asAdmin("delete from outbox where org_id in ($1, $2)", [a.orgId, b.orgId]);
    answer();
  });

  test("work whose job was lost is handed over again when its lease runs out", async () => {
    useBackend();
    const world = await makeWorld();
    await enqueue(world, ["lost"]);
    await asAdmin("update outbox set enq_at = now(), enq_n = 1 where org_id = $1", [world.orgId]);
    startTestWorker(new Map([[world.orgId, world]]));
    running.push(startRelay([job]));
    await until(async () => (await states(world))[0]?.state === "done");
    expect(await states(world)).toEqual([{ state: "done", n: 1 }]);
  });
});
