import { getPriority, setPriority } from "node:os";
import { collectDefaultMetrics, Gauge, register } from "prom-client";
import { refuseHiddenPooler } from "@/server/db/check-direct";
import { outageKind } from "@/server/db/db-errors";
import { proveSecret } from "@/server/db/secret-check";
import { readDatabaseState } from "@/server/db/readiness";
import { getEnv, getWorkerEnv } from "@/server/platform/env";
import { describeListenFailure, EXIT_WRONG_SETTING } from "@/server/platform/listen-failure";
import { describeError, log } from "@/server/platform/log";
import { mayReadMetrics } from "@/server/platform/metrics-token";
import { logFailure } from "@/server/platform/outage-log";
import { createProbeServer } from "./probe-server";
import { startWorkerProcess, type WorkerProcess } from "./process";

/**
 * On a machine that has to share, what is done later gives way to what somebody waits for: three times as much time for web and database.
 */
const NICENESS = 5;

/** Work that has begun is finished within this time at shutdown; what is not is given to another worker when its lease runs out. */
const SHUTDOWN_MS = 18_000;

try {
  getWorkerEnv();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}

try {
  // Before there are threads: each begins with the priority of the one that started it.
  if (getPriority() < NICENESS) setPriority(NICENESS);
} catch (error) {
  log().warn({ error: describeError(error) }, "this worker runs at the priority it was started with");
}

const env = getEnv();
let isStopping = false;
/** Null while it is still found out whether this process may work at all. */
let started: WorkerProcess | null = null;
const health = createProbeServer({
  live: () => started?.health() ?? { isAlive: true },
  ready: async () => {
    const [database, queues] = await Promise.all([readDatabaseState(), started?.canCarry() ?? false]);
    return { isReady: database === "ok" && queues && !isStopping, database, queues, isStopping };
  },
  mayReadMetrics,
  metrics: async () => ({ text: await register.metrics(), contentType: register.contentType }),
  noteFailure: (error) =>
    logFailure("a probe could not be answered", error, { kind: outageKind(error), level: "error" }),
});
// Before any work is begun: a worker that cannot be asked how it is must not run.
await listen();
await refuseHiddenPooler("worker", [
  "DATABASE_APP_URL",
  "DATABASE_WORKER_URL",
  "DATABASE_RELAY_URL",
  ...(env.REDIS_URL ? [] : (["DATABASE_QUEUE_URL"] as const)),
]);
await proveSecret((reason) => {
  process.stderr.write(`${reason}\n`);
  process.exit(EXIT_WRONG_SETTING);
});
const worker = (started = startWorkerProcess(env.QUEUES));
log().info(
  {
    host: env.WORKER_HOST,
    port: env.WORKER_PORT,
    queues: env.QUEUES,
    backend: env.REDIS_URL ? "redis" : "postgres",
  },
  "worker is up",
);

collectDefaultMetrics();
new Gauge({
  name: "steady_worker_rows_done",
  help: "Outbox rows carried out by this process, per queue.",
  labelNames: ["queue"],
  collect() {
    for (const [queue, q] of Object.entries(worker.health().queues)) this.set({ queue }, q.rows);
  },
});
new Gauge({
  name: "steady_worker_failures",
  help: "Jobs that failed in this process, per queue.",
  labelNames: ["queue"],
  collect() {
    for (const [queue, q] of Object.entries(worker.health().queues)) this.set({ queue }, q.failures);
  },
});

/** Waits until probes can be answered; a port that cannot be had ends the process with a code that says so. */
function listen(): Promise<void> {
  return new Promise((done) => {
    health.on("error", (error) => {
      const reason = describeListenFailure(error, env.WORKER_HOST, env.WORKER_PORT);
      if (!reason) return logFailure("the server of the worker's probes failed", error, { level: "error" });
      log().fatal(`worker ${reason}`);
      process.exit(EXIT_WRONG_SETTING);
    });
    health.listen(env.WORKER_PORT, env.WORKER_HOST, done);
  });
}

function stop(signal: string): void {
  if (isStopping) return;
  isStopping = true;
  log().info({ signal }, "worker stops: finishing what has begun");
  setTimeout(() => {
    log().warn("work did not finish in time; its lease will run out and another worker takes it");
    process.exit(0);
  }, SHUTDOWN_MS).unref();
  health.close();
  health.closeAllConnections();
  void worker.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      log().error({ error: describeError(error) }, "the worker did not stop cleanly");
      process.exit(1);
    },
  );
}
process.on("SIGTERM", () => stop("SIGTERM"));
process.on("SIGINT", () => stop("SIGINT"));
process.on("unhandledRejection", (error) =>
  logFailure("a promise was left alone with its failure", error, { kind: outageKind(error), level: "error" }),
);
