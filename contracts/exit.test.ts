import { describe, expect, it } from "vitest";
import { CRITERION_STATES, criteriaShortOf, isOtherCondition } from "./exit";
import { LAUNCH_PHASES } from "./phases";

describe("criteria that are short of a phase", () => {
  const criteria = CRITERION_STATES.map((state) => ({ state }));
  it.each([
    ["exiting", ["not_met", "unknown"]],
    ["exited", ["holding", "not_met", "unknown"]],
    ...LAUNCH_PHASES.filter((phase) => phase !== "exiting" && phase !== "exited").map(
      (phase) => [phase, []] as const,
    ),
  ] as const)("of %s: %j", (phase, states) =>
    expect(criteriaShortOf(phase, criteria).map(({ state }) => state)).toEqual(states),
  );
});

describe("another condition", () => {
  const condition = { target: 120, targetMinutes: 60, holdHours: 72, componentId: "cmp_1" };
  it.each([
    [{}, false],
    [{ target: 121 }, true],
    [{ target: 0 }, true],
    [{ targetMinutes: null }, true],
    [{ holdHours: 0 }, true],
    [{ componentId: null }, true],
  ])("with %j: %s", (over, isOther) =>
    expect(isOtherCondition(condition, { ...condition, ...over })).toBe(isOther),
  );
});
