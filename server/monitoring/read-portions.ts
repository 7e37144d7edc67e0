import { createHash } from "node:crypto";
import { BatchReader, type BatchSummary } from "./log-formats/read-batch";
import type { LogRow } from "./log-formats/log-row";
import { judgeRows, type JudgedRow } from "./judge-rows";
import { minuteColumns, ruleCountColumns, rowColumns, type Columns } from "./log-columns";
import type { RouteKnowledge, RouteTally } from "./route-cap";
import type { TrafficJudge } from "./traffic-class";
import { countRule, countsInKeyOrder, type RuleCounts } from "./traffic-rule-counts";
import { addToMinutes, inKeyOrder, type Minutes } from "./traffic-rollup";

/** Everything about a batch that is known only when all of it was read. `accepted` is what was stored anew. */
export type BatchReading = BatchSummary & {
  /** Lines that were stored before, by their request ids. */
  duplicates: number;
  /** Of the accepted ones, those that nobody answered. */
  noAnswer: number;
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
  /** Takes a portion over and says, in time, which of its rows were stored before, by their places in it. */
  emit: (portion: Columns) => Promise<readonly number[]>;
};

/** Rows of one portion, and characters of their text: what a batch holds in memory at a time. */
const PORTION_ROWS = 2_500;
const PORTION_CHARS = 2_000_000;
const MINUTES_PER_PORTION = 5_000;
/** Routes of a portion that are told to the process that knows the launch; a portion with more was made by a scanner. */
const LEARNED_PER_PORTION = 500;
/** Portions that may be under way to whoever stores them, while the next is read. */
const PORTIONS_AHEAD = 2;

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
  let duplicates = 0;
  let noAnswer = 0;
  const underWay: { sent: JudgedRow[]; known: Promise<readonly number[]> }[] = [];
  // What was stored before is in its minute already.
  const settleOldest = async () => {
    const { sent, known } = underWay.shift()!;
    const before = new Set(await known);
    const fresh = before.size === 0 ? sent : sent.filter((_, place) => !before.has(place));
    duplicates += before.size;
    for (const { status, ruleId, tsMs } of fresh) {
      if (status === null) noAnswer += 1;
      if (ruleId !== null) countRule(counts, ruleId, tsMs);
    }
    addToMinutes(minutes, fresh);
  };
  const flush = async () => {
    if (rows.length === 0) return;
    const { rows: sent, tallies } = judgeRows(rows, judge, knowledge, nowMs);
    learned.push(...tallies.slice(0, LEARNED_PER_PORTION));
    rows = [];
    chars = 0;
    while (underWay.length >= PORTIONS_AHEAD) await settleOldest();
    underWay.push({ sent, known: emit(rowColumns(sent)) });
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
  while (underWay.length > 0) await settleOldest();
  const sorted = inKeyOrder(minutes);
  const summary = reader.summary;
  return {
    ...summary,
    accepted: summary.accepted - duplicates,
    duplicates,
    noAnswer,
    minutes: Array.from({ length: Math.ceil(sorted.length / MINUTES_PER_PORTION) }, (_, index) =>
      minuteColumns(sorted.slice(index * MINUTES_PER_PORTION, (index + 1) * MINUTES_PER_PORTION)),
    ),
    ruleCounts: ruleCountColumns(countsInKeyOrder(counts)),
    learned,
    bodyHash: hash.digest("hex"),
  };
}
