import { describe, expect, test } from "vitest";
import { readDuration } from "./duration";

describe("durations as gateways write them", () => {
  test.each([
    // a number is in its field's unit
    [41.5, "ms", 41.5],
    ["0.024", "s", 24],
    [1_250, "us", 1.25],
    [" 41.5 ", "ms", 41.5],
    ["1.5e2", "ms", 150],
    [".5", "s", 500],
    [0, null, 0],
    // a suffix wins
    ["4001ms", "s", 4_001],
    ["1.2s", "ms", 1_200],
    ["350µs", "ms", 0.35],
    ["350 μs", "s", 0.35],
    ["350us", null, 0.35],
    ["12345678ns", "ms", 12.345678],
    ["1m2.5s", "ms", 62_500],
    ["2 MIN", "ms", 120_000],
    ["0,35 s", null, 350],
    ["PT0.35S", "ms", 350],
    ["PT1M2,5S", "ms", 62_500],
    ["00:00:01.250", "s", 1_250],
    // decimal commas and groups, where they can mean one thing only
    ["0,95", "ms", 0.95],
    ["0,950", "s", 950],
    ["12,5", "ms", 12.5],
    ["1234,567", "ms", 1_234.567],
    ["1,234.5", "ms", 1_234.5],
    ["1.234,5", "ms", 1_234.5],
    // lists of tries add up
    ["0.002, 4.1", "s", 4_102],
    ["-, 1.394", "s", 1_394],
    ["0.001 : 0.002", "s", 3],
    ["0.002,4.1", "ms", 4.102],
    ["0.5 , 0.25", "s", 750],
    ["0,002, 4,1", "s", 4_102],
    ["0.1, 0.2 : 0.3", "s", 600],
    ["12ms, 1.2s", "s", 1_212],
    [[0.002, "4.1"], "s", 4_102],
    // nothing measured
    ["-", "ms", null],
    ["", "ms", null],
    [null, "ms", null],
    [undefined, "ms", null],
    [-1, "ms", null],
    ["-1", "ms", null],
    ["-, -", "s", null],
    [[], "s", null],
    ["null", "ms", null],
  ] as const)("%j in %s is %j ms", (value, unit, ms) => {
    const read = readDuration(value, unit);
    if (typeof ms === "number") expect(read).toBeCloseTo(ms, 9);
    else expect(read).toBe(ms);
  });

  test.each([
    ["1,234", "ms"],
    ["1,234,567", "ms"],
    ["0.234,5", "ms"],
    ["12 parsecs", "ms"],
    ["fast", "ms"],
    ["NaN", "ms"],
    ["Infinity", "ms"],
    [-350, "ms"],
    ["-350", "ms"],
    [90_000_000, "ms"],
    ["25h", "ms"],
    [250, null],
    ["250", null],
    [true, "ms"],
    [{ ms: 3 }, "ms"],
    ["0.1, fast", "s"],
    ["PT", "ms"],
    [[[0.1]], "s"],
    ["1 ".repeat(150), "ms"],
    [Array.from({ length: 33 }, () => 1), "ms"],
  ] as const)("%j in %s is not read", (value, unit) => {
    expect(readDuration(value, unit)).toBe("unreadable");
  });
});
