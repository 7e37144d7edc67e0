import { describeError, log } from "./log";
import { singleton } from "./singleton";

/**
 * While something goes on failing, it gets a line at once and then one this often: how long it lasts matters, not how often it is tried.
 */
const LINE_EVERY_MS = 5_000;
/** Nothing of the kind for this long: it is over. */
const QUIET_MS = 10_000;
/** Kinds that are remembered at the same time; the oldest is forgotten first. */
const KINDS_MAX = 200;

/** Failures of one kind that came without a pause. Times in ms. */
export type Outage = {
  sinceMs: number;
  lastMs: number;
  lastLineMs: number;
  failures: number;
  /** Failures since the last line. */
  unlogged: number;
};

/** Counts one more failure; `line` says whether it is written down, and how many came unwritten since the line before. */
export function countFailure(
  before: Outage | undefined,
  nowMs: number,
): { outage: Outage; line: { unlogged: number } | null } {
  if (!before)
    return {
      outage: { sinceMs: nowMs, lastMs: nowMs, lastLineMs: nowMs, failures: 1, unlogged: 0 },
      line: { unlogged: 0 },
    };
  const failures = before.failures + 1;
  if (nowMs - before.lastLineMs < LINE_EVERY_MS)
    return { outage: { ...before, lastMs: nowMs, failures, unlogged: before.unlogged + 1 }, line: null };
  return {
    outage: { ...before, lastMs: nowMs, lastLineMs: nowMs, failures, unlogged: 0 },
    line: { unlogged: before.unlogged },
  };
}

/** Whether failures have stopped for long enough to call it over. */
export const isOver = (outage: Outage, nowMs: number): boolean => nowMs - outage.lastMs >= QUIET_MS;

/**
 * What makes two surprises the same: where they were met and what they say, without numbers and ids, which differ each time.
 */
export function kindOfSurprise(message: string, error: unknown): string {
  const { name, message: words } = describeError(error);
  return `${message}|${name}|${words.replace(/\w+/g, (word) => (/\d/.test(word) ? "#" : word)).slice(0, 160)}`;
}

type Book = { outages: Map<string, Outage>; timer: NodeJS.Timeout | null };

const book = () => singleton("outages", (): Book => ({ outages: new Map(), timer: null }));

/** Says of what has stopped failing that it is over, where more failed than was written down. */
function logWhatIsOver(entries: Book): void {
  const nowMs = Date.now();
  for (const [kind, outage] of entries.outages) {
    if (!isOver(outage, nowMs)) continue;
    entries.outages.delete(kind);
    if (outage.failures > 1)
      log().info(
        { kind: kind.slice(0, 200), failures: outage.failures, lastedMs: outage.lastMs - outage.sinceMs },
        "this has not failed again",
      );
  }
  if (entries.outages.size > 0 || !entries.timer) return;
  clearInterval(entries.timer);
  entries.timer = null;
}

/**
 * Writes a failure to the log, unless the same kind was written within the last seconds: then it is counted, and the next line says how
 * many there were. What is out of reach is noticed by everything that needs it, many times a second; one outage is one story.
 * @param kind what is failing ("database", "redis"), whoever notices; when left out, the same surprise at the same place
 */
export function logFailure(
  message: string,
  error: unknown,
  {
    kind = kindOfSurprise(message, error),
    level = "warn",
    fields = {},
  }: { kind?: string | undefined; level?: "warn" | "error"; fields?: Readonly<Record<string, unknown>> } = {},
): void {
  const entries = book();
  const { outage, line } = countFailure(entries.outages.get(kind), Date.now());
  if (!entries.outages.has(kind) && entries.outages.size >= KINDS_MAX)
    entries.outages.delete(entries.outages.keys().next().value!);
  entries.outages.set(kind, outage);
  entries.timer ??= setInterval(() => logWhatIsOver(entries), QUIET_MS / 2).unref();
  if (line)
    log()[level](
      { ...fields, ...(line.unlogged ? { alsoFailed: line.unlogged } : {}), error: describeError(error) },
      message,
    );
}
