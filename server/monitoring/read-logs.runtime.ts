import { MessageChannel } from "node:worker_threads";
import { AppError, asAppError } from "@/server/platform/errors";
import { logFailure } from "@/server/platform/outage-log";
import { threadPool } from "@/server/platform/threads";
import type { Columns } from "./log-columns";
import type { ReadLogsMessage, ReadLogsTask } from "./read-logs.thread";
import { readPortions, type BatchReading } from "./read-portions";
import type { RouteKnowledge } from "./route-cap";
import type { TrafficJudge, TrafficLists } from "./traffic-class";

/** What is known of a launch before a batch of its lines is read. */
export type Known = {
  readonly lists: TrafficLists;
  /** The lists, made ready; a thread makes its own. */
  readonly judge: TrafficJudge;
  readonly knowledge: RouteKnowledge;
};

/** A body as it arrived, and how far it may unpack (bytes) where it is gzip; null for a plain one. */
export type PackedBody = { body: Uint8Array; maxInflatedBytes: number | null };

/** A plain body of at most this is read where it arrives: a thread would cost more than it saves. */
const AT_ONCE_BYTES = 65_536;
/** Short bodies have threads of their own, so that nobody's large batch is in front of them. */
const SHORT_BYTES = 524_288;
const SHORT_INFLATED_BYTES = 4_194_304;
const THREADS = {
  short: { minThreads: 0, maxThreads: 1, maxQueue: 200, maxHeapMb: 64, maxYoungMb: 8 },
  long: { minThreads: 0, maxThreads: 1, maxQueue: 20, maxHeapMb: 96, maxYoungMb: 8 },
} as const;
/** How long a batch may wait for a thread, and how long a thread may go without a sign of life, ms. */
const QUEUED_MAX_MS = 10_000;
const SILENT_MAX_MS = 15_000;

const busy = () =>
  new AppError(
    "UNAVAILABLE",
    "Too many log batches are arriving at once. Nothing was stored; send it again in a moment.",
    { reason: "log_threads" },
    2_000,
  );

/** Portions of a batch's rows; each is answered with the places of its rows that were stored before. */
export type LogPortions = AsyncGenerator<Columns, BatchReading, readonly number[] | undefined>;

/**
 * Reads a batch of log lines: its rows in portions, and at the end what was counted. Long and packed bodies are read in a thread.
 * @param known of the launch; a body that is read where it arrives teaches it at once, one read in a thread by what it returns
 * @param isLong true for a body that was taken for a short one and was not (`isLongerThanClaimed`)
 * @throws AppError as `BatchReader` says; UNAVAILABLE when no thread was free in time, or it did not get on
 */
export async function* readLogs(
  packed: PackedBody,
  known: Known,
  now: Date,
  { isLong = false } = {},
): LogPortions {
  if (packed.maxInflatedBytes === null && packed.body.byteLength <= AT_ONCE_BYTES)
    return yield* readHere(packed.body, known, now);
  return yield* readInThread(packed, known, now, !isLong && isShort(packed) ? "short" : "long");
}

async function* readHere(body: Uint8Array, known: Known, now: Date): LogPortions {
  const portions: { portion: Columns; answer: (before: readonly number[]) => void }[] = [];
  let wake = () => {};
  const reading = readPortions([body], {
    nowMs: now.getTime(),
    judge: known.judge,
    knowledge: known.knowledge,
    emit: (portion) =>
      new Promise((answer) => {
        portions.push({ portion, answer });
        wake();
      }),
  });
  // Whether it failed is asked for below; until then nobody waits for it.
  const isRead = reading.then(
    () => true,
    () => true,
  );
  for (;;) {
    const next = portions.shift();
    if (next) next.answer((yield next.portion) ?? []);
    else if (await Promise.race([isRead, new Promise<false>((go) => (wake = () => go(false)))]))
      // What it teaches, it has taught already.
      return { ...(await reading), learned: [] };
  }
}

/** What a body says it unpacks to: gzip ends with its size (RFC 1952 2.3.1), and whoever lies there is read again as a long one. */
function claimedBytes({ body, maxInflatedBytes }: PackedBody): number {
  if (maxInflatedBytes === null) return body.byteLength;
  if (body.byteLength < 18) return 0;
  return new DataView(body.buffer, body.byteOffset, body.byteLength).getUint32(body.byteLength - 4, true);
}

const isShort = (packed: PackedBody): boolean =>
  packed.body.byteLength <= SHORT_BYTES && claimedBytes(packed) <= SHORT_INFLATED_BYTES;

/** Whether a batch was given up only because it unpacked to more than it had said; reading it again as a long one is then worth it. */
export const isLongerThanClaimed = (error: unknown): boolean =>
  asAppError(error)?.details["maxBytes"] === SHORT_INFLATED_BYTES;

async function* readInThread(
  packed: PackedBody,
  known: Known,
  now: Date,
  length: "short" | "long",
): LogPortions {
  const { port1: ours, port2: theirs } = new MessageChannel();
  const controller = new AbortController();
  const inbox: ReadLogsMessage[] = [];
  let wake = () => {};
  const ended: { failure: Error | null } = { failure: null };
  let waitMaxMs = QUEUED_MAX_MS;
  let isOver = false;
  ours.on("message", (message: ReadLogsMessage) => {
    inbox.push(message);
    wake();
  });
  const task: ReadLogsTask = {
    body: packed.body,
    maxInflatedBytes:
      packed.maxInflatedBytes !== null && length === "short"
        ? Math.min(packed.maxInflatedBytes, SHORT_INFLATED_BYTES)
        : packed.maxInflatedBytes,
    nowMs: now.getTime(),
    lists: known.lists,
    knowledge: known.knowledge,
    port: theirs,
  };
  // A short body is copied, so that it can be read again; a long one is handed over.
  const handedOver = length === "short" ? [theirs] : [theirs, packed.body.buffer as ArrayBuffer];
  threadPool("read-logs.thread", THREADS[length], length)
    .run(task, { transferList: handedOver, signal: controller.signal })
    .catch((error: unknown) => {
      ended.failure = error instanceof Error ? error : new Error(String(error));
      wake();
    });
  try {
    for (;;) {
      const message = inbox.shift();
      isOver = message?.kind === "read" || message?.kind === "refused";
      if (message?.kind === "portion") {
        ours.postMessage((yield message.portion) ?? []);
      } else if (message?.kind === "read") return message.reading;
      else if (message?.kind === "refused")
        throw new AppError(message.code, message.message, message.details);
      else if (message) waitMaxMs = SILENT_MAX_MS;
      else {
        if (ended.failure) throw asBusy(ended.failure);
        const timer = setTimeout(() => controller.abort(), waitMaxMs);
        await new Promise<void>((go) => (wake = go));
        clearTimeout(timer);
      }
    }
  } finally {
    // A thread that has said its last word is at its end by itself; ending it would cost the next batch a new one.
    if (!isOver) controller.abort();
    ours.close();
  }
}

/** A thread that was given up, ended by itself (it needed more memory than it may have) or was one too many: later may be better. */
function asBusy(failure: Error): Error {
  if (failure.name !== "AbortError") logFailure("a log batch could not be read in its thread", failure);
  return busy();
}
