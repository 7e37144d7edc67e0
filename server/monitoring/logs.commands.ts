import type { LogReceipt } from "@/contracts/monitoring";
import { bulk, type BulkClient } from "@/server/db/bulk";
import { withScope } from "@/server/db/client";
import { outageKind } from "@/server/db/db-errors";
import { extendLogPartitions } from "@/server/db/doors";
import { publishIn } from "@/server/live/publish";
import { AppError } from "@/server/platform/errors";
import { logFailure } from "@/server/platform/outage-log";
import { singleton } from "@/server/platform/singleton";
import { workerScope } from "@/server/tenancy/scope.commands";
import type { Columns } from "./log-columns";
import { isLongerThanClaimed, readLogs, type PackedBody } from "./read-logs.queries";
import type { BatchReading } from "./read-portions";
import { learnRoutes, noRoutes, type RouteKnowledge } from "./route-cap";
import { listsOf } from "./traffic-lists.queries";

/** Whose log this is: the source was found by its key and is active. */
export type LogTarget = { orgId: string; sourceId: string; launchId: string };
/** As it arrived. `batchId` is the sender's; the content's SHA-256 where it gave none. */
export type LogBatch = PackedBody & { batchId: string | null };

/**
 * Stores a batch of gateway log lines and their per-minute figures in one transaction, portion by portion as it is read, and answers
 * after the commit. A batch id seen before stores nothing and answers with what was counted then.
 * @throws AppError BAD_REQUEST, UNPROCESSABLE or PAYLOAD_TOO_LARGE as `BatchReader` says; UNAVAILABLE when the database is out of reach
 * or too much is arriving.
 */
export async function ingestBatch(target: LogTarget, batch: LogBatch, now: Date): Promise<LogReceipt> {
  try {
    return await readAndStore(target, batch, now, false);
  } catch (error) {
    if (isPartitionMissing(error)) {
      // The hourly job makes days ahead; where no worker ran for so long, they are missing here.
      await extendLogPartitions();
      // A long body was handed over to its thread and is gone.
      if (batch.body.byteLength === 0)
        throw new AppError("UNAVAILABLE", "The log store was being extended. Send it again.", {}, 1_000);
    } else if (!isLongerThanClaimed(error)) throw error;
    return readAndStore(target, batch, now, isLongerThanClaimed(error));
  }
}

async function readAndStore(
  target: LogTarget,
  batch: LogBatch,
  now: Date,
  isLong: boolean,
): Promise<LogReceipt> {
  const knowledge = routesOf(target.launchId);
  const portions = readLogs(batch, { ...(await listsOf(target)), knowledge }, now, { isLong });
  try {
    // Before a connection is taken: a batch that waits for its thread, or that nothing can be made of, costs the database nothing.
    const first = await portions.next();
    const stored = await bulk(target.orgId, (client) =>
      store(client, target, batch.batchId, first, portions),
    ).catch((error: unknown) => {
      if (error instanceof SeenBefore) return error;
      throw error;
    });
    if (stored instanceof SeenBefore)
      return {
        batchId: stored.batchId,
        isDuplicate: true,
        accepted: stored.counted.accepted,
        rejected: stored.counted.rejected,
        rejections: [],
      };
    learnRoutes(knowledge, stored.reading.learned, now.getTime());
    announce(target);
    const { accepted, rejected, rejections } = stored.reading;
    return { batchId: stored.batchId, isDuplicate: false, accepted, rejected, rejections };
  } finally {
    // Ends the thread of a batch that was given up half-way.
    await portions.return(undefined as never);
  }
}

/** Rolls the transaction of a batch back that was stored before. */
class SeenBefore extends Error {
  constructor(
    readonly batchId: string,
    readonly counted: Counted,
  ) {
    super("this batch was stored before");
  }
}

type Counted = { accepted: number; rejected: number };

/** @throws SeenBefore when the same batch was stored before: looked up first where the sender named it, and proved by its key at the end */
async function store(
  client: BulkClient,
  target: LogTarget,
  givenId: string | null,
  first: IteratorResult<Columns, BatchReading>,
  portions: AsyncGenerator<Columns, BatchReading>,
): Promise<{ batchId: string; reading: BatchReading }> {
  const { orgId, sourceId, launchId } = target;
  const earlier = async (batchId: string): Promise<Counted | undefined> =>
    (await client.run<Counted>("log-batch-earlier", EARLIER_BATCH, [orgId, sourceId, batchId])).rows[0];
  const known = givenId === null ? undefined : await earlier(givenId);
  if (known) throw new SeenBefore(givenId!, known);
  let next = first;
  for (; !next.done; next = await portions.next())
    await client.run("log-rows", INSERT_ROWS, [orgId, launchId, sourceId, ...next.value.columns]);
  const reading = next.value;
  for (const { columns } of reading.minutes)
    await client.run("log-minutes", UPSERT_MINUTES, [orgId, launchId, ...columns]);
  if (reading.ruleCounts.count > 0)
    await client.run("log-rule-counts", UPSERT_RULE_COUNTS, [orgId, launchId, ...reading.ruleCounts.columns]);
  const batchId = givenId ?? reading.bodyHash;
  const { count } = await client.run("log-batch", INSERT_BATCH, [
    orgId,
    sourceId,
    batchId,
    reading.accepted,
    reading.rejected,
  ]);
  if (count === 0) throw new SeenBefore(batchId, (await earlier(batchId)) ?? { accepted: 0, rejected: 0 });
  return { batchId, reading };
}

const INSERT_BATCH = `
    insert into ingest_batch (org_id, source_id, batch_id, accepted, rejected)
    values ($1, $2, $3, $4, $5)
    on conflict do nothing
  `;
const EARLIER_BATCH =
  "select accepted, rejected from ingest_batch where org_id = $1 and source_id = $2 and batch_id = $3";

const INSERT_ROWS = `
  insert into
    gateway_log (
      org_id,
      launch_id,
      source_id,
      ts,
      method,
      path,
      route,
      service,
      consumer,
      version,
      status,
      latency_ms,
      upstream_ms,
      gateway_ms,
      bytes_in,
      bytes_out,
      client_ip,
      user_agent,
      request_id,
      trace_id,
      traffic_class,
      connection,
      first_byte_ms,
      lasted_ms
    )
  select
    $1,
    $2,
    $3,
    to_timestamp(ms / 1000),
    method,
    path,
    route,
    service,
    consumer,
    version,
    status,
    latency_ms,
    upstream_ms,
    gateway_ms,
    bytes_in,
    bytes_out,
    client_ip,
    user_agent,
    request_id,
    trace_id,
    traffic_class,
    connection,
    first_byte_ms,
    lasted_ms
  from
    unnest(
      $4::float8[],
      $5::text[],
      $6::text[],
      $7::text[],
      $8::text[],
      $9::text[],
      $10::text[],
      $11::int2[],
      $12::real[],
      $13::real[],
      $14::real[],
      $15::int[],
      $16::int[],
      $17::text[],
      $18::text[],
      $19::text[],
      $20::text[],
      $21::text[],
      $22::text[],
      $23::real[],
      $24::real[]
    ) as t(
      ms,
      method,
      path,
      route,
      service,
      consumer,
      version,
      status,
      latency_ms,
      upstream_ms,
      gateway_ms,
      bytes_in,
      bytes_out,
      client_ip,
      user_agent,
      request_id,
      trace_id,
      traffic_class,
      connection,
      first_byte_ms,
      lasted_ms
    )
`;

const UPSERT_MINUTES = `
  insert into
    traffic_minute as t (
      org_id,
      launch_id,
      minute,
      service,
      route,
      method,
      n,
      n4xx,
      n5xx,
      bytes_out,
      latency_sum,
      latency_max,
      buckets,
      traffic_class,
      n_connections
    )
  select
    $1,
    $2,
    to_timestamp(ms / 1000),
    service,
    route,
    method,
    n,
    n4xx,
    n5xx,
    bytes_out,
    latency_sum,
    latency_max,
    buckets::int[],
    traffic_class,
    n_connections
  from
    unnest(
      $3::float8[],
      $4::text[],
      $5::text[],
      $6::text[],
      $7::int[],
      $8::int[],
      $9::int[],
      $10::bigint[],
      $11::float8[],
      $12::real[],
      $13::text[],
      $14::text[],
      $15::int[]
    ) as m(
      ms,
      service,
      route,
      method,
      n,
      n4xx,
      n5xx,
      bytes_out,
      latency_sum,
      latency_max,
      buckets,
      traffic_class,
      n_connections
    )
  on conflict (org_id, launch_id, minute, service, route, method, traffic_class) do update
  set
    n = t.n + excluded.n,
    n4xx = t.n4xx + excluded.n4xx,
    n5xx = t.n5xx + excluded.n5xx,
    n_connections = t.n_connections + excluded.n_connections,
    bytes_out = t.bytes_out + excluded.bytes_out,
    latency_sum = t.latency_sum + excluded.latency_sum,
    latency_max = greatest(t.latency_max, excluded.latency_max),
    buckets = add_buckets(t.buckets, excluded.buckets)
`;

const UPSERT_RULE_COUNTS = `
  insert into
    traffic_rule_count as t (org_id, launch_id, quarter, rule_id, n)
  select
    $1,
    $2,
    to_timestamp(ms / 1000),
    rule_id,
    n
  from unnest($3::float8[], $4::text[], $5::int[]) as c(ms, rule_id, n)
  on conflict (org_id, launch_id, quarter, rule_id) do update
  set n = t.n + excluded.n
`;

const isPartitionMissing = (error: unknown): boolean =>
  error instanceof Error && error.message.includes("no partition of relation");

/** So many launches' routes are known at a time; the one that sent nothing for longest is learned anew. */
const LAUNCHES_MAX = 500;

const routesOf = (launchId: string): RouteKnowledge => {
  const all = singleton("monitoring.routes", () => new Map<string, RouteKnowledge>());
  const known = all.get(launchId) ?? noRoutes();
  all.delete(launchId);
  all.set(launchId, known);
  if (all.size > LAUNCHES_MAX) all.delete(all.keys().next().value!);
  return known;
};

const ANNOUNCE_EVERY_MS = 1_000;

/**
 * Tells open screens that traffic moved, at once and then at most once a second per launch; what is lost here is seen with the next
 * batch.
 */
function announce({ orgId, launchId }: LogTarget): void {
  const waiting = singleton("monitoring.announcements", () => new Map<string, { isDue: boolean }>());
  const waitingBatch = waiting.get(launchId);
  if (waitingBatch) {
    waitingBatch.isDue = true;
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
