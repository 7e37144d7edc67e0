import {
  formatCompact,
  formatFigure,
  formatMinutes,
  formatMs,
  formatPercent,
  type Unit,
} from "@/components/format/numbers";

/** A vertical axis: where it ends and where it is marked. It always begins at zero. */
export type ValueAxis = { max: number; ticks: { value: number; label: string }[] };

/** Steps people count minutes in; everything else goes by 1, 2, 5. */
const MINUTE_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440, 2_880, 7_200, 14_400];

/**
 * An axis from zero that holds `highest`, marked about `wantedTicks` times at round values. Counts are never marked between whole
 * numbers.
 */
export function prepareValueAxis(highest: number, unit: Unit, wantedTicks = 4): ValueAxis {
  const reach = highest > 0 && Number.isFinite(highest) ? highest : smallestReach(unit);
  const step = chooseStep(reach / wantedTicks, unit);
  const steps = Math.max(1, Math.ceil(reach / step - 1e-9));
  // Multiplying and rounding keeps 0.1 + 0.2 out of the labels.
  const ticks = Array.from({ length: steps + 1 }, (_, index) => Number((index * step).toPrecision(12)));
  return {
    max: ticks[ticks.length - 1] ?? step,
    ticks: ticks.map((value) => ({ value, label: tickLabel(value, unit) })),
  };
}

function chooseStep(rough: number, unit: Unit): number {
  if (unit === "minutes" && rough > 0.5)
    return MINUTE_STEPS.find((step) => step >= rough) ?? Math.ceil(rough / 1_440) * 1_440;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * magnitude >= rough - 1e-12) ?? 10) * magnitude;
  return unit === "count" ? Math.max(1, Math.ceil(step)) : step;
}

function smallestReach(unit: Unit): number {
  return unit === "ms" ? 100 : unit === "minutes" ? 60 : unit === "count" ? 4 : 1;
}

function tickLabel(value: number, unit: Unit): string {
  if (unit === "count") return formatCompact(value);
  if (value === 0) return "0";
  if (unit === "percent") return formatPercent(value);
  if (unit === "ms") return formatMs(value);
  if (unit === "minutes") return formatMinutes(value);
  return formatFigure(value, unit);
}
