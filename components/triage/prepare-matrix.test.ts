import { quadrantOf } from "@/contracts/triage";
import { describe, expect, test } from "vitest";
import {
  isInWindow,
  placeBubbles,
  placeNames,
  toPixels,
  toPlace,
  WHOLE,
  windowOf,
  type MatrixPoint,
} from "./prepare-matrix";

const box = { left: 40, top: 10, width: 900, height: 560 };
const point = (id: number, impact: number, effort: number, reporterCount = 1): MatrixPoint => ({
  id: `iss_${id}`,
  impact,
  effort,
  reporterCount,
  severity: "minor",
});

/** A repeatable crowd: most issues share a few estimates, as they do in life. */
const crowd = (n: number): MatrixPoint[] =>
  Array.from({ length: n }, (_, index) =>
    point(index, (index * 37) % 101, [15, 40, 65, 90][index % 4]!, (index * 7) % 40),
  );

describe("the plane", () => {
  test("impact goes up and effort goes right, and a px leads back to its place", () => {
    const at = toPixels(WHOLE, box, { impact: 100, effort: 0 });
    expect(at).toEqual({ x: 40, y: 10 });
    for (const place of [
      { impact: 0, effort: 100 },
      { impact: 63, effort: 27 },
      { impact: 50, effort: 50 },
    ]) {
      const { x, y } = toPixels(WHOLE, box, place);
      expect(toPlace(WHOLE, box, x, y)).toEqual(place);
    }
  });
  test("what is dragged out of the window stays at its edge", () => {
    expect(toPlace(windowOf("quick_win"), box, -500, -500)).toEqual({ impact: 100, effort: 0 });
    expect(toPlace(windowOf("quick_win"), box, 5_000, 5_000)).toEqual({ impact: 50, effort: 50 });
  });
  test("every place belongs to exactly one quadrant's window", () => {
    for (let impact = 0; impact <= 100; impact += 5)
      for (let effort = 0; effort <= 100; effort += 5) {
        const inside = (["quick_win", "big_bet", "fill_in", "later"] as const).filter((quadrant) =>
          isInWindow(windowOf(quadrant), { impact, effort }),
        );
        expect(inside).toEqual([quadrantOf(impact, effort)]);
      }
  });
});

describe("bubbles", () => {
  test("the same issues are drawn at the same places every time", () => {
    expect(placeBubbles(crowd(200), WHOLE, box)).toEqual(placeBubbles(crowd(200), WHOLE, box));
  });
  test("twelve issues at one place are all seen", () => {
    const placed = placeBubbles(
      Array.from({ length: 12 }, (_, index) => point(index, 70, 20)),
      WHOLE,
      box,
    );
    for (const a of placed)
      for (const b of placed)
        if (a.id < b.id) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(a.radius + b.radius - 1.5);
  });
  test("no bubble is pushed over the line that names its quadrant", () => {
    const points = crowd(400);
    const placed = placeBubbles(points, WHOLE, box);
    placed.forEach((bubble, index) => {
      const truth = points[index]!;
      const middle = toPixels(WHOLE, box, { impact: 50, effort: 50 });
      if (truth.effort >= 50) expect(bubble.x).toBeGreaterThanOrEqual(middle.x);
      else expect(bubble.x).toBeLessThanOrEqual(middle.x);
      if (truth.impact >= 50) expect(bubble.y).toBeLessThanOrEqual(middle.y);
      else expect(bubble.y).toBeGreaterThanOrEqual(middle.y);
    });
  });
  test("a thousand bubbles all find a place in the box, the same one every time", () => {
    const points = crowd(1_000);
    const placed = placeBubbles(points, WHOLE, box);
    expect(placed.map(({ id }) => id)).toEqual(points.map(({ id }) => id));
    expect(placeBubbles(points, WHOLE, box)).toEqual(placed);
  });
});

test("no name covers a bubble or another name, and the more important one is asked first", () => {
  const points = crowd(60);
  const bubbles = placeBubbles(points, WHOLE, box);
  const wishes = bubbles.map((bubble, index) => ({
    ...bubble,
    text: `Issue number ${index} with quite a long name for its bubble`,
  }));
  const names = placeNames(wishes, bubbles, box, 40);
  expect(names.length).toBeGreaterThan(5);
  const order = names.map((name) => wishes.findIndex((wish) => wish.id === name.id));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  for (const a of names) {
    for (const b of names)
      if (a.id < b.id)
        expect(a.x + a.widthPx <= b.x || b.x + b.widthPx <= a.x || Math.abs(a.y - b.y) >= 14).toBe(true);
    for (const bubble of bubbles) {
      const dx = Math.max(a.x - bubble.x, 0, bubble.x - (a.x + a.widthPx));
      const dy = Math.max(a.y - 10.5 - bubble.y, 0, bubble.y - (a.y + 3.5));
      expect(Math.hypot(dx, dy)).toBeGreaterThanOrEqual(bubble.radius - 1);
    }
  }
});

test("names in letters as wide as they are high are cut to the room that is kept free for them", () => {
  const bubbles = placeBubbles(crowd(30), WHOLE, box);
  const wide = ["W".repeat(80), "漢字".repeat(40), "Mm@".repeat(30)];
  const names = placeNames(
    bubbles.map((bubble, index) => ({ ...bubble, text: wide[index % wide.length]! })),
    bubbles,
    box,
    40,
  );
  expect(names.length).toBeGreaterThan(5);
  for (const name of names) {
    expect([...name.text].length * 9.5, name.text).toBeLessThanOrEqual(name.widthPx + 9.5);
    expect(name.x).toBeGreaterThanOrEqual(box.left);
    expect(name.x + name.widthPx).toBeLessThanOrEqual(box.left + box.width + 1);
  }
});
