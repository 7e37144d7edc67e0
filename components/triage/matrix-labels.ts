import { cutLabel, labelWidth } from "./label-text";
import type { Box } from "./prepare-matrix";

export type LabelWish = Disc & { id: string; text: string };
/** `x` is where the room kept for it begins; `anchor` says which part of it touches the bubble. */
export type PlacedLabel = {
  id: string;
  text: string;
  x: number;
  y: number;
  widthPx: number;
  anchor: "start" | "middle" | "end";
};
/** Something round that names must not cover. */
export type Disc = { x: number; y: number; radius: number };

const LABEL_HEIGHT_PX = 14;
const LABEL_MAX_PX = 340;
/** A name with less room than this says nothing. */
const LABEL_LEAST_PX = 64;
const LABEL_GAP_PX = 4;

/**
 * Names beside their bubbles where they cover nothing: wishes in order of importance. A name is whole where it fits: right of its bubble,
 * else left, above or below; else it is cut to the larger room at its sides, and left out where that is too small to say anything.
 * @param discs bubbles and clusters
 * @param taken areas that stay free, such as the quadrants' own names
 */
export function placeNames(
  wishes: readonly LabelWish[],
  discs: readonly Disc[],
  box: Box,
  limit: number,
  taken: readonly Box[] = [],
): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  const areas: Box[] = [...taken];
  for (const wish of wishes) {
    if (placed.length >= limit) break;
    const area = areaFor(wish, discs, areas, box);
    if (!area) continue;
    areas.push(area);
    placed.push({
      id: wish.id,
      text: cutLabel(wish.text, area.width),
      x: round1(area.left),
      y: round1(area.top + LABEL_HEIGHT_PX - 3.5),
      widthPx: Math.ceil(area.width),
      // Letters can be narrower than the room that is kept for them: the end at the bubble stays there.
      anchor: area.left > wish.x ? "start" : area.left + area.width < wish.x ? "end" : "middle",
    });
  }
  return placed;
}

function areaFor(wish: LabelWish, discs: readonly Disc[], areas: readonly Box[], box: Box): Box | undefined {
  const full = labelWidth(wish.text, LABEL_MAX_PX);
  const width = Math.min(full, LABEL_MAX_PX);
  const top = wish.y - LABEL_HEIGHT_PX / 2;
  const [fromX, toX] = [wish.x + wish.radius + LABEL_GAP_PX, wish.x - wish.radius - LABEL_GAP_PX];
  const right = (widthPx: number): Box => ({ left: fromX, top, width: widthPx, height: LABEL_HEIGHT_PX });
  const left = (widthPx: number): Box => ({ ...right(widthPx), left: toX - widthPx });
  const isFree = (area: Box) =>
    isInside(area, box) &&
    !areas.some((other) => doOverlap(area, other)) &&
    !discs.some((disc) => doesTouch(area, disc));
  const middle = { ...right(width), left: wish.x - width / 2 };
  const whole = [
    right(width),
    left(width),
    { ...middle, top: wish.y - wish.radius - LABEL_GAP_PX - LABEL_HEIGHT_PX },
    { ...middle, top: wish.y + wish.radius + LABEL_GAP_PX },
  ].find(isFree);
  if (whole) return whole;
  const roomRight = roomBeside(right(width), 1, discs, areas, box);
  const roomLeft = roomBeside(left(width), -1, discs, areas, box);
  const room = Math.max(roomRight, roomLeft);
  if (room < LABEL_LEAST_PX) return undefined;
  return roomRight === room ? right(room) : left(room);
}

/** How far an area may reach from the bubble's side before it meets something, px, at most its own width. */
function roomBeside(
  area: Box,
  direction: 1 | -1,
  discs: readonly Disc[],
  areas: readonly Box[],
  box: Box,
): number {
  if (area.top < box.top || area.top + area.height > box.top + box.height) return 0;
  const start = direction === 1 ? area.left : area.left + area.width;
  const end = direction === 1 ? box.left + box.width : box.left;
  let room = Math.min(area.width, (end - start) * direction);
  const meet = (from: number, to: number) => {
    const [near, far] = direction === 1 ? [from - start, to - start] : [start - to, start - from];
    if (far > 0) room = Math.min(room, Math.max(0, near));
  };
  for (const other of areas)
    if (other.top < area.top + area.height && area.top < other.top + other.height)
      meet(other.left, other.left + other.width);
  for (const disc of discs) {
    const away = Math.max(area.top - disc.y, 0, disc.y - (area.top + area.height));
    const reach = disc.radius + 1;
    if (away >= reach) continue;
    const half = Math.sqrt(reach * reach - away * away);
    meet(disc.x - half, disc.x + half);
  }
  return room;
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

function doesTouch(area: Box, disc: Disc): boolean {
  const dx = Math.max(area.left - disc.x, 0, disc.x - (area.left + area.width));
  const dy = Math.max(area.top - disc.y, 0, disc.y - (area.top + area.height));
  return Math.hypot(dx, dy) < disc.radius + 1;
}

const round1 = (value: number) => Math.round(value * 10) / 10;
