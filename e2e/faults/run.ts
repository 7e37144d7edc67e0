/**
 * The fault run: 2,000 reports are posted while workers, relay, Redis and Postgres are killed under them, on both queues, and some more
 * while the database's disk is full; then `npm start` itself is driven through faults. Afterwards nothing may be lost, doubled or
 * stuck, and no item may be without its outbox row or the reverse. What is killed runs from dist-faults, whose processes can be told
 * where to die; `PARTS` names some of the parts.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { fetch } from "undici";
import { startEntry, startStack, freePort, untilUp, machine, type Stack, type Started } from "@/bench/stack";
import { closeDatabase } from "@/server/db/client";
import { dropSingleton } from "@/server/platform/singleton";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { signedIn } from "@/server/testing/visitor";
import { buildWithFaults, isBuilt, isBuiltWithFaults } from "../../scripts/build.mjs";
import { makeKey, postAll } from "./clients";
import { findDamage } from "./damage";
import { driveFullDisk } from "./disk";
import { Fleet } from "./fleet";
import { driveStart } from "./start";

const ITEMS = Number(process.env["ITEMS"] ?? 2_000);
const PER_SECOND = 50;
const LEASE_MS = 4_000;
const DRAIN_MS = 150_000;
const STOP_MS = 20_000;

type Backend = "postgres" | "redis";

/** What a worker that is started anew dies of, in turn: by our hand, between effect and commit, or after the commit. */
const DEATHS = [
  "",
  "pipeline.before-commit!",
  "",
  "worker.after-commit!",
  "worker.before-effect!",
  "",
  "pipeline.mid!",
  "worker.after-commit!",
  "pipeline.before-commit!",
  "",
];

async function chaos(backend: Backend, ground: Stack, fleet: Fleet, isPosting: () => boolean): Promise<void> {
  const steps: (() => Promise<void> | void)[] = [
    () => fleet.kill("worker-1"),
    () => fleet.kill("worker-2"),
    () => fleet.kill("relay"),
    async () => {
      await ground.postgres.crash();
      await sleep(300);
      await ground.postgres.restart();
    },
    () => fleet.kill("worker-1"),
    () => flush(),
    () => fleet.kill("worker-2"),
    () => fleet.kill("worker-1"),
    async () => {
      if (ground.redis) {
        await ground.redis.kill();
        await sleep(10_000);
        await ground.redis.restart();
      }
    },
    () => fleet.kill("relay"),
    () => fleet.kill("worker-2"),
    async () => {
      await ground.postgres.crash();
      await sleep(300);
      await ground.postgres.restart();
    },
    () => flush(),
    () => fleet.kill("worker-1"),
    () => fleet.kill("worker-2"),
    () => fleet.kill("worker-1"),
    () => fleet.kill("worker-2"),
  ];
  async function flush() {
    if (backend !== "redis") return;
    await ground.redis?.flush();
  }
  const everyMs = ((ITEMS / PER_SECOND) * 1_000) / (steps.length + 1);
  for (const step of steps) {
    await sleep(isPosting() ? everyMs : 500);
    await step();
  }
}

async function run(backend: Backend): Promise<string[]> {
  const ground = await startStack({ withRedis: backend === "redis" });
  if (backend === "postgres") {
    delete process.env["REDIS_URL"];
    delete ground.env["REDIS_URL"];
  }
  for (const name of ["env", "log"]) dropSingleton(name);
  const port = await freePort();
  const env: NodeJS.ProcessEnv = {
    ...ground.env,
    PORT: String(port),
    HOST: "127.0.0.1",
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    OUTBOX_LEASE_MS: String(LEASE_MS),
    LOG_LEVEL: process.env["LOG_LEVEL"] ?? "silent",
  };
  const damage: string[] = [];
  const fleet = new Fleet(env, [...DEATHS]);
  const web = startEntry(process.env["WEB"] ?? "dist-faults/main.js", env);
  try {
    const world = await makeWorld();
    const key = await makeKey(world);
    await untilUp(`http://127.0.0.1:${port}/livez`, 60_000);
    await fleet.start("worker-1", "triage,mail,upkeep", "worker.after-commit!");
    await fleet.start("worker-2", "triage,mail", "pipeline.before-commit!");
    await fleet.start("relay", "relay");
    let isPosting = true;
    const posted = postAll(`http://127.0.0.1:${port}`, key, world, {
      items: ITEMS,
      perSecond: PER_SECOND,
    }).finally(() => (isPosting = false));
    const broken = chaos(backend, ground, fleet, () => isPosting);
    const { acked, retries, unexpected } = await posted;
    await broken;
    const quietMs = Date.now();
    let left = -1;
    while (left !== 0 && Date.now() - quietMs < DRAIN_MS) {
      await sleep(500);
      left = await asAdmin<{ n: number }>(
        "select count(*)::int as n from outbox where org_id = $1 and state = 'pending'",
        [world.orgId],
      ).then(
        ([r]) => r!.n,
        () => -1,
      );
    }
    const drainedMs = Date.now() - quietMs;
    damage.push(
      ...(await findDamage(world, acked, ITEMS)),
      ...[...new Set(unexpected)].map(
        (u) => `an answer that is neither 202 nor a refusal to come back to: ${u}`,
      ),
    );
    const stopMs = await stopUnderLoad(web, fleet, port, key, world);
    if (stopMs > STOP_MS) damage.push(`web and worker took ${stopMs} ms to stop`);
    if (fleet.deaths.worker < 10)
      damage.push(`only ${fleet.deaths.worker} workers died; the run asks for ten`);
    if (fleet.deaths.relay < 2) damage.push(`only ${fleet.deaths.relay} relays died; the run asks for two`);
    const [again] = await asAdmin<{ handed: number; repeated: number }>(
      `
        select
          sum(enq_n)::int as handed,
          count(*) filter (
            where enq_n > 1
          )::int as repeated
        from outbox
        where
          org_id = $1
          and topic = 'pipeline.run'
      `,
      [world.orgId],
    );
    console.log(
      `${backend}: ${acked.size} of ${ITEMS} acknowledged (${retries} retries), ${fleet.deaths.worker} ` +
        `workers and ${fleet.deaths.relay} relays died, ${again?.repeated} rows handed over more than ` +
        `once, drained ${(drainedMs / 1000).toFixed(1)} s after the last fault, stopped in ${stopMs} ms: ` +
        (damage.length ? `DAMAGE: ${damage.join("; ")}` : "0 lost, 0 doubled, 0 stuck"),
    );
    return damage;
  } finally {
    await fleet.stop();
    await web.stop("SIGKILL");
    await closeDatabase();
    for (const name of ["env", "log", "redis.limits"]) dropSingleton(name);
    await ground.stop();
  }
}

/** Opens slow requests and gives the workers work, then asks everybody to stop. */
async function stopUnderLoad(
  web: Started,
  fleet: Fleet,
  port: number,
  key: string,
  world: World,
): Promise<number> {
  const controller = new AbortController();
  const visitor = await signedIn({ accountId: world.accountId, email: world.email });
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const opened = await Promise.all(
    Array.from({ length: 5 }, () =>
      fetch(`http://127.0.0.1:${port}/api/v1/events?org=${world.slug}`, {
        headers: { cookie },
        signal: controller.signal,
      }),
    ),
  );
  const refused = opened.filter((r) => r.status !== 200).length;
  if (refused)
    throw new Error(`${refused} of 5 event streams were refused: the stop would be tested without them.`);
  const streams = opened.map((r) => r.text().catch(() => ""));
  for (let index = 0; index < 200; index++)
    void fetch(`http://127.0.0.1:${port}/api/v1/items`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
      body: JSON.stringify({ launch: world.launchSlug, text: `Late report ${index} about the basket` }),
    }).then(
      (r) => r.text(),
      () => "",
    );
  await sleep(700);
  const startedMs = Date.now();
  const [workersMs] = await Promise.all([fleet.stop(), web.stop()]);
  const tookMs = Math.max(workersMs, Date.now() - startedMs);
  controller.abort();
  await Promise.all(streams);
  return tookMs;
}

/** Every part of the run, in order; each answers with what was wrong. What drives `npm start` is one more line here. */
const PARTS: Readonly<Record<string, () => Promise<string[]>>> = {
  postgres: () => run("postgres"),
  redis: () => run("redis"),
  "disk-tables": () => driveFullDisk("elsewhere"),
  "disk-log": () => driveFullDisk("with the tables"),
  start: () => driveStart(),
};

if (!isBuilt()) throw new Error("The product is not built, or not from this source: npm run build");
if (!isBuiltWithFaults()) await buildWithFaults((line) => console.log(`build  ${line}`));
const found: string[] = [];
const wanted = process.env["PARTS"]?.split(",") ?? Object.keys(PARTS);
for (const name of wanted) {
  const part = PARTS[name];
  if (!part) throw new Error(`There is no part ${name}; there are: ${Object.keys(PARTS).join(", ")}.`);
  const startedMs = Date.now();
  found.push(...(await part()));
  console.log(`      ${name} took ${((Date.now() - startedMs) / 1000).toFixed(0)} s`);
}
for (const damage of found) console.log(`DAMAGE  ${damage}`);
console.log(
  found.length
    ? `test:faults found damage: ${found.length} kinds, on ${machine()}`
    : `test:faults: 0 lost, 0 duplicate effects, 0 stuck, 0 unpaired, on ${machine()}`,
);
process.exit(found.length ? 1 : 0);
