import type { Unit } from "@/components/format/numbers";
import { formatFigure } from "@/components/format/numbers";
import { prepareValueAxis, type ValueAxis } from "./prepare-value-axis";

/** `at` in ms since epoch; a null value is a gap, which is not the same as zero. */
export type TrendPoint = { at: number; value: number | null };
export type SeriesTone = "critical" | "major" | "minor" | "cosmetic" | "positive" | "negative";
export type TrendSeries = {
  key: string;
  label: string;
  points: readonly TrendPoint[];
  /** A colour with a meaning; without one the colour-blind-safe set is used in order. */
  tone?: SeriesTone;
  /** What the others are held against (yesterday, an earlier launch): grey and dashed. */
  isComparison?: boolean;
};
/** A deployment, flag or config change on the time axis; or the moment at which what the chart is about was first noticed. */
export type ReleaseMark = {
  id: string;
  at: number;
  label: string;
  outcome?: "started" | "succeeded" | "failed" | "rolled_back";
  isOnset?: boolean;
  href?: string;
};
/** A labelled horizontal line. */
export type TrendLevel = { value: number; label: string; kind: "target" | "baseline" };

export type TrendInput = {
  series: readonly TrendSeries[];
  unit: Unit;
  /** ms since epoch; by default the extent of the points. */
  from?: number | undefined;
  to?: number | undefined;
  /** The width of a bucket. With it every missing bucket is known to be missing. */
  bucketMs?: number | undefined;
  /** What a missing bucket means: nothing is known, or nothing happened. */
  absent?: "gap" | "zero" | undefined;
  releases?: readonly ReleaseMark[] | undefined;
  levels?: readonly TrendLevel[] | undefined;
  maxSeries?: number | undefined;
};

export type TrendRow = { at: number; values: Readonly<Record<string, number | null>> };
export type PreparedSeries = {
  key: string;
  label: string;
  colour: string;
  isDashed: boolean;
  last: TrendPoint | null;
};
export type TrendModel = {
  rows: TrendRow[];
  series: PreparedSeries[];
  /** How many series were folded into "other", or left out where adding them up would be wrong. */
  folded: { count: number; how: "none" | "summed" | "left_out" };
  from: number;
  to: number;
  axis: ValueAxis;
  unit: Unit;
  releases: ReleaseMark[];
  levels: TrendLevel[];
  isEmpty: boolean;
};

export const MAX_SERIES = 6;
export const OTHER_KEY = "__other";

/**
 * Everything a trend chart draws, decided here: at most six series and "other", gaps kept as gaps, an axis from zero that
 * holds every line, and only the release markers inside the window.
 */
export function prepareTrend(input: TrendInput): TrendModel {
  const { unit, absent = "gap", maxSeries = MAX_SERIES } = input;
  const { shown, folded } = foldSeries(input.series, unit, maxSeries);
  const instants = shown.flatMap((series) => series.points.map((point) => point.at));
  const from = input.from ?? Math.min(...instants, Number.POSITIVE_INFINITY);
  const to = input.to ?? Math.max(...instants, Number.NEGATIVE_INFINITY);
  const lookups = shown.map((series) => new Map(series.points.map((point) => [point.at, point.value])));
  const rows = buckets(instants, from, to, input.bucketMs).map((at) => ({
    at,
    values: Object.fromEntries(
      shown.map((series, index) => [
        series.key,
        lookups[index]?.get(at) ?? absentValue(lookups[index], at, absent),
      ]),
    ),
  }));
  const values = rows.flatMap((row) => Object.values(row.values)).filter((value) => value !== null);
  const levels = [...(input.levels ?? [])];
  return {
    rows,
    series: colourSeries(shown).map((series) => ({ ...series, last: lastKnown(rows, series.key) })),
    folded,
    from,
    to,
    axis: prepareValueAxis(Math.max(0, ...values, ...levels.map((level) => level.value)), unit),
    unit,
    releases: (input.releases ?? [])
      .filter((release) => release.at >= from && release.at <= to)
      .sort((a, b) => a.at - b.at),
    levels,
    isEmpty: values.length === 0,
  };
}

/** One sentence per series for those who do not see the drawing. */
export function describeTrend(model: TrendModel): string {
  if (model.isEmpty) return "No data in this window.";
  return model.series
    .map((series) => {
      const known = model.rows
        .map((row) => row.values[series.key])
        .filter((value): value is number => typeof value === "number");
      if (known.length === 0) return `${series.label}: no data.`;
      const last = formatFigure(known[known.length - 1], model.unit);
      return (
        `${series.label}: last ${last}, lowest ${formatFigure(Math.min(...known), model.unit)}, highest ` +
        `${formatFigure(Math.max(...known), model.unit)}.`
      );
    })
    .join(" ");
}

/** Keeps the largest series and folds the rest. Counts can be summed into "other"; percentiles and shares cannot. */
function foldSeries(
  series: readonly TrendSeries[],
  unit: Unit,
  maxSeries: number,
): { shown: TrendSeries[]; folded: TrendModel["folded"] } {
  const comparisons = series.filter((line) => line.isComparison);
  const own = series.filter((line) => !line.isComparison);
  if (own.length <= maxSeries) return { shown: [...own, ...comparisons], folded: { count: 0, how: "none" } };
  const weight = (each: TrendSeries) => each.points.reduce((sum, point) => sum + (point.value ?? 0), 0);
  const kept = new Set([...own].sort((a, b) => weight(b) - weight(a)).slice(0, maxSeries));
  const rest = own.filter((line) => !kept.has(line));
  const shown = own.filter((line) => kept.has(line));
  if (unit !== "count")
    return { shown: [...shown, ...comparisons], folded: { count: rest.length, how: "left_out" } };
  // A sum with an unknown part is not known: it would draw a fall that never happened.
  const sums = new Map<number, number | null>();
  for (const point of rest.flatMap((line) => line.points)) {
    const sum = sums.get(point.at);
    sums.set(point.at, point.value === null || sum === null ? null : (sum ?? 0) + point.value);
  }
  const other = {
    key: OTHER_KEY,
    label: `Other (${rest.length})`,
    points: [...sums].map(([at, value]) => ({ at, value })).sort((a, b) => a.at - b.at),
  };
  return { shown: [...shown, other, ...comparisons], folded: { count: rest.length, how: "summed" } };
}

function buckets(
  instants: readonly number[],
  from: number,
  to: number,
  bucketMs: number | undefined,
): number[] {
  const first = instants[0];
  if (bucketMs === undefined || first === undefined)
    return [...new Set(instants)].filter((at) => at >= from && at <= to).sort((a, b) => a - b);
  // Buckets may begin at any phase (a local midnight, a quarter of an hour past); the data knows which.
  const phase = first % bucketMs;
  const start = Math.ceil((from - phase) / bucketMs) * bucketMs + phase;
  return Array.from(
    { length: Math.max(0, Math.floor((to - start) / bucketMs) + 1) },
    (_, index) => start + index * bucketMs,
  );
}

function absentValue(
  lookup: Map<number, number | null> | undefined,
  at: number,
  absent: "gap" | "zero",
): number | null {
  return absent === "zero" && lookup?.has(at) === false ? 0 : null;
}

function colourSeries(series: readonly TrendSeries[]): Omit<PreparedSeries, "last">[] {
  let next = 0;
  return series.map((line) => ({
    key: line.key,
    label: line.label,
    colour: line.isComparison
      ? "var(--neutral)"
      : line.tone
        ? `var(--${line.tone})`
        : line.key === OTHER_KEY
          ? "var(--chart-other)"
          : `var(--chart-${(next++ % MAX_SERIES) + 1})`,
    isDashed: line.isComparison === true,
  }));
}

function lastKnown(rows: readonly TrendRow[], key: string): TrendPoint | null {
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index];
    const value = row?.values[key];
    if (row && typeof value === "number") return { at: row.at, value };
  }
  return null;
}
