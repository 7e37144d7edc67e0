import { expect, test } from "vitest";
import { createSerializer } from "nuqs/server";
import { ISSUE_ADDRESS, ISSUE_START } from "./issue-address";

const { only, tab, evidence } = ISSUE_ADDRESS;
const write = createSerializer(ISSUE_ADDRESS);

test.each([
  ["version:2.0.3", { facet: "version", value: "2.0.3" }],
  ["client:Safari on iOS", { facet: "client", value: "Safari on iOS" }],
  ["account:Müller: Söhne", { facet: "account", value: "Müller: Söhne" }],
  ["route:/orders/{id}", { facet: "route", value: "/orders/{id}" }],
  ["colour:red", null],
  ["version:", null],
  ["version", null],
  [":2.0.3", null],
  ["", null],
])("the reports that are shown: %s", (text, expected) => {
  expect(only.parse(text)).toEqual(expected);
  if (expected !== null) expect(only.serialize(only.parse(text)!)).toBe(text);
});

test("what an address does not mean is as if it were absent", () => {
  expect(tab.parse("settings")).toBeNull();
  expect(evidence.parse("everything")).toBeNull();
});

test("the beginning of an issue and its default part are not in the address", () => {
  expect(write(ISSUE_START)).toBe("");
  expect(write({ tab: "evidence", evidence: "onset" })).toBe("?tab=evidence");
  expect(write({ tab: "evidence", evidence: "whole" })).toBe("?tab=evidence&evidence=whole");
});
