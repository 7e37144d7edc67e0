import { describe, expect, test } from "vitest";
import { PAGE_SIDE, PAGES_MAX, planPages } from "./picture-pages";

const SIZES: [string, number, number, number, number][] = [
  ["a full-page screenshot of a telephone", 1170, 30_000, 12, 1_104],
  ["a narrow one, very long", 400, 20_000, 9, 400],
  ["a wide one of several screens", 30_000, 900, 12, 850],
  ["a telephone's photo", 4_032, 3_024, 1, 1_800],
  ["a screen", 2_560, 1_440, 1, 1_350],
  ["a panorama", 12_000, 3_000, 5, 2_400],
  ["a small icon", 40, 300, 1, 40],
  ["a dot", 1, 1, 1, 1],
  ["a line", 1, 100_000, 12, 1],
];

describe("how a picture is kept", () => {
  test.each(SIZES)("%s: %i × %i", (_name, width, height, pagesAtMost, shortAtLeast) => {
    const plan = planPages(width, height);
    expect(plan.pages.length).toBeLessThanOrEqual(pagesAtMost);
    expect(plan.pages.length).toBeLessThanOrEqual(PAGES_MAX);
    expect(Math.min(plan.width, plan.height)).toBeGreaterThanOrEqual(Math.min(shortAtLeast, width, height));
    expect(plan.width).toBeLessThanOrEqual(width);
    expect(plan.height).toBeLessThanOrEqual(height);
  });

  test.each(SIZES)("all of it is kept, in order: %s", (_name, width, height) => {
    const plan = planPages(width, height);
    const isTall = plan.height >= plan.width;
    let end = 0;
    for (const page of plan.pages) {
      const [from, length, across] = isTall
        ? [page.top, page.height, page.width]
        : [page.left, page.width, page.height];
      expect(from).toBeLessThanOrEqual(end);
      expect(across).toBe(isTall ? plan.width : plan.height);
      expect(length).toBeGreaterThan(0);
      end = from + length;
    }
    expect(end).toBe(isTall ? plan.height : plan.width);
  });

  test("pages of what fits are no larger than a page", () => {
    for (const [, width, height] of SIZES.filter(([name]) => name !== "a line"))
      for (const page of planPages(width, height).pages)
        expect(Math.max(page.width, page.height)).toBeLessThanOrEqual(PAGE_SIDE + 200);
  });
});

/** A picture's size, the size in which it is kept, and its pages along the longer side: where each begins and how long it is. */
const PLANS: [string, [number, number], [number, number], [number, number][]][] = [
  ["a page as large as pages are", [2_400, 2_400], [2_400, 2_400], [[0, 2_400]]],
  ["a pixel more on both sides", [2_401, 2_401], [2_400, 2_400], [[0, 2_400]]],
  ["a photo", [3_024, 4_032], [1_800, 2_400], [[0, 2_400]]],
  ["twice as long, still legible as one page", [2_000, 4_800], [1_000, 2_400], [[0, 2_400]]],
  [
    "a pixel longer, no longer legible as one",
    [2_000, 4_801],
    [2_000, 4_801],
    [
      [0, 1_601],
      [1_561, 1_641],
      [3_162, 1_639],
    ],
  ],
  [
    "narrow and a pixel too long for a page",
    [1_000, 2_401],
    [1_000, 2_401],
    [
      [0, 1_201],
      [1_161, 1_240],
    ],
  ],
  [
    "broader than a page",
    [3_000, 9_000],
    [2_400, 7_200],
    [
      [0, 1_800],
      [1_760, 1_840],
      [3_560, 1_840],
      [5_360, 1_840],
    ],
  ],
];

describe("how a picture is cut", () => {
  test.each(PLANS)("%s", (_name, [across, along], [width, height], pages) => {
    expect(planPages(across, along)).toEqual({
      width,
      height,
      pages: pages.map(([top, length]) => ({ left: 0, top, width, height: length })),
    });
    // A wide one is the same on its side.
    expect(planPages(along, across)).toEqual({
      width: height,
      height: width,
      pages: pages.map(([left, length]) => ({ left, top: 0, width: length, height: width })),
    });
  });

  test.each([
    ["longer than all pages: narrower, until they hold it", 1_170, 30_000, 1_104, 28_320, 2_400],
    ["longer than all pages and broader than one", 4_800, 60_000, 2_266, 28_320, 2_400],
    ["longer still: as narrow as can be read, on longer pages", 1_170, 60_000, 1_000, 51_282, 4_314],
    ["narrow already: as it is, on longer pages", 400, 60_000, 400, 60_000, 5_040],
  ])("%s", (_name, width, height, across, along, longest) => {
    const plan = planPages(width, height);
    expect(plan).toMatchObject({ width: across, height: along });
    expect(plan.pages).toHaveLength(PAGES_MAX);
    expect(Math.max(...plan.pages.map((page) => page.height))).toBe(longest);
  });
});
