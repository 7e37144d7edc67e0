import { describe, expect, it } from "vitest";
import { ITEM_TYPES, type EffortSize, type Urgency } from "@/contracts/triage";
import { estimateEffort, type EffortEvidence } from "@/server/triage/effort";
import { decideUrgency, urgencyOf, type UrgencyEvidence } from "@/server/triage/urgency";

const BASE: EffortEvidence = {
  type: "functional",
  severity: "minor",
  component: "checkout",
  fingerprint: null,
  itemCount: 1,
  textLengths: [80],
};

describe("effort", () => {
  it.each<[Partial<EffortEvidence>, EffortSize]>([
    [{ type: "question" }, "S"],
    [{ type: "praise" }, "S"],
    [{ type: "usability", severity: "cosmetic" }, "S"],
    [{}, "M"],
    [{ type: "technical", fingerprint: "a1" }, "M"],
    [{ type: "performance" }, "L"],
    [{ type: "integration", component: null }, "L"],
    [{ type: "wish" }, "L"],
    [{ type: "integration", severity: "critical", component: null, componentCount: 3 }, "XL"],
  ])("%o is about %s", (change, size) => {
    expect(estimateEffort({ ...BASE, ...change }).size).toBe(size);
  });
  it("comparable issues of the past pull the estimate halfway", () => {
    expect(estimateEffort({ ...BASE, pastEfforts: [90, 90, 90] }).effort).toBeGreaterThan(
      estimateEffort(BASE).effort + 20,
    );
    expect(estimateEffort({ ...BASE, pastEfforts: [90, 90] }).effort).toBe(estimateEffort(BASE).effort);
  });
  it("every estimate is within bounds and has a reason", () => {
    for (const type of ITEM_TYPES) {
      const { effort, reason } = estimateEffort({ ...BASE, type });
      expect(effort).toBeGreaterThanOrEqual(1);
      expect(effort).toBeLessThanOrEqual(100);
      expect(reason).toMatch(/\.$/);
    }
  });
});

describe("who decides an urgency", () => {
  const by = (who: "person" | "rule" | "model") => ({ by: who, confidence: 1, reason: "" });
  it.each([
    ["nobody", undefined, "minor", "this_week"],
    ["nobody, of a critical", undefined, "critical", "now"],
    ["a person", by("person"), "minor", "later"],
    ["a person, of a critical", by("person"), "critical", "later"],
    ["a rule", by("rule"), "minor", "later"],
    ["a rule, of a critical", by("rule"), "critical", "now"],
    ["a model", by("model"), "major", "today"],
  ] as const)("%s", (_name, decidedBy, severity, urgency) => {
    const computed = urgencyOf({
      severity,
      type: "functional",
      impact: 20,
      itemsLast24h: 1,
      itemsPrev24h: 1,
    });
    expect(decideUrgency({ urgency: "later", decidedBy }, severity, computed)).toBe(urgency);
  });
});

describe("urgency", () => {
  const calm: UrgencyEvidence = {
    severity: "minor",
    type: "functional",
    impact: 20,
    itemsLast24h: 1,
    itemsPrev24h: 1,
  };
  it.each<[Partial<UrgencyEvidence>, Urgency]>([
    [{ severity: "critical" }, "now"],
    [{ severity: "critical", type: "wish" }, "now"],
    [{ severity: "critical", type: "praise" }, "now"],
    [{ severity: "critical", type: "question", impact: 0, itemsLast24h: 0, itemsPrev24h: 9 }, "now"],
    [{ severity: "major" }, "today"],
    [{ severity: "major", itemsLast24h: 8 }, "now"],
    [{ severity: "major", impact: 70 }, "now"],
    [{}, "this_week"],
    [{ itemsLast24h: 9 }, "today"],
    [{ hasExecutive: true }, "today"],
    [{ type: "question" }, "today"],
    [{ type: "wish" }, "later"],
    [{ type: "praise" }, "later"],
    [{ severity: "cosmetic" }, "later"],
  ])("%o is wanted %s", (change, urgency) => {
    expect(urgencyOf({ ...calm, ...change }).urgency).toBe(urgency);
  });
});
