import { formatFigure, type Unit } from "@/components/format/numbers";

export type CriterionBarInput = {
  value: number | null;
  target: number;
  unit: Unit;
  compare: "at_most" | "below" | "at_least";
};

/** Where the bar and the target mark end, 0–1 of the track, and both in words. */
export type CriterionBarModel = {
  valueShare: number | null;
  targetShare: number;
  /** Whether the value lies on the wrong side of the target. */
  isMissed: boolean;
  valueText: string;
  targetText: string;
};

/** Share of the track the target stands at, so that the room to the target is seen and so is how far beyond it a value lies. */
const TARGET_AT = 0.62;

const COMPARE_WORDS = { at_most: "at most", below: "below", at_least: "at least" } as const;

/**
 * A criterion as a bar to its target. Where less is better the bar is good while it ends before the mark: values up to 1.6 × the target
 * are to scale; beyond that the bar is full and the figure speaks. A target of zero stands at the left edge and any value above it is
 * drawn against the next power of ten. A share that must reach its target is drawn on a track of 100 %, and is good beyond the mark.
 */
export function prepareCriterion({ value, target, unit, compare }: CriterionBarInput): CriterionBarModel {
  const isMissed =
    value !== null &&
    (compare === "at_most" ? value > target : compare === "below" ? value >= target : value < target);
  const whole =
    compare === "at_least"
      ? 100
      : target > 0
        ? target / TARGET_AT
        : 10 ** Math.max(1, Math.ceil(Math.log10(Math.max(1, value ?? 0) + 1)));
  return {
    valueShare: value === null ? null : Math.min(1, Math.max(0, value / whole)),
    targetShare: compare === "at_least" ? Math.min(1, target / whole) : target > 0 ? TARGET_AT : 0,
    isMissed,
    valueText: formatFigure(value, unit),
    targetText: `${COMPARE_WORDS[compare]} ${formatFigure(target, unit)}`,
  };
}
