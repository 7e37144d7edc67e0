import { describe, expect, test } from "vitest";
import { BELOW_LINE, belowLineOf, isImpactReasonRequired, type BelowLine } from "./below-line";
import { parseFilter } from "./board";
import { ISSUE_STATES, OPEN_STATES } from "./feedback";
import { SEVERITIES } from "./triage";

describe("a reason below the line", () => {
  test("is required of open criticals alone, in every open state", () => {
    for (const severity of SEVERITIES)
      for (const state of ISSUE_STATES)
        expect(isImpactReasonRequired({ severity, state }, 49), `${severity} ${state}`).toBe(
          severity === "critical" && (OPEN_STATES as readonly string[]).includes(state),
        );
  });

  test.each([
    [0, true],
    [49, true],
    [50, false],
    [100, false],
  ])("with an impact of %d: %s", (impact, expected) => {
    expect(isImpactReasonRequired({ severity: "critical", state: "new" }, impact)).toBe(expected);
  });
});

describe("the mark", () => {
  const issue = { severity: "critical", state: "accepted", impact: 30, isImpactOverridden: true } as const;
  test.each<[string, Partial<Parameters<typeof belowLineOf>[0]>, BelowLine | null]>([
    ["set there with a reason", { belowLine: "confirmed" }, "confirmed"],
    ["set before it was critical", { belowLine: "unconfirmed" }, "unconfirmed"],
    ["not scored since", { belowLine: null }, "unconfirmed"],
    ["on the line", { impact: 50, belowLine: "confirmed" }, null],
    ["computed", { isImpactOverridden: false, belowLine: null }, null],
    ["closed", { state: "closed", belowLine: "confirmed" }, null],
    ["parked", { state: "parked", belowLine: "unconfirmed" }, null],
    ["less severe by now", { severity: "major", belowLine: "confirmed" }, null],
  ])("of an impact %s", (_name, rest, expected) => {
    expect(belowLineOf({ ...issue, belowLine: null, ...rest })).toBe(expected);
  });

  test("is one of two", () => {
    expect(BELOW_LINE).toEqual(["confirmed", "unconfirmed"]);
  });
});

test.each([
  ["quadrant:avoid", ["later"]],
  ["quadrant:fill_in,avoid", ["fill_in", "later"]],
  ["QUADRANT:avoid state:open", ["later"]],
  ['quadrant:"avoid"', ["later"]],
  ["quadrant:avoid,later", ["later"]],
  ["quadrant:later", ["later"]],
])("an address that says %s goes on working", (written, quadrants) => {
  const { filter, problems } = parseFilter(written);
  expect(problems).toEqual([]);
  expect(filter.quadrants).toEqual(quadrants);
});

test("the former word of a quadrant means nothing elsewhere, and the quadrant's is not the urgency's", () => {
  expect(parseFilter("urgency:avoid").problems).toHaveLength(1);
  expect(parseFilter("avoid this").filter).toMatchObject({ quadrants: [], text: "avoid this" });
  expect(parseFilter("urgency:later quadrant:later").filter).toMatchObject({
    urgencies: ["later"],
    quadrants: ["later"],
  });
  expect(parseFilter("quadrant:constructor").problems).toHaveLength(1);
});
