/** What every bench stands on: a database of its own with the settings of production, and the product's processes. */
import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { migrate } from "../scripts/migrate.mjs";
import { freePort, startPostgres, type PostgresServer } from "../scripts/embedded-postgres.mjs";
import { putInCharge } from "../scripts/guard.mjs";
import { WORKER_FLAGS } from "../scripts/product.mjs";
import { startRedis, type RedisServer } from "../scripts/redis-server.mjs";

export type Stack = {
  postgres: PostgresServer;
  redis: RedisServer | null;
  env: NodeJS.ProcessEnv;
  stop(): Promise<void>;
};

/**
 * A migrated database (fsync and synchronous_commit on) and, when asked for, a Redis; sets this process's environment to them. In a new
 * folder, or below `at`.
 */
export async function startStack({
  withRedis = false,
  flags = [] as string[],
  at = tmpdir(),
} = {}): Promise<Stack> {
  const dir = mkdtempSync(join(at, "steady-bench-"));
  // The server's own user has to walk through it.
  chmodSync(dir, 0o755);
  const postgres = await startPostgres({
    dir: join(dir, "pg"),
    flags: ["fsync=on", "synchronous_commit=on", ...flags],
  });
  await migrate(postgres.urls.owner);
  const redis = withRedis ? await startRedis() : null;
  if (withRedis && !redis) throw new Error("There is no redis-server on this machine.");
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: "production",
    STEADY_TEST: "1",
    LOG_LEVEL: process.env["LOG_LEVEL"] ?? "error",
    STEADY_SECRET: "a secret for benches only, made of many letters",
    PUBLIC_URL: "http://127.0.0.1:3000",
    // All senders are on this machine.
    FORM_REPORTS_PER_NETWORK: "100000",
    DATABASE_URL: postgres.urls.owner,
    DATABASE_APP_URL: postgres.urls.app,
    DATABASE_WORKER_URL: postgres.urls.worker,
    DATABASE_RELAY_URL: postgres.urls.relay,
    DATABASE_QUEUE_URL: postgres.urls.queue,
    ...(redis ? { REDIS_URL: redis.url } : {}),
  };
  // What is started gets `env`; the administrator is for what this process looks up itself.
  Object.assign(process.env, env, { DATABASE_ADMIN_URL: postgres.urls.admin });
  return {
    postgres,
    redis,
    env,
    stop: async () => {
      await redis?.stop();
      await postgres.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export type Started = {
  child: ChildProcess;
  exited: Promise<number | null>;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
};

/**
 * Starts one of the product's entry points in a process of its own.
 * @param onOutput given what it writes; when left out, that goes where this process's own output goes
 */
export function startEntry(
  entry: string,
  env: NodeJS.ProcessEnv,
  onOutput?: (text: string) => void,
): Started {
  // What was built starts as `npm start` starts it; only sources need a loader.
  const loader = entry.endsWith(".ts") ? ["--import", "tsx"] : WORKER_FLAGS;
  const child = spawn(process.execPath, [...loader, entry], {
    env,
    stdio: onOutput ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
  });
  putInCharge(child, { name: entry });
  if (onOutput)
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (data: Buffer) => onOutput(data.toString()));
  const exited = new Promise<number | null>((done) => child.once("exit", (code) => done(code)));
  return {
    child,
    exited,
    stop: async (signal = "SIGTERM") => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      return exited;
    },
  };
}

/** Waits until an address answers 200. */
export async function untilUp(url: string, timeoutMs = 30_000): Promise<void> {
  for (const until = Date.now() + timeoutMs; ;) {
    const isUp = await fetch(url).then(
      (r) => r.ok,
      () => false,
    );
    if (isUp) return;
    if (Date.now() > until) throw new Error(`${url} did not come up in ${timeoutMs} ms`);
    await new Promise((next) => setTimeout(next, 100));
  }
}

export { freePort };

/** The middle of the values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The value below which a share (0–1) of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/** The machine, as it stands beside a figure that has no peer. */
export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
