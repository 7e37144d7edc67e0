/**
 * Learns from a launch's paths which positions name one thing each: under `/shops/` ever new values arrive, so the route is
 * `/shops/{id}/cart`, although no shop's name looks like an id. `route-template.ts` knows what an id looks like; this knows what it does.
 */

import { ID_SEGMENT } from "./route-template";

/** A position with more values than this names things, and none of them is a route of its own unless it is a name (`isName`). */
export const VALUES_MAX = 50;
/** At the root, and below nothing but the usual prefixes of an API, stand the names of resources; a product may have many. */
export const RESOURCES_MAX = 150;
/** What was known for so long when its position opened was a name before the many came, ms. */
const SETTLED_MS = 3_600_000;
/** So many requests a value needs to be a name in an open position, beside its share. */
const NAME_MIN = 10;
/** Values that all positions of a launch hold together. */
export const HELD_MAX = 4_000;
/** Counts are halved each hour, so that what is no longer asked for makes room. */
const HALF_LIFE_MS = 3_600_000;
/** Below these counts a value is forgotten: seven hours after one request, or a day where it is settled. */
const FORGOTTEN = 0.01;
const FORGOTTEN_SETTLED = 1e-6;

type Value = { n: number; readonly sinceMs: number; isSettled: boolean };
/** What stands at one place of a path, below one prefix. `sum`: requests of all its values. `halvedMs`: until when they were halved. */
type Position = { readonly values: Map<string, Value>; sum: number; isOpen: boolean; halvedMs: number };

/** By the prefix that leads there, itself a template. Plain values: it travels into threads. */
export type Positions = { readonly places: Map<string, Position>; held: number; sweptMs: number };

export const noPositions = (): Positions => ({ places: new Map(), held: 0, sweptMs: 0 });

/** The beginning of a route that a component's pattern spells out, in segments: nothing is learned about those. */
export type Fixed = readonly boolean[];

const TEMPLATE = /[{…]/;
const API_PREFIX = /^(?:\/(?:api|rest|v\d+(?:\.\d+)?))*$/i;

const roomBelow = (prefix: string): number => (API_PREFIX.test(prefix) ? RESOURCES_MAX : VALUES_MAX);

/** The route of a path's template, with what was learned: a segment in an open position becomes `{id}` unless it is a name there. */
export function learnedRoute(positions: Positions, template: string, fixed: Fixed): string {
  if (positions.places.size === 0) return template;
  let route = "";
  for (const [at, segment] of segmentsOfTemplate(template).entries()) {
    const place = fixed[at] || TEMPLATE.test(segment) ? undefined : positions.places.get(route);
    route += !place?.isOpen || isName(place, segment, roomBelow(route)) ? `/${segment}` : `/${ID_SEGMENT}`;
  }
  return route === "" ? template : route;
}

/**
 * Notes that `n` requests came with a path's template. Only what was found and is real use is noted: what is not there teaches nothing.
 * @param nowMs when they arrived
 */
export function notePositions(
  positions: Positions,
  template: string,
  fixed: Fixed,
  n: number,
  nowMs: number,
): void {
  let route = "";
  for (const [at, segment] of segmentsOfTemplate(template).entries()) {
    if (fixed[at] || TEMPLATE.test(segment)) {
      route += `/${segment}`;
      continue;
    }
    const place = placeBelow(positions, route, nowMs);
    if (place === null) return;
    const value = place.values.get(segment);
    if (value) {
      value.n += n;
      place.sum += n;
    } else noteNew(positions, place, route, segment, n, nowMs);
    route += !place.isOpen || isName(place, segment, roomBelow(route)) ? `/${segment}` : `/${ID_SEGMENT}`;
  }
}

const segmentsOfTemplate = (template: string): string[] =>
  template.startsWith("/") && template.length > 1 ? template.slice(1).split("/") : [];

function noteNew(
  positions: Positions,
  place: Position,
  prefix: string,
  segment: string,
  n: number,
  nowMs: number,
): void {
  const room = roomBelow(prefix);
  // In an open position the weakest makes room, so that a name that comes late can still prove itself.
  if (place.isOpen && place.values.size >= 2 * room) forget(positions, place, weakestOf(place));
  if (positions.held >= HELD_MAX) sweep(positions, nowMs);
  if (positions.held >= HELD_MAX) return;
  place.values.set(segment, { n, sinceMs: nowMs, isSettled: false });
  place.sum += n;
  positions.held += 1;
  if (!place.isOpen && place.values.size > room) open(positions, place, prefix, nowMs);
}

/** A position has shown too many values. What was known before them is settled; what lay below the others is forgotten. */
function open(positions: Positions, place: Position, prefix: string, nowMs: number): void {
  place.isOpen = true;
  for (const value of place.values.values()) value.isSettled = nowMs - value.sinceMs >= SETTLED_MS;
  const below = `${prefix}/`;
  for (const [other, { values }] of positions.places) {
    if (!other.startsWith(below)) continue;
    const segment = other.slice(below.length).split("/", 1)[0]!;
    const value = place.values.get(segment);
    if (value === undefined || isName(place, segment, roomBelow(prefix))) continue;
    positions.held -= values.size;
    positions.places.delete(other);
  }
}

function placeBelow(positions: Positions, prefix: string, nowMs: number): Position | null {
  let place = positions.places.get(prefix);
  if (!place) {
    if (positions.held >= HELD_MAX) return null;
    positions.places.set(prefix, (place = { values: new Map(), sum: 0, isOpen: false, halvedMs: nowMs }));
  }
  halve(positions, place, nowMs);
  return place;
}

function halve(positions: Positions, place: Position, nowMs: number): void {
  const halvings = Math.floor((nowMs - place.halvedMs) / HALF_LIFE_MS);
  if (halvings <= 0) return;
  place.halvedMs += halvings * HALF_LIFE_MS;
  place.sum /= 2 ** halvings;
  for (const [segment, value] of place.values) {
    value.n /= 2 ** halvings;
    if (value.n < (value.isSettled ? FORGOTTEN_SETTLED : FORGOTTEN)) forget(positions, place, segment);
  }
}

/** Where all room is taken: what was not asked for lately is let go, at most once a minute. */
function sweep(positions: Positions, nowMs: number): void {
  if (nowMs - positions.sweptMs < 60_000) return;
  positions.sweptMs = nowMs;
  for (const [prefix, place] of positions.places) {
    halve(positions, place, nowMs);
    if (place.values.size === 0) positions.places.delete(prefix);
  }
}

function forget(positions: Positions, place: Position, segment: string): void {
  const value = place.values.get(segment);
  if (!value) return;
  place.values.delete(segment);
  place.sum = Math.max(0, place.sum - value.n);
  positions.held -= 1;
}

/** The value with the fewest requests that is not settled; of equals the one noted first. */
function weakestOf(place: Position): string {
  let weakest = "";
  let least = Infinity;
  for (const [segment, value] of place.values)
    if (!value.isSettled && value.n < least) {
      weakest = segment;
      least = value.n;
    }
  return weakest;
}

/** Whether a value of an open position is a name: it was there before the many, or it has its share of the requests of those held. */
function isName(place: Position, segment: string, room: number): boolean {
  const value = place.values.get(segment);
  if (!value) return false;
  return value.isSettled || (value.n >= NAME_MIN && value.n * room >= place.sum);
}
