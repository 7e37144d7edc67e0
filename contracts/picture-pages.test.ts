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
