import { describe, expect, test } from "vitest";
import {
  evaluateCriterion,
  heldForMs,
  summariseCriteria,
  type HoldClock,
  type JudgedCriterion,
} from "./exit-criteria";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NOW = new Date("2026-03-04T08:00:00Z");
const ago = (ms: number): Date => new Date(NOW.getTime() - ms);
const NO_CLOCK: HoldClock = { heldSince: null, heldMs: 0, evaluatedAt: null };
const criterion = (over: Partial<JudgedCriterion>): JudgedCriterion => ({
  kind: "open_critical",
  target: 0,
  targetMinutes: null,
  holdHours: 10,
  waivedUntil: null,
  confirmedAt: null,
  ...over,
});
const judge = (over: Partial<JudgedCriterion>, fact: number | null, clock = NO_CLOCK) =>
  evaluateCriterion(criterion(over), fact, clock, NOW);

describe("what stands in the way is said in figures", () => {
  test.each<[Partial<JudgedCriterion>, number, string]>([
    [{ kind: "open_major", target: 3 }, 4, "4 major issues are open; at most 3 may be."],
    [{ kind: "open_major", target: 0 }, 1, "1 major issue is open; none may be."],
    [{ kind: "new_items_per_day", target: 40 }, 40.256, "It is 40.26; it must be at most 40."],
    [{ kind: "new_items_per_day", target: 99.5 }, 99.996, "It is 100; it must be at most 99.5."],
    [{ kind: "new_items_per_day", target: 40 }, 100, "It is 100; it must be at most 40."],
    [{ kind: "new_items_per_day", target: 40 }, 123.456, "It is 123; it must be at most 40."],
    [{ kind: "error_rate", target: 1 }, 2.346, "It is 2.35 %; it must be below 1 %."],
    [{ kind: "latency_p95", target: 800 }, 1_234.5678, "It is 1235 ms; it must be below 800 ms."],
    [{ kind: "latency_p95", target: 20 }, 20.6, "It is 21 ms; it must be below 20 ms."],
    [{ kind: "negative_share", target: 30 }, 50, "It is 50 %; it must be below 30 %."],
    [
      { kind: "first_response", target: 80, targetMinutes: 60 },
      12.5,
      "12.5 % were answered within 1 h; it must be at least 80 %.",
    ],
    [{ kind: "first_response", target: 80 }, 12.5, "It is 12.5 %; it must be at least 80 %."],
  ])("%j at %d: %s", (over, fact, blockedBy) =>
    expect(judge(over, fact)).toEqual({
      state: "not_met",
      value: fact,
      heldSince: null,
      heldMs: 0,
      heldForMs: 0,
      holdUntil: null,
      blockedBy,
    }),
  );

  test.each<[number, number, string]>([
    [0, 1, "True for 1 min of 1 h; 1 h to go."],
    [29 * MINUTE_MS, 1, "True for 29 min of 1 h; 31 min to go."],
    [HOUR_MS, 10, "True for 1 h of 10 h; 9 h to go."],
    [90 * MINUTE_MS, 48, "True for 1.5 h of 2 days; 46.5 h to go."],
    [24 * HOUR_MS, 72, "True for 24 h of 3 days; 2 days to go."],
    [60 * HOUR_MS, 7 * 24, "True for 2.5 days of 7 days; 4.5 days to go."],
  ])("true for %d ms of %d hours", (heldMs, holdHours, blockedBy) =>
    expect(judge({ holdHours }, 0, { heldSince: ago(heldMs), heldMs: 0, evaluatedAt: NOW })).toEqual({
      state: "holding",
      value: 0,
      heldSince: ago(heldMs),
      heldMs: 0,
      heldForMs: heldMs,
      holdUntil: new Date(NOW.getTime() + holdHours * HOUR_MS - heldMs),
      blockedBy,
    }),
  );
});

describe("the clock", () => {
  test("adds what earlier runs held to the present one, and never less than nothing", () => {
    expect(heldForMs({ heldSince: null, heldMs: 5 }, NOW)).toBe(5);
    expect(heldForMs({ heldSince: ago(3), heldMs: 5 }, NOW)).toBe(8);
    expect(heldForMs({ heldSince: ago(-3), heldMs: 5 }, NOW)).toBe(5);
  });

  test("of a condition that was met stands still at the last evaluation when nothing is known", () =>
    expect(
      judge({ kind: "error_rate", target: 1 }, null, {
        heldSince: ago(5 * HOUR_MS),
        heldMs: HOUR_MS,
        evaluatedAt: ago(2 * HOUR_MS),
      }),
    ).toEqual({
      state: "unknown",
      value: null,
      heldSince: null,
      heldMs: 4 * HOUR_MS,
      heldForMs: 4 * HOUR_MS,
      holdUntil: null,
      blockedBy: "There was no traffic to measure errors on.",
    }));

  test.each([Number.NaN, Infinity])("%d is no reading", (fact) =>
    expect(judge({}, fact)).toMatchObject({ state: "unknown", value: null, heldMs: 0 }),
  );

  test("met is met with nothing in the way, the moment the hold period is over", () => {
    const clock = { heldSince: ago(4 * HOUR_MS), heldMs: 6 * HOUR_MS, evaluatedAt: NOW };
    expect(judge({}, 0, clock)).toEqual({
      state: "met",
      value: 0,
      heldSince: clock.heldSince,
      heldMs: 6 * HOUR_MS,
      heldForMs: 10 * HOUR_MS,
      holdUntil: null,
      blockedBy: null,
    });
    expect(judge({}, 0, { ...clock, heldMs: clock.heldMs - 1 }).state).toBe("holding");
  });
});

test("a waiver hides until when it would hold and what blocks it, and leaves the reading", () =>
  expect(judge({ waivedUntil: new Date(NOW.getTime() + 1) }, 3)).toMatchObject({
    state: "waived",
    value: 3,
    holdUntil: null,
    blockedBy: null,
  }));

test("a confirmation says since when, whatever is measured", () => {
  expect(judge({ kind: "manual", confirmedAt: ago(1) }, 7)).toEqual({
    state: "met",
    value: null,
    heldSince: ago(1),
    heldMs: 0,
    heldForMs: 0,
    holdUntil: null,
    blockedBy: null,
  });
});

test("criteria are counted by what they are", () =>
  expect(summariseCriteria(["met", "met", "waived", "holding", "not_met", "unknown"])).toEqual({
    met: 2,
    waived: 1,
    total: 6,
    isReady: false,
  }));
