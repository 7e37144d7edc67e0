import { createHash } from "node:crypto";
import { BatchReader, type BatchSummary } from "./log-formats/read-batch";
import type { LogRow } from "./log-formats/log-row";
import { judgeRows } from "./judge-rows";
import { minuteColumns, ruleCountColumns, rowColumns, type Columns } from "./log-columns";
import type { RouteKnowledge, RouteTally } from "./route-cap";
import type { TrafficJudge } from "./traffic-class";
import { countsInKeyOrder, type RuleCounts } from "./traffic-rule-counts";
import { addToMinutes, inKeyOrder, type Minutes } from "./traffic-rollup";

/** Everything about a batch that is known only when all of it was read. */
export type BatchReading = BatchSummary & {
  minutes: Columns[];
  /** How many requests each entry of the launch's list took. */
  ruleCounts: Columns;
  /** What this batch teaches about the launch's routes (`learnRoutes`). */
  learned: RouteTally[];
  /** SHA-256 of the unpacked body, hex. */
  bodyHash: string;
};

export type PortionOptions = {
  nowMs: number;
  /** What the launch lists as its own and as no use. */
  judge: TrafficJudge;
  /** What is known of the launch's routes; learns while the batch is read. */
  knowledge: RouteKnowledge;
  /** Takes a portion over; the next is read when it is done with this one. */
  emit: (portion: Columns) => Promise<void> | void;
};

/** Rows of one portion, and characters of their text: what a batch holds in memory at a time. */
const PORTION_ROWS = 2_500;
const PORTION_CHARS = 2_000_000;
const MINUTES_PER_PORTION = 5_000;
/** Routes of a portion that are told to the process that knows the launch; a portion with more was made by a scanner. */
const LEARNED_PER_PORTION = 500;

/**
 * Reads a batch of log lines piece by piece and hands its rows on in portions, so that no more than one portion of a batch is held,
 * however long it is. Knows no database: it runs in a thread (read-logs.thread.ts) and, for short bodies, where it is called.
 * @throws AppError as `BatchReader` says
 */
export async function readPortions(
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  { nowMs, judge, knowledge, emit }: PortionOptions,
): Promise<BatchReading> {
  const reader = new BatchReader(new Date(nowMs));
  const hash = createHash("sha256");
  const minutes: Minutes = new Map();
  const counts: RuleCounts = new Map();
  const learned: RouteTally[] = [];
  let rows: LogRow[] = [];
  let chars = 0;
  const flush = async () => {
    if (rows.length === 0) return;
    const judged = judgeRows(rows, judge, knowledge, counts, nowMs);
    addToMinutes(minutes, judged.rows);
    learned.push(...judged.tallies.slice(0, LEARNED_PER_PORTION));
    const portion = rowColumns(judged.rows);
    rows = [];
    chars = 0;
    await emit(portion);
  };
  const gather = async (read: Iterable<LogRow>) => {
    for (const row of read) {
      rows.push(row);
      chars +=
        row.path.length + row.route.length + (row.userAgent?.length ?? 0) + (row.requestId?.length ?? 0);
      if (rows.length >= PORTION_ROWS || chars >= PORTION_CHARS) await flush();
    }
  };
  for await (const piece of pieces) {
    hash.update(piece);
    await gather(reader.push(piece));
  }
  await gather(reader.end());
  await flush();
  const sorted = inKeyOrder(minutes);
  return {
    ...reader.summary,
    minutes: Array.from({ length: Math.ceil(sorted.length / MINUTES_PER_PORTION) }, (_, index) =>
      minuteColumns(sorted.slice(index * MINUTES_PER_PORTION, (index + 1) * MINUTES_PER_PORTION)),
    ),
    ruleCounts: ruleCountColumns(countsInKeyOrder(counts)),
    learned,
    bodyHash: hash.digest("hex"),
  };
}
