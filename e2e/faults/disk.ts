/**
 * A disk that fills up under the product while reports arrive: senders are told to come back, probes say what is the matter, and once
 * there is room everything goes on by itself. Once with the write-ahead log on the same volume, where PostgreSQL gives up, and once
 * with it elsewhere, where it goes on answering. Web and worker are never started anew.
 */
import { execFileSync } from "node:child_process";
import { renameSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort, startStack, startEntry, untilUp, type Stack } from "@/bench/stack";
import { closeDatabase } from "@/server/db/client";
import { dropSingleton } from "@/server/platform/singleton";
import { makeWorld } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { makeKey, postAll } from "./clients";
import { findDamage } from "./damage";
import { mountVolume, type Volume } from "./volume";

const ITEMS = 300;
const PER_SECOND = 20;
const VOLUME_MB = 500;
/** Between the moment the disk is full and the moment probes and senders are told. */
const NOTICED_WITHIN_MS = 15_000;
/** How long it stays full after that. */
const FULL_MS = 6_000;
const BACK_WITHIN_MS = 30_000;
const DRAIN_MS = 60_000;

type Log = { name: string; atMs: number; text: string };

/** Where the write-ahead log is: with the tables, or on a volume that has room. */
export type WalPlace = "with the tables" | "elsewhere";

/**
 * Drives the product through a full disk.
 * @returns what was wrong, in words; empty when all is well
 */
export async function driveFullDisk(wal: WalPlace): Promise<string[]> {
  const volume = mountVolume(VOLUME_MB);
  if (!volume) {
    const words = "full disk: not run, because this user may not mount a volume";
    console.log(words);
    return process.env["CI"] ? [words] : [];
  }
  try {
    return await driveOn(volume, wal);
  } finally {
    volume.free();
    volume.remove();
  }
}

async function driveOn(volume: Volume, wal: WalPlace): Promise<string[]> {
  delete process.env["REDIS_URL"];
  const ground = await startStack({
    at: volume.path,
    flags: ["shared_buffers=32MB", "min_wal_size=32MB", "max_wal_size=96MB"],
  });
  if (wal === "elsewhere") await moveLog(ground);
  for (const name of ["env", "log"]) dropSingleton(name);
  const [port, workerPort] = [await freePort(), await freePort()];
  const env: NodeJS.ProcessEnv = {
    ...ground.env,
    HOST: "127.0.0.1",
    PORT: String(port),
    WORKER_PORT: String(workerPort),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    LOG_LEVEL: "warn",
  };
  const logs: Log[] = [];
  const start = (name: string, entry: string) =>
    startEntry(entry, env, (text) => {
      for (const line of text.split("\n")) if (line) logs.push({ name, atMs: Date.now(), text: line });
    });
  const web = start("web", "dist/main.js");
  const worker = start("worker", "dist/worker.js");
  const damage: string[] = [];
  const expect = (isTrue: boolean, words: string) => {
    if (!isTrue) damage.push(words);
  };
  const places = { web: `http://127.0.0.1:${port}`, worker: `http://127.0.0.1:${workerPort}` };
  const statusOf = (name: keyof typeof places, path: string) =>
    fetch(`${places[name]}${path}`, { signal: AbortSignal.timeout(5_000) }).then(
      (r) => r.status,
      () => 0,
    );
  const untilBoth = async (status: number, withinMs: number): Promise<number | null> => {
    for (const startedMs = Date.now(); Date.now() - startedMs < withinMs; await sleep(250)) {
      const found = await Promise.all([statusOf("web", "/readyz"), statusOf("worker", "/readyz")]);
      if (found.every((s) => s === status)) return Date.now() - startedMs;
    }
    return null;
  };
  try {
    const world = await makeWorld();
    const key = await makeKey(world);
    await untilUp(`${places.web}/readyz`, 60_000);
    await untilUp(`${places.worker}/readyz`, 30_000);
    const posted = postAll(places.web, key, world, { items: ITEMS, perSecond: PER_SECOND });
    await sleep(3_000);

    const fullMs = Date.now();
    volume.fill();
    if (wal === "with the tables") await useUpLog();
    const noticedMs = await untilBoth(503, NOTICED_WITHIN_MS);
    expect(noticedMs !== null, "web or worker called itself ready on a full disk");
    const answers = new Map<string, number>();
    /** What was accepted all the same, where a page of a table had room: it must be there afterwards like everything else. */
    const accepted = new Map<string, string>();
    let slowestMs = 0;
    const note = (words: string) => answers.set(words, (answers.get(words) ?? 0) + 1);
    const reportedMs = Date.now();
    while (Date.now() - reportedMs < FULL_MS) {
      // What a backup or a growing table leaves free for a moment is taken again: the disk is full for as long as it is full.
      volume.fill();
      for (const name of ["web", "worker"] as const)
        expect((await statusOf(name, "/livez")) === 200, `${name} does not live on a full disk`);
      const sentMs = Date.now();
      const answer = await fetch(`${places.web}/api/v1/items`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          authorization: `Bearer ${key}`,
          "idempotency-key": `full-${sentMs}`,
        },
        body: JSON.stringify({ launch: world.launchSlug, text: `The disk is full, says probe ${sentMs}` }),
        signal: AbortSignal.timeout(15_000),
      });
      const { reference } = (await answer.json()) as { reference?: string };
      if (answer.status === 202 && reference) accepted.set(`full-${sentMs}`, reference);
      slowestMs = Math.max(slowestMs, Date.now() - sentMs);
      note(`${answer.status}${answer.headers.get("retry-after") ? " with Retry-After" : ""}`);
      await sleep(200);
    }
    expect(
      answers.has("503 with Retry-After") &&
        [...answers.keys()].every((words) => words === "503 with Retry-After" || words === "202"),
      `intake answered on a full disk: ${JSON.stringify([...answers])}`,
    );
    const hasPostgres = await asAdmin("select 1").then(
      () => true,
      () => false,
    );
    const [freedMs, lastFullMs] = [Date.now(), Date.now()];
    volume.free();
    // Whoever runs the database starts it again; for `npm start` that is its supervisor.
    if (!hasPostgres) {
      await ground.postgres.stop();
      await ground.postgres.restart();
    }
    const backMs = await untilBoth(200, BACK_WITHIN_MS);
    expect(backMs !== null, "web or worker was not ready again once there was room");
    const { acked, retries, unexpected } = await posted;
    const drainedMs = await untilDrained(world.orgId);
    damage.push(
      ...(await findDamage(world, new Map([...acked, ...accepted]), ITEMS + accepted.size)),
      ...[...new Set(unexpected)].map((words) => `an answer that is neither 202 nor 503: ${words}`),
    );
    for (const { name, child } of [
      { name: "web", child: web.child },
      { name: "worker", child: worker.child },
    ])
      expect(child.exitCode === null && child.signalCode === null, `${name} ended`);
    const busiest = busiestSecond(logs.filter(({ atMs }) => atMs >= fullMs && atMs <= lastFullMs + 5_000));
    expect(busiest <= 1, `a process wrote ${busiest} lines about the outage in one second`);
    if (damage.length || process.env["VERBOSE"])
      for (const { name, atMs, text } of logs)
        console.log(`${name} ${((atMs - fullMs) / 1000).toFixed(2)} s: ${text.slice(0, 400)}`);
    console.log(
      `full disk, log ${wal}: ` +
        `${hasPostgres ? "PostgreSQL went on" : "PostgreSQL ended and was started again"}; not ready ` +
        `after ${noticedMs} ms, ${JSON.stringify([...answers])} within ${slowestMs} ms, ready again ` +
        `${backMs} ms after there was room, drained after ` +
        `${drainedMs === null ? "never" : `${drainedMs} ms`} ` +
        `(${((Date.now() - freedMs) / 1000).toFixed(1)} s since), ${acked.size} of ${ITEMS} acknowledged ` +
        `(${retries} retries), ${logs.length} log lines, at most ${busiest} a second: ` +
        (damage.length ? `DAMAGE: ${damage.join("; ")}` : "0 lost, 0 doubled, 0 stuck"),
    );
    return damage;
  } finally {
    await Promise.all([web.stop("SIGKILL"), worker.stop("SIGKILL")]);
    await closeDatabase();
    for (const name of ["env", "log"]) dropSingleton(name);
    await ground.stop();
  }
}

/** Puts the write-ahead log on the volume of temporary files. */
async function moveLog(ground: Stack): Promise<void> {
  await closeDatabase();
  const [row] = await asAdmin<{ data: string }>("select current_setting('data_directory') as data");
  await ground.postgres.stop();
  const from = join(row!.data, "pg_wal");
  const to = execFileSync("mktemp", ["-d", "/var/tmp/steady-wal-XXXXXX"]).toString().trim();
  execFileSync("cp", ["-a", `${from}/.`, to]);
  execFileSync("chown", ["--reference", from, to]);
  renameSync(from, `${from}-before`);
  execFileSync("rm", ["-r", `${from}-before`]);
  symlinkSync(to, from);
  const stop = ground.stop.bind(ground);
  ground.stop = async () => {
    await stop();
    execFileSync("rm", ["-r", to]);
  };
  await ground.postgres.restart();
}

/** Takes what the server has put by of its log, so that the next segment must be made on a volume without room: it gives up then. */
async function useUpLog(): Promise<void> {
  for (let segment = 0; segment < 8; segment++)
    await asAdmin("select pg_logical_emit_message(false, 'steady.faults', 'next'), pg_switch_wal()").catch(
      () => [],
    );
}

/** Waits until no work is left; how long that took, ms, or null. */
async function untilDrained(orgId: string): Promise<number | null> {
  for (const startedMs = Date.now(); Date.now() - startedMs < DRAIN_MS; await sleep(500)) {
    const left = await asAdmin<{ n: number }>(
      "select count(*)::int as n from outbox where org_id = $1 and state = 'pending'",
      [orgId],
    ).then(
      ([row]) => row!.n,
      () => -1,
    );
    if (left === 0) return Date.now() - startedMs;
  }
  return null;
}

/** The most lines that one process wrote within any second. */
function busiestSecond(logs: readonly Log[]): number {
  return Math.max(
    0,
    ...logs.map(
      ({ name, atMs }) =>
        logs.filter((l) => l.name === name && l.atMs >= atMs && l.atMs < atMs + 1_000).length,
    ),
  );
}
