import { createServer } from "node:http";
import { collectDefaultMetrics, Gauge, register } from "prom-client";
import { isDatabaseUp } from "@/server/db/client";
import { getEnv } from "@/server/platform/env";
import { describeError, log } from "@/server/platform/log";
import { startWorkerProcess } from "./process";

/** Work that has begun is finished within this time at shutdown; what is not is given to another worker when its lease runs out. */
const SHUTDOWN_MS = 18_000;

try {
  getEnv();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}

const env = getEnv();
const worker = startWorkerProcess(env.QUEUES);
let isStopping = false;

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

/** /livez: is work being consumed? /readyz: can it be, is the database there? /metrics for Prometheus. */
const health = createServer((request, response) => {
  const answer = (status: number, body: unknown) =>
    response
      .writeHead(status, { "content-type": "application/json", "cache-control": "no-store" })
      .end(JSON.stringify(body));
  const path = new URL(request.url ?? "/", "http://worker").pathname;
  if (path === "/livez") {
    const state = worker.health();
    answer(state.isAlive ? 200 : 503, state);
  } else if (path === "/readyz") {
    void isDatabaseUp().then((isUp) =>
      answer(isUp && !isStopping ? 200 : 503, { database: isUp, stopping: isStopping }),
    );
  } else if (path === "/metrics") {
    void register
      .metrics()
      .then((text) => response.writeHead(200, { "content-type": register.contentType }).end(text));
  } else
    answer(404, { error: { code: "NOT_FOUND", message: "A worker answers /livez, /readyz and /metrics." } });
});
health.listen(env.WORKER_PORT, env.HOST, () =>
  log().info(
    { port: env.WORKER_PORT, queues: env.QUEUES, backend: env.REDIS_URL ? "redis" : "postgres" },
    "worker is up",
  ),
);

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
  log().error({ error: describeError(error) }, "a promise was left alone with its failure"),
);
