/** The words of leaving hypercare: its measurable conditions, what holds them back, and how far a launch has come. */
import { z } from "zod";
import type { IssueState } from "./feedback";
import type { LaunchPhase } from "./phases";
import type { ItemType, Severity } from "./triage";

export const CRITERION_KINDS = [
  "open_critical",
  "open_major",
  "new_items_per_day",
  "error_rate",
  "latency_p95",
  "first_response",
  "negative_share",
  "manual",
] as const;
export const CriterionKind = z.enum(CRITERION_KINDS);
export type CriterionKind = z.infer<typeof CriterionKind>;

/** unknown: the data does not carry an answer (no traffic, no items); never counted as met. */
export const CRITERION_STATES = ["met", "holding", "not_met", "unknown", "waived"] as const;
export const CriterionState = z.enum(CRITERION_STATES);
export type CriterionState = z.infer<typeof CriterionState>;

/**
 * The criteria that a launch should have behind it before a phase and has not: before *exiting* each is met, holds or is waived, before
 * *exited* met or waived. Other phases ask for none.
 */
export function criteriaShortOf<T extends { state: CriterionState }>(
  phase: LaunchPhase,
  criteria: readonly T[],
): T[] {
  if (phase !== "exiting" && phase !== "exited") return [];
  return criteria.filter(
    ({ state }) => state !== "met" && state !== "waived" && !(phase === "exiting" && state === "holding"),
  );
}

/** How each kind reads: its unit, its direction (at most, below, at least) and the target offered at first. */
export const CRITERION_DEFS: Readonly<
  Record<
    CriterionKind,
    {
      unit: "count" | "percent" | "ms" | "none";
      compare: "at_most" | "below" | "at_least" | "manual";
      target: number;
      holdHours: number;
      /** What it is called where its title names no figure; see `offeredTitle`. */
      title: string;
    }
  >
> = {
  open_critical: {
    unit: "count",
    compare: "at_most",
    target: 0,
    holdHours: 72,
    title: "No open critical issues",
  },
  open_major: { unit: "count", compare: "at_most", target: 3, holdHours: 48, title: "Few open major issues" },
  new_items_per_day: {
    unit: "count",
    compare: "at_most",
    target: 40,
    holdHours: 72,
    title: "Incoming reports have calmed",
  },
  error_rate: {
    unit: "percent",
    compare: "below",
    target: 1,
    holdHours: 72,
    title: "Gateway error rate is low",
  },
  latency_p95: {
    unit: "ms",
    compare: "below",
    target: 800,
    holdHours: 72,
    title: "The product answers quickly",
  },
  first_response: {
    unit: "percent",
    compare: "at_least",
    target: 80,
    holdHours: 48,
    title: "Answered in time",
  },
  negative_share: {
    unit: "percent",
    compare: "below",
    target: 30,
    holdHours: 48,
    title: "Reports are not mostly angry",
  },
  manual: { unit: "none", compare: "manual", target: 0, holdHours: 0, title: "Confirmed by a person" },
};

/** Within how long a report is to be answered, minutes, where nobody has said otherwise. */
export const RESPONSE_TARGET_MINUTES = 60;
/** The longest time that may be given for an answer, minutes: 30 days. */
export const RESPONSE_TARGET_MINUTES_MAX = 30 * 24 * 60;
/** So many reports must be due before a share of them says anything. */
export const DUE_REPORTS_MIN = 5;

/** A length of time in whole minutes, in words that a title can hold: "45 min", "1 h 30 min", "2 d". */
export function describeMinutes(minutes: number): string {
  const parts: readonly [number, string][] = [
    [Math.floor(minutes / 1_440), "d"],
    [Math.floor((minutes % 1_440) / 60), "h"],
    [minutes % 60, "min"],
  ];
  return parts.flatMap(([n, unit]) => (n > 0 ? [`${n} ${unit}`] : [])).join(" ");
}

/** What a criterion is called as long as nobody names it: a title that follows its target. */
export function offeredTitle(kind: CriterionKind, target: number, targetMinutes: number | null): string {
  return kind === "first_response"
    ? `${target} % answered within ${describeMinutes(targetMinutes ?? RESPONSE_TARGET_MINUTES)}`
    : CRITERION_DEFS[kind].title;
}

/** Which way each kind's live value is gathered; shown where a person asks what a figure means. */
export const CRITERION_BASIS: Readonly<Record<CriterionKind, string>> = {
  open_critical: "Open critical defects, now.",
  open_major: "Open major defects, now.",
  new_items_per_day: "Reports that occurred in the last 24 hours, without spam.",
  error_rate:
    "Share of the requests of real use in the last 60 minutes that failed: answered with 5xx, or not at all.",
  latency_p95:
    "95th percentile of latency of real use over the last 60 minutes, within 2 %; not of how long a connection stays open.",
  first_response:
    "Share of due tickets that staff answered in time: those answered in the last 24 hours, and those that wait past their time.",
  negative_share: "Share of negative reports in the last 24 hours, without spam.",
  manual: "A person confirms it with evidence.",
};

const Id = z.string().min(1).max(64);

export const CriterionInput = z.object({
  kind: CriterionKind,
  title: z.string().trim().min(1).max(160),
  target: z.number().min(0).max(1e9),
  /** Within how long reports are to be answered, minutes; only of a first response, whose target is the share of them. */
  targetMinutes: z.int().min(1).max(RESPONSE_TARGET_MINUTES_MAX).nullish(),
  holdHours: z
    .number()
    .min(0)
    .max(24 * 60),
  componentId: Id.nullable().default(null),
  ownerId: Id.nullable().default(null),
});
export type CriterionInput = z.infer<typeof CriterionInput>;

/** How far ahead a waiver may end, days. */
export const WAIVER_DAYS_MAX = 90;

export const CreateCriterion = CriterionInput.extend({ launchId: Id });
export type CreateCriterion = z.infer<typeof CreateCriterion>;
export const CriterionRef = z.object({ criterionId: Id, version: z.number().int().min(1) });
export type CriterionRef = z.infer<typeof CriterionRef>;
/** Why a criterion's condition is moved, for those who compare it with what was agreed. */
export const MoveReason = z.string().trim().min(5, "Say why, for those who read it later.").max(1_000);
export const EditCriterion = CriterionRef.extend(CriterionInput.omit({ kind: true }).partial().shape).extend({
  componentId: Id.nullable().optional(),
  ownerId: Id.nullable().optional(),
  position: z.number().int().min(0).max(1_000).optional(),
  /** Required with another condition (`isOtherCondition`), and kept with it. */
  reason: z.string().trim().max(1_000).optional(),
});
export type EditCriterion = z.infer<typeof EditCriterion>;
/** What a criterion asks for, and of what. */
export type Condition = {
  target: number;
  targetMinutes: number | null;
  holdHours: number;
  componentId: string | null;
};

/** Whether two conditions ask for different things: a move that needs a reason. */
export const isOtherCondition = (a: Condition, b: Condition): boolean =>
  a.target !== b.target ||
  a.targetMinutes !== b.targetMinutes ||
  a.holdHours !== b.holdHours ||
  a.componentId !== b.componentId;

export const WaiveCriterion = CriterionRef.extend({
  reason: z.string().trim().min(5, "Say why, for those who read it later.").max(1_000),
  until: z.date(),
});
export type WaiveCriterion = z.infer<typeof WaiveCriterion>;
export const ConfirmCriterion = CriterionRef.extend({
  evidence: z.string().trim().min(5, "Say what was shown: a link, a name, a result.").max(2_000),
});
export type ConfirmCriterion = z.infer<typeof ConfirmCriterion>;

/** An issue that holds criteria back, and why each. */
export type BlockingIssue = {
  id: string;
  number: number;
  title: string;
  severity: Severity;
  state: IssueState;
  type: ItemType;
  impact: number;
  effort: number;
  version: number;
  componentId: string | null;
  ownerId: string | null;
  ownerName: string | null;
  blocks: { criterionId: string; reason: string }[];
};

/** A condition as it is shown: what it is measured for by name; null is the whole launch. */
export type NamedCondition = Omit<Condition, "componentId"> & { componentName: string | null };
/** That somebody moved a criterion's condition, and why. */
export type ConditionMove = {
  at: Date;
  by: string | null;
  reason: string;
  before: NamedCondition;
  after: NamedCondition;
};

export type ReadingPoint = { at: Date; value: number | null; state: CriterionState };

/** A criterion as the exit page shows it. */
export type CriterionView = {
  id: string;
  kind: CriterionKind;
  title: string;
  target: number;
  /** Within how long reports are to be answered, minutes; null for every other kind. */
  targetMinutes: number | null;
  holdHours: number;
  position: number;
  version: number;
  unit: (typeof CRITERION_DEFS)[CriterionKind]["unit"];
  compare: (typeof CRITERION_DEFS)[CriterionKind]["compare"];
  /** How the value is gathered, in words. */
  basis: string;
  componentId: string | null;
  owner: { id: string; name: string } | null;
  state: CriterionState;
  value: number | null;
  /** Time held so far and needed, ms; the clock pauses while the value is unknown. */
  hold: {
    heldMs: number;
    neededMs: number;
    since: Date | null;
    /** When it is met if it stays true; null unless it is holding. */ until: Date | null;
  };
  evaluatedAt: Date | null;
  /** What holds it back, or why nothing is known; a sentence. */
  blockedBy: string | null;
  /** Over what the value was measured and what it leaves out, a sentence; null where the value speaks for itself. */
  note: string | null;
  confirmation: { evidence: string; at: Date; by: string | null } | null;
  /** Also when it has run out, until somebody takes it back. */
  waiver: { reason: string; by: string | null; at: Date | null; until: Date; isExpired: boolean } | null;
  /** How its condition was moved, newest first; at most 20. */
  moves: ConditionMove[];
  /** At most 200 points since the launch, for a line. */
  readings: ReadingPoint[];
};

export type BurnDownView = {
  /** The launch's: whose midnights part the days. */
  timeZone: string;
  /** Which severities are counted: those that exit criteria speak of, or all. */
  severities: Severity[];
  /** What was open when the launch went live, or where the days that are shown begin; null before it has. */
  start: { at: Date; open: number } | null;
  /** Open defects of these severities at the end of each day (the last one: now), oldest first. */
  days: { at: Date; open: number; opened: number; resolved: number }[];
  /** What the line must come down to. */
  goal: number;
  /** The planned exit. */
  targetAt: Date;
  /** When the goal is reached at the pace of the last days, as a range; or why the data does not carry a projection. */
  projection:
    | { isKnown: true; earliestAt: Date; expectedAt: Date; latestAt: Date | null; basis: string }
    | { isKnown: false; reason: string };
};

export type ExitView = {
  launch: {
    id: string;
    slug: string;
    name: string;
    phase: LaunchPhase;
    liveAt: Date;
    endsAt: Date;
    version: number;
    day: number;
    days: number;
  };
  at: Date;
  criteria: CriterionView[];
  met: number;
  waived: number;
  total: number;
  /** Whether every criterion is met or waived, and there is one at least. */
  isReady: boolean;
  blockers: BlockingIssue[];
  burnDown: BurnDownView;
};
