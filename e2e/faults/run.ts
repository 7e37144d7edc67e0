/**
 * The fault run: 2,000 reports are posted while workers, relay, Redis and Postgres are killed under them, on both queues. Afterwards
 * nothing may be lost, doubled or stuck, and no item may be without its outbox row or the reverse.
 */
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, fetch } from "undici";
import {
  startEntry,
  layGround,
  freePort,
  untilUp,
  machine,
  type Ground,
  type Started,
} from "../../bench/ground";
import { API_SCOPES } from "@/contracts/tenancy";
import { closeDatabase, withScope } from "@/server/db/client";
import { hashSecret } from "@/server/platform/crypto";
import { newId, newSecret } from "@/server/platform/ids";
import { dropSingleton } from "@/server/platform/singleton";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { signedIn } from "@/server/testing/visitor";
import { buildTimeline } from "../../scripts/demo/story/timeline";

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

class Fleet {
  private readonly held = new Map<string, Started>();
  readonly deaths = { worker: 0, relay: 0 };
  private isOver = false;
  constructor(
    private readonly env: NodeJS.ProcessEnv,
    private readonly faults: string[],
  ) {}

  async start(name: string, roles: string, fault = ""): Promise<void> {
    const env: NodeJS.ProcessEnv = {
      ...this.env,
      QUEUES: roles,
      WORKER_PORT: String(await freePort()),
      ...(fault ? { FAULT_AT: fault } : {}),
    };
    const started = startEntry("dist/worker.js", env);
    this.held.set(name, started);
    void started.exited.then(() => {
      if (this.isOver || this.held.get(name) !== started) return;
      this.deaths[name === "relay" ? "relay" : "worker"] += 1;
      void this.start(name, roles, name === "relay" ? "" : (this.faults.shift() ?? ""));
    });
  }

  kill(name: string): void {
    this.held.get(name)?.child.kill("SIGKILL");
  }

  /** Asks everybody to stop and answers how long the slowest took, ms. */
  async stop(): Promise<number> {
    this.isOver = true;
    const startedMs = Date.now();
    await Promise.all([...this.held.values()].map((s) => s.stop()));
    return Date.now() - startedMs;
  }
}

/** A client that behaves as the documentation asks: the same key again until it is told 202. */
async function postAll(
  base: string,
  key: string,
  world: World,
): Promise<{ acked: Map<string, string>; retries: number; unexpected: string[] }> {
  const story = buildTimeline({ seed: "faults", items: ITEMS, nowMs: Date.now() });
  const dispatcher = new Agent({ connections: 32 });
  const acked = new Map<string, string>();
  const unexpected: string[] = [];
  let retries = 0;
  const one = async (at: number) => {
    const { text, title, email, account, context } = story[at]!;
    const body = JSON.stringify({
      launch: world.launchSlug,
      text,
      ...(title ? { title } : {}),
      ...(email ? { reporter: { email, ...(account ? { account } : {}) } } : {}),
      context,
    });
    for (let tries = 0; tries < 400; tries++) {
      try {
        const response = await fetch(`${base}/api/v1/items`, {
          method: "POST",
          body,
          dispatcher,
          headers: {
            "content-type": "application/json",
            authorization: `Bearer ${key}`,
            "idempotency-key": `fault-${at}`,
          },
          signal: AbortSignal.timeout(15_000),
        });
        const answer = (await response.json()) as { reference?: string };
        if (response.status === 202 && answer.reference)
          return void acked.set(`fault-${at}`, answer.reference);
        if (response.status !== 503 && response.status !== 429)
          unexpected.push(`${response.status} ${JSON.stringify(answer).slice(0, 200)}`);
      } catch {
        // Connection refused or reset: the same as a 503.
      }
      retries += 1;
      await sleep(250);
    }
  };
  const posts: Promise<void>[] = [];
  for (let at = 0; at < story.length && at < ITEMS; at++) {
    posts.push(one(at));
    await sleep(1_000 / PER_SECOND);
  }
  await Promise.all(posts);
  await dispatcher.close();
  return { acked, retries, unexpected };
}

async function makeKey(world: World): Promise<string> {
  const secret = newSecret("stk");
  await withScope(world.scope, (tx) =>
    tx.apiKey.create({
      data: {
        orgId: world.orgId,
        id: newId("apiKey"),
        name: "faults",
        prefix: secret.slice(0, 8),
        hash: hashSecret(secret),
        scopes: [...API_SCOPES],
        createdBy: world.ownerId,
      },
    }),
  );
  return secret;
}

/** Everything that would be wrong, in words; empty when all is well. */
async function findDamage(world: World, acked: Map<string, string>): Promise<string[]> {
  const orgId = [world.orgId];
  const count = async (text: string) =>
    (await asAdmin<{ n: number }>(`select count(*)::int as n from (${text}) x`, orgId))[0]!.n;
  const references = new Set(
    (await asAdmin<{ reference: string }>("select reference from item where org_id = $1", orgId)).map(
      (r) => r.reference,
    ),
  );
  const [sums] = await asAdmin<{ triaged: number; counted: number; open: number }>(
    `select (select coalesce(sum((data ->> 'items')::int), 0)::int from audit_event where org_id = $1 and verb = 'items.triaged') as triaged,
            (select coalesce(sum(item_count), 0)::int from issue where org_id = $1) as counted, (select count(*)::int from item where org_id = $1 and issue_id is not null) as open`,
    orgId,
  );
  const checks: [string, number][] = [
    [
      "reports that were acknowledged and are not on the board",
      [...acked.values()].filter((r) => !references.has(r)).length,
    ],
    ["reports that were never acknowledged", ITEMS - acked.size],
    ["references given twice", acked.size - new Set(acked.values()).size],
    [
      "raw events without an outbox row",
      await count(
        "select 1 from raw_event r where r.org_id = $1 and not exists (select from outbox o where o.org_id = r.org_id and o.ref = r.id)",
      ),
    ],
    [
      "outbox rows without a raw event",
      await count(
        "select 1 from outbox o where o.org_id = $1 and o.topic = 'pipeline.run' and not exists (select from raw_event r where r.org_id = o.org_id and r.id = o.ref)",
      ),
    ],
    [
      "raw events with two outbox rows",
      await count(
        "select ref from outbox where org_id = $1 and topic = 'pipeline.run' group by 1 having count(*) > 1",
      ),
    ],
    [
      "raw events without an item",
      await count(
        "select 1 from raw_event r where r.org_id = $1 and not exists (select from item i where i.org_id = r.org_id and i.raw_event_id = r.id)",
      ),
    ],
    [
      "items whose work is not marked done",
      await count(
        "select 1 from item i join outbox o on o.org_id = i.org_id and o.ref = i.raw_event_id where i.org_id = $1 and o.state <> 'done'",
      ),
    ],
    ["work that is stuck or dead", await count("select 1 from outbox where org_id = $1 and state <> 'done'")],
    [
      "open items on no issue",
      await count("select 1 from item where org_id = $1 and state = 'open' and issue_id is null"),
    ],
    [
      "items in two issues",
      await count(
        "select item_id from issue_item where org_id = $1 and left_at is null group by 1 having count(*) > 1",
      ),
    ],
    [
      "items without all receipts",
      await count("select item_id from stage_receipt where org_id = $1 group by 1 having count(*) <> 5"),
    ],
    [
      "acknowledgements missing or doubled",
      await count(
        "select i.id from item i left join message m on m.org_id = i.org_id and m.item_id = i.id left join reporter r on r.org_id = i.org_id and r.id = i.reporter_id where i.org_id = $1 and i.state = 'open' and r.email is not null group by i.id having count(m.id) <> 1",
      ),
    ],
    ["items triaged more or less than once", Math.abs((sums?.triaged ?? 0) - ITEMS)],
    [
      "items counted on issues but not there, or the reverse",
      Math.abs((sums?.counted ?? 0) - (sums?.open ?? 0)),
    ],
  ];
  return checks.filter(([, n]) => n !== 0).map(([what, n]) => `${n} ${what}`);
}

async function chaos(
  backend: Backend,
  ground: Ground,
  fleet: Fleet,
  isPosting: () => boolean,
): Promise<void> {
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
  const ground = await layGround({ withRedis: backend === "redis" });
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
  const web = startEntry(process.env["WEB"] ?? "dist/main.js", env);
  try {
    const world = await makeWorld();
    const key = await makeKey(world);
    await untilUp(`http://127.0.0.1:${port}/livez`, 60_000);
    await fleet.start("worker-1", "triage,mail,upkeep", "worker.after-commit!");
    await fleet.start("worker-2", "triage,mail", "pipeline.before-commit!");
    await fleet.start("relay", "relay");
    let isPosting = true;
    const posted = postAll(`http://127.0.0.1:${port}`, key, world).finally(() => (isPosting = false));
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
      ...(await findDamage(world, acked)),
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
      "select sum(enq_n)::int as handed, count(*) filter (where enq_n > 1)::int as repeated from outbox where org_id = $1 and topic = 'pipeline.run'",
      [world.orgId],
    );
    console.log(
      `${backend}: ${acked.size} of ${ITEMS} acknowledged (${retries} retries), ${fleet.deaths.worker} workers and ${fleet.deaths.relay} relays died, ${again?.repeated} rows handed over more than once, drained ${(drainedMs / 1000).toFixed(1)} s after the last fault, stopped in ${stopMs} ms: ${damage.length ? `DAMAGE: ${damage.join("; ")}` : "0 lost, 0 doubled, 0 stuck"}`,
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
  for (let at = 0; at < 200; at++)
    void fetch(`http://127.0.0.1:${port}/api/v1/items`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
      body: JSON.stringify({ launch: world.launchSlug, text: `Late report ${at} about the basket` }),
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

if (!existsSync("dist/main.js")) throw new Error("The product is not built: npm run build");
const found: string[] = [];
for (const backend of (process.env["BACKENDS"] ?? "postgres,redis").split(",") as Backend[])
  found.push(...(await run(backend)));
console.log(
  found.length
    ? `test:faults found damage: ${found.length} kinds, on ${machine()}`
    : `test:faults: 0 lost, 0 duplicate effects, 0 stuck, 0 unpaired, on ${machine()}`,
);
process.exit(found.length ? 1 : 0);
