import { type Quadrant, type Severity, quadrantOf, QUADRANT_LINE } from "@/contracts/triage";
import { cutLabel, labelWidth } from "./label-text";

/** A part of the plane, 0–100 on both axes. */
export type Window = {
  effort: readonly [from: number, to: number];
  impact: readonly [from: number, to: number];
};
export type Box = { left: number; top: number; width: number; height: number };
export type MatrixPoint = {
  id: string;
  impact: number;
  effort: number;
  reporterCount: number;
  severity: Severity;
};
export type PlacedPoint = { id: string; x: number; y: number; radius: number };

export const WHOLE: Window = { effort: [0, 100], impact: [0, 100] };

/** The part of the plane that a quadrant takes. */
export function windowOf(quadrant: Quadrant | null): Window {
  if (quadrant === null) return WHOLE;
  const halves = [
    [0, QUADRANT_LINE],
    [QUADRANT_LINE, 100],
  ] as const;
  return halves
    .flatMap((effort) => halves.map((impact) => ({ effort, impact })))
    .find(({ effort, impact }) => quadrantOf(impact[0], effort[0]) === quadrant)!;
}

/** Whether a place is drawn in a window; the upper edges belong to it only at 100. */
export function isInWindow({ effort, impact }: Window, point: { impact: number; effort: number }): boolean {
  const isWithin = (value: number, [from, to]: readonly [number, number]) =>
    value >= from && (value < to || to === 100);
  return isWithin(point.effort, effort) && isWithin(point.impact, impact);
}

/** A place on the plane in px. */
export function toPixels(
  window: Window,
  box: Box,
  place: { impact: number; effort: number },
): { x: number; y: number } {
  const [e0, e1] = window.effort;
  const [i0, i1] = window.impact;
  return {
    x: box.left + ((place.effort - e0) / (e1 - e0)) * box.width,
    y: box.top + (1 - (place.impact - i0) / (i1 - i0)) * box.height,
  };
}

/** The place on the plane under a px, whole numbers held inside the window. */
export function toPlace(window: Window, box: Box, x: number, y: number): { impact: number; effort: number } {
  const [e0, e1] = window.effort;
  const [i0, i1] = window.impact;
  const hold = (value: number, from: number, to: number) => Math.round(Math.min(to, Math.max(from, value)));
  return {
    effort: hold(e0 + ((x - box.left) / box.width) * (e1 - e0), e0, e1),
    impact: hold(i0 + (1 - (y - box.top) / box.height) * (i1 - i0), i0, i1),
  };
}

/** The room that one bubble should have at full size, px². */
const ROOM_PX2 = 1_800;

/** How large a bubble is drawn for the people it reaches: doubling them adds the same step; smaller where many share little room. */
export function radiusOf(reporterCount: number, count: number, box: Box): number {
  const crowding = Math.min(
    1,
    Math.max(0.45, Math.sqrt((box.width * box.height) / (ROOM_PX2 * Math.max(1, count)))),
  );
  return Math.min(19, 6 + 2.3 * Math.log2(1 + Math.max(0, reporterCount))) * crowding;
}

const ROUNDS = 48;
const GAP_PX = 1.5;
/** A bubble never wanders further than this from where its numbers put it. */
const REACH_PX = 46;

/**
 * Bubbles beside each other instead of upon each other: each starts where its numbers put it, overlapping ones push each other apart,
 * all are drawn back to where they belong, and none leaves its quadrant. The same points always give the same drawing.
 */
export function placeBubbles(points: readonly MatrixPoint[], window: Window, box: Box): PlacedPoint[] {
  const bodies = points.map((point, order) => {
    const at = toPixels(window, box, point);
    const radius = radiusOf(point.reporterCount, points.length, box);
    // Points at exactly one place need a direction to part in: the golden angle spreads them evenly.
    const angle = order * 2.399963;
    return {
      id: point.id,
      x: at.x + Math.cos(angle) * 0.5,
      y: at.y + Math.sin(angle) * 0.5,
      homeX: at.x,
      homeY: at.y,
      radius,
      room: roomOf(point, window, box, radius),
    };
  });
  const cellPx = 2 * Math.max(1, ...bodies.map((body) => body.radius)) + GAP_PX;
  for (let round = 0; round < ROUNDS; round += 1) {
    const grid = new Map<number, number[]>();
    const cellOf = (x: number, y: number) => Math.floor(x / cellPx) * 10_000 + Math.floor(y / cellPx);
    bodies.forEach((body, index) => {
      const cell = cellOf(body.x, body.y);
      const neighbours = grid.get(cell);
      if (neighbours) neighbours.push(index);
      else grid.set(cell, [index]);
    });
    let moves = 0;
    bodies.forEach((body, index) => {
      for (let dx = -1; dx <= 1; dx += 1)
        for (let dy = -1; dy <= 1; dy += 1)
          for (const otherIndex of grid.get(cellOf(body.x + dx * cellPx, body.y + dy * cellPx)) ?? []) {
            if (otherIndex <= index) continue;
            const other = bodies[otherIndex]!;
            const [awayX, awayY] = [other.x - body.x, other.y - body.y];
            const distance = Math.hypot(awayX, awayY) || 0.01;
            const overlap = body.radius + other.radius + GAP_PX - distance;
            if (overlap <= 0.05) continue;
            moves += 1;
            const share = other.radius / (body.radius + other.radius);
            const [pushX, pushY] = [(awayX / distance) * overlap * 0.55, (awayY / distance) * overlap * 0.55];
            body.x -= pushX * share;
            body.y -= pushY * share;
            other.x += pushX * (1 - share);
            other.y += pushY * (1 - share);
          }
    });
    const pull = round < ROUNDS * 0.7 ? 0.06 : 0;
    for (const body of bodies) {
      body.x += (body.homeX - body.x) * pull;
      body.y += (body.homeY - body.y) * pull;
      const strayed = Math.hypot(body.x - body.homeX, body.y - body.homeY);
      if (strayed > REACH_PX) {
        body.x = body.homeX + ((body.x - body.homeX) / strayed) * REACH_PX;
        body.y = body.homeY + ((body.y - body.homeY) / strayed) * REACH_PX;
      }
      body.x = Math.min(body.room.right, Math.max(body.room.left, body.x));
      body.y = Math.min(body.room.bottom, Math.max(body.room.top, body.y));
    }
    if (moves === 0) break;
  }
  return bodies.map(({ id, x, y, radius }) => ({ id, x: round1(x), y: round1(y), radius: round1(radius) }));
}

/** The part of the box that a point's quadrant takes, so that no push carries a bubble over the line that names it. */
function roomOf(
  point: MatrixPoint,
  window: Window,
  box: Box,
  radius: number,
): { left: number; right: number; top: number; bottom: number } {
  const quadrant = windowOf(quadrantOf(point.impact, point.effort));
  const topLeft = toPixels(window, box, { effort: quadrant.effort[0], impact: quadrant.impact[1] });
  const bottomRight = toPixels(window, box, { effort: quadrant.effort[1], impact: quadrant.impact[0] });
  return {
    left: topLeft.x + radius,
    right: bottomRight.x - radius,
    top: topLeft.y + radius,
    bottom: bottomRight.y - radius,
  };
}

const round1 = (value: number) => Math.round(value * 10) / 10;

export type LabelWish = { id: string; text: string; x: number; y: number; radius: number };
export type PlacedLabel = { id: string; text: string; x: number; y: number; widthPx: number };

const LABEL_HEIGHT_PX = 14;
const LABEL_MAX_PX = 168;
const LABEL_CUT_PX = 96;
const LABEL_GAP_PX = 4;

/**
 * Names beside their bubbles where they cover nothing: wishes in order of importance, right of the bubble, else left, above, below; a
 * long name is cut before it is given up. `taken` are areas that stay free, such as the quadrants' own names.
 */
export function placeNames(
  wishes: readonly LabelWish[],
  bubbles: readonly PlacedPoint[],
  box: Box,
  limit: number,
  taken: readonly Box[] = [],
): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  const areas: Box[] = [...taken];
  for (const wish of wishes) {
    if (placed.length >= limit) break;
    for (const width of widthsFor(wish.text)) {
      const options: [number, number][] = [
        [wish.x + wish.radius + LABEL_GAP_PX, wish.y - LABEL_HEIGHT_PX / 2],
        [wish.x - wish.radius - LABEL_GAP_PX - width, wish.y - LABEL_HEIGHT_PX / 2],
        [wish.x - width / 2, wish.y - wish.radius - LABEL_GAP_PX - LABEL_HEIGHT_PX],
        [wish.x - width / 2, wish.y + wish.radius + LABEL_GAP_PX],
      ];
      const free = options
        .map(([left, top]) => ({ left, top, width, height: LABEL_HEIGHT_PX }))
        .find(
          (area) =>
            isInside(area, box) &&
            !areas.some((other) => doOverlap(area, other)) &&
            !bubbles.some((bubble) => doesTouch(area, bubble)),
        );
      if (!free) continue;
      areas.push(free);
      placed.push({
        id: wish.id,
        text: cutLabel(wish.text, width),
        x: round1(free.left),
        y: round1(free.top + LABEL_HEIGHT_PX - 3.5),
        widthPx: Math.ceil(width),
      });
      break;
    }
  }
  return placed;
}

function widthsFor(text: string): number[] {
  const full = labelWidth(text, LABEL_MAX_PX);
  return full <= LABEL_CUT_PX ? [full] : [Math.min(full, LABEL_MAX_PX), LABEL_CUT_PX];
}

const isInside = (area: Box, box: Box) =>
  area.left >= box.left &&
  area.top >= box.top &&
  area.left + area.width <= box.left + box.width &&
  area.top + area.height <= box.top + box.height;
const doOverlap = (a: Box, b: Box) =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top < b.top + b.height &&
  b.top < a.top + a.height;

function doesTouch(area: Box, bubble: PlacedPoint): boolean {
  const dx = Math.max(area.left - bubble.x, 0, bubble.x - (area.left + area.width));
  const dy = Math.max(area.top - bubble.y, 0, bubble.y - (area.top + area.height));
  return Math.hypot(dx, dy) < bubble.radius + 1;
}
