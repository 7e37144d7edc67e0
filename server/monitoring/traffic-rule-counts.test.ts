import { expect, test } from "vitest";
import { countRule, countsInKeyOrder, type RuleCounts } from "./traffic-rule-counts";

const QUARTER_MS = 900_000;
const START_MS = Date.UTC(2026, 10, 30, 9);
const counted = (...taken: [ruleId: string, tsMs: number][]) => {
  const counts: RuleCounts = new Map();
  for (const [ruleId, tsMs] of taken) countRule(counts, ruleId, tsMs);
  return countsInKeyOrder(counts);
};

test("requests are counted by quarter of an hour and entry, in the order of the table's key", () => {
  const taken: [string, number][] = [
    ["b", START_MS + QUARTER_MS],
    ["c", START_MS],
    ["a", START_MS + QUARTER_MS],
    ["b", START_MS + QUARTER_MS - 1],
    ["a", START_MS + QUARTER_MS + 1],
    ["b", START_MS],
  ];
  const expected = [
    { quarterMs: START_MS, ruleId: "b", n: 2 },
    { quarterMs: START_MS, ruleId: "c", n: 1 },
    { quarterMs: START_MS + QUARTER_MS, ruleId: "a", n: 2 },
    { quarterMs: START_MS + QUARTER_MS, ruleId: "b", n: 1 },
  ];
  expect(counted(...taken)).toEqual(expected);
  expect(counted(...taken.toReversed())).toEqual(expected);
});
