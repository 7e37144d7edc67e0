import { describe, expect, test } from "vitest";
import { BoardFilter, parseFilter } from "@/contracts/board";
import { IssueAct, PriorityAct } from "@/contracts/issues";
import { expectPatch, fieldsOf, isStillIn } from "./optimistic";

const issue = {
  id: "iss_1",
  number: 1,
  title: "Card is charged twice",
  state: "new",
  severity: "major",
  type: "functional",
  impact: 60,
  effort: 40,
  computedEffort: 44,
  version: 3,
  ownerId: null,
  labels: ["vip"],
} as const;
const seen = { ...issue, labels: [...issue.labels] };
const act = (given: unknown) => IssueAct.parse(given);

describe("what a screen draws before the server has answered", () => {
  test.each([
    [act({ kind: "accept" }), { state: "accepted", needsReview: null, isSnoozed: false }],
    [act({ kind: "park" }), { state: "parked", type: "wish", needsReview: null, isSnoozed: false }],
    [act({ kind: "park", asWish: false }), { state: "parked", needsReview: null, isSnoozed: false }],
    [
      act({ kind: "move", state: "in_progress" }),
      { state: "in_progress", needsReview: null, isSnoozed: false },
    ],
    [act({ kind: "fix", version: null }), { state: "fixed", needsReview: null, isSnoozed: false }],
    [act({ kind: "verify", evidence: "Seen." }), { state: "verified", needsReview: null, isSnoozed: false }],
    [act({ kind: "snooze", whenWorse: true }), { isSnoozed: true, needsReview: null }],
    [act({ kind: "assign", ownerId: "mem_1" }), { ownerId: "mem_1", ownerName: "Ada" }],
    [act({ kind: "assign", ownerId: null }), { ownerId: null, ownerName: null }],
    [act({ kind: "assign", teamId: "tea_1" }), { teamId: "tea_1", teamName: "Ada" }],
    [act({ kind: "assign", teamId: null }), { teamId: null, teamName: null }],
    [act({ kind: "tag", add: ["eu"], remove: ["vip"] }), { labels: ["eu"] }],
    [
      PriorityAct.parse({ kind: "place", impact: 80 }),
      {
        impact: 80,
        isImpactOverridden: true,
        impactReason: "",
        impactSetByName: "Ana",
        impactSetAt: null,
        belowLine: null,
      },
    ],
    [
      PriorityAct.parse({ kind: "place", effort: 65, effortReason: "Two teams." }),
      {
        effort: 65,
        isEffortOverridden: true,
        effortReason: "Two teams.",
        effortSetByName: "Ana",
        effortSetAt: null,
      },
    ],
    [PriorityAct.parse({ kind: "place", effort: null }), { effort: 44, isEffortOverridden: false }],
    [PriorityAct.parse({ kind: "place", impact: null }), {}],
  ])("%o", (given, expected) => {
    expect(expectPatch(seen, given, () => "Ada", "Ana")).toEqual(expected);
  });
});

test("an open critical that a person puts below the line is marked at once; others are not", () => {
  const place = PriorityAct.parse({ kind: "place", impact: 20, impactReason: "One customer." });
  const markOf = (given: Partial<typeof seen> | { severity: "critical"; state?: "closed" }) =>
    expectPatch({ ...seen, ...given }, place, () => null).belowLine;
  expect(markOf({ severity: "critical" })).toBe("confirmed");
  expect(markOf({ severity: "critical", state: "closed" })).toBeNull();
  expect(markOf({})).toBeNull();
});

test("only the fields an act decides can be in conflict", () => {
  expect(fieldsOf(PriorityAct.parse({ kind: "place", effort: 20 }))).toEqual(["effort"]);
  expect(fieldsOf(act({ kind: "relabel", severity: "critical" }))).toEqual(["severity"]);
  expect(fieldsOf(act({ kind: "close" }))).toEqual(["state"]);
  expect(fieldsOf(act({ kind: "workaround", text: "Wait." }))).toEqual(["workaround"]);
  expect(fieldsOf(act({ kind: "assign", teamId: "tea_1" }))).toEqual(["teamId"]);
  expect(fieldsOf(act({ kind: "assign", ownerId: null }))).toEqual(["ownerId"]);
});

test("a row leaves a list as soon as what it shows no longer fits the filter", () => {
  const open = parseFilter("state:open owner:me").filter;
  expect(isStillIn(open, { ...seen, ownerId: "mem_1" }, "mem_1")).toBe(true);
  expect(isStillIn(open, { ...seen, ownerId: "mem_2" }, "mem_1")).toBe(false);
  expect(isStillIn(open, { ...seen, state: "declined", ownerId: "mem_1" }, "mem_1")).toBe(false);
  expect(isStillIn(parseFilter("owner:none").filter, seen, "mem_1")).toBe(true);
  expect(isStillIn(BoardFilter.parse({}), seen, "mem_1")).toBe(true);
});
