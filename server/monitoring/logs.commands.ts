import { LOG_PAST_DAYS, type LogReceipt } from "@/contracts/monitoring";
import { bulk, type BulkClient } from "@/server/db/bulk";
import { withScope } from "@/server/db/client";
import { outageKind } from "@/server/db/db-errors";
import { extendLogPartitions } from "@/server/db/doors";
import { publishIn } from "@/server/live/publish";
import { AppError, asAppError } from "@/server/platform/errors";
import { logFailure } from "@/server/platform/outage-log";
import { singleton } from "@/server/platform/singleton";
import { workerScope } from "@/server/tenancy/scope.commands";
import { noteRefusedBatch, noteRepeatedBatch, tallyBatchIn } from "./feed-tally.commands";
import type { Columns } from "./log-columns";
import type { LineNote } from "./log-formats/read-batch";
import {
  EARLIER_BATCH,
  INSERT_BATCH,
  INSERT_ROWS,
  INSERT_ROWS_RETURNING,
  UPSERT_MINUTES,
  UPSERT_RULE_COUNTS,
  FORGET_RULE_COUNTS,
} from "./log-statements";
import { isLongerThanClaimed, readLogs, type LogPortions, type PackedBody } from "./read-logs.runtime";
import type { BatchReading } from "./read-portions";
import { learnRoutes, noRoutes, type RouteKnowledge } from "./route-cap";
import { listsOf } from "./traffic-lists.queries";

const DAY_MS = 86_400_000;

/** Whose log this is: the source was found by its key and is active. */
export type LogTarget = { orgId: string; sourceId: string; launchId: string };
/** As it arrived. `batchId` is the sender's; the content's SHA-256 where it gave none. */
export type LogBatch = PackedBody & { batchId: string | null };

/**
 * Stores a batch of gateway log lines and their per-minute figures in one transaction, portion by portion as it is read, and answers
 * after the commit. A batch id seen before stores nothing and answers with what was counted then; lines stored before, whatever batch
 * they came in, are known by their request ids and counted as duplicates.
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
      if (isHandedOver(batch)) throw again("The log store was being extended.");
    } else if (isMetAnother(error)) {
      // Another batch brings some of the same lines in another order, and one of the two had to go back.
      if (isHandedOver(batch)) throw again("Another batch with the same lines was being stored.");
    } else if (!isLongerThanClaimed(error)) throw await noted(target, error, now);
    return readAndStore(target, batch, now, isLongerThanClaimed(error)).catch(async (second: unknown) => {
      throw isMetAnother(second)
        ? again("Another batch with the same lines was being stored.")
        : await noted(target, second, now);
    });
  }
}

/** A long body was given to its thread and is gone. */
const isHandedOver = (batch: LogBatch): boolean => batch.body.byteLength === 0;

const again = (why: string): AppError => new AppError("UNAVAILABLE", `${why} Send it again.`, {}, 1_000);

const isMetAnother = (error: unknown): boolean => asAppError(error)?.details["reason"] === "serialisation";

/** The error itself; of a batch that was refused as a whole, its lines are counted on the source's page first. */
async function noted(target: LogTarget, error: unknown, now: Date): Promise<unknown> {
  const refusal = asAppError(error);
  if (refusal?.code !== "UNPROCESSABLE" || !Array.isArray(refusal.details["notes"])) return error;
  const { notes, ...details } = refusal.details;
  await noteRefusedBatch(target, Number(details["rejected"]), notes as LineNote[], now);
  return new AppError("UNPROCESSABLE", refusal.message, details);
}

async function readAndStore(
  target: LogTarget,
  batch: LogBatch,
  now: Date,
  isLong: boolean,
): Promise<LogReceipt> {
  const knowledge = routesOf(target.launchId);
  const portions = readLogs(
    batch,
    { ...(await listsOf(workerScope(target.orgId), target.launchId)), knowledge },
    now,
    { isLong },
  );
  try {
    // Before a connection is taken: a batch that waits for its thread, or that nothing can be made of, costs the database nothing.
    const first = await portions.next();
    const stored = await bulk(target.orgId, (client) =>
      store(client, target, batch.batchId, first, portions, now),
    ).catch((error: unknown) => {
      if (error instanceof SeenBefore) return error;
      throw error;
    });
    if (stored instanceof SeenBefore) {
      await noteRepeatedBatch(target, stored.counted.accepted + stored.counted.duplicates, now);
      return { batchId: stored.batchId, isDuplicate: true, ...stored.counted, rejections: [], warnings: [] };
    }
    learnRoutes(knowledge, stored.reading.learned, now.getTime());
    announce(target);
    const { accepted, rejected, duplicates, rejections, notes } = stored.reading;
    const warnings = notes.filter((note) => note.kind === "implausible").map((note) => note.reason);
    return {
      batchId: stored.batchId,
      isDuplicate: false,
      accepted,
      rejected,
      duplicates,
      warnings,
      rejections,
    };
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

type Counted = { accepted: number; rejected: number; duplicates: number };

/** @throws SeenBefore when the same batch was stored before: looked up first where the sender named it, and proved by its key at the end */
async function store(
  client: BulkClient,
  target: LogTarget,
  givenId: string | null,
  first: IteratorResult<Columns, BatchReading>,
  portions: LogPortions,
  now: Date,
): Promise<{ batchId: string; reading: BatchReading }> {
  const { orgId, sourceId, launchId } = target;
  const earlier = async (batchId: string): Promise<Counted | undefined> =>
    (await client.run<Counted>("log-batch-earlier", EARLIER_BATCH, [orgId, sourceId, batchId])).rows[0];
  const known = givenId === null ? undefined : await earlier(givenId);
  if (known) throw new SeenBefore(givenId!, known);
  let next = first;
  while (!next.done) {
    const before = await storeRows(client, target, next.value);
    next = await portions.next(before);
  }
  const reading = next.value;
  for (const { columns } of reading.minutes)
    await client.run("log-minutes", UPSERT_MINUTES, [orgId, launchId, ...columns]);
  if (reading.ruleCounts.count > 0) {
    await client.run("log-rule-counts", UPSERT_RULE_COUNTS, [orgId, launchId, ...reading.ruleCounts.columns]);
    await client.run("log-rule-counts-forget", FORGET_RULE_COUNTS, [
      orgId,
      launchId,
      new Date(now.getTime() - LOG_PAST_DAYS * DAY_MS),
    ]);
  }
  const batchId = givenId ?? reading.bodyHash;
  const { count } = await client.run("log-batch", INSERT_BATCH, [
    orgId,
    sourceId,
    batchId,
    reading.accepted,
    reading.rejected,
    reading.duplicates,
  ]);
  if (count === 0)
    throw new SeenBefore(batchId, (await earlier(batchId)) ?? { accepted: 0, rejected: 0, duplicates: 0 });
  // Last, because all batches of the source write the same row of this hour.
  await tallyBatchIn(client, target, reading, now);
  return { batchId, reading };
}

/**
 * Stores a portion's rows. Nearly always all are new, and one statement does; only when it stored fewer is it taken back and done again
 * by one that tells which.
 * @returns the places in the portion of rows that were stored before
 */
async function storeRows(
  client: BulkClient,
  { orgId, sourceId, launchId }: LogTarget,
  { count, columns }: Columns,
): Promise<number[]> {
  const values = [orgId, launchId, sourceId, ...columns];
  await client.run("log-mark", "savepoint portion", []);
  const stored = await client.run("log-rows", INSERT_ROWS, values);
  if (stored.count === count) {
    await client.run("log-keep", "release savepoint portion", []);
    return [];
  }
  await client.run("log-back", "rollback to savepoint portion", []);
  const { rows } = await client.run<{ place: number }>("log-rows-returning", INSERT_ROWS_RETURNING, values);
  return rows.map((row) => row.place);
}

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
      logFailure("open screens could not be notified of new traffic", error, { kind: outageKind(error) }),
  );
}
