import { describe, expect, test } from "vitest";
import { HELD_MAX, noPositions, notePositions, VALUES_MAX, type Positions } from "./route-positions";

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 10, 30, 9);
/** The first segment is spelled out by a pattern, so that nothing is learned about it. */
const BELOW = [true];
const note = (positions: Positions, route: string, nowMs: number, n = 1): void =>
  notePositions(positions, route, BELOW, n, nowMs);
const valuesAt = (positions: Positions, prefix: string): string[] => [
  ...(positions.places.get(prefix)?.values.keys() ?? []),
];

describe("counts are halved each hour", () => {
  test("in whole hours, the rest kept for the next time", () => {
    const positions = noPositions();
    note(positions, "/shops/a", START_MS, 8);
    note(positions, "/shops/b", START_MS + HOUR_MS - 1, 1);
    expect(positions.places.get("/shops")).toMatchObject({ sum: 9, halvedMs: START_MS });
    note(positions, "/shops/b", START_MS + 2.5 * HOUR_MS, 1);
    expect(positions.places.get("/shops")).toMatchObject({
      sum: 9 / 4 + 1,
      halvedMs: START_MS + 2 * HOUR_MS,
    });
    expect(positions.places.get("/shops")!.values.get("a")!.n).toBe(2);
    note(positions, "/shops/b", START_MS + 3 * HOUR_MS, 1);
    expect(positions.places.get("/shops")!.values.get("a")!.n).toBe(1);
  });

  test.each([
    [6, ["once", "now"]],
    [7, ["now"]],
  ])("after %d hours of one request %j are known", (hours, known) => {
    const positions = noPositions();
    note(positions, "/shops/once", START_MS);
    note(positions, "/shops/now", START_MS + hours * HOUR_MS);
    expect(valuesAt(positions, "/shops")).toEqual(known);
    expect(positions.held).toBe(known.length);
  });

  test.each([
    [19, true],
    [20, false],
  ])("a name that was there before the many is known %d hours later: %s", (hours, isKnown) => {
    const positions = noPositions();
    note(positions, "/shops/settled", START_MS);
    for (let index = 0; index < VALUES_MAX; index++)
      note(positions, `/shops/name${index}`, START_MS + HOUR_MS);
    note(positions, "/shops/now", START_MS + hours * HOUR_MS);
    expect(valuesAt(positions, "/shops")).toEqual(isKnown ? ["settled", "now"] : ["now"]);
    expect(positions.held).toBe(isKnown ? 2 : 1);
  });
});

describe("where all room is taken", () => {
  /** Places of 50 values each that were asked for at the start, and two young ones with room for more. */
  function full(youngMs: number): Positions {
    const positions = noPositions();
    for (let place = 1; place < HELD_MAX / VALUES_MAX; place++)
      for (let value = 0; value < VALUES_MAX; value++) note(positions, `/p${place}/v${value}`, START_MS);
    for (let value = 1; value < VALUES_MAX; value++) note(positions, `/young/v${value}`, youngMs);
    expect(positions.held).toBe(HELD_MAX - 1);
    note(positions, "/last/one", youngMs);
    expect(positions.held).toBe(HELD_MAX);
    return positions;
  }

  test("nothing new is learned, neither a value nor a place", () => {
    const positions = full(START_MS);
    note(positions, "/last/two", START_MS);
    note(positions, "/another/one", START_MS);
    expect(positions.held).toBe(HELD_MAX);
    expect(valuesAt(positions, "/last")).toEqual(["one"]);
    expect(positions.places.has("/another")).toBe(false);
    note(positions, "/last/one", START_MS);
    expect(positions.places.get("/last")!.sum).toBe(2);
  });

  test("what was not asked for lately is let go with its place", () => {
    const positions = full(START_MS + 6 * HOUR_MS);
    note(positions, "/last/two", START_MS + 7 * HOUR_MS);
    expect([...positions.places.keys()]).toEqual(["/young", "/last"]);
    expect(positions.held).toBe(VALUES_MAX + 1);
    expect(valuesAt(positions, "/last")).toEqual(["one", "two"]);
  });

  test.each([
    [29_999, false],
    [30_000, true],
  ])("that is looked for once a minute: a minute's half and %d ms later, %s", (laterMs, isLearned) => {
    const positions = full(START_MS + 6.5 * HOUR_MS);
    note(positions, "/last/two", START_MS + 7 * HOUR_MS - 30_000);
    expect(positions.held).toBe(HELD_MAX);
    note(positions, "/last/three", START_MS + 7 * HOUR_MS + laterMs);
    expect(valuesAt(positions, "/last")).toEqual(isLearned ? ["one", "three"] : ["one"]);
  });
});
