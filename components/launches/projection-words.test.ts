import { expect, test } from "vitest";
import type { CriterionState, CriterionView } from "@/contracts/exit";
import { describeHold, describeToGo } from "./hold-words";
import { describeProjection, describeReadiness } from "./projection-words";

const day = (n: number) => new Date(Date.UTC(2026, 10, n, 12));
const known = (earliest: number, expected: number, latest: number | null) => ({
  isKnown: true as const,
  earliestAt: day(earliest),
  expectedAt: day(expected),
  latestAt: latest === null ? null : day(latest),
  basis: "",
});

test.each([
  [known(26, 27, 29), 30, "Between 26 Nov and 29 Nov, most likely 27 Nov."],
  [known(26, 28, 29), 27, "Between 26 Nov and 29 Nov, most likely 28 Nov, later than planned."],
  [known(26, 28, null), 30, "Not before 26 Nov, more likely around 28 Nov; the slow end is open."],
  [known(26, 26, 26), 30, "On 26 Nov."],
  [
    { isKnown: false as const, reason: "No projection: no full day has passed, three are needed." },
    30,
    "No projection: no full day has passed, three are needed.",
  ],
])("the projection %# in words", (projection, target, words) =>
  expect(describeProjection({ projection, targetAt: day(target) })).toBe(words),
);

const criteria = (...states: CriterionState[]) => states.map((state) => ({ state }) as CriterionView);
test.each([
  [[], "No criterion has been agreed yet."],
  [["met", "met"], "Every criterion is met."],
  [["met", "waived"], "Every criterion is met or waived (1 waived)."],
  [
    ["met", "not_met", "not_met", "holding", "unknown"],
    "1 of 5 criteria met; 2 not met, 1 holding, 1 not known.",
  ],
] as [CriterionState[], string][])("readiness of %j", (states, words) => {
  const [met, waived] = [
    states.filter((s) => s === "met").length,
    states.filter((s) => s === "waived").length,
  ];
  expect(
    describeReadiness({
      criteria: criteria(...states),
      met,
      waived,
      total: states.length,
      isReady: states.length > 0 && met + waived === states.length,
    }),
  ).toBe(words);
});

const HOUR_MS = 3_600_000;
test.each<[CriterionState, number, number, boolean, string]>([
  ["holding", 28, 72, true, "held 1 d 4 h of 3 d"],
  ["unknown", 28, 72, false, "paused at 1 d 4 h of 3 d"],
  ["met", 80, 72, true, "held for 3 d"],
  ["not_met", 0, 72, false, "must hold for 3 d"],
  ["met", 0, 0, true, "no hold period"],
])("a hold clock that is %s at %d of %d h", (state, held, needed, isRunning, words) =>
  expect(
    describeHold({
      state,
      compare: "at_most",
      hold: {
        heldMs: held * HOUR_MS,
        neededMs: needed * HOUR_MS,
        since: isRunning ? day(1) : null,
        until: null,
      },
    }).replaceAll("\u202f", " "),
  ).toBe(words),
);

const hold = (heldMs: number, neededMs: number, until: Date | null) => ({
  heldMs,
  neededMs,
  since: null,
  until,
});
test.each([
  [hold(56 * HOUR_MS, 72 * HOUR_MS, day(2)), "16 h to go"],
  [hold(24 * HOUR_MS, 72 * HOUR_MS, day(3)), "2 d to go"],
  [hold(72 * HOUR_MS - 30_000, 72 * HOUR_MS, day(1)), "30 s to go"],
  [hold(0, 72 * HOUR_MS, null), null],
])("of a hold clock, %j is left: %s", (clock, words) =>
  expect(describeToGo({ hold: clock })?.replaceAll("\u202f", " ") ?? null).toBe(words),
);

test.each<[CriterionState, string]>([
  ["not_met", "awaiting its owner"],
  ["met", "confirmed"],
])("a manual check that is %s is %s", (state, words) =>
  expect(describeHold({ state, compare: "manual", hold: hold(0, 0, null) })).toBe(words),
);
