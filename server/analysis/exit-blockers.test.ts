import { expect, test } from "vitest";
import { rankBlockers, type Blocking } from "./exit-blockers";

const blocking = (
  id: string,
  change: Partial<Blocking["issue"]> = {},
  { criterionId = "cri_1", isDirect = false, reason = `${id} is open.` } = {},
): Blocking => ({
  issue: {
    id,
    number: 1,
    title: id,
    severity: "minor",
    state: "accepted",
    type: "functional",
    impact: 50,
    effort: 20,
    version: 1,
    componentId: null,
    ownerId: null,
    ownerName: null,
    ...change,
  },
  criterionId,
  reason,
  isDirect,
});
const direct = (id: string, change: Partial<Blocking["issue"]> = {}, criterionId = "cri_1") =>
  blocking(id, change, { criterionId, isDirect: true });
const ranked = (...blockings: Blocking[]) => rankBlockers(blockings).map(({ id }) => id);

test.each<[what: string, blockings: Blocking[], order: string[]]>([
  ["nothing blocks", [], []],
  [
    "what is counted one by one stands before what a figure speaks of, however small it is",
    [blocking("a", { severity: "critical", impact: 90 }), direct("b", { severity: "major", impact: 1 })],
    ["b", "a"],
  ],
  [
    "and stays there when a figure speaks of it as well",
    [blocking("a", { impact: 90 }), direct("b"), blocking("b", {}, { criterionId: "cri_2" })],
    ["b", "a"],
  ],
  [
    "the more severe of those counted one by one comes first, whatever else it holds back",
    [
      direct("a", { severity: "major", impact: 90 }),
      direct("a", { severity: "major" }, "cri_2"),
      direct("b", { severity: "critical", impact: 1 }),
    ],
    ["b", "a"],
  ],
  [
    "of others severity says nothing, the number of criteria does",
    [
      blocking("a", { severity: "critical", impact: 90 }),
      blocking("b", { impact: 1 }),
      blocking("b", { impact: 1 }, { criterionId: "cri_2" }),
    ],
    ["b", "a"],
  ],
  ["then impact", [blocking("a", { impact: 10 }), blocking("b", { impact: 11 })], ["b", "a"]],
  ["then the older number", [blocking("b"), blocking("c"), blocking("a")], ["a", "b", "c"]],
])("%s", (_what, blockings, order) => expect(ranked(...blockings)).toEqual(order));

test("an issue names each criterion that it holds back once, with the first reason given", () => {
  const [only, ...others] = rankBlockers([
    blocking("a", {}, { reason: "Open for three days." }),
    blocking("a", {}, { reason: "Again." }),
    blocking("a", {}, { criterionId: "cri_2", reason: "Slow." }),
  ]);
  expect(others).toEqual([]);
  expect(only?.blocks).toEqual([
    { criterionId: "cri_1", reason: "Open for three days." },
    { criterionId: "cri_2", reason: "Slow." },
  ]);
});

test("at most ten are shown: those that block most", () => {
  const many = Array.from({ length: 12 }, (_, n) => blocking(`iss_${n}`, { impact: n }));
  expect(ranked(...many)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2].map((n) => `iss_${n}`));
});
