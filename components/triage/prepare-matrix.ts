import { type Quadrant, type Severity, quadrantOf, QUADRANT_LINE } from "@/contracts/triage";

/** A part of the plane, 0–100 on both axes. */
export type Window = {
  effort: readonly [from: number, to: number];
  impact: readonly [from: number, to: number];
};
/** An area in px. */
export type Box = { left: number; top: number; width: number; height: number };
/** A place on the plane, 0–100 on both axes. */
export type Place = { impact: number; effort: number };
export type MatrixPoint = Place & { id: string; reporterCount: number; severity: Severity };

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
export function isInWindow({ effort, impact }: Window, point: Place): boolean {
  const isWithin = (value: number, [from, to]: readonly [number, number]) =>
    value >= from && (value < to || to === 100);
  return isWithin(point.effort, effort) && isWithin(point.impact, impact);
}

/** The whole number nearest to a value that a range contains; its upper end belongs to it only at 100. */
export function clampTo([from, to]: readonly [number, number], value: number): number {
  return Math.min(to === 100 ? to : to - 1, Math.max(from, Math.round(value)));
}

/**
 * Kept free inside every edge of a quadrant, px: as far as the largest bubble reaches, so that what lies at 0, 50 or 100 is drawn whole
 * and on its own side of the line.
 */
export const EDGE_PX = 14;

/** A stretch of an axis without the dividing line in it: its values, and its px from the axis's origin, edges not counted. */
export type Band = { from: number; to: number; startPx: number; lengthPx: number };

/** The stretches that an axis of this length is drawn in: two where the dividing line lies inside its range. */
export function bandsOf([from, to]: readonly [number, number], lengthPx: number): Band[] {
  const ranges =
    from < QUADRANT_LINE && to > QUADRANT_LINE
      ? ([
          [from, QUADRANT_LINE],
          [QUADRANT_LINE, to],
        ] as const)
      : ([[from, to]] as const);
  const each = lengthPx / ranges.length;
  return ranges.map((range, index) => ({
    from: range[0],
    to: range[1],
    startPx: index * each + EDGE_PX,
    lengthPx: each - 2 * EDGE_PX,
  }));
}

/** The band of an axis that a value lies in. */
export const bandOf = (bands: readonly Band[], value: number): Band =>
  bands.find((band) => value < band.to) ?? bands.at(-1)!;

function alongAxis(range: readonly [number, number], lengthPx: number, value: number): number {
  const { from, to, startPx, lengthPx: bandPx } = bandOf(bandsOf(range, lengthPx), value);
  return startPx + ((value - from) / (to - from)) * bandPx;
}

function fromAxis(range: readonly [number, number], lengthPx: number, px: number): number {
  const bands = bandsOf(range, lengthPx);
  const {
    from,
    to,
    startPx,
    lengthPx: bandPx,
  } = bands.find((band) => px < band.startPx + band.lengthPx + EDGE_PX) ?? bands.at(-1)!;
  return clampTo([from, to], from + ((px - startPx) / bandPx) * (to - from));
}

/** Where a place of the plane is drawn, px. Linear within each quadrant; edges and the dividing line keep `EDGE_PX` free. */
export function toPixels(window: Window, box: Box, place: Place): { x: number; y: number } {
  return {
    x: box.left + alongAxis(window.effort, box.width, place.effort),
    y: box.top + box.height - alongAxis(window.impact, box.height, place.impact),
  };
}

/** The place on the plane under a px, in whole numbers inside the window. */
export function toPlace(window: Window, box: Box, x: number, y: number): Place {
  return {
    effort: fromAxis(window.effort, box.width, x - box.left),
    impact: fromAxis(window.impact, box.height, box.top + box.height - y),
  };
}

/** The area that is drawn for the part of a window with these values, px; at the ends of a quadrant up to its edge. */
export function areaOf(window: Window, box: Box, part: Window): Box {
  const along = (
    range: readonly [number, number],
    lengthPx: number,
    [from, to]: readonly [number, number],
  ) => {
    const bands = bandsOf(range, lengthPx);
    const px = (band: Band, value: number) => {
      if (value <= band.from) return band.startPx - EDGE_PX;
      if (value >= band.to) return band.startPx + band.lengthPx + EDGE_PX;
      return band.startPx + ((value - band.from) / (band.to - band.from)) * band.lengthPx;
    };
    return [
      px(bandOf(bands, from), from),
      px(bands.findLast((band) => to > band.from) ?? bands[0]!, to),
    ] as const;
  };
  const [left, right] = along(window.effort, box.width, part.effort);
  const [bottom, top] = along(window.impact, box.height, part.impact);
  return {
    left: box.left + left,
    top: box.top + box.height - top,
    width: right - left,
    height: top - bottom,
  };
}

/** Radii in px by how many people an issue reaches at least. Steps, so that one more person hardly ever changes a bubble. */
const RADII = [
  [20, EDGE_PX],
  [8, 12],
  [4, 10.5],
  [2, 9],
  [0, 7.5],
] as const;

/** How large a bubble is drawn: by the people it reaches, and by nothing else. */
export const radiusOf = (reporterCount: number): number =>
  RADII.find(([people]) => reporterCount >= people)?.[1] ?? RADII.at(-1)![1];
