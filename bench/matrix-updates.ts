/** Live updates of a crowded matrix, and what they move: for the bench, and in short for the unit tests. */
import {
  arrange,
  type Arrangement,
  type PlacedCluster,
  type PlacedPoint,
} from "@/components/triage/matrix-places";
import {
  isInWindow,
  radiusOf,
  toPixels,
  WHOLE,
  type Box,
  type MatrixPoint,
  type Window,
} from "@/components/triage/prepare-matrix";
import { SEVERITIES, type Severity } from "@/contracts/triage";

export type Crowd = { seed: number; issues: number; updates: number; box: Box; window?: Window };

/** What the updates of one crowd came to. */
export type Movement = {
  /** How often a bubble whose figures stayed was drawn before and after an update. */
  watched: number;
  /** The furthest that one of those moved, px, and the furthest that a cluster moved. */
  movedPx: number;
  clusterMovedPx: number;
  /** The largest distance from a true place, as a share of the larger bubble's diameter: its own, or its cluster's. */
  displacement: number;
  /** Issues that were drawn alone and in a cluster after, or the other way round, because their cell's number changed. */
  changedForm: number;
  /** Of those, how many were in a cell whose issues did not change. */
  changedForNothing: number;
  /** How the last drawing came out. */
  bubbles: number;
  clusters: number;
};

/** Numbers from 0 to 1 that a seed always leads to. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const SHARES: Readonly<Record<Severity, number>> = { critical: 0.06, major: 0.2, minor: 0.6, cosmetic: 0.14 };
const IMPACTS: Readonly<Record<Severity, number>> = { critical: 50, major: 30, minor: 14, cosmetic: 5 };
/** Estimates start from the type of an issue, so that many share one. */
const EFFORTS = [15, 30, 42, 42, 42, 48, 48, 60, 62, 65];

/** An issue as hypercare has them: mostly minor, reported by one or two people, on one of a few estimates. */
function makePoint(id: string, random: () => number): MatrixPoint {
  let left = random();
  const severity = SEVERITIES.find((name) => (left -= SHARES[name]) < 0) ?? "minor";
  const reporterCount = Math.floor(1 + 0.8 * random() ** -0.7);
  const impact = Math.min(
    100,
    IMPACTS[severity] + Math.floor(6 * Math.log2(reporterCount) + 9 * random() ** 2),
  );
  const effort = Math.min(
    100,
    EFFORTS[Math.floor(random() * EFFORTS.length)]! + [0, 0, 2, 3, -4][Math.floor(random() * 5)]!,
  );
  return { id, severity, reporterCount, impact, effort };
}

function shuffle<T>(list: T[], random: () => number): T[] {
  for (let last = list.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [list[last], list[other]] = [list[other]!, list[last]!];
  }
  return list;
}

/**
 * Draws a crowd, lets so many updates happen to it (arrivals, reports on what is there, decisions of people, merges and endings) in any
 * order of the list, and measures what each moves.
 */
export function watchUpdates({ seed, issues, updates, box, window = WHOLE }: Crowd): Movement {
  const shown = (all: readonly MatrixPoint[]) => all.filter((point) => isInWindow(window, point));
  const random = randomFrom(seed);
  let made = 0;
  // Ids lead to no order: what is new may sort before what is there.
  const arrive = () => makePoint(`iss_${Math.floor(random() * 1e9).toString(36)}_${made++}`, random);
  let points = Array.from({ length: issues }, arrive);
  let before = arrange(shown(points), window, box);
  const seen: Movement = {
    watched: 0,
    movedPx: 0,
    clusterMovedPx: 0,
    displacement: furthest(before, shown(points), window, box),
    changedForm: 0,
    changedForNothing: 0,
    bubbles: 0,
    clusters: 0,
  };
  for (let update = 0; update < updates; update += 1) {
    const next = shuffle(updateOnce(points, arrive, random), random);
    const after = arrange(shown(next), window, box, before);
    compare(before, after, shown(points), shown(next), seen);
    seen.displacement = Math.max(seen.displacement, furthest(after, shown(next), window, box));
    [points, before] = [next, after];
  }
  return { ...seen, bubbles: before.bubbles.length, clusters: before.clusters.length };
}

/** What one live update brings: often a report, now and then a decision, an ending or a merge. */
function updateOnce(
  points: readonly MatrixPoint[],
  arrive: () => MatrixPoint,
  random: () => number,
): MatrixPoint[] {
  const one = () => points[Math.floor(random() * points.length)]!;
  const kind = random();
  if (kind < 0.35) return [...points, ...Array.from({ length: 1 + Math.floor(random() * 3) }, arrive)];
  if (kind < 0.65) {
    const louder = one();
    const reporterCount = louder.reporterCount + 1;
    const impact = Math.min(100, louder.impact + 1 + Math.floor(random() * 3));
    return points.map((point) => (point === louder ? { ...point, reporterCount, impact } : point));
  }
  if (kind < 0.75) {
    const placed = one();
    const figures = { impact: Math.floor(random() * 21) * 5, effort: Math.floor(random() * 21) * 5 };
    return points.map((point) => (point === placed ? { ...point, ...figures } : point));
  }
  const gone = one();
  if (kind < 0.9) return points.filter((point) => point !== gone);
  const into = one();
  return points
    .filter((point) => point === into || point !== gone)
    .map((point) =>
      point === into ? { ...point, reporterCount: into.reporterCount + gone.reporterCount } : point,
    );
}

function compare(
  before: Arrangement,
  after: Arrangement,
  pointsBefore: readonly MatrixPoint[],
  pointsAfter: readonly MatrixPoint[],
  seen: Movement,
): void {
  const [old, now] = [formsOf(before), formsOf(after)];
  const oldPoints = new Map(pointsBefore.map((point) => [point.id, point]));
  const changed = new Set<string>();
  for (const point of pointsAfter) if (!isSame(oldPoints.get(point.id), point)) changed.add(point.id);
  for (const point of pointsBefore) if (!now.has(point.id)) changed.add(point.id);
  // A cell's number changed when something that changed is, or was, in it.
  const touched = new Set([...changed].flatMap((id) => [old.get(id)?.cell, now.get(id)?.cell]));
  for (const [id, form] of now) {
    const was = old.get(id);
    if (!was || changed.has(id)) continue;
    if (form.isClustered !== was.isClustered) {
      seen.changedForm += 1;
      if (!touched.has(form.cell)) seen.changedForNothing += 1;
      continue;
    }
    const movedPx = Math.hypot(form.drawn.x - was.drawn.x, form.drawn.y - was.drawn.y);
    if (form.isClustered) seen.clusterMovedPx = Math.max(seen.clusterMovedPx, movedPx);
    else {
      seen.watched += 1;
      seen.movedPx = Math.max(seen.movedPx, movedPx);
    }
  }
}

type Form = { drawn: PlacedPoint | PlacedCluster; cell: string; isClustered: boolean };

/** How each issue is drawn: by itself or in a cluster, where, and in which cell. */
function formsOf({ bubbles, clusters, cells }: Arrangement): Map<string, Form> {
  const cellOf = new Map(
    [...cells].flatMap(([cell, { places }]) => [...places.keys()].map((id) => [id, cell])),
  );
  return new Map<string, Form>([
    ...bubbles.map(
      (drawn) => [drawn.id, { drawn, cell: cellOf.get(drawn.id)!, isClustered: false }] as const,
    ),
    ...clusters.flatMap((drawn) =>
      drawn.ids.map((id) => [id, { drawn, cell: drawn.key, isClustered: true }] as const),
    ),
  ]);
}

/** The largest distance of a bubble from where its figures put it, as a share of the larger bubble's diameter. */
function furthest(drawing: Arrangement, points: readonly MatrixPoint[], window: Window, box: Box): number {
  const forms = formsOf(drawing);
  return Math.max(
    ...points.map((point) => {
      const { drawn } = forms.get(point.id)!;
      const home = toPixels(window, box, point);
      const diameter = 2 * Math.max(drawn.radius, radiusOf(point.reporterCount));
      return Math.hypot(drawn.x - home.x, drawn.y - home.y) / diameter;
    }),
  );
}

const isSame = (a: MatrixPoint | undefined, b: MatrixPoint): boolean =>
  a !== undefined &&
  a.impact === b.impact &&
  a.effort === b.effort &&
  a.reporterCount === b.reporterCount &&
  a.severity === b.severity;
