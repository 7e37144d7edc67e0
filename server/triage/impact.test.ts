import { describe, expect, it } from "vitest";
import { OPEN_STATES } from "@/contracts/feedback";
import { ITEM_TYPES, SEVERITIES } from "@/contracts/triage";
import { computeImpact, IMPACT_PART_KEYS, type ImpactEvidence } from "@/server/triage/impact";

const NOW = new Date("2026-03-04T12:00:00Z");
const ONE: ImpactEvidence = {
  reporters: 1,
  accounts: 1,
  items: 1,
  severity: "minor",
  state: "accepted",
  type: "functional",
  itemsLast24h: 1,
  itemsPrev24h: 0,
  trafficShare: null,
  sentimentNegativeShare: null,
};
const STORM: ImpactEvidence = {
  reporters: 400,
  accounts: 90,
  items: 900,
  severity: "critical",
  state: "accepted",
  type: "technical",
  itemsLast24h: 300,
  itemsPrev24h: 5,
  trafficShare: 1,
  hasExecutive: true,
  sentimentNegativeShare: 1,
};

describe("impact", () => {
  it("parts add up to the impact, which stays within 0 and 100, for every type and severity", () => {
    for (const type of ITEM_TYPES)
      for (const severity of SEVERITIES)
        for (const evidence of [ONE, STORM]) {
          const { impact, parts } = computeImpact({ ...evidence, type, severity }, NOW);
          expect(parts.reduce((sum, part) => sum + part.points, 0)).toBe(impact);
          expect(parts.map((part) => part.key)).toEqual(
            IMPACT_PART_KEYS.filter((key) => key !== "minimum" || parts.length === IMPACT_PART_KEYS.length),
          );
          expect(impact).toBeGreaterThanOrEqual(0);
          expect(impact).toBeLessThanOrEqual(100);
          for (const part of parts) expect(part.points).toBeLessThanOrEqual(part.max);
        }
  });
  it("the worst that can happen is 100", () => {
    expect(computeImpact(STORM, NOW).impact).toBeGreaterThanOrEqual(98);
  });
  it.each<[string, Partial<ImpactEvidence>]>([
    ["more people", { reporters: 9 }],
    ["more accounts", { accounts: 6 }],
    ["a louder severity", { severity: "major" }],
    ["a steeper trend", { itemsLast24h: 12 }],
    ["more traffic", { trafficShare: 0.4 }],
    ["an executive", { hasExecutive: true }],
    ["angrier voices", { sentimentNegativeShare: 0.9 }],
    ["more reports", { items: 30 }],
  ])("%s means more impact", (_, change) => {
    expect(computeImpact({ ...ONE, ...change }, NOW).impact).toBeGreaterThan(computeImpact(ONE, NOW).impact);
  });
  it("a widely felt major outweighs a lone critical-sounding wish", () => {
    const major = computeImpact(
      { ...ONE, severity: "major", reporters: 12, accounts: 6, items: 14, itemsLast24h: 9 },
      NOW,
    );
    const wish = computeImpact({ ...ONE, severity: "critical", type: "wish" }, NOW);
    expect(major.impact).toBeGreaterThan(wish.impact);
    expect(wish.impact - wish.parts.at(-1)!.points).toBeLessThan(30);
  });
  it.each(ITEM_TYPES)(
    "an open critical of type %s has at least 50, with the difference as a part",
    (type) => {
      for (const state of OPEN_STATES) {
        const { impact, parts } = computeImpact({ ...ONE, severity: "critical", state, type }, NOW);
        const rest = parts
          .filter((part) => part.key !== "minimum")
          .reduce((sum, part) => sum + part.points, 0);
        expect(impact).toBe(50);
        expect(parts.at(-1)).toMatchObject({
          key: "minimum",
          label: "Minimum for an open critical",
          points: 50 - rest,
          explain: `An open critical has at least 50; the evidence alone gives ${rest}.`,
        });
      }
    },
  );
  it.each<[string, Partial<ImpactEvidence>]>([
    ["closed", { severity: "critical", state: "closed" }],
    ["declined", { severity: "critical", state: "declined" }],
    ["parked", { severity: "critical", state: "parked" }],
    ["verified", { severity: "critical", state: "verified" }],
    ["major", { severity: "major" }],
    ["cosmetic", { severity: "cosmetic" }],
    ["above it by evidence", { ...STORM }],
  ])("what is %s has no minimum", (_name, rest) => {
    const { parts } = computeImpact({ ...ONE, ...rest }, NOW);
    expect(parts.some((part) => part.key === "minimum")).toBe(false);
  });
  it("traffic that was not looked at stays as it was, and counts towards the minimum", () => {
    const evidence: ImpactEvidence = { ...ONE, severity: "critical" };
    const known = computeImpact({ ...evidence, trafficShare: 0.5 }, NOW).parts.find(
      (part) => part.key === "traffic",
    )!;
    const { impact, parts } = computeImpact(evidence, NOW, known);
    expect(parts).toContain(known);
    expect(impact).toBe(50);
    expect(parts.reduce((sum, part) => sum + part.points, 0)).toBe(50);
  });
  it("an issue quiet for a day has no trend", () => {
    const quiet = computeImpact(
      { ...ONE, itemsLast24h: 5, lastItemAt: new Date("2026-03-02T12:00:00Z") },
      NOW,
    );
    expect(quiet.parts.find((part) => part.key === "trend")?.points).toBe(0);
  });
});
