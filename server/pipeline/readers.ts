import type { Piscina } from "piscina";
import { threadPool } from "@/server/platform/threads";
import { log } from "@/server/platform/log";
import type { InputOf, Operation, OutputOf, Portion, PortionResult, Shared } from "./report-reader";

/**
 * Reads strangers' reports in threads, with a deadline for each report. A report that takes too long, or takes its thread down, fails
 * alone; this process goes on with everything else meanwhile, first of all with saying that the batch is still being worked on.
 */

/** When a report has taken too long, ms. */
export type Deadline = {
  /** So long a report may be read, counting only time in which this process was given so much processor time. */
  readMs: number;
  /** And so long in any case: a thread may wait for something instead of working. */
  stalledMs: number;
};

export type Readers = { pool: Piscina; deadline: Deadline };

/** An ordinary report takes 2 ms. */
const DEADLINE: Deadline = { readMs: 2_000, stalledMs: 10_000 };
const LIMITS = { minThreads: 1, maxThreads: 2, maxQueue: 500, maxHeapMb: 128, maxYoungMb: 24 };

/** The readers that the product uses. The first call starts a thread, which takes half a second to be ready. */
export const reportReaders = (): Readers => ({
  pool: threadPool("read-reports.thread", LIMITS),
  deadline: DEADLINE,
});

/** What became of a report: read; failed, for a reason that a person reads; or left, because another one failed first. */
export type Outcome<T> = { is: "read"; value: T } | { is: "failed"; reason: string } | { is: "left" };

export const TOO_SLOW = "It took too long to read and was set aside. What arrived is kept as it came.";
export const TOO_LARGE =
  "Reading it needed more memory than one report may take. What arrived is kept as it came.";
export const BROKE_READER = "Reading it failed. What arrived is kept as it came.";

/** Reports of one message to a thread: enough that the message costs little, few enough that nobody waits long behind it. */
const PORTION = 25;
/** Portions of one batch at the same time: another organization's are never behind more of them. */
const AT_ONCE = 2;
const TICK_MS = 100;
/** A thread has to have begun by then, ms: its own start takes less than a second, portions before it are watched themselves. */
const START_MS = 60_000;

/**
 * Reads reports, the smaller ones first. As soon as one fails no further portion is begun, so that what has been read can go on; whatever
 * was not read then is `left`, and the caller comes back with it. Outcomes are in the order of the inputs.
 * @param sizeOf how large an input is, in any unit
 * @throws when threads cannot be started at all
 */
export async function readReports<O extends Operation>(
  readers: Readers,
  operation: O,
  shared: Shared,
  inputs: readonly InputOf<O>[],
  sizeOf: (input: InputOf<O>) => number,
): Promise<Outcome<OutputOf<O>>[]> {
  const outcomes = inputs.map((): Outcome<OutputOf<O>> => ({ is: "left" }));
  const order = inputs.map((_, index) => index).sort((a, b) => sizeOf(inputs[a]!) - sizeOf(inputs[b]!));
  const portions = Array.from({ length: Math.ceil(order.length / PORTION) }, (_, n) =>
    order.slice(n * PORTION, (n + 1) * PORTION),
  );
  let hasFailed = false;
  const readOn = async (): Promise<void> => {
    for (let portion = portions.shift(); portion && !hasFailed; portion = portions.shift()) {
      const read = await readPortion(
        readers,
        operation,
        shared,
        portion.map((at) => inputs[at]!),
      );
      portion.forEach((at, n) => {
        const outcome = read[n]!;
        outcomes[at] = outcome;
        if (outcome.is === "failed") hasFailed = true;
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, readOn));
  return outcomes;
}

/** As `readReports`, and comes back until nothing is left. */
export async function readAllReports<O extends Operation>(
  ...[readers, operation, shared, inputs, sizeOf]: Parameters<typeof readReports<O>>
): Promise<Exclude<Outcome<OutputOf<O>>, { is: "left" }>[]> {
  const outcomes = await readReports(readers, operation, shared, inputs, sizeOf);
  for (;;) {
    const left = outcomes.flatMap(({ is }, index) => (is === "left" ? [index] : []));
    if (left.length === 0) return outcomes.filter((outcome) => outcome.is !== "left");
    const again = await readReports(
      readers,
      operation,
      shared,
      left.map((at) => inputs[at]!),
      sizeOf,
    );
    left.forEach((at, n) => (outcomes[at] = again[n]!));
  }
}

/** Reads a portion. When its thread ends early, the report it was at has failed and the others are left. */
async function readPortion<O extends Operation>(
  readers: Readers,
  operation: O,
  shared: Shared,
  inputs: readonly InputOf<O>[],
  isSecondTry = false,
): Promise<Outcome<OutputOf<O>>[]> {
  const progress = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  Atomics.store(progress, 0, NOT_BEGUN);
  const ended = await runWatched(readers, { operation, shared, inputs, progress });
  if (ended.results)
    return (ended.results as PortionResult<O>[]).map((result) => {
      if (result.ok) return { is: "read", value: result.value };
      log().warn({ operation, error: result.error }, "a report could not be read");
      return { is: "failed", reason: BROKE_READER };
    });
  const at = Atomics.load(progress, 0);
  if (at === NOT_BEGUN) throw ended.error;
  const outcomes = inputs.map((): Outcome<OutputOf<O>> => ({ is: "left" }));
  // Memory that ran out may have been taken by those before it: it has another try alone.
  if (!ended.isTooSlow && !isSecondTry) {
    const [alone] = await readPortion(readers, operation, shared, [inputs[at]!], true);
    outcomes[at] = alone!;
    return outcomes;
  }
  const reason = ended.isTooSlow ? TOO_SLOW : isOutOfMemory(ended.error) ? TOO_LARGE : BROKE_READER;
  log().warn({ operation, reason }, "a report stopped the thread that read it");
  outcomes[at] = { is: "failed", reason };
  return outcomes;
}

const NOT_BEGUN = -1;

const isOutOfMemory = (error: unknown): boolean =>
  (error as { code?: unknown } | null)?.code === "ERR_WORKER_OUT_OF_MEMORY";

type Ended = { results: PortionResult[] } | { results: null; isTooSlow: boolean; error: unknown };

/** Runs a portion and ends its thread when one report takes too long. */
async function runWatched({ pool, deadline }: Readers, portion: Portion): Promise<Ended> {
  const ending = new AbortController();
  let isTooSlow = false;
  let [at, waitedMs, cpuBefore, tickedAt] = [NOT_BEGUN, 0, process.cpuUsage(), performance.now()];
  const watch = setInterval(() => {
    const now = performance.now();
    // A pause of this whole process (a machine asleep, a debugger) is nobody's reading.
    const tickMs = Math.min(now - tickedAt, 3 * TICK_MS);
    tickedAt = now;
    const current = Atomics.load(portion.progress, 0);
    if (current !== at) {
      [at, waitedMs, cpuBefore] = [current, 0, process.cpuUsage()];
      return;
    }
    waitedMs += tickMs;
    if (at === NOT_BEGUN) {
      if (waitedMs >= START_MS) ending.abort();
      return;
    }
    const { user, system } = process.cpuUsage(cpuBefore);
    isTooSlow =
      waitedMs >= deadline.stalledMs ||
      (waitedMs >= deadline.readMs && (user + system) / 1000 >= deadline.readMs);
    if (isTooSlow) ending.abort();
  }, TICK_MS);
  try {
    return { results: (await pool.run(portion, { signal: ending.signal })) as PortionResult[] };
  } catch (error) {
    return { results: null, isTooSlow, error };
  } finally {
    clearInterval(watch);
  }
}
