import type { Unit } from "@/components/format/numbers";
import { prepareValueAxis, type ValueAxis } from "./prepare-value-axis";
import type { ReleaseMark, TrendPoint } from "./prepare-trend";

/** When the goal is reached, as a range; a side that the data does not carry is null. All in ms since epoch. */
export type Projection = { earliestAt: number | null; expectedAt: number | null; latestAt: number | null };

export type BurnDownInput = {
  /** What was there when the launch went live, or where the days begin; null before it has. */
  start: { at: number; value: number } | null;
  actual: readonly TrendPoint[];
  /** What the line must come down to. */
  goal: number;
  /** The planned exit. */
  targetAt: number | null;
  projection: Projection | null;
  unit?: Unit;
  releases?: readonly ReleaseMark[];
};

/** `cone` is [best, worst] remaining at that moment. */
export type BurnDownRow = {
  at: number;
  actual: number | null;
  expected: number | null;
  cone: [number, number] | null;
};

export type BurnDownModel = {
  rows: BurnDownRow[];
  from: number;
  to: number;
  axis: ValueAxis;
  unit: Unit;
  goal: number;
  targetAt: number | null;
  projection: Projection | null;
  now: { at: number; value: number } | null;
  /** When the line begins; the other rows are ends of days. */
  startAt: number | null;
  releases: ReleaseMark[];
};

const DAY = 86_400_000;
const CONE_STEPS = 24;

/**
 * A burn-down: what was left, and from the last known point a cone between the earliest and the latest day the goal is met.
 * An open side stays open: without a latest day the worst case is that nothing more is done.
 */
export function prepareBurnDown(input: BurnDownInput): BurnDownModel {
  const { goal, targetAt, unit = "count" } = input;
  // A launch of less than a day may end its only day as it begins.
  const actual =
    input.start === null || input.actual[0]?.at === input.start.at
      ? input.actual
      : [input.start, ...input.actual];
  const known = actual.filter((point): point is { at: number; value: number } => point.value !== null);
  const now = known[known.length - 1] ?? null;
  const from = actual[0]?.at ?? 0;
  const isReached = now !== null && now.value <= goal;
  const projection = isReached ? null : input.projection;
  const ends = [
    now?.at,
    targetAt,
    projection?.latestAt,
    projection?.expectedAt,
    projection?.earliestAt,
  ].filter((at) => typeof at === "number");
  const reach = Math.max(from, ...ends);
  const isOpen = projection !== null && projection.latestAt === null;
  const to = Math.max(
    isOpen && now ? reach + Math.max(DAY, (reach - now.at) * 0.3) : reach + (reach - from) * 0.03,
    from + 1,
  );

  const rows: BurnDownRow[] = actual.map((point) => ({
    at: point.at,
    actual: point.value,
    expected: null,
    cone: null,
  }));
  if (
    now &&
    projection &&
    (projection.earliestAt !== null || projection.expectedAt !== null || projection.latestAt !== null)
  ) {
    const best = projection.earliestAt ?? projection.expectedAt ?? projection.latestAt;
    const left = (at: number, endAt: number | null) =>
      endAt === null || endAt <= now.at
        ? endAt === null
          ? now.value
          : goal
        : at >= endAt
          ? goal
          : now.value + ((goal - now.value) * (at - now.at)) / (endAt - now.at);
    const instants = new Set([
      ...Array.from({ length: CONE_STEPS + 1 }, (_, index) => now.at + ((to - now.at) * index) / CONE_STEPS),
      ...[projection.earliestAt, projection.expectedAt, projection.latestAt].filter(
        (at) => at !== null && at > now.at,
      ),
    ]);
    for (const at of [...instants].filter((instant) => instant !== null).sort((a, b) => a - b)) {
      const isLineOver = projection.expectedAt === null || at > projection.expectedAt;
      rows.push({
        at,
        actual: at === now.at ? now.value : null,
        expected: isLineOver ? null : left(at, projection.expectedAt),
        cone: [left(at, best), left(at, projection.latestAt)],
      });
    }
  }
  // The cone's first row stands where the last actual row stands; one row carries both.
  const merged = rows.filter(
    (row, index) => !(rows[index + 1]?.at === row.at && rows[index + 1]?.cone !== null && row.cone === null),
  );
  const highest = Math.max(goal, ...merged.flatMap((row) => [row.actual ?? 0, row.cone?.[1] ?? 0]));
  return {
    rows: merged,
    from,
    to,
    axis: prepareValueAxis(highest, unit),
    unit,
    goal,
    targetAt,
    projection,
    now,
    startAt: input.start?.at ?? null,
    releases: (input.releases ?? []).filter((release) => release.at >= from && release.at <= to),
  };
}
