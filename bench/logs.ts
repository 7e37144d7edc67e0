/**
 * How many gateway log lines a second become durable: Kong entries through ingestBatch (parse, normalise, scrub, insert, minutes, commit)
 * against a bare connection inserting columns alone, alternated, median of five; then how fast the figures are read back. Four thin days
 * make almost one minute row per line, which is the worst case.
 * Prints figures; holds no bar.
 */
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startPostgres } from "../scripts/embedded-postgres.mjs";
import { migrate } from "../scripts/migrate.mjs";
import { ROUTE_ORDERS } from "../contracts/monitoring";
import { gatewayLines } from "../scripts/demo/story/traffic";

const ROUNDS = 5;
const BATCHES = 8;
const BATCH_ROWS = 5_000;
const DAY_MS = 86_400_000;

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const rate = (rows: number, ms: number): number => Math.round((rows / ms) * 1_000);

const dir = join(tmpdir(), `steady-bench-logs-${process.pid}`);
const server = await startPostgres({ dir, database: "steady", flags: ["fsync=on", "synchronous_commit=on"] });
try {
  await migrate(server.urls.owner);
  Object.assign(process.env, {
    LOG_LEVEL: "silent",
    STEADY_SECRET: randomBytes(32).toString("hex"),
    DATABASE_URL: server.urls.owner,
    DATABASE_APP_URL: server.urls.app,
    DATABASE_WORKER_URL: server.urls.worker,
    DATABASE_RELAY_URL: server.urls.relay,
    DATABASE_QUEUE_URL: server.urls.queue,
  });
  const { closeDatabase } = await import("../server/db/client");
  const { makeLogSource, makeWorld } = await import("../server/testing/factories");
  const { listRoutes } = await import("../server/monitoring/route-traffic.queries");
  const { ingestBatch } = await import("../server/monitoring/logs.commands");
  const { lastMinutes, readTraffic, readTrafficSeries } =
    await import("../server/monitoring/traffic.queries");

  const world = await makeWorld();
  const target = await makeLogSource(world);

  const now = new Date();
  const launchAtMs = now.getTime() - 4 * DAY_MS;
  const lines = [
    ...gatewayLines({
      seed: "bench",
      count: BATCHES * BATCH_ROWS * ROUNDS,
      launchAtMs,
      fromMs: 0,
      toMs: 4 * DAY_MS,
    }),
  ];
  const batches = Array.from({ length: BATCHES * ROUNDS }, (_, index) =>
    new TextEncoder().encode(
      lines
        .slice(index * BATCH_ROWS, (index + 1) * BATCH_ROWS)
        .map((line) => JSON.stringify(line))
        .join("\n"),
    ),
  );
  const bytes = batches.reduce((sum, b) => sum + b.length, 0);

  const bare = new pg.Client({ connectionString: server.urls.admin });
  // Whatever fails below is the error to be seen, not that its server is stopped then.
  bare.on("error", () => undefined);
  await bare.connect();
  await bare.query("create table bare_log (like gateway_log)");
  await bare.query("alter table bare_log alter column traffic_class drop not null");
  const columns = Array.from({ length: 16 }, (_, index) =>
    lines
      .slice(0, BATCH_ROWS)
      .map((line) =>
        index === 0
          ? new Date(line.started_at)
          : index === 1
            ? line.response.status
            : `value ${index} of a line`,
      ),
  );
  const bareRound = async (): Promise<number> => {
    const from = performance.now();
    for (let index = 0; index < BATCHES; index++)
      await bare.query(
        `
          insert into
            bare_log (
              org_id,
              seq,
              source_id,
              launch_id,
              ts,
              status,
              method,
              path,
              route,
              service,
              consumer,
              version,
              client_ip,
              user_agent,
              request_id,
              trace_id
            )
          select
            $1,
            1,
            $2,
            $3,
            t.*
          from
            unnest(
              $4::timestamptz[],
              $5::int2[],
              $6::text[],
              $7::text[],
              $8::text[],
              $9::text[],
              $10::text[],
              $11::text[],
              $12::text[],
              $13::text[],
              $14::text[],
              $15::text[]
            ) t
        `,
        [world.orgId, target.sourceId, world.launchId, ...columns.slice(0, 12)],
      );
    return rate(BATCHES * BATCH_ROWS, performance.now() - from);
  };
  let next = 0;
  const round = async (mine: Uint8Array[]): Promise<number> => {
    const from = performance.now();
    const send = async () => {
      for (let body = mine.pop(); body; body = mine.pop())
        await ingestBatch(
          target,
          { maxInflatedBytes: null, body, batchId: randomBytes(8).toString("hex") },
          now,
        );
    };
    await Promise.all([send(), send()]);
    return rate(BATCHES * BATCH_ROWS, performance.now() - from);
  };

  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let index = 0; index < ROUNDS; index++) {
    theirs.push(await bareRound());
    ours.push(await round(batches.slice(next, (next += BATCHES))));
    console.log(
      `round ${index + 1}: bare insert ${theirs.at(-1) ?? 0} rows/s, ingestBatch ${ours.at(-1) ?? 0} rows/s`,
    );
  }

  // The same lines in one busy hour: many requests per minute row, as behind a gateway with real traffic.
  const busy = [
    ...gatewayLines({
      seed: "busy",
      count: BATCHES * BATCH_ROWS,
      launchAtMs: now.getTime() - 30 * DAY_MS,
      fromMs: 0,
      toMs: DAY_MS / 24,
    }),
  ];
  const busyRate = await round(
    Array.from({ length: BATCHES }, (_, index) =>
      new TextEncoder().encode(
        busy
          .slice(index * BATCH_ROWS, (index + 1) * BATCH_ROWS)
          .map((line) => JSON.stringify(line))
          .join("\n"),
      ),
    ),
  );
  console.log(`one busy hour: ${busyRate} rows/s`);

  // A shipper that repeats them in other bounds: none is stored again.
  const again = busy.slice(BATCH_ROWS / 2).concat(busy.slice(0, BATCH_ROWS / 2));
  const againRate = await round(
    Array.from({ length: BATCHES }, (_, index) =>
      new TextEncoder().encode(
        again
          .slice(index * BATCH_ROWS, (index + 1) * BATCH_ROWS)
          .map((line) => JSON.stringify(line))
          .join("\n"),
      ),
    ),
  );
  console.log(`the same lines again in other batches: ${againRate} rows/s`);

  const timed = async (name: string, run: () => Promise<unknown>): Promise<void> => {
    const times: number[] = [];
    for (let index = 0; index < 7; index++) {
      const from = performance.now();
      await run();
      times.push(performance.now() - from);
    }
    console.log(`${name}: ${median(times).toFixed(1)} ms`);
  };
  await timed("figures per component, last hour", () =>
    readTraffic(world.scope, world.launchId, lastMinutes(now, 60)),
  );
  await timed("figures per component, last 24 hours", () =>
    readTraffic(world.scope, world.launchId, lastMinutes(now, 1_440)),
  );
  await timed("line over 24 hours", () => readTrafficSeries(world.scope, world.launchId, "24h", now));
  for (const order of ROUTE_ORDERS)
    await timed(`routes, ${order} first, last 24 hours`, () =>
      listRoutes(world.scope, world.launchId, lastMinutes(now, 1_440), order),
    );
  const { rows } = await bare.query(
    `
      select
        count(*)::int as minutes,
        (
          select count(*)::int
          from gateway_log
        ) as lines,
        pg_size_pretty(pg_total_relation_size('traffic_minute')) as size
      from traffic_minute
    `,
  );
  console.log(
    `${rows[0].lines} lines of ${Math.round(bytes / lines.length)} bytes in ${rows[0].minutes} ` +
      `minute rows (${rows[0].size}); ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}`,
  );
  await bare.end();
  await closeDatabase();
  console.log(
    `logs: ${median(ours)} rows/s durable, ${(median(ours) / median(theirs)).toFixed(2)} of a bare insert (${median(theirs)} rows/s)`,
  );
} finally {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
}
