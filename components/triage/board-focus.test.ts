import { expect, it } from "vitest";
import { leftTheList } from "./board-focus";

it.each<[string, { before: string[]; now: string[]; selected: string[] }, string[]]>([
  ["nothing left", { before: ["a", "b"], now: ["a", "b"], selected: ["a"] }, []],
  ["what was decided on", { before: ["a", "b"], now: ["b"], selected: ["a", "b"] }, ["a"]],
  ["what was not selected", { before: ["a", "b"], now: ["b"], selected: ["b"] }, []],
  ["what another layout showed and this never did", { before: [], now: ["b"], selected: ["a"] }, []],
  ["what moved down the list", { before: ["a", "b"], now: ["b", "a"], selected: ["a"] }, []],
  [
    "everything, when the filter changes",
    { before: ["a", "b"], now: ["c"], selected: ["a", "b"] },
    ["a", "b"],
  ],
])("what leaves the list is selected no longer: %s", (_name, { before, now, selected }, expected) =>
  expect(leftTheList(new Set(before), new Set(now), selected)).toEqual(expected),
);
