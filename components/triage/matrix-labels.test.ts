import { expect, test } from "vitest";
import { labelWidth } from "./label-text";
import { placeNames, type Disc } from "./matrix-labels";

const box = { left: 40, top: 10, width: 900, height: 560 };
const ALL = Number.POSITIVE_INFINITY;
/** A repeatable crowd. */
const discs = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `iss_${index}`,
    x: 60 + ((index * 197) % 860),
    y: 30 + ((index * 83) % 520),
    radius: 7 + (index % 3) * 3,
  }));

function expectApart(names: ReturnType<typeof placeNames>, all: readonly Disc[]): void {
  for (const a of names) {
    for (const b of names)
      if (a.id < b.id)
        expect(a.x + a.widthPx <= b.x + 1 || b.x + b.widthPx <= a.x + 1 || Math.abs(a.y - b.y) >= 14).toBe(
          true,
        );
    for (const disc of all) {
      const dx = Math.max(a.x - disc.x, 0, disc.x - (a.x + a.widthPx - 1));
      const dy = Math.max(a.y - 10.5 - disc.y, 0, disc.y - (a.y + 3.5));
      expect(Math.hypot(dx, dy)).toBeGreaterThanOrEqual(disc.radius - 1);
    }
    expect(a.x).toBeGreaterThanOrEqual(box.left);
    expect(a.x + a.widthPx).toBeLessThanOrEqual(box.left + box.width + 1);
  }
}

test("no name covers a bubble or another name, and the more important one chooses first", () => {
  const all = discs(60);
  const wishes = all.map((disc, index) => ({
    ...disc,
    text: `Issue number ${index} with quite a long name`,
  }));
  const names = placeNames(wishes, all, box, 40);
  expect(names.length).toBeGreaterThan(10);
  const order = names.map((name) => wishes.findIndex((wish) => wish.id === name.id));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expectApart(names, all);
});

test("a name with room beside it is whole", () => {
  const text = "#7 The voucher field takes the whole width of the page";
  const wish = { id: "a", text, x: 200, y: 300, radius: 8 };
  expect(placeNames([wish], [wish], box, 5)[0]!.text).toBe(text);
});

test.each([
  ["right", 200, 330],
  ["left", 760, 640],
])("where it fits nowhere, a name takes the whole room that its %s side has", (_, x, wallX) => {
  const text = "#7 The voucher field takes the whole width of the page and more";
  const wish = { id: "a", text, x, y: 300, radius: 8 };
  const near = x < 500 ? { left: 40, width: 100 } : { left: 800, width: 140 };
  const above = { left: 40, top: 10, width: 900, height: 276 };
  const below = { left: 40, top: 312, width: 900, height: 258 };
  const wall = { x: wallX, y: 300, radius: 10 };
  const [name] = placeNames([wish], [wish, wall], box, 5, [above, below, { ...near, top: 280, height: 40 }]);
  const roomPx = Math.abs(wallX - x) - wish.radius - 4 - 11;
  expect(name!.text.endsWith("…")).toBe(true);
  expect(labelWidth(name!.text, ALL)).toBeGreaterThan(roomPx - 14);
  expect(labelWidth(name!.text, ALL)).toBeLessThanOrEqual(roomPx + 1);
  expectApart([name!], [wish, wall]);
});

test.each([
  ["start", 200, []],
  ["end", 930, []],
  [
    "middle",
    400,
    [
      { left: 40, top: 290, width: 340, height: 20 },
      { left: 420, top: 290, width: 520, height: 20 },
    ],
  ],
] as const)("a name touches its bubble with its %s, however narrow its letters are", (anchor, x, taken) => {
  const wish = { id: "a", text: "#7 Illicit", x, y: 300, radius: 8 };
  const [name] = placeNames([wish], [wish], box, 5, taken);
  const touching = { start: name!.x, middle: name!.x + name!.widthPx / 2, end: name!.x + name!.widthPx }[
    anchor
  ];
  expect(name!.anchor).toBe(anchor);
  expect(Math.abs(touching - x)).toBeLessThanOrEqual(anchor === "middle" ? 1 : wish.radius + 5);
});

test("what stays free stays free, and a name without room is left out", () => {
  const wish = { id: "a", text: "#7 Card declined", x: 200, y: 300, radius: 8 };
  expect(placeNames([wish], [wish], box, 5, [box])).toEqual([]);
});

test("names in letters as wide as they are high are cut to the room that is kept free for them", () => {
  const all = discs(30);
  const wide = ["W".repeat(80), "漢字".repeat(40), "Mm@".repeat(30)];
  const names = placeNames(
    all.map((disc, index) => ({ ...disc, text: wide[index % wide.length]! })),
    all,
    box,
    40,
  );
  expect(names.length).toBeGreaterThan(5);
  for (const name of names)
    expect([...name.text].length * 9.5, name.text).toBeLessThanOrEqual(name.widthPx + 9.5);
  expectApart(names, all);
});
