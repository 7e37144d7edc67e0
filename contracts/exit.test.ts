import { describe, expect, it } from "vitest";
import {
  CRITERION_DEFS,
  CRITERION_KINDS,
  CRITERION_STATES,
  criteriaShortOf,
  describeMinutes,
  isOtherCondition,
  offeredTitle,
} from "./exit";
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

describe("a length of time in words", () => {
  it.each([
    [1, "1 min"],
    [45, "45 min"],
    [60, "1 h"],
    [90, "1 h 30 min"],
    [1_439, "23 h 59 min"],
    [1_440, "1 d"],
    [1_441, "1 d 1 min"],
    [2_880, "2 d"],
    [3_005, "2 d 2 h 5 min"],
  ])("%i minutes: %s", (minutes, words) => expect(describeMinutes(minutes)).toBe(words));
});

describe("the title that is offered", () => {
  it("of a first response follows its share and its time", () => {
    expect(offeredTitle("first_response", 90, 240)).toBe("90 % answered within 4 h");
    expect(offeredTitle("first_response", 80, null)).toBe("80 % answered within 1 h");
  });
  it.each(CRITERION_KINDS.filter((kind) => kind !== "first_response"))("of %s is its own", (kind) =>
    expect(offeredTitle(kind, 5, 60)).toBe(CRITERION_DEFS[kind].title),
  );
});
