import type { LogReceipt } from "@/contracts/monitoring";
import { bulk, type BulkClient } from "@/server/db/bulk";
import { withScope } from "@/server/db/client";
import { outageKind } from "@/server/db/db-errors";
import { extendLogPartitions } from "@/server/db/doors";
import { publishIn } from "@/server/live/publish";
import { logFailure } from "@/server/platform/outage-log";
import { singleton } from "@/server/platform/singleton";
import { workerScope } from "@/server/tenancy/scope.commands";
import { readBatch } from "./log-formats/read-batch";
import type { LogRow } from "./log-formats/log-row";
import { admitRoutes, type KnownRoutes } from "./route-cap";
import { rollUp, writeBuckets, type MinuteTraffic } from "./traffic-rollup";

/** Whose log this is: the source was found by its key and is active. */
export type LogTarget = { orgId: string; sourceId: string; launchId: string };
/** As it arrived, unpacked. `batchId` is the sender's, or the body's SHA-256. */
export type LogBatch = { contentType: string; body: Uint8Array; batchId: string };

/** Rows per statement, so that one batch does not hold its whole text in memory twice. */
const ROWS_PER_STATEMENT = 5_000;

/**
 * Stores a batch of gateway log lines and their per-minute figures in one transaction, and answers after the commit. A batch id seen
 * before stores nothing and answers with what was counted then.
 * @throws AppError BAD_REQUEST, UNPROCESSABLE or PAYLOAD_TOO_LARGE as readBatch says; UNAVAILABLE when the database is out of reach.
 */
export async function ingestBatch(target: LogTarget, batch: LogBatch, now: Date): Promise<LogReceipt> {
  const { rows, rejected, rejections } = await readBatch(batch.body, now);
  admitRoutes(routesOf(target.launchId), rows);
  const minutes = rollUp(rows);
  const write = () =>
    bulk(target.orgId, (client) => store(client, target, batch.batchId, rows, minutes, rejected));
  let earlier: Counted | null;
  try {
    earlier = await write();
  } catch (error) {
    if (!isPartitionMissing(error)) throw error;
    // The nightly job makes days ahead; a machine that slept through it finds them missing here.
    await extendLogPartitions();
    earlier = await write();
  }
  if (earlier)
    return {
      batchId: batch.batchId,
      isDuplicate: true,
      accepted: earlier.accepted,
      rejected: earlier.rejected,
      rejections: [],
    };
  announce(target);
  return { batchId: batch.batchId, isDuplicate: false, accepted: rows.length, rejected, rejections };
}

type Counted = { accepted: number; rejected: number };

/** @returns what the same batch counted before, or null when it is new */
async function store(
  client: BulkClient,
  target: LogTarget,
  batchId: string,
  rows: readonly LogRow[],
  minutes: readonly MinuteTraffic[],
  rejected: number,
): Promise<Counted | null> {
  const { orgId, sourceId, launchId } = target;
  const { count } = await client.run("log-batch", INSERT_BATCH, [
    orgId,
    sourceId,
    batchId,
    rows.length,
    rejected,
  ]);
  if (count === 0)
    return (
      (await client.run<Counted>("log-batch-earlier", EARLIER_BATCH, [orgId, sourceId, batchId])).rows[0] ?? {
        accepted: 0,
        rejected: 0,
      }
    );
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT)
    await client.run(
      "log-rows",
      INSERT_ROWS,
      rowColumns(target, rows.slice(from, from + ROWS_PER_STATEMENT)),
    );
  for (let from = 0; from < minutes.length; from += ROWS_PER_STATEMENT)
    await client.run("log-minutes", UPSERT_MINUTES, [
      orgId,
      launchId,
      ...minuteColumns(minutes.slice(from, from + ROWS_PER_STATEMENT)),
    ]);
  return null;
}

const INSERT_BATCH =
  "insert into ingest_batch (org_id, source_id, batch_id, accepted, rejected) values ($1, $2, $3, $4, $5) on conflict do nothing";
const EARLIER_BATCH =
  "select accepted, rejected from ingest_batch where org_id = $1 and source_id = $2 and batch_id = $3";

const INSERT_ROWS = `
  insert into gateway_log (org_id, launch_id, source_id, ts, method, path, route, service, consumer, version, status, latency_ms, upstream_ms, gateway_ms, bytes_in, bytes_out, client_ip, user_agent, request_id, trace_id)
  select $1, $2, $3, to_timestamp(ms / 1000), method, path, route, service, consumer, version, status, latency_ms, upstream_ms, gateway_ms, bytes_in, bytes_out, client_ip, user_agent, request_id, trace_id
  from unnest($4::float8[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::int2[], $12::real[], $13::real[], $14::real[], $15::int[], $16::int[], $17::text[], $18::text[], $19::text[], $20::text[])
    as t(ms, method, path, route, service, consumer, version, status, latency_ms, upstream_ms, gateway_ms, bytes_in, bytes_out, client_ip, user_agent, request_id, trace_id)`;

const rowColumns = ({ orgId, launchId, sourceId }: LogTarget, rows: readonly LogRow[]): unknown[] => [
  orgId,
  launchId,
  sourceId,
  rows.map((r) => r.tsMs),
  rows.map((r) => r.method),
  rows.map((r) => r.path),
  rows.map((r) => r.route),
  rows.map((r) => r.service),
  rows.map((r) => r.consumer),
  rows.map((r) => r.version),
  rows.map((r) => r.status),
  rows.map((r) => r.latencyMs),
  rows.map((r) => r.upstreamMs),
  rows.map((r) => r.gatewayMs),
  rows.map((r) => r.bytesIn),
  rows.map((r) => r.bytesOut),
  rows.map((r) => r.clientIp),
  rows.map((r) => r.userAgent),
  rows.map((r) => r.requestId),
  rows.map((r) => r.traceId),
];

const UPSERT_MINUTES = `
  insert into traffic_minute as t (org_id, launch_id, minute, service, route, method, n, n4xx, n5xx, bytes_out, latency_sum, latency_max, buckets)
  select $1, $2, to_timestamp(ms / 1000), service, route, method, n, n4xx, n5xx, bytes_out, latency_sum, latency_max, buckets::int[]
  from unnest($3::float8[], $4::text[], $5::text[], $6::text[], $7::int[], $8::int[], $9::int[], $10::bigint[], $11::float8[], $12::real[], $13::text[])
    as m(ms, service, route, method, n, n4xx, n5xx, bytes_out, latency_sum, latency_max, buckets)
  on conflict (org_id, launch_id, minute, service, route, method) do update set
    n = t.n + excluded.n, n4xx = t.n4xx + excluded.n4xx, n5xx = t.n5xx + excluded.n5xx, bytes_out = t.bytes_out + excluded.bytes_out,
    latency_sum = t.latency_sum + excluded.latency_sum, latency_max = greatest(t.latency_max, excluded.latency_max), buckets = add_buckets(t.buckets, excluded.buckets)`;

const minuteColumns = (minutes: readonly MinuteTraffic[]): unknown[] => [
  minutes.map((m) => m.minuteMs),
  minutes.map((m) => m.service),
  minutes.map((m) => m.route),
  minutes.map((m) => m.method),
  minutes.map((m) => m.n),
  minutes.map((m) => m.n4xx),
  minutes.map((m) => m.n5xx),
  minutes.map((m) => m.bytesOut),
  minutes.map((m) => m.latencySum),
  minutes.map((m) => m.latencyMax),
  minutes.map((m) => writeBuckets(m.buckets)),
];

const isPartitionMissing = (error: unknown): boolean =>
  error instanceof Error && error.message.includes("no partition of relation");

const routesOf = (launchId: string): KnownRoutes => {
  const all = singleton("monitoring.routes", () => new Map<string, KnownRoutes>());
  let known = all.get(launchId);
  if (!known) all.set(launchId, (known = new Set()));
  return known;
};

const ANNOUNCE_EVERY_MS = 1_000;

/** Tells open screens that traffic moved, at once and then at most once a second per launch; what is lost here is seen with the next batch. */
function announce({ orgId, launchId }: LogTarget): void {
  const waiting = singleton("monitoring.announcements", () => new Map<string, { isDue: boolean }>());
  const held = waiting.get(launchId);
  if (held) {
    held.isDue = true;
    return;
  }
  const pause = { isDue: false };
  waiting.set(launchId, pause);
  setTimeout(() => {
    waiting.delete(launchId);
    if (pause.isDue) announce({ orgId, launchId, sourceId: "" });
  }, ANNOUNCE_EVERY_MS).unref();
  const scope = workerScope(orgId);
  withScope(scope, (tx) => publishIn(tx, scope, { kind: "traffic.changed", launchId, ids: [] })).catch(
    (error: unknown) =>
      logFailure("open screens could not be told about traffic", error, { kind: outageKind(error) }),
  );
}
