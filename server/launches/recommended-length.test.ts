import { describe, expect, it } from "vitest";
import type { LaunchSizing } from "@/contracts/launches";
import { recommendLength } from "./recommended-length";

const EASY: LaunchSizing = {
  complexity: 1,
  criticality: 1,
  userBase: 1,
  riskTolerance: 3,
  deploymentStyle: 1,
};

describe("recommended length", () => {
  it.each<[Partial<LaunchSizing>, number]>([
    [{}, 7],
    [{ complexity: 2 }, 14],
    [{ complexity: 2, criticality: 2, userBase: 2, riskTolerance: 2, deploymentStyle: 2 }, 28],
    [{ criticality: 3 }, 21],
    [{ complexity: 3, criticality: 3, userBase: 3, riskTolerance: 1, deploymentStyle: 3 }, 42],
  ])("%o takes %d days", (change, days) => {
    expect(recommendLength({ ...EASY, ...change }).days).toBe(days);
  });
  it("more of anything never shortens it, and more tolerance never lengthens it", () => {
    for (const key of ["complexity", "criticality", "userBase", "deploymentStyle"] as const)
      expect(recommendLength({ ...EASY, [key]: 3 }).days).toBeGreaterThanOrEqual(
        recommendLength({ ...EASY, [key]: 1 }).days,
      );
    expect(recommendLength({ ...EASY, riskTolerance: 1 }).days).toBeGreaterThanOrEqual(
      recommendLength(EASY).days,
    );
  });
  it("says what weighs most", () => {
    expect(recommendLength({ ...EASY, criticality: 3, deploymentStyle: 3 }).reason).toBe(
      "28 days, because the business stands on it and it is switched on for everybody at once.",
    );
  });
});
