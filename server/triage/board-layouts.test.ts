import { expect, test } from "vitest";
import { foldCells } from "./board-layouts.queries";

const placeOf = (impact: number, effort: number) => Math.floor(impact / 5) * 32 + Math.floor(effort / 5);

test.each([
  ["the lowest corner", 0, 0, { x: 0, y: 0 }],
  ["just below a border", 4, 9, { x: 1, y: 0 }],
  ["on a border", 5, 10, { x: 2, y: 1 }],
  ["a hundred in impact", 100, 42, { x: 8, y: 19 }],
  ["a hundred in effort", 42, 100, { x: 19, y: 8 }],
])("%s lies in its square", (_, impact, effort, square) => {
  expect(foldCells([{ place: placeOf(impact, effort), n: 3 }])).toEqual([{ ...square, n: 3 }]);
});

test("a hundred points are counted with the square below them, and nothing is counted twice", () => {
  const groups = [
    { place: placeOf(100, 100), n: 2 },
    { place: placeOf(96, 99), n: 5 },
    { place: placeOf(96, 94), n: 7 },
  ];
  expect(foldCells(groups)).toEqual([
    { x: 19, y: 19, n: 7 },
    { x: 18, y: 19, n: 7 },
  ]);
});
