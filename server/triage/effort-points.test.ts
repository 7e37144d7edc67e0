/** What an estimate of effort is made of, in figures and in the sentence that people read. */
import { describe, expect, it } from "vitest";
import type { ItemType } from "@/contracts/triage";
import { estimateEffort, type EffortEvidence } from "./effort";
import { urgencyOf, type UrgencyEvidence } from "./urgency";

const PLAIN: EffortEvidence = {
  ...{ type: "functional", severity: "minor", component: "checkout", fingerprint: null },
  ...{ itemCount: 1, textLengths: [80] },
};
const estimate = (change: Partial<EffortEvidence>) => {
  const { effort, reason } = estimateEffort({ ...PLAIN, ...change });
  return [effort, reason];
};

describe("an estimate begins with the type", () => {
  it.each<[ItemType, number, string]>([
    ["praise", 5, "Praise needs an answer at most."],
    ["question", 15, "A question needs an answer or a text."],
    ["usability", 30, "Usability problems are mostly texts and layout."],
    ["functional", 42, "A function has to be corrected."],
    ["technical", 48, "A technical fault has to be found and corrected."],
    ["performance", 60, "Performance problems need measuring first."],
    ["integration", 62, "Another system is involved."],
    ["wish", 65, "Something new has to be built."],
  ])("%s: %d", (type, effort, reason) => expect(estimate({ type })).toEqual([effort, reason]));
});

describe("and moves with what is known", () => {
  const because = (reasons: string) => `A function has to be corrected; ${reasons}.`;
  it.each<[Partial<EffortEvidence>, number, string]>([
    [{ severity: "critical" }, 45, "A function has to be corrected."],
    [{ severity: "major" }, 44, "A function has to be corrected."],
    [{ severity: "cosmetic" }, 28, because("it is cosmetic")],
    [{ fingerprint: "e1" }, 32, because("an error signature points at the cause")],
    [{ textLengths: [] }, 42, "A function has to be corrected."],
    [{ textLengths: [399] }, 42, "A function has to be corrected."],
    [{ textLengths: [80, 400] }, 38, because("a report describes it in detail")],
    [{ component: null }, 48, because("no component is known yet")],
    [{ componentCount: 1 }, 42, "A function has to be corrected."],
    [{ componentCount: 2 }, 50, because("2 components are named")],
    [
      { fingerprint: "e1", component: null, componentCount: 3 },
      46,
      because("an error signature points at the cause, no component is known yet, 3 components are named"),
    ],
  ])("%j: %d", (change, effort, reason) => expect(estimate(change)).toEqual([effort, reason]));
  it.each<ItemType>(["question", "wish", "praise"])(
    "a %s has no cause to be found: signature, detail and component say nothing",
    (type) => {
      const evidence = { type, fingerprint: "e1", textLengths: [900], component: null };
      expect(estimate(evidence)).toEqual(estimate({ type }));
    },
  );
  it("is never less than one", () => expect(estimate({ type: "praise", severity: "cosmetic" })[0]).toBe(1));
});

describe("what comparable issues took pulls it halfway to their median", () => {
  it.each<[number[], number, string | null]>([
    [[], 42, null],
    [[9, 10], 42, null],
    [[100, 9, 10], 26, "3 comparable issues took about S"],
    [[90, 90, 10], 66, "3 comparable issues took about XL"],
    [[100, 40, 20, 30], 39, "4 comparable issues took about M"],
  ])("%j: %d", (pastEfforts, effort, why) => {
    const reason = why ? `A function has to be corrected; ${why}.` : "A function has to be corrected.";
    expect(estimate({ pastEfforts })).toEqual([effort, reason]);
  });
});

describe("an urgency says why", () => {
  const calm: UrgencyEvidence = {
    ...{ severity: "minor", type: "functional", impact: 20, itemsLast24h: 1, itemsPrev24h: 1 },
  };
  it.each<[Partial<UrgencyEvidence>, string, string]>([
    [{ severity: "critical" }, "now", "It is critical."],
    [{ type: "praise", severity: "major" }, "later", "Praise does not wait for anybody."],
    [{ type: "wish", severity: "major" }, "later", "A wish waits until hypercare is over."],
    [{ severity: "major", itemsLast24h: 4, itemsPrev24h: 2 }, "now", "It is major and reports are rising."],
    [{ severity: "major", itemsLast24h: 3, itemsPrev24h: 0 }, "today", "It is major."],
    [{ severity: "major", itemsLast24h: 7, itemsPrev24h: 4 }, "today", "It is major."],
    [{ severity: "major", impact: 65 }, "now", "It is major and its impact is high."],
    [{ severity: "major", impact: 64 }, "today", "It is major."],
    [{ impact: 90 }, "this_week", "It is minor."],
    [{ severity: "cosmetic", hasExecutive: true }, "today", "An executive is waiting for an answer."],
    [{ severity: "cosmetic", type: "question" }, "today", "Somebody waits for an answer."],
    [{ itemsLast24h: 4, itemsPrev24h: 2 }, "today", "It is minor but reports are rising."],
    [{ itemsLast24h: 4, itemsPrev24h: 3 }, "this_week", "It is minor."],
    [{ severity: "cosmetic", itemsLast24h: 40 }, "later", "It is cosmetic."],
  ])("%j: %s", (change, urgency, reason) => {
    expect(urgencyOf({ ...calm, ...change })).toEqual({ urgency, reason });
  });
});
