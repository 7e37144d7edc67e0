import {
  CRITERION_DEFS,
  offeredTitle,
  RESPONSE_TARGET_MINUTES,
  RESPONSE_TARGET_MINUTES_MAX,
  type CriterionKind,
} from "@/contracts/exit";

/** What a person types about a criterion's condition, before it is read as numbers. */
export type CriterionDraft = {
  kind: CriterionKind;
  title: string;
  /** Whether somebody chose the title; one that nobody chose follows the condition. */
  hasOwnTitle: boolean;
  target: string;
  /** Within how long reports are to be answered; only a first response asks for it. */
  within: string;
  withinUnit: TimeUnit;
  holdDays: string;
};

export const TIME_UNITS = ["minutes", "hours", "days"] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];
const MINUTES_OF: Readonly<Record<TimeUnit, number>> = { minutes: 1, hours: 60, days: 1_440 };

/** A number as people type it, with a point or a comma; null for what is none. */
const numberOf = (text: string): number | null =>
  /^\d{1,9}(?:[.,]\d{1,9})?$/.test(text.trim()) ? Number(text.trim().replace(",", ".")) : null;

type Condition = { title: string; target: number; targetMinutes: number | null; holdHours: number };

/** A criterion's condition as text; its target time in the largest unit that holds it whole. */
export function draftFrom(
  kind: CriterionKind,
  { title, target, targetMinutes, holdHours }: Condition,
): CriterionDraft {
  const minutes = targetMinutes ?? RESPONSE_TARGET_MINUTES;
  const withinUnit = [...TIME_UNITS].reverse().find((unit) => minutes % MINUTES_OF[unit] === 0) ?? "minutes";
  return {
    kind,
    title,
    hasOwnTitle: title !== offeredTitle(kind, target, targetMinutes),
    target: String(target),
    within: String(minutes / MINUTES_OF[withinUnit]),
    withinUnit,
    holdDays: String(holdHours / 24),
  };
}

/** A kind's offered title and condition, as text. */
export function draftOf(kind: CriterionKind): CriterionDraft {
  const { target, holdHours } = CRITERION_DEFS[kind];
  return draftFrom(kind, { title: offeredTitle(kind, target, null), target, targetMinutes: null, holdHours });
}

/** The numbers behind what was typed; null for what is no number, or none that a criterion of the kind can have. */
export type ReadCriterion = {
  target: number | null;
  /** null also for every kind without one. */
  targetMinutes: number | null;
  holdHours: number | null;
  /** Whether every number that the kind needs is there. */
  isComplete: boolean;
};

export function readDraft(draft: CriterionDraft): ReadCriterion {
  if (draft.kind === "manual") return { target: 0, targetMinutes: null, holdHours: 0, isComplete: true };
  const [typed, days] = [numberOf(draft.target), numberOf(draft.holdDays)];
  const holdHours = days === null || days > 60 ? null : Math.round(days * 24 * 100) / 100;
  if (draft.kind !== "first_response")
    return {
      target: typed,
      targetMinutes: null,
      holdHours,
      isComplete: typed !== null && holdHours !== null,
    };
  const target = typed !== null && Number.isInteger(typed) && typed >= 1 && typed <= 100 ? typed : null;
  const within = numberOf(draft.within);
  const minutes = within === null ? null : Math.round(within * MINUTES_OF[draft.withinUnit]);
  const targetMinutes =
    minutes === null || minutes < 1 || minutes > RESPONSE_TARGET_MINUTES_MAX ? null : minutes;
  return {
    target,
    targetMinutes,
    holdHours,
    isComplete: target !== null && targetMinutes !== null && holdHours !== null,
  };
}

/** The draft with another condition; a title that nobody chose follows it once it is whole again. */
export function withCondition(draft: CriterionDraft, next: Partial<CriterionDraft>): CriterionDraft {
  const changed = { ...draft, ...next };
  const { target, targetMinutes, isComplete } = readDraft(changed);
  return changed.hasOwnTitle || !isComplete || target === null
    ? changed
    : { ...changed, title: offeredTitle(draft.kind, target, targetMinutes) };
}
