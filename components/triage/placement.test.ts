import { describe, expect, test } from "vitest";
import {
  actOf,
  changedAxes,
  describePlacement,
  isReasonRequired,
  lockedAxis,
  missingReason,
  NO_REASONS,
  type Bubble,
  type Placement,
} from "./placement";

const bubble = (more: Partial<Bubble> = {}) =>
  ({ id: "iss_1", number: 7, severity: "minor", state: "new", impact: 35, effort: 40, ...more }) as Bubble;
const placed = (impact: number, effort: number, more: Partial<Bubble> = {}): Placement => ({
  bubble: bubble(more),
  impact,
  effort,
  by: "fields",
});

describe("which axis a drag changes", () => {
  test.each([
    ["straight up", 0, -80, null, "impact"],
    ["up with a trembling hand", 14, -80, null, "impact"],
    ["straight right", 80, 0, null, "effort"],
    ["left and a little down", -80, 20, null, "effort"],
    ["clearly diagonal", 60, -80, null, null],
    ["a little off, while it follows the axis", 40, -80, "impact", "impact"],
    ["as far off, while it follows none", 40, -80, null, null],
    ["far off, while it followed the axis", 60, -80, "impact", null],
    ["along the other axis now", 80, 10, "impact", "effort"],
    ["nowhere", 0, 0, "impact", "impact"],
  ] as const)("%s", (_, dx, dy, before, expected) => {
    expect(lockedAxis(dx, dy, before)).toBe(expected);
  });
});

describe("what is sent", () => {
  test("only the axes that changed, each with its own reason", () => {
    const reasons = { impact: " Blocks payroll ", effort: "One line" };
    expect(actOf(placed(60, 40), reasons)).toEqual({
      kind: "place",
      impact: 60,
      impactReason: "Blocks payroll",
    });
    expect(actOf(placed(35, 15), reasons)).toEqual({ kind: "place", effort: 15, effortReason: "One line" });
    expect(actOf(placed(60, 15), reasons)).toEqual({
      kind: "place",
      impact: 60,
      impactReason: "Blocks payroll",
      effort: 15,
      effortReason: "One line",
    });
    expect(actOf(placed(35, 40), reasons)).toBeNull();
  });
  test.each([
    ["an open critical below the line", { severity: "critical", impact: 62 }, 40, true],
    ["an open critical onto the line", { severity: "critical", impact: 62 }, 50, false],
    ["a closed critical below the line", { severity: "critical", impact: 62, state: "closed" }, 40, false],
    ["a major one below the line", { severity: "major", impact: 62 }, 40, false],
    ["a critical that is below already, in effort alone", { severity: "critical", impact: 40 }, 40, false],
  ] as const)("a reason is required for %s: %j to %d", (_, more, impact, isRequired) => {
    const placement = placed(impact, 60, more);
    expect(isReasonRequired(placement, "impact")).toBe(isRequired);
    expect(isReasonRequired(placement, "effort")).toBe(false);
    expect(missingReason(placement, NO_REASONS)).toBe(isRequired ? "impact" : undefined);
    expect(missingReason(placement, { impact: "A rehearsal only", effort: "" })).toBeUndefined();
    expect(missingReason(placement, { impact: "  ", effort: "Two teams" })).toBe(
      isRequired ? "impact" : undefined,
    );
  });
});

test("a placement is described by what changes", () => {
  expect(changedAxes(placed(60, 40))).toEqual(["impact"]);
  expect(describePlacement(placed(60, 40))).toBe("impact 35 → 60, into quick win");
  expect(describePlacement(placed(35, 15))).toBe("effort M 40 → S 15");
  expect(describePlacement(placed(36, 60))).toBe("impact 35 → 36, effort M 40 → L 60, into later");
  expect(describePlacement(placed(35, 40))).toBe("choose an impact or an effort");
});
