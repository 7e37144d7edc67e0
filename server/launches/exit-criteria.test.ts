import { describe, expect, it } from "vitest";
import { CRITERION_KINDS, type CriterionState } from "@/contracts/exit";
import {
  evaluateCriterion,
  summariseCriteria,
  type CriterionReading,
  type HoldClock,
  type JudgedCriterion,
} from "./exit-criteria";

const HOUR_MS = 3_600_000;
const T0 = new Date("2026-03-04T08:00:00Z");
const at = (hours: number): Date => new Date(T0.getTime() + hours * HOUR_MS);
/** The clock before the first evaluation. */
const NO_CLOCK: HoldClock = { heldSince: null, heldMs: 0, evaluatedAt: null };
const OPEN_CRITICAL: JudgedCriterion = {
  kind: "open_critical",
  target: 0,
  targetMinutes: null,
  holdHours: 10,
  waivedUntil: null,
  confirmedAt: null,
};

/** Plays readings `[hour, value]` one after the other, keeping the clock as the caller would. */
function play(
  criterion: JudgedCriterion,
  readings: readonly (readonly [hour: number, value: number | null])[],
): CriterionReading[] {
  let clock: HoldClock = NO_CLOCK;
  return readings.map(([hour, value]) => {
    const reading = evaluateCriterion(criterion, value, clock, at(hour));
    clock = { heldSince: reading.heldSince, heldMs: reading.heldMs, evaluatedAt: at(hour) };
    return reading;
  });
}

describe("exit criteria", () => {
  it.each<[string, readonly (readonly [number, number | null])[], readonly CriterionState[]]>([
    [
      "true for the whole period",
      [
        [0, 0],
        [5, 0],
        [9.9, 0],
        [10, 0],
      ],
      ["holding", "holding", "holding", "met"],
    ],
    [
      "a false reading starts over",
      [
        [0, 0],
        [9, 1],
        [10, 0],
        [19, 0],
        [20, 0],
      ],
      ["holding", "not_met", "holding", "holding", "met"],
    ],
    [
      "unknown pauses the clock and keeps what was held",
      [
        [0, 0],
        [6, 0],
        [8, null],
        [20, 0],
        [23, 0],
        [24, 0],
      ],
      ["holding", "holding", "unknown", "holding", "holding", "met"],
    ],
    [
      "unknown is never met",
      [
        [0, 0],
        [10, 0],
        [11, null],
      ],
      ["holding", "met", "unknown"],
    ],
    [
      "unknown from the start",
      [
        [0, null],
        [50, null],
      ],
      ["unknown", "unknown"],
    ],
    [
      "met is lost when it turns false",
      [
        [0, 0],
        [10, 0],
        [11, 2],
      ],
      ["holding", "met", "not_met"],
    ],
  ])("%s", (_, readings, states) => {
    expect(play(OPEN_CRITICAL, readings).map(({ state }) => state)).toEqual(states);
  });
  it("the time before an unknown reading is not vouched for", () => {
    const [, , unknown, resumed] = play(OPEN_CRITICAL, [
      [0, 0],
      [6, 0],
      [8, null],
      [20, 0],
    ]);
    expect(unknown?.heldForMs).toBe(6 * HOUR_MS);
    expect(resumed?.holdUntil).toEqual(at(24));
  });
  it.each<[JudgedCriterion["kind"], number, number, CriterionState]>([
    ["open_major", 3, 3, "met"],
    ["open_major", 3, 4, "not_met"],
    ["error_rate", 1, 0.99, "met"],
    ["error_rate", 1, 1, "not_met"],
    ["latency_p95", 800, 799, "met"],
    ["first_response", 80, 80, "met"],
    ["first_response", 80, 79, "not_met"],
    ["first_response", 100, 99, "not_met"],
    ["negative_share", 30, 12, "met"],
    ["new_items_per_day", 40, Number.NaN, "unknown"],
  ])("%s with target %d and value %d is %s", (kind, target, value, state) => {
    expect(
      evaluateCriterion({ ...OPEN_CRITICAL, kind, target, holdHours: 0 }, value, NO_CLOCK, T0).state,
    ).toBe(state);
  });
  it("a manual criterion is met by a person and by nothing else", () => {
    const manual: JudgedCriterion = { ...OPEN_CRITICAL, kind: "manual", holdHours: 0 };
    expect(evaluateCriterion(manual, 0, NO_CLOCK, T0)).toMatchObject({
      state: "not_met",
      blockedBy: "Nobody has confirmed it yet.",
    });
    expect(evaluateCriterion({ ...manual, confirmedAt: at(-1) }, null, NO_CLOCK, T0)).toMatchObject({
      state: "met",
      blockedBy: null,
    });
  });
  it("a waiver counts until it expires and not a moment longer, and the clock runs underneath", () => {
    const waived: JudgedCriterion = { ...OPEN_CRITICAL, waivedUntil: at(12) };
    const readings = play(waived, [
      [0, 4],
      [1, 0],
      [11.99, 0],
      [12, 0],
    ]);
    expect(readings.map(({ state }) => state)).toEqual(["waived", "waived", "waived", "met"]);
    expect(
      play(waived, [
        [0, 4],
        [12, 4],
      ]).map(({ state }) => state),
    ).toEqual(["waived", "not_met"]);
  });
  it.each([
    [1, "1 critical issue is open; none may be."],
    [3, "3 critical issues are open; none may be."],
  ])("says what blocks exit: %d", (value, text) => {
    expect(evaluateCriterion(OPEN_CRITICAL, value, NO_CLOCK, T0).blockedBy).toBe(text);
  });
  it("a share of answers names the time it is measured by", () => {
    const criterion: JudgedCriterion = {
      ...OPEN_CRITICAL,
      kind: "first_response",
      target: 80,
      targetMinutes: 90,
    };
    expect(evaluateCriterion(criterion, 62, NO_CLOCK, T0).blockedBy).toBe(
      "62 % were answered within 1 h 30 min; it must be at least 80 %.",
    );
  });
  it("whatever is not met or waived says what stands in the way", () => {
    for (const kind of CRITERION_KINDS)
      for (const fact of [null, 0, 1e6]) {
        const { state, blockedBy } = evaluateCriterion(
          { ...OPEN_CRITICAL, kind, target: 10, targetMinutes: kind === "first_response" ? 60 : null },
          fact,
          NO_CLOCK,
          T0,
        );
        expect(blockedBy === null).toBe(state === "met");
      }
  });
  it("exit is ready when every criterion is met or waived, and never without criteria", () => {
    expect(summariseCriteria(["met", "waived"])).toEqual({ met: 1, waived: 1, total: 2, isReady: true });
    expect(summariseCriteria(["met", "holding"]).isReady).toBe(false);
    expect(summariseCriteria(["met", "unknown"]).isReady).toBe(false);
    expect(summariseCriteria([]).isReady).toBe(false);
  });
});
