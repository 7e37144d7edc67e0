/** The formula of an impact in figures: what each part of the evidence earns, and the sentence that says why. */
import { describe, expect, it } from "vitest";
import type { ItemType, Severity } from "@/contracts/triage";
import { computeImpact, type ImpactEvidence, type ImpactPartKey } from "./impact";

const NOW = new Date("2026-03-04T12:00:00Z");
const before = (ms: number) => new Date(NOW.getTime() - ms);
const DAY_MS = 86_400_000;
const ONE: ImpactEvidence = {
  ...{ reporters: 1, accounts: 1, items: 1, itemsLast24h: 0, itemsPrev24h: 0 },
  ...{ severity: "minor", state: "accepted", type: "functional" },
  ...{ trafficShare: null, sentimentNegativeShare: null },
};
const partOf = (key: ImpactPartKey, change: Partial<ImpactEvidence>) => {
  const { parts } = computeImpact({ ...ONE, ...change }, NOW);
  return parts.find((part) => part.key === key)!;
};

describe("the points of an impact", () => {
  it.each<[Severity, number]>([
    ["critical", 40],
    ["major", 26],
    ["minor", 12],
    ["cosmetic", 4],
  ])("%s: %d", (severity, points) => {
    expect(partOf("severity", { severity })).toMatchObject({
      ...{ label: "Severity", points, max: 40, explain: `The issue is ${severity}.` },
    });
  });
  it.each<[ItemType, number, string]>([
    ["technical", 40, "The issue is critical."],
    ["performance", 40, "The issue is critical."],
    ["integration", 40, "The issue is critical."],
    ["usability", 34, "The issue is critical (usability counts 85 %)."],
    ["question", 18, "The issue is critical (question counts 45 %)."],
    ["wish", 18, "The issue is critical (wish counts 45 %)."],
    ["praise", 4, "The issue is critical (praise counts 10 %)."],
  ])("a critical %s: %d", (type, points, explain) => {
    expect(partOf("severity", { severity: "critical", type })).toMatchObject({
      points,
      max: points,
      explain,
    });
  });
  it.each<[ImpactPartKey, Partial<ImpactEvidence>, number, number, string]>([
    ["people", { reporters: 0 }, 0, 20, "0 people reported it."],
    ["people", { reporters: 1 }, 0, 20, "1 person reported it."],
    ["people", { reporters: 9 }, 10, 20, "9 people reported it."],
    ["people", { reporters: 17 }, 15, 20, "17 people reported it."],
    ["accounts", { accounts: 1 }, 0, 10, "1 account is affected."],
    ["accounts", { accounts: 5 }, 5, 10, "5 accounts are affected."],
    ["volume", { items: 1 }, 0, 5, "1 report in all."],
    ["volume", { items: 31 }, 4, 5, "31 reports in all."],
    ["traffic", { trafficShare: null }, 0, 8, "Traffic is not measured here."],
    ["traffic", { trafficShare: 0.25 }, 4, 8, "25 % of requests go through it."],
    ["traffic", { trafficShare: 3 }, 8, 8, "100 % of requests go through it."],
    ["traffic", { trafficShare: -1 }, 0, 8, "0 % of requests go through it."],
    ["voice", {}, 0, 7, "no sentiment was read."],
    ["voice", { sentimentNegativeShare: 1 }, 3, 7, "100 % of reports are negative."],
    ["voice", { sentimentNegativeShare: 0.4 }, 1, 7, "40 % of reports are negative."],
    ["voice", { hasExecutive: true }, 4, 7, "An executive is among the reporters; no sentiment was read."],
    [
      "voice",
      { hasExecutive: true, sentimentNegativeShare: 1 },
      7,
      7,
      "An executive is among the reporters; 100 % of reports are negative.",
    ],
  ])("%s of %j: %d of %d", (key, change, points, max, explain) => {
    expect(partOf(key, change)).toMatchObject({ points, max, explain });
  });
  it.each<[last: number, prev: number, points: number, direction: string]>([
    [1, 0, 1, "rising"],
    [4, 4, 1, "steady"],
    [4, 3, 2, "steady"],
    [4, 5, 1, "steady"],
    [3, 4, 1, "steady"],
    [20, 26, 1, "falling"],
    [20, 100, 1, "falling"],
    [20, 20, 2, "steady"],
    [7, 3, 4, "rising"],
    [15, 1, 9, "rising"],
    [400, 0, 10, "rising"],
  ])("%d reports in a day after %d: %d, %s", (itemsLast24h, itemsPrev24h, points, direction) => {
    expect(partOf("trend", { itemsLast24h, itemsPrev24h, lastItemAt: before(60_000) })).toMatchObject({
      ...{ label: "Trend", points, max: 10 },
      explain: `${itemsLast24h} in the last 24 hours, ${itemsPrev24h} in the 24 before: ${direction}.`,
    });
  });
  it("a trend ends with the last day in which somebody reported", () => {
    const trend = (lastItemAt: Date | null) =>
      partOf("trend", { itemsLast24h: 15, itemsPrev24h: 1, lastItemAt });
    expect(trend(null).points).toBe(9);
    expect(trend(before(DAY_MS)).points).toBe(9);
    expect(trend(before(DAY_MS + 1))).toMatchObject({ points: 0, explain: "No report for more than a day." });
    expect(partOf("trend", { itemsPrev24h: 9 })).toMatchObject({
      points: 0,
      explain: "No report in the last 24 hours.",
    });
  });
  it("every part is read under its own name", () => {
    expect(computeImpact(ONE, NOW).parts.map(({ label }) => label)).toEqual([
      ...["Severity", "People", "Accounts", "Reports", "Trend", "Traffic", "Voices"],
    ]);
  });
  it("an open critical at the line by its evidence alone is lifted by nothing", () => {
    // 40 for its severity and 10 for nine people.
    const { impact, parts } = computeImpact({ ...ONE, severity: "critical", reporters: 9 }, NOW);
    expect([impact, parts.at(-1)?.key]).toEqual([50, "voice"]);
    expect(computeImpact({ ...ONE, severity: "critical", reporters: 8 }, NOW).parts.at(-1)).toMatchObject({
      ...{ key: "minimum", points: 1, max: 50 },
    });
  });
});
