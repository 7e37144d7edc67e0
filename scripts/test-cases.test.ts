import { describe, expect, test } from "vitest";
import { CASES, judgeCases } from "./test-cases.mjs";

const passed = (title: string) => ({ title, outcome: "passed" as const });
const four = (id: string) => [1, 2, 3, 4].map((n) => passed(`${id}: input ${n}`));

describe("the cases' tests", () => {
  test("are looked for in every case", () => {
    expect(CASES).toHaveLength(39);
    expect(judgeCases(CASES.flatMap(four)).faults).toEqual([]);
  });

  test.each([
    ["a case that nobody tried", [], ["A1: tried with 0 of at least 4 inputs"]],
    ["one with the given input alone", [passed("A1 given")], ["A1: tried with 1 of at least 4 inputs"]],
    [
      "one that fails once",
      [...four("A1"), { title: "A1: another", outcome: "failed" as const }],
      ["A1: 1 failed"],
    ],
    [
      "one that is skipped",
      [...four("A1").slice(1), { title: "A1: input 1", outcome: "skipped" as const }],
      ["A1: tried with 3 of at least 4 inputs"],
    ],
    ["another whose number begins alike", four("A10"), ["A1: tried with 0 of at least 4 inputs"]],
  ])("are short with %s", (_, tried, faults) => {
    expect(judgeCases(tried, ["A1"]).faults).toEqual(faults);
  });
});
