import { QUADRANTS, quadrantOf } from "@/contracts/triage";
import { describe, expect, test } from "vitest";
import {
  areaOf,
  clampTo,
  EDGE_PX,
  isInWindow,
  radiusOf,
  toPixels,
  toPlace,
  WHOLE,
  windowOf,
} from "./prepare-matrix";

const box = { left: 40, top: 10, width: 900, height: 560 };

describe("the plane", () => {
  test("impact goes up and effort goes right, and a px leads back to its place", () => {
    expect(toPixels(WHOLE, box, { impact: 100, effort: 0 })).toEqual({ x: 40 + EDGE_PX, y: 10 + EDGE_PX });
    for (const window of [WHOLE, ...QUADRANTS.map(windowOf)])
      for (let impact = 0; impact <= 100; impact += 1)
        for (const effort of [0, 15, 49, 50, 63, 99, 100]) {
          if (!isInWindow(window, { impact, effort })) continue;
          const { x, y } = toPixels(window, box, { impact, effort });
          expect(toPlace(window, box, x, y)).toEqual({ impact, effort });
        }
  });
  test.each([
    ["just below the line", { impact: 49, effort: 49 }, 1, -1],
    ["on the line", { impact: 50, effort: 50 }, -1, 1],
  ])("what lies %s is drawn whole on its own side of it", (_, place, downwards, rightwards) => {
    const { x, y } = toPixels(WHOLE, box, place);
    const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    expect((y - middle.y) * downwards).toBeGreaterThanOrEqual(EDGE_PX);
    expect((x - middle.x) * rightwards).toBeGreaterThanOrEqual(EDGE_PX);
  });
  test("what is dragged out of the window stays inside, at its edge", () => {
    expect(toPlace(windowOf("quick_win"), box, -500, -500)).toEqual({ impact: 100, effort: 0 });
    expect(toPlace(windowOf("quick_win"), box, 5_000, 5_000)).toEqual({ impact: 50, effort: 49 });
    expect(toPlace(WHOLE, box, 5_000, 5_000)).toEqual({ impact: 0, effort: 100 });
  });
  test.each([
    [[0, 50], 80, 49],
    [[50, 100], 12.4, 50],
    [[0, 100], 100.4, 100],
    [[0, 100], 33.6, 34],
  ] as const)("in %j, %d becomes %d", (range, value, expected) => {
    expect(clampTo(range, value)).toBe(expected);
  });
  test("every place belongs to exactly one quadrant's window", () => {
    for (let impact = 0; impact <= 100; impact += 5)
      for (let effort = 0; effort <= 100; effort += 5) {
        const inside = QUADRANTS.filter((quadrant) => isInWindow(windowOf(quadrant), { impact, effort }));
        expect(inside).toEqual([quadrantOf(impact, effort)]);
      }
  });
  test("the areas of quadrants and of their parts fill the box without a gap", () => {
    expect(areaOf(WHOLE, box, WHOLE)).toEqual(box);
    const parts = [0, 25, 50, 75].map((from) =>
      areaOf(WHOLE, box, { effort: [from, from + 25], impact: [0, 50] }),
    );
    for (const [index, part] of parts.entries()) {
      expect(part.left).toBeCloseTo(
        index === 0 ? box.left : parts[index - 1]!.left + parts[index - 1]!.width,
      );
      expect(part).toMatchObject({ top: box.top + box.height / 2, height: box.height / 2 });
    }
  });
});

test("a bubble is as large as the people it reaches, in few steps, and fits between line and value", () => {
  const radii = [0, 1, 2, 3, 4, 7, 8, 19, 20, 5_000].map(radiusOf);
  expect(radii).toEqual([...radii].sort((a, b) => a - b));
  expect(new Set(radii).size).toBeLessThanOrEqual(5);
  expect(Math.max(...radii)).toBeLessThanOrEqual(EDGE_PX);
});
