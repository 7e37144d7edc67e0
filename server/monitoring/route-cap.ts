/**
 * How many routes a launch may have at a time, so that a scanner that tries every path does not become a million rows, and which: those
 * that are asked for. The cap forgets, and what a component lists as its own has room of its own that nobody else can take.
 */
import { cutText } from "@/contracts/cut-text";
import {
  isOpen,
  OTHER_SEGMENT,
  patternOf,
  segmentsOf,
  type ComponentPattern,
} from "@/server/launches/route-patterns";
import {
  learnedRoute,
  noPositions,
  notePositions,
  type Fixed,
  type Positions,
} from "@/server/launches/route-positions";
import { ID_SEGMENT, routeTemplate } from "@/server/launches/route-template";

/** Routes that nobody named and that belong to no component. */
export const ROUTES_MAX = 500;
/** Paths that were not found, or are no real use, are learned only while the launch has fewer than this. */
export const ROUTES_MAX_NOT_FOUND = 200;
/** Routes of one component's pattern. */
export const ROUTES_MAX_PATTERN = 100;
/** Routes that the gateway named: a gateway has so many at most, or writes paths where names belong. */
export const ROUTES_MAX_NAMED = 2_000;
/** Pools of patterns. */
const POOLS_MAX = 2_000;
export const OTHER_ROUTE = OTHER_SEGMENT;

/** So many requests of a portion, found and of real use, a route needs to take the place of one that is hardly asked for. */
const REPLACES_FROM = 3;
/** A route makes room when it has fewer than this, halved each hour: seen once, only not found, or idle for hours. */
const MAKES_ROOM_BELOW = 2;
const HALF_LIFE_MS = 3_600_000;

type Known = { n: number; atMs: number };
/** Routes that are kept apart, by pool: "" nobody's, "named", or a component's pattern. Plain values: it travels into threads. */
export type RouteKnowledge = {
  readonly pools: Map<string, Map<string, Known>>;
  readonly positions: Positions;
};

export const noRoutes = (): RouteKnowledge => ({ pools: new Map(), positions: noPositions() });

/** What is needed of a line. `route` is the gateway's name, or the path's template (`routeTemplate`). */
export type Routed = {
  route: string;
  readonly path: string;
  readonly status: number | null;
  readonly isRouteNamed: boolean;
};
/** A line's component pattern by its path, and whether it is real use. */
export type RoutedAs = { readonly owner: ComponentPattern | null; readonly isUse: boolean };

/** Requests of one route in a portion: all, and those found that are real use. */
export type RouteTally = {
  readonly route: string;
  /** The gateway named it, so that nothing is learned about it. */
  readonly isNamed: boolean;
  readonly owner: ComponentPattern | null;
  n: number;
  found: number;
};

/**
 * Decides each line's route, in place: whose its path is comes first, then what was learned, then the caps. A route keeps every segment
 * that its component's pattern spells out, so that whoever reads the figures finds the same component by the route.
 * @returns the portion's tallies, for `learnRoutes` elsewhere
 */
export function admitRoutes(
  knowledge: RouteKnowledge,
  rows: readonly Routed[],
  judged: readonly RoutedAs[],
  patterns: readonly ComponentPattern[],
  nowMs: number,
): RouteTally[] {
  const tallies = new Map<string, RouteTally>();
  const leadsToOwner = ownerTest(patterns);
  const tallyOf = rows.map((row, index) => {
    const { owner, isUse } = judged[index]!;
    const isNamed = row.isRouteNamed && leadsToOwner(row.route, owner);
    const template = row.isRouteNamed && !isNamed ? routeTemplate(row.path) : row.route;
    const key = `${isNamed ? "named" : (owner?.written ?? "")} ${template}`;
    let tally = tallies.get(key);
    if (!tally) {
      const route = isNamed || owner === null ? template : spelledOut(template, owner);
      tallies.set(key, (tally = { route, isNamed, owner: isNamed ? null : owner, n: 0, found: 0 }));
    }
    tally.n += 1;
    if (isUse && row.status !== 404) tally.found += 1;
    return tally;
  });
  const list = [...tallies.values()];
  const routes = learnRoutes(knowledge, list, nowMs);
  rows.forEach((row, index) => (row.route = routes.get(tallyOf[index]!)!));
  return list;
}

/** Whether a gateway's name for a route leads to the same component as the path: a name that hides it gives way to the path. */
function ownerTest(
  patterns: readonly ComponentPattern[],
): (name: string, owner: ComponentPattern | null) => boolean {
  const componentOf = new Map<string, string | null>();
  return (name, owner) => {
    if (owner === null) return true;
    let component = componentOf.get(name);
    if (component === undefined)
      componentOf.set(name, (component = patternOf(patterns, segmentsOf(name))?.componentId ?? null));
    return component === owner.componentId;
  };
}

/** A template with the segments that a pattern spells out, as the path has them. */
function spelledOut(template: string, owner: ComponentPattern): string {
  const segments = template.split("/").slice(1);
  owner.segments.forEach((segment, at) => {
    if (at < segments.length && !isOpen(segment) && segments[at]!.toLowerCase() !== segment)
      segments[at] = segment;
  });
  return cutText(`/${segments.join("/")}`, 200);
}

/**
 * Learns from tallies and says each one's route. The most asked for come first, so that within a portion nobody is late.
 * @returns by tally
 */
export function learnRoutes(
  { pools, positions }: RouteKnowledge,
  tallies: readonly RouteTally[],
  nowMs: number,
): Map<RouteTally, string> {
  const sorted = [...tallies].sort(
    (a, b) => b.found - a.found || b.n - a.n || (a.route < b.route ? -1 : a.route > b.route ? 1 : 0),
  );
  for (const { isNamed, route, owner, found } of sorted)
    if (!isNamed && found > 0) notePositions(positions, route, fixedOf(owner), found, nowMs);
  const wanted = new Map<string, { pool: string; route: string; found: number; of: RouteTally[] }>();
  for (const tally of sorted) {
    const pool = tally.isNamed ? NAMED : (tally.owner?.written ?? "");
    const route = tally.isNamed ? tally.route : learnedRoute(positions, tally.route, fixedOf(tally.owner));
    const key = `${pool} ${route}`;
    const known = wanted.get(key);
    if (known) {
      known.found += tally.found;
      known.of.push(tally);
    } else wanted.set(key, { pool, route, found: tally.found, of: [tally] });
  }
  const routes = new Map<RouteTally, string>();
  for (const { pool, route, found, of } of [...wanted.values()].sort((a, b) => b.found - a.found)) {
    const isAdmitted = admit(poolOf(pools, pool), capOf(pool), route, found, nowMs);
    for (const tally of of) routes.set(tally, isAdmitted ? route : overflowOf(tally.owner));
  }
  return routes;
}

const NAMED = "named";

function poolOf(pools: RouteKnowledge["pools"], name: string): Map<string, Known> {
  let pool = pools.get(name);
  if (!pool) {
    // Patterns that were edited away leave their pools behind.
    if (pools.size >= POOLS_MAX) pools.clear();
    pool = new Map<string, Known>();
    pools.set(name, pool);
  }
  return pool;
}

const fixedOf = (owner: ComponentPattern | null): Fixed =>
  owner === null ? [] : owner.segments.map((segment) => !isOpen(segment));

/** Room for all routes, and for those that are only not found or no real use. */
const capOf = (pool: string): { all: number; notFound: number } =>
  pool === ""
    ? { all: ROUTES_MAX, notFound: ROUTES_MAX_NOT_FOUND }
    : pool === NAMED
      ? { all: ROUTES_MAX_NAMED, notFound: ROUTES_MAX_NAMED }
      : { all: ROUTES_MAX_PATTERN, notFound: ROUTES_MAX_PATTERN / 2 };

function admit(
  pool: Map<string, Known>,
  cap: { all: number; notFound: number },
  route: string,
  found: number,
  nowMs: number,
): boolean {
  const known = pool.get(route);
  if (known) {
    known.n = countNow(known, nowMs) + found;
    known.atMs = nowMs;
    return true;
  }
  if (pool.size >= (found > 0 ? cap.all : cap.notFound) && !(found >= REPLACES_FROM && makeRoom(pool, nowMs)))
    return false;
  pool.set(route, { n: found, atMs: nowMs });
  return true;
}

const countNow = ({ n, atMs }: Known, nowMs: number): number =>
  n / 2 ** (Math.max(0, nowMs - atMs) / HALF_LIFE_MS);

/** Forgets the route that is asked for least, if it is hardly asked for. */
function makeRoom(pool: Map<string, Known>, nowMs: number): boolean {
  let weakest: string | null = null;
  let least = MAKES_ROOM_BELOW;
  for (const [route, known] of pool) {
    const n = countNow(known, nowMs);
    if (n < least) {
      weakest = route;
      least = n;
    }
  }
  return weakest !== null && pool.delete(weakest);
}

/** Where a route is counted that is not kept apart: below its component's pattern, so that it stays that component's. */
function overflowOf(owner: ComponentPattern | null): string {
  if (owner === null) return OTHER_ROUTE;
  return `/${owner.segments
    .map((segment, at) =>
      owner.isOpenEnded && at === owner.segments.length - 1
        ? OTHER_SEGMENT
        : isOpen(segment)
          ? ID_SEGMENT
          : segment,
    )
    .join("/")}`;
}
