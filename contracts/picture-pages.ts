/** What is kept of a picture: pages of at most this many pixels a side. */
export const PAGE_SIDE = 2_400;
/** A picture is cut into at most so many pages; what is longer still is made smaller until it fits. */
export const PAGES_MAX = 12;
/** Below this many pixels across, writing on a screen can't be read; a picture is not made narrower for being long. */
const LEGIBLE = 1_000;
/** Two pages show this many pixels of the same, so that no line of writing is cut in both. */
const OVERLAP = 40;

/** A part of a picture, in the pixels of the picture as it is kept. */
export type PagePart = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};
/** How a picture is kept: made as large as `width` × `height`, and cut into these parts, in reading order. */
export type PagePlan = {
  readonly width: number;
  readonly height: number;
  readonly pages: readonly PagePart[];
};

/**
 * How a picture is kept so that what is written on it can be read: one that is longer than a page keeps its shorter side, up to a page's,
 * and is cut along its longer side; never enlarged. Only one that would need more pages than there may be is made narrower, and
 * never below 1,000 pixels for that: then its pages are longer instead.
 */
export function planPages(width: number, height: number): PagePlan {
  const isTall = height >= width;
  const [short, long] = isTall ? [width, height] : [height, width];
  const across = Math.min(short, PAGE_SIDE);
  // An ordinary picture is a page of its own, made smaller where it has to be; nothing of it gets too small to read.
  if ((short * PAGE_SIDE) / long >= Math.min(short, LEGIBLE)) {
    const scale = Math.min(1, PAGE_SIDE / long);
    const size = { width: rounded(width * scale), height: rounded(height * scale) };
    return { ...size, pages: [{ left: 0, top: 0, ...size }] };
  }
  const room = PAGES_MAX * (PAGE_SIDE - OVERLAP);
  const wanted = long * (across / short);
  const scale = (across / short) * Math.max(Math.min(1, room / wanted), Math.min(1, LEGIBLE / across));
  const size = { across: rounded(short * scale), along: rounded(long * scale) };
  const count = Math.min(PAGES_MAX, Math.ceil(size.along / (PAGE_SIDE - OVERLAP)));
  const step = Math.ceil(size.along / count);
  const pages = Array.from({ length: count }, (_, index): PagePart => {
    const from = Math.max(0, index * step - OVERLAP);
    const length = Math.min(size.along, (index + 1) * step) - from;
    return isTall
      ? { left: 0, top: from, width: size.across, height: length }
      : { left: from, top: 0, width: length, height: size.across };
  });
  return isTall
    ? { width: size.across, height: size.along, pages }
    : { width: size.along, height: size.across, pages };
}

const rounded = (pixels: number): number => Math.max(1, Math.round(pixels));
