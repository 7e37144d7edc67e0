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
    [{ userBase: 2 }, 10],
    [{ complexity: 2 }, 14],
    [{ criticality: 2, deploymentStyle: 2 }, 14],
    [{ criticality: 2, userBase: 2 }, 21],
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
  it.each<[string, Partial<LaunchSizing>, string]>([
    [
      "nothing",
      {},
      "7 days, the shortest that shows a full week: it is simple, little depends on it, few people use it.",
    ],
    ["one reason", { complexity: 2 }, "14 days, because it is fairly complex."],
    [
      "two, the heavier first",
      { criticality: 3, deploymentStyle: 3 },
      "28 days, because the business stands on it and it is switched on for everybody at once.",
    ],
    [
      "no more than three",
      { complexity: 3, criticality: 2, userBase: 3, riskTolerance: 1, deploymentStyle: 3 },
      "42 days, because it is complex, very many people use it and little risk is tolerated.",
    ],
  ])("says what weighs most: %s", (_, change, reason) => {
    expect(recommendLength({ ...EASY, ...change }).reason).toBe(reason);
  });
});
