import { describe, expect, test } from "vitest";
import type { AnyAct } from "@/contracts/issues";
import { fieldOf, isSameValue, type ActableIssue } from "./issue-acts";
import { byPerson, changing, issue, NOW, planned } from "./samples/plans";

describe("what comes first, set by hand", () => {
  const place = (on: Partial<ActableIssue>, act: Omit<Extract<AnyAct, { kind: "place" }>, "kind">) =>
    planned(on, { kind: "place", ...act });
  const at = NOW.toISOString();

  test.each<[string, Partial<ActableIssue>, Parameters<typeof place>[1], object]>([
    [
      "an impact without a reason",
      {},
      { impact: 80 },
      changing(
        "impact_set",
        { impact: 80, isImpactOverridden: true, impactReason: "", impactSetBy: "mem_ana", impactSetAt: at },
        { isRescored: true },
      ),
    ],
    [
      "an effort, which moves nothing else",
      {},
      { effort: 65, effortReason: "Two teams." },
      changing("effort_set", {
        effort: 65,
        effortReason: "Two teams.",
        isEffortOverridden: true,
        effortSetBy: "mem_ana",
        effortSetAt: at,
      }),
    ],
    [
      "an effort that is taken back keeps no author",
      { isEffortOverridden: true, effort: 65, effortReason: "Two.", effortSetBy: "mem_bo", effortSetAt: NOW },
      { effort: null },
      changing(
        "effort_set",
        { effort: 44, isEffortOverridden: false, effortSetBy: null, effortSetAt: null },
        { isRescored: true },
      ),
    ],
    [
      "an effort that was nobody's to take back",
      { effort: 44 },
      { effort: null },
      changing("effort_set", {}, { isRescored: true }),
    ],
    [
      "an impact that was nobody's to take back",
      { impact: 12 },
      { impact: null },
      changing("impact_set", {}, { isRescored: true }),
    ],
    [
      "the same effort for the same reason once more stays whose it was",
      { isEffortOverridden: true, effort: 65, effortReason: "Two.", effortSetBy: "mem_bo", effortSetAt: NOW },
      { effort: 65, effortReason: "Two." },
      changing("effort_set", {}),
    ],
    [
      "both, each with its reason",
      {},
      { impact: 60, impactReason: "Many.", effort: 15 },
      changing(
        "placed",
        {
          impact: 60,
          isImpactOverridden: true,
          impactReason: "Many.",
          impactSetBy: "mem_ana",
          impactSetAt: at,
          effort: 15,
          isEffortOverridden: true,
          effortSetBy: "mem_ana",
          effortSetAt: at,
        },
        { isRescored: true },
      ),
    ],
  ])("%s", (_, on, act, plan) => expect(place(on, act)).toEqual(plan));

  test("another look that was asked for is still asked for", () => {
    const plan = place({ needsReview: "regressed" }, { impact: 80 });
    expect(plan.ok && "needsReview" in plan.changes).toBe(false);
  });
});

describe("fields as they would be written", () => {
  const on = issue({ settledAt: NOW, provenance: { type: byPerson("x") }, labels: ["a"] });
  test.each<[string, unknown]>([
    ["settledAt", "2026-11-24T10:00:00.000Z"],
    ["provenance.type", byPerson("x")],
    ["provenance.severity", null],
    ["provenance", { type: byPerson("x") }],
    ["labels", ["a"]],
    ["workaround", null],
    ["reopenedCount", 0],
    ["nothing of that name", null],
  ])("%s", (name, value) => expect(fieldOf(on, name)).toEqual(value));

  test.each<[unknown, unknown, boolean]>([
    [0, "", false],
    [0, null, false],
    [undefined, null, true],
    [{ a: null }, {}, false],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [{ c: 1, a: 2, b: 3 }, { a: 2, b: 3, c: 1 }, true],
    [[{ a: 1 }], { 0: { a: 1 } }, false],
  ])("%j is the same as %j: %s", (a, b, isSame) => expect(isSameValue(a, b)).toBe(isSame));
});
