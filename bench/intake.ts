/**
 * Bar: durable single-item intake over HTTP (committed, synchronous_commit and fsync on, row level security on) at concurrency 32, as a
 * share of what a bare `pg` client in a process of its own does: a pool of 10 and one prepared statement that inserts and commits one row
 * of the same size, at the same concurrency. At least 45 % of its rate, p99 at most four times its p99. Rounds alternate; median of five.
 */
import { fork, type ChildProcess } from "node:child_process";
import { startStack, machine, median, startEntry, untilUp, freePort } from "./stack";
import type { Round, RoundRequest } from "./intake-round";

const ROUNDS = 5;
const ROUND_MS = 4_000;
const WARM_MS = 3_000;
const CONCURRENCY = 32;
const RATE_BAR = 0.45;
const P99_BAR = 4;

const children: ChildProcess[] = [];

/** A process that runs one round each time it is told to. */
function runner(entry: string, env: NodeJS.ProcessEnv): (ms: number) => Promise<Round> {
  const child = fork(new URL(entry, import.meta.url), {
    env,
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  children.push(child);
  return (ms) =>
    new Promise((done, fail) => {
      child.once("message", (round) => done(round as Round));
      child.once("exit", (code) => fail(new Error(`${entry} ended with ${String(code)}`)));
      child.send({ ms, concurrency: CONCURRENCY } satisfies RoundRequest);
    });
}

const ground = await startStack();
let exitCode = 1;
try {
  const { closeDatabase } = await import("../server/db/client");
  const { makeWorld } = await import("../server/testing/factories");
  const { createApiKey } = await import("../server/tenancy/api-keys.commands");
  const world = await makeWorld();
  const { secret } = await createApiKey(world.scope, {
    name: "bench",
    scopes: ["items:write"],
    lifetimeDays: null,
  });
  await closeDatabase();

  const port = await freePort();
  const server = startEntry("bench/intake-server.ts", {
    ...ground.env,
    HOST: "127.0.0.1",
    PORT: String(port),
    LOG_LEVEL: "error",
  });
  await untilUp(`http://127.0.0.1:${port}/readyz`);
  const ours = runner("./intake-load.ts", {
    ...ground.env,
    BENCH_URL: `http://127.0.0.1:${port}`,
    BENCH_KEY: secret,
  });
  const peer = runner("./intake-peer.ts", {
    ...ground.env,
    BENCH_ADMIN_URL: ground.postgres.urls.admin,
    BENCH_ORG: world.orgId,
  });

  await peer(WARM_MS);
  await ours(WARM_MS);
  const rounds: { ours: Round; peer: Round }[] = [];
  for (let n = 0; n < ROUNDS; n++) {
    const round = { peer: await peer(ROUND_MS), ours: await ours(ROUND_MS) };
    rounds.push(round);
    console.log(
      `round ${n + 1}: bare insert ${Math.round(round.peer.perSecond)}/s p99 ` +
        `${round.peer.p99Ms.toFixed(1)} ms · intake ${Math.round(round.ours.perSecond)}/s p99 ` +
        `${round.ours.p99Ms.toFixed(1)} ms`,
    );
  }
  await server.stop();

  // Every 202 that was counted must be a committed row with its outbox row: answers before the commit would show here.
  const { default: pg } = await import("pg");
  const admin = new pg.Client({ connectionString: ground.postgres.urls.admin });
  await admin.connect();
  const { rows } = await admin.query<{ events: number; queued: number }>(
    `
      select
        (
          select count(*)
          from raw_event
        )::int as events,
        (
          select count(*)
          from outbox
          where topic = 'pipeline.run'
        )::int as queued
    `,
  );
  await admin.end();
  const counted = rounds.reduce((sum, r) => sum + r.ours.count, 0);
  const isDurable = rows[0]!.events === rows[0]!.queued && rows[0]!.events >= counted;
  if (!isDurable)
    console.log(
      `answers and rows disagree: ${counted} counted, ${rows[0]!.events} stored, ${rows[0]!.queued} queued`,
    );

  const share = median(rounds.map((r) => r.ours.perSecond / r.peer.perSecond));
  const p99 = median(rounds.map((r) => r.ours.p99Ms / r.peer.p99Ms));
  exitCode = isDurable && share >= RATE_BAR && p99 <= P99_BAR ? 0 : 1;
  console.log(`${machine()}; ${rows[0]!.events} items, each with its outbox row`);
  console.log(
    `intake ${(share * 100).toFixed(1)} % of a bare insert's rate (bar ≥ ${RATE_BAR * 100} %), p99 ` +
      `${p99.toFixed(2)}× its p99 (bar ≤ ${P99_BAR}×)`,
  );
} finally {
  for (const child of children) child.kill();
  await ground.stop();
}
process.exit(exitCode);
