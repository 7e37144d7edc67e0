/** What was measured, what it may be at most, and how both are printed. */
import { percentile } from "@/bench/stack";

export const ON_BOARD_P95_MS = 3_000;
export const READ_RATIO = 3;
/** A quiet read that is faster counts as this: three times eight milliseconds is no delay. */
export const QUIET_READ_FLOOR_MS = 50;
export const MAIL_MS = 10_000;
/** Of one core. */
export const IDLE_WORKER_SHARE = 0.05;

export const READS = ["board", "inbox", "issue", "search"] as const;
export type Read = (typeof READS)[number];

export type ProbeFigures = { sent: number; red: number; worstMs: number };

/** What the neighbour lived through in one phase; times in ms. */
export type PhaseFigures = {
  /** From a report's 202 to its issue's row on the open board; of what was not there at the end, its age then. */
  onBoardMs: number[];
  unseen: number;
  reads: Record<Read, number[]>;
  /** From asking for a password to the mail at the mail server; of what was not there at the end, its age then. */
  mailMs: number[];
  unsent: number;
  /** Answers to the neighbour that are not 2xx, by what was asked and the status; 0 is no answer. */
  refusals: Record<string, number>;
  /** Each of the product's probes by name. */
  probes: Record<string, ProbeFigures>;
};

export type Phase = {
  name: string;
  figures: PhaseFigures;
  /** How often the noisy organization was answered with each status. */
  noisyAnswers: ReadonlyMap<number, number>;
  /** How much work of the noisy organization's still waited at the end: the noise did not end before the phase did. */
  stillWaiting: number;
};

/** A bar that was missed. `kind` says which, `over` how many times the bar it is, `says` the whole story. */
export type Miss = { kind: string; over: number; message: string };

const p95 = (values: readonly number[]): number => percentile(values, 0.95);
const whole = (ms: number): string => Math.round(ms).toLocaleString("en");
const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, n) => sum + n, 0);

/** How many times its quiet p95 a read's p95 is; Infinity where nothing was read. */
export function readRatio(figures: PhaseFigures, quiet: PhaseFigures, read: Read): number {
  if (figures.reads[read].length === 0) return Infinity;
  return p95(figures.reads[read]) / Math.max(QUIET_READ_FLOOR_MS, p95(quiet.reads[read]));
}

/** Every bar that a phase missed. */
export function missesOf({ name, figures, noisyAnswers }: Phase, quiet: PhaseFigures): Miss[] {
  const misses: Miss[] = [];
  const miss = (kind: string, value: number, bar: number, message: string) => {
    if (value > bar)
      misses.push({ kind, over: bar > 0 ? value / bar : value, message: `${name}: ${message}` });
  };
  const least = (n: number) => (n > 0 ? "at least " : "");
  const onBoard = figures.onBoardMs.length > 0 ? p95(figures.onBoardMs) : Infinity;
  miss(
    "on board",
    onBoard,
    ON_BOARD_P95_MS,
    `on board p95 ${least(figures.unseen)}${whole(onBoard)} ms (bar ${whole(ON_BOARD_P95_MS)})`,
  );
  for (const read of READS) {
    const ratio = readRatio(figures, quiet, read);
    miss(
      "reads",
      ratio,
      READ_RATIO,
      `${read} p95 ${whole(p95(figures.reads[read]))} ms, ×${ratio.toFixed(1)} (bar ×${READ_RATIO})`,
    );
  }
  const mail = figures.mailMs.length > 0 ? Math.max(...figures.mailMs) : Infinity;
  miss(
    "security mail",
    mail,
    MAIL_MS,
    `security mail max ${least(figures.unsent)}${whole(mail)} ms (bar ${whole(MAIL_MS)})`,
  );
  for (const [what, n] of Object.entries(figures.refusals)) miss("refusals", n, 0, `${n} × ${what} for B`);
  for (const [probe, { red, sent }] of Object.entries(figures.probes))
    miss("red probes", red, 0, `${probe} red ${red} of ${sent}`);
  for (const [status, n] of noisyAnswers)
    if (status === 0 || status >= 500) miss("failures", n, 0, `${n} × ${status || "no answer"} for A`);
  return misses;
}

/** The lines of a phase; `quiet` is what its reads are compared with. */
export function linesOf({ name, figures, noisyAnswers, stillWaiting }: Phase, quiet: PhaseFigures): string[] {
  const { onBoardMs, unseen, mailMs, unsent, probes, refusals } = figures;
  const reads = READS.map((read) => {
    const values = figures.reads[read];
    const ratio = figures === quiet ? "" : ` ×${readRatio(figures, quiet, read).toFixed(1)}`;
    return `${read} ${whole(percentile(values, 0.5))}/${whole(p95(values))}${ratio}`;
  });
  const probed = Object.entries(probes).map(
    ([probe, { red, worstMs }]) => `${probe} ${red} red, worst ${whole(worstMs)}`,
  );
  const answers = [...noisyAnswers]
    .sort(([a], [b]) => a - b)
    .map(([status, n]) => `${n} × ${status || "none"}`);
  const onBoard = [percentile(onBoardMs, 0.5), p95(onBoardMs), Math.max(0, ...onBoardMs)]
    .map(whole)
    .join("/");
  const lines = [
    `on board p50/p95/max ${onBoard} ms of ${onBoardMs.length}${unseen ? `, ${unseen} not yet there` : ""}`,
    `reads p50/p95 ms: ${reads.join(", ")}`,
    `security mail max ${whole(Math.max(0, ...mailMs))} ms of ${mailMs.length}${unsent ? `, ${unsent} not yet there` : ""}`,
    `probes ms: ${probed.join(", ")}`,
    `B refused ${total(refusals)}: ${Object.entries(refusals)
      .map(([what, n]) => `${n} × ${what}`)
      .join(", ")}`,
    ...(figures === quiet
      ? []
      : [
          `A answered ${answers.join(", ") || "nothing"}; ${whole(stillWaiting)} rows of its work still waited`,
        ]),
  ];
  return lines.map((line, index) => `${(index === 0 ? name : "").padEnd(9)} ${line}`);
}

/** The worst miss of each bar, for the last line. */
export function worstOfEach(misses: readonly Miss[]): string[] {
  const worst = new Map<string, Miss>();
  for (const miss of misses) if (miss.over > (worst.get(miss.kind)?.over ?? 0)) worst.set(miss.kind, miss);
  return [...worst.values()].map(({ message }) => message);
}
