/**
 * How fast stored reports become issues: 5,000 raw events of one launch, from the start of a worker process to the last `route`
 * receipt, with the built-in classifier and mail to the outbox page. On the Postgres queue and on Redis, each beside the no-op jobs per
 * second of the same queue measured in the same run.
 */
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { closeDatabase } from "@/server/db/client";
import { receive } from "@/server/db/receive";
import { openQueue, openWorker } from "@/server/jobs/queue-backend";
import { sha256 } from "@/server/platform/crypto";
import { dropSingleton } from "@/server/platform/singleton";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { buildTimeline } from "../scripts/demo/story/timeline";
import { freePort, startStack, machine, startEntry, untilUp } from "./stack";

const ITEMS = Number(process.env["ITEMS"] ?? 5_000);
const NOOP_JOBS = 2_000;
const FLOORS = { postgres: 120, redis: 250 } as const;

/** Stores the demo's reports as API deliveries, without anything reading them. */
async function store(world: World): Promise<void> {
  const story = buildTimeline({ seed: "bench", items: ITEMS, nowMs: Date.now() });
  await Promise.all(
    story.slice(0, ITEMS).map((event, index) => {
      const body = Buffer.from(
        JSON.stringify({
          launch: world.launchSlug,
          text: event.text,
          ...(event.title ? { title: event.title } : {}),
          reporter: {
            ...(event.email ? { email: event.email } : {}),
            ...(event.personName ? { name: event.personName } : {}),
            ...(event.account ? { account: event.account } : {}),
          },
          context: event.context,
        }),
      );
      return receive({
        orgId: world.orgId,
        sourceId: world.apiSourceId,
        launchId: world.launchId,
        deliveryId: `bench-${index}`,
        contentType: "application/json",
        headers: {},
        body,
        bodyHash: sha256(body),
        occurredAt: new Date(Date.now() - 3_600_000),
      });
    }),
  );
}

/** Jobs per second of the queue alone: handed over in one go, done by doing nothing. */
async function measureNoop(): Promise<number> {
  const queue = openQueue("mail");
  let done = 0;
  const worker = openWorker("mail", 4, async () => void (done += 1));
  await sleep(500);
  const startedMs = performance.now();
  for (let offset = 0; offset < NOOP_JOBS; offset += 500)
    await queue.add(
      Array.from({ length: 500 }, (_, n) => ({
        jobId: `noop-${offset + n}`,
        data: { topic: "noop", orgId: "", ids: [] },
      })),
    );
  while (done < NOOP_JOBS) await sleep(10);
  const perSecond = NOOP_JOBS / ((performance.now() - startedMs) / 1000);
  await worker.close();
  await queue.close();
  return perSecond;
}

async function measure(backend: "postgres" | "redis"): Promise<boolean> {
  const ground = await startStack({ withRedis: backend === "redis" });
  if (backend === "postgres") delete process.env["REDIS_URL"];
  dropSingleton("env");
  try {
    const noop = await measureNoop();
    const world = await makeWorld();
    await store(world);
    const [{ n: stored } = { n: 0 }] = await asAdmin<{ n: number }>(
      "select count(*)::int as n from raw_event where org_id = $1",
      [world.orgId],
    );
    const port = await freePort();
    const env = { ...ground.env, WORKER_PORT: String(port), HOST: "127.0.0.1" };
    if (backend === "postgres") delete (env as Record<string, unknown>)["REDIS_URL"];
    const startedMs = performance.now();
    const worker = startEntry(
      existsSync("dist/worker.js") && !process.env["FROM_SOURCE"] ? "dist/worker.js" : "workers/main.ts",
      env,
    );
    await untilUp(`http://127.0.0.1:${port}/livez`);
    const upMs = performance.now() - startedMs;
    let routed = 0;
    let seconds = 0;
    for (const until = Date.now() + 240_000; routed < stored && Date.now() < until;) {
      // Counting is work on the same two cores: seldom, until the end is near.
      await sleep(routed < stored * 0.9 ? 1_000 : 100);
      [{ n: routed } = { n: 0 }] = await asAdmin<{ n: number }>(
        "select count(*)::int as n from stage_receipt where org_id = $1 and stage = 'route'",
        [world.orgId],
      );
      seconds = (performance.now() - startedMs) / 1000;
    }
    await worker.stop();
    const [facts] = await asAdmin<{ issues: number; messages: number; dead: number }>(
      `
        select
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
            from outbox
            where
              org_id = $1
              and state <> 'done'
          ) as dead
      `,
      [world.orgId],
    );
    const perSecond = routed / seconds;
    const isMet = routed === stored && perSecond >= FLOORS[backend];
    console.log(
      `${backend}: ${routed} of ${stored} items in ${seconds.toFixed(1)} s (start-up ` +
        `${(upMs / 1000).toFixed(1)} s) = ${perSecond.toFixed(0)} items/s (floor ${FLOORS[backend]}), ` +
        `${(perSecond / noop).toFixed(2)} × the ${noop.toFixed(0)} no-op jobs/s of this queue; ` +
        `${facts?.issues} issues, ${facts?.messages} acknowledgements, ${facts?.dead} not done ` +
        (isMet ? "— met" : "— FALLS SHORT"),
    );
    return isMet;
  } finally {
    await closeDatabase();
    for (const name of ["env", "redis.limits", "log"]) dropSingleton(name);
    await ground.stop();
  }
}

const results: boolean[] = [];
for (const backend of (process.env["BACKENDS"] ?? "postgres,redis").split(",") as ("postgres" | "redis")[])
  results.push(await measure(backend));
console.log(`bench:pipeline throughput ${results.every(Boolean) ? "met" : "falls short"} on ${machine()}`);
process.exit(results.every(Boolean) ? 0 : 1);
