import { expect, test } from "vitest";
import { trigramsOf, trigramSimilarity } from "./trigrams";

test.each([
  ["Ab", [" ab", "ab "]],
  ["pay, PAY!", [" pa", "pay", "ay ", "y p"]],
  ["Größe", [" gr", "gro", "ros", "oss", "sse", "se "]],
  ["  a  ", [" a "]],
  ["…", []],
  ["", []],
])("%j is spelt %j", (text, grams) => {
  expect([...trigramsOf(text)].sort()).toEqual([...grams].sort());
});

test("only a text's beginning is spelt out", () => {
  expect(trigramsOf(`${"a".repeat(240)}xyz`)).toEqual(trigramsOf("a".repeat(240)));
  expect(trigramsOf(`${"a".repeat(239)}xyz`).has("aax")).toBe(true);
});

test.each([
  ["invoice", "invoice", 1],
  ["Invoice!", "invoice", 1],
  // " in", "inv", … of seven letters each, five of them alike.
  ["invoice", "invoise", 4 / 7],
  ["ab", "abab", 2 / 3],
  ["abab", "ab", 2 / 3],
  ["abc", "xyz", 0],
  ["", "abc", 0],
  ["abc", "", 0],
  ["", "", 0],
])("%j and %j are alike by %d", (a, b, likeness) => {
  expect(trigramSimilarity(trigramsOf(a), trigramsOf(b))).toBeCloseTo(likeness, 10);
});
