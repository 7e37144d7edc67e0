/**
 * Where bubbles lie. The plane is divided into fixed cells. A bubble's place is decided by its own figures, its id and the issues of its
 * cell, when it comes there, and kept for as long as it stays: nothing that happens in another cell, and no order of a list, moves it.
 */
import { compareSeverity, type Severity } from "@/contracts/triage";
import {
  bandOf,
  bandsOf,
  EDGE_PX,
  radiusOf,
  toPixels,
  type Band,
  type Box,
  type MatrixPoint,
  type Window,
} from "./prepare-matrix";

export type PlacedPoint = { id: string; x: number; y: number; radius: number };
/** Issues of one cell drawn as one bubble with a count, the most severe first; it looks like that one. */
export type PlacedCluster = {
  key: string;
  x: number;
  y: number;
  radius: number;
  severity: Severity;
  ids: readonly string[];
};

type Kept = PlacedPoint & { trueX: number; trueY: number };
type Cell = { isClustered: boolean; places: ReadonlyMap<string, Kept> };

/** Everything that was placed, and what the next arrangement has to know of it. */
export type Arrangement = {
  window: Window;
  box: Box;
  bubbles: readonly PlacedPoint[];
  clusters: readonly PlacedCluster[];
  cells: ReadonlyMap<string, Cell>;
};

/** So many bubbles fit around one place, each no further from it than its own diameter: one in the middle and six around it. */
export const CELL_MAX = 7;
/** A cluster parts again only when this many are left, so that one issue that comes and goes does not change its form each time. */
export const CLUSTER_OPENS_AT = 5;

/** No side of a cell is longer, px: from its corner to its middle is less than a cluster's diameter. */
const CELL_PX = 44;
/** Radii of clusters in px by how many issues they count at least. */
const CLUSTER_RADII = [
  [100, 21],
  [25, 19],
  [0, 17],
] as const;

type Spot = { key: string; middle: { x: number; y: number }; area: Box; quadrantArea: Box };

function cellAlong(bands: readonly Band[], value: number) {
  const band = bandOf(bands, value);
  const count = Math.max(1, Math.ceil(band.lengthPx / CELL_PX));
  const index = Math.min(count - 1, Math.floor(((value - band.from) / (band.to - band.from)) * count));
  const sidePx = band.lengthPx / count;
  return { key: `${band.from}+${index}`, band, startPx: band.startPx + index * sidePx, sidePx };
}

/** The cell that a place belongs to, and the areas of the cell and of its quadrant, px. */
function spotOf(window: Window, box: Box, point: MatrixPoint): Spot {
  const effort = cellAlong(bandsOf(window.effort, box.width), point.effort);
  const impact = cellAlong(bandsOf(window.impact, box.height), point.impact);
  const [left, bottom] = [box.left + effort.startPx, box.top + box.height - impact.startPx];
  return {
    key: `${effort.key}/${impact.key}`,
    middle: { x: round1(left + effort.sidePx / 2), y: round1(bottom - impact.sidePx / 2) },
    area: { left, top: bottom - impact.sidePx, width: effort.sidePx, height: impact.sidePx },
    quadrantArea: {
      left: box.left + effort.band.startPx - EDGE_PX,
      top: box.top + box.height - impact.band.startPx - impact.band.lengthPx - EDGE_PX,
      width: effort.band.lengthPx + 2 * EDGE_PX,
      height: impact.band.lengthPx + 2 * EDGE_PX,
    },
  };
}

/**
 * Places bubbles. Who lies somewhere and whose figures did not change stays exactly there; who comes takes free room no further than its
 * own diameter from its true place. Where more than `CELL_MAX` share a cell they become a cluster in its middle.
 * @param before the last arrangement; one of another window or box is not kept to
 * @param liftedId an issue that somebody is placing: it lies exactly where its figures say and belongs to no cell until it is kept
 */
export function arrange(
  points: readonly MatrixPoint[],
  window: Window,
  box: Box,
  before: Arrangement | null = null,
  liftedId: string | null = null,
): Arrangement {
  const known = before && isSame(before.window, window) && isSame(before.box, box) ? before.cells : NO_CELLS;
  const spots = new Map<string, Spot & { members: MatrixPoint[] }>();
  for (const point of points) {
    const spot = spotOf(window, box, point);
    const found = spots.get(spot.key);
    if (found) found.members.push(point);
    else spots.set(spot.key, { ...spot, members: [point] });
  }
  const cells = new Map<string, Cell>();
  const bubbles: PlacedPoint[] = [];
  const clusters: PlacedCluster[] = [];
  for (const [key, spot] of spots) {
    const settled = spot.members.filter(({ id }) => id !== liftedId);
    const old = known.get(key);
    const isClustered = settled.length > (old?.isClustered ? CLUSTER_OPENS_AT : CELL_MAX);
    const places = placeIn(
      spot,
      isClustered ? spot.members.filter(({ id }) => id === liftedId) : spot.members,
      {
        kept: old?.places ?? NO_PLACES,
        truePlace: (point) => toPixels(window, box, point),
        liftedId,
      },
    );
    cells.set(key, { isClustered, places });
    bubbles.push(...places.values());
    if (isClustered) clusters.push(clusterOf(spot, settled));
  }
  return { window, box, bubbles, clusters, cells };
}

const NO_CELLS: ReadonlyMap<string, Cell> = new Map();
const NO_PLACES: ReadonlyMap<string, Kept> = new Map();

/** The most severe first, then the highest in impact. */
const byImportance = (a: MatrixPoint, b: MatrixPoint): number =>
  compareSeverity(a.severity, b.severity) || b.impact - a.impact || compareIds(a.id, b.id);

function clusterOf({ key, middle }: Spot, members: readonly MatrixPoint[]): PlacedCluster {
  const sorted = [...members].sort(byImportance);
  const radius = CLUSTER_RADII.find(([count]) => members.length >= count)![1];
  return { key, ...middle, radius, severity: sorted[0]!.severity, ids: sorted.map(({ id }) => id) };
}

type Known = {
  kept: ReadonlyMap<string, Kept>;
  truePlace: (point: MatrixPoint) => { x: number; y: number };
  liftedId: string | null;
};

/** Places in one cell: kept ones first, then newcomers, the largest first and else by id, so that small ones lie around large ones. */
function placeIn(
  spot: Spot,
  members: readonly MatrixPoint[],
  { kept, truePlace, liftedId }: Known,
): ReadonlyMap<string, Kept> {
  const placed = new Map<string, Kept>();
  const newcomers: Kept[] = [];
  for (const point of members) {
    const { x, y } = truePlace(point);
    const radius = radiusOf(point.reporterCount);
    const home: Kept = { id: point.id, x: round1(x), y: round1(y), radius, trueX: x, trueY: y };
    const place = kept.get(point.id);
    if (point.id === liftedId) placed.set(point.id, home);
    else if (place?.trueX === x && place.trueY === y && awayFromHome(place) <= 2 * radius)
      placed.set(point.id, place.radius === radius ? place : { ...place, radius });
    else newcomers.push(home);
  }
  newcomers.sort((a, b) => b.radius - a.radius || compareIds(a.id, b.id));
  for (const home of newcomers) placed.set(home.id, freePlace(home, spot, [...placed.values()]));
  return placed;
}

const awayFromHome = ({ x, y, trueX, trueY }: Kept): number => Math.hypot(x - trueX, y - trueY);

/** How far from its true place a newcomer looks for room, in its own diameters. */
const REACHES = [0, 0.5, 0.75, 1] as const;
const SIXTH = Math.PI / 3;
/** Room that is as good as free, px: rims may touch. */
const TOUCH_PX = 0.5;

/** The nearest place with room among the others of the cell, inside the cell where that goes; else the one with most room. */
function freePlace(home: Kept, { area, quadrantArea }: Spot, others: readonly Kept[]): Kept {
  const first = hashOf(home.id);
  const candidates = REACHES.flatMap((reach) => {
    // A little less than a diameter, so that rounding keeps within it.
    const away = reach * (2 * home.radius - 0.2);
    const turns = reach === 0 ? [0] : Array.from({ length: 12 }, (_, turn) => turnOf(first, turn));
    return turns.map((turn) => ({
      ...home,
      x: round1(home.trueX + away * Math.cos(turn)),
      y: round1(home.trueY + away * Math.sin(turn)),
    }));
  }).filter((candidate) => isWithin(candidate, quadrantArea, candidate.radius));
  const roomAt = (candidate: Kept) =>
    Math.min(
      ...others.map(
        (other) => Math.hypot(other.x - candidate.x, other.y - candidate.y) - other.radius - candidate.radius,
      ),
    );
  const free = candidates.filter((candidate) => roomAt(candidate) >= -TOUCH_PX);
  return (
    free.find((candidate) => isWithin(candidate, area, 0)) ??
    free[0] ??
    candidates.reduce((best, candidate) => (roomAt(candidate) > roomAt(best) ? candidate : best), home)
  );
}

/** Six directions that fill a ring without a gap come first, the six between them after. */
const turnOf = (first: number, turn: number): number =>
  ((first + turn) % 6) * SIXTH + (turn >= 6 ? SIXTH / 2 : 0);

const isWithin = ({ x, y }: PlacedPoint, { left, top, width, height }: Box, inset: number): boolean =>
  x >= left + inset - TOUCH_PX &&
  x <= left + width - inset + TOUCH_PX &&
  y >= top + inset - TOUCH_PX &&
  y <= top + height - inset + TOUCH_PX;

const compareIds = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A small whole number that an id always leads to. */
function hashOf(id: string): number {
  let hash = 0;
  for (let index = 0; index < id.length; index += 1) hash = (hash * 31 + id.charCodeAt(index)) >>> 0;
  return hash;
}

const isSame = (a: object, b: object): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
const round1 = (value: number) => Math.round(value * 10) / 10;
