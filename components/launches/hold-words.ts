import { formatDuration, formatFigure } from "@/components/format/numbers";
import type { CriterionView } from "@/contracts/exit";

/** The hold clock in words: "held 1 d 4 h of 3 d"; of a manual check, whose turn it is. */
export function describeHold({
  hold,
  state,
  compare,
}: Pick<CriterionView, "hold" | "state" | "compare">): string {
  if (compare === "manual") return state === "met" ? "confirmed" : "awaiting its owner";
  if (hold.neededMs === 0) return "no hold period";
  const needed = formatDuration(hold.neededMs);
  if (state === "met") return `held for ${needed}`;
  if (hold.heldMs <= 0) return `must hold for ${needed}`;
  return `${hold.since !== null ? "held" : "paused at"} ${formatDuration(hold.heldMs)} of ${needed}`;
}

/** What is left of the hold period: "16 h to go"; null while no clock runs. */
export const describeToGo = ({ hold }: Pick<CriterionView, "hold">): string | null =>
  hold.until === null ? null : `${formatDuration(Math.max(0, hold.neededMs - hold.heldMs))} to go`;

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

/** A short day for a sentence: "28 Nov"; by the reader's clocks, or those of a time zone. */
export const formatDay = (at: Date, timeZone?: string): string =>
  new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(at);
