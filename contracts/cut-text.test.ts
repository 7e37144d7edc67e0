import { describe, expect, test } from "vitest";
import { CUT_REACH, cutText } from "./cut-text";

const FAMILY = "👨‍👩‍👧‍👦";

describe("the beginning of a text", () => {
  test.each([
    ["", 0, ""],
    ["", 3, ""],
    ["abc", 0, ""],
    ["abc", -1, ""],
    ["abc", 3, "abc"],
    ["abcd", 3, "abc"],
    [`ab${FAMILY}`, 2, "ab"],
    [`ab${FAMILY}c`, 12, "ab"],
    [`ab${FAMILY}c`, 13, `ab${FAMILY}`],
    ["😀😀😀", 5, "😀😀"],
    ["😀", 0, ""],
  ])("%j cut at %d is %j", (text, max, cut) => expect(cutText(text, max)).toBe(cut));

  test("is looked at around the cut alone, however far into the text", () => {
    const before = "x".repeat(10 * CUT_REACH);
    for (const [room, kept] of [
      [0, ""],
      [FAMILY.length - 1, ""],
      [FAMILY.length, FAMILY],
      [FAMILY.length + 1, `${FAMILY}b`],
    ] as const)
      expect(cutText(`${before}${FAMILY}bc`, before.length + room)).toBe(before + kept);
  });

  test("holds whole characters wherever the look around begins", () => {
    for (let max = CUT_REACH - 2; max <= CUT_REACH + 4; max += 1)
      expect(cutText("😀".repeat(CUT_REACH * 2), max)).toBe("😀".repeat(Math.floor(max / 2)));
  });

  test("is cut within a character that nobody writes, but never within half a sign", () => {
    const endless = `a${"\u{1d165}".repeat(500)}`;
    expect(cutText(endless, 201)).toBe(endless.slice(0, 201));
    expect(cutText(endless, 200)).toBe(endless.slice(0, 199));
    expect(cutText(`a${"\u0301".repeat(500)}`, 200)).toHaveLength(200);
  });
});
