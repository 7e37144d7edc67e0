import { CRITERION_DEFS, describeMinutes, type CriterionKind, type CriterionState } from "@/contracts/exit";

/** A condition for leaving hypercare as it is judged. */
export type JudgedCriterion = {
  readonly kind: CriterionKind;
  readonly target: number;
  /** Within how long reports are to be answered, minutes; null for every other kind. */
  readonly targetMinutes: number | null;
  readonly holdHours: number;
  /** Until when it is set aside; null when it is not. */
  readonly waivedUntil: Date | null;
  /** When a person confirmed it; only a manual criterion has one. */
  readonly confirmedAt: Date | null;
};

/**
 * The hold clock as it stood after the last evaluation: `heldSince` is when the present run of true readings began
 * (null while it does not run), `heldMs` what earlier runs held before an unknown reading paused them.
 */
export type HoldClock = {
  readonly heldSince: Date | null;
  readonly heldMs: number;
  readonly evaluatedAt: Date | null;
};

/** How long a condition has held by a moment, pauses left out, ms: what earlier runs held and the present one. */
export const heldForMs = ({ heldSince, heldMs }: Omit<HoldClock, "evaluatedAt">, moment: Date): number =>
  heldMs + (heldSince === null ? 0 : Math.max(0, moment.getTime() - heldSince.getTime()));

/** What an evaluation says, with the clock to keep for the next one. */
export type CriterionReading = {
  readonly state: CriterionState;
  readonly value: number | null;
  readonly heldSince: Date | null;
  readonly heldMs: number;
  /** How long it has held by now, pauses left out, in milliseconds. */
  readonly heldForMs: number;
  /** When it will be met if it stays true; null unless it is holding. */
  readonly holdUntil: Date | null;
  /** One sentence on what stands in the way of exit; null when nothing does. */
  readonly blockedBy: string | null;
};

const HOUR_MS = 3_600_000;

/**
 * Judges a criterion.
 *
 * It is *met* once its condition has been true for its whole hold period without a false reading in between; until then
 * it is *holding*. A false reading makes it *not met* and sets the clock to zero. An *unknown* reading (no traffic, no
 * reports) neither counts as met nor takes away what was held: the clock is paused at the last evaluation, because the time
 * since then is not vouched for, and goes on with the next true reading. A waiver is shown as *waived* until it expires;
 * the clock goes on underneath, so that a criterion that holds meanwhile is met when the waiver ends. Evaluations run
 * on a schedule and on change, so what lies between two true readings counts as true.
 *
 * `fact` is the live value, null when the data does not carry one; a manual criterion is judged by its confirmation alone.
 */
export function evaluateCriterion(
  criterion: JudgedCriterion,
  fact: number | null,
  clock: HoldClock,
  now: Date,
): CriterionReading {
  const judged =
    criterion.kind === "manual" ? judgeManual(criterion) : judgeMeasured(criterion, fact, clock, now);
  if (criterion.waivedUntil === null || criterion.waivedUntil <= now) return judged;
  return { ...judged, state: "waived", holdUntil: null, blockedBy: null };
}

function judgeManual({ confirmedAt }: JudgedCriterion): CriterionReading {
  const base = { value: null, heldSince: confirmedAt, heldMs: 0, heldForMs: 0, holdUntil: null };
  return confirmedAt === null
    ? { ...base, state: "not_met", blockedBy: "Nobody has confirmed it yet." }
    : { ...base, state: "met", blockedBy: null };
}

function judgeMeasured(
  criterion: JudgedCriterion,
  fact: number | null,
  clock: HoldClock,
  now: Date,
): CriterionReading {
  if (fact === null || !Number.isFinite(fact)) {
    const heldMs = heldForMs(clock, clock.evaluatedAt ?? now);
    return {
      state: "unknown",
      value: null,
      heldSince: null,
      heldMs,
      heldForMs: heldMs,
      holdUntil: null,
      blockedBy: UNKNOWN_WORDS[criterion.kind],
    };
  }
  if (!isTrue(criterion, fact)) {
    return {
      state: "not_met",
      value: fact,
      heldSince: null,
      heldMs: 0,
      heldForMs: 0,
      holdUntil: null,
      blockedBy: describeNotMet(criterion, fact),
    };
  }
  const heldSince = clock.heldSince ?? now;
  const heldMs = heldForMs({ heldSince, heldMs: clock.heldMs }, now);
  const missingMs = criterion.holdHours * HOUR_MS - heldMs;
  const base = { value: fact, heldSince, heldMs: clock.heldMs, heldForMs: heldMs };
  if (missingMs <= 0) return { ...base, state: "met", holdUntil: null, blockedBy: null };
  return {
    ...base,
    state: "holding",
    holdUntil: new Date(now.getTime() + missingMs),
    blockedBy:
      `True for ${describeDuration(heldMs)} of ${describeDuration(criterion.holdHours * HOUR_MS)}; ` +
      `${describeDuration(missingMs)} to go.`,
  };
}

function isTrue({ kind, target }: JudgedCriterion, value: number): boolean {
  const { compare } = CRITERION_DEFS[kind];
  return compare === "at_most" ? value <= target : compare === "at_least" ? value >= target : value < target;
}

const UNKNOWN_WORDS: Readonly<Record<CriterionKind, string>> = {
  open_critical: "The open critical issues could not be counted.",
  open_major: "The open major issues could not be counted.",
  new_items_per_day: "The new reports could not be counted.",
  error_rate: "There was no traffic to measure errors on.",
  latency_p95: "There was no traffic to measure latency on.",
  first_response: "Too few reports are due to judge a share.",
  negative_share: "There were no reports to read a mood from.",
  manual: "Nobody has confirmed it yet.",
};

function describeValue(kind: CriterionKind, value: number): string {
  const rounded = Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
  const { unit } = CRITERION_DEFS[kind];
  if (unit === "percent") return `${rounded} %`;
  if (unit === "ms") return `${Math.round(value)} ms`;
  return String(rounded);
}

const OPEN_WORDS: Partial<Record<CriterionKind, string>> = { open_critical: "critical", open_major: "major" };

const COMPARE_WORDS = { at_most: "at most", below: "below", at_least: "at least", manual: "" } as const;

function describeNotMet({ kind, target, targetMinutes }: JudgedCriterion, value: number): string {
  const limit = `${COMPARE_WORDS[CRITERION_DEFS[kind].compare]} ${describeValue(kind, target)}`;
  if (kind === "first_response" && targetMinutes !== null)
    return `${describeValue(kind, value)} were answered within ${describeMinutes(targetMinutes)}; it must be ${limit}.`;
  const severity = OPEN_WORDS[kind];
  if (severity !== undefined)
    return (
      `${describeValue(kind, value)} ${severity} ${value === 1 ? "issue is" : "issues are"} open; ` +
      `${target === 0 ? "none may be" : `${limit} may be`}.`
    );
  return `It is ${describeValue(kind, value)}; it must be ${limit}.`;
}

function describeDuration(durationMs: number): string {
  const hours = durationMs / HOUR_MS;
  if (hours >= 48) return `${Math.round((hours / 24) * 10) / 10} days`;
  if (hours >= 1) return `${Math.round(hours * 10) / 10} h`;
  return `${Math.max(1, Math.round(hours * 60))} min`;
}

/** How many criteria are settled; exit is ready when every one is met or waived and there is at least one. */
export function summariseCriteria(states: readonly CriterionState[]): {
  met: number;
  waived: number;
  total: number;
  isReady: boolean;
} {
  const met = states.filter((state) => state === "met").length;
  const waived = states.filter((state) => state === "waived").length;
  return { met, waived, total: states.length, isReady: states.length > 0 && met + waived === states.length };
}
