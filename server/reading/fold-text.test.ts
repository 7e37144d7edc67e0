import { describe, expect, test } from "vitest";
import { clipText, foldText } from "./fold-text";

describe("folding for comparison", () => {
  test.each([
    ["PLAIN Text", "plain text"],
    ["Größe", "grosse"],
    ["Smørrebrød", "smorrebrod"],
    ["Łódź", "lodz"],
    ["ılık", "ilik"],
    ["n’t ‘a’ `b` ´c", "n't 'a' 'b' 'c"],
    ["ﬁle № ½", "file no 1⁄2"],
    ["zero\u200b\u2060width\ufeff", "zerowidth"],
    ["e\u0301te\u0301", "ete"],
    // Marks of other scripts are letters of theirs: they stay with what they stand on.
    ["ログイン が", "ログイン が"],
    ["로그인", "로그인"],
    ["ﾛｸﾞ", "ログ"],
    // Look-alikes within a Latin word only.
    ["pаypаl", "paypal"],
    ["ѕecure", "secure"],
    ["οrder", "order"],
    ["заказ order", "заказ order"],
    ["заказ", "заказ"],
    ["οrder заказ", "order заказ"],
    ["日本 café", "日本 cafe"],
  ])("%j is compared as %j", (text, folded) => expect(foldText(text)).toBe(folded));
});

describe("what rules read of a long text", () => {
  test("is all of it up to 6,500 characters", () => {
    const text = `${"a".repeat(6_000)}${"b".repeat(500)}`;
    expect(clipText(text)).toBe(text);
  });
  test("and of a longer one the first 6,000 and the last 500, apart", () => {
    const text = `${"a".repeat(6_000)}X${"b".repeat(500)}`;
    expect(clipText(text)).toBe(`${"a".repeat(6_000)}\n${"b".repeat(500)}`);
  });
  test("without half a character on either side", () => {
    const clipped = clipText("👩🏽‍🍳".repeat(2_000));
    expect(clipped.isWellFormed()).toBe(true);
    expect(clipped.replace("\n", "").replaceAll("👩🏽‍🍳", "")).toBe("");
  });
});
