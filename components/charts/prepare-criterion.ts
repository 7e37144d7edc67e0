import { formatFigure, type Unit } from "@/components/format/numbers";
import { prepareValueAxis } from "./prepare-value-axis";

export type CriterionBarInput = {
  value: number | null;
  target: number;
  unit: Unit;
  compare: "at_most" | "below" | "at_least";
};

/** Where the bar and the target mark end, and which stretch of the track is good, 0–1 of the track; and all of it in words. */
export type CriterionBarModel = {
  valueShare: number | null;
  targetShare: number;
  /** Where a value meets the target. */
  good: { from: number; to: number };
  /** Whether the value lies on the wrong side of the target. */
  isMissed: boolean;
  valueText: string;
  targetText: string;
  /** Where the track ends; it begins at zero. */
  endText: string;
};

const COMPARE_WORDS = { at_most: "at most", below: "below", at_least: "at least" } as const;
/** So much of the track lies beyond the target at least: a good stretch that reached its end would look like no limit. */
const BEYOND_TARGET = 1.15;

/**
 * A criterion as a bar on a track from zero to a round figure that holds both value and target, each at its true place: what is twice as
 * much is twice as long, however far beyond the target it lies. A share that must reach its target is drawn on a track of 100 %.
 */
export function prepareCriterion({ value, target, unit, compare }: CriterionBarInput): CriterionBarModel {
  const isMissed =
    value !== null &&
    (compare === "at_most" ? value > target : compare === "below" ? value >= target : value < target);
  const end =
    compare === "at_least" && unit === "percent"
      ? 100
      : prepareValueAxis(Math.max(value ?? 0, target * BEYOND_TARGET), unit).max;
  const targetShare = target / end;
  return {
    valueShare: value === null ? null : Math.max(0, value / end),
    targetShare,
    good: compare === "at_least" ? { from: targetShare, to: 1 } : { from: 0, to: targetShare },
    isMissed,
    valueText: formatFigure(value, unit),
    targetText: `${COMPARE_WORDS[compare]} ${formatFigure(target, unit)}`,
    endText: formatFigure(end, unit),
  };
}
