import { formatDuration, formatFigure } from "@/components/format/numbers";
import type { CriterionView } from "@/contracts/exit";

/** The hold clock in words: "held 1 d 4 h of 3 d". */
export function describeHold({
  hold,
  state,
  compare,
}: Pick<CriterionView, "hold" | "state" | "compare">): string {
  if (compare === "manual") return state === "met" ? "confirmed" : "waits for a person";
  if (hold.neededMs === 0) return "no hold period";
  const needed = formatDuration(hold.neededMs);
  if (state === "met") return `held for ${needed}`;
  if (hold.heldMs <= 0) return `must hold for ${needed}`;
  return `${hold.since !== null ? "held" : "paused at"} ${formatDuration(hold.heldMs)} of ${needed}`;
}

/** What stands between a criterion and its target: "14 h 53 min, must be below 45 min"; the server's own words where no figure speaks. */
export function describeUnmet({
  compare,
  unit,
  value,
  target,
  blockedBy,
  state,
}: Pick<CriterionView, "compare" | "unit" | "value" | "target" | "blockedBy" | "state">): string {
  if (state !== "not_met" || compare === "manual" || value === null) return blockedBy ?? "";
  return (
    `${formatFigure(value, unit)}, must be ` +
    (compare === "at_most"
      ? target === 0
        ? "none"
        : `at most ${formatFigure(target, unit)}`
      : `${compare === "at_least" ? "at least" : "below"} ${formatFigure(target, unit)}`)
  );
}

/** A short day for a sentence: "28 Nov". */
export const formatDay = (at: Date): string =>
  new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" }).format(at);
