import { expect, test } from "vitest";
import { nameInSubject, nameInText } from "./mail-names";

test.each([
  ["an ordinary name", "Checkout 2", "Checkout 2"],
  ["line breaks of all kinds", "a\r\nb\u2028c\vd\u0085e", "a b c d e"],
  ["controls and half a character", "a\0\u001bb\ud800", "a b"],
  ["what ICU and mark-up are written with", "{0} '{ <b>x</b> #", "{0} '{ <b>x</b> #"],
  ["joined emoji and joined Persian letters stay joined", "👩‍🚀", "👩‍🚀"],
  ["right-to-left text, apart from ours", "متجر", "\u2068متجر\u2069"],
  ["what would turn the rest of the line around", "a\u202eb", "ab"],
])("%s", (_name, name, expected) => expect(nameInText(name)).toBe(expected));

test("a name that does not end is cut with a sign, between characters", () => {
  const cut = nameInText("👩‍🚀".repeat(2_000));
  expect(cut.length).toBeLessThanOrEqual(120);
  expect(cut).toMatch(/^(?:👩‍🚀)+…$/u);
});

test("a subject has less room, and two names share it", () => {
  expect(nameInSubject("x".repeat(10_000), 1)).toHaveLength(88);
  expect(nameInSubject("x".repeat(10_000), 2)).toHaveLength(44);
});

test("a name that just fits is whole, one that is longer ends with a sign and no blank before it", () => {
  expect(nameInText("x".repeat(120))).toBe("x".repeat(120));
  expect(nameInText("x".repeat(121))).toBe(`${"x".repeat(119)}…`);
  expect(nameInText(`${"x".repeat(118)} ${"y".repeat(20)}`)).toBe(`${"x".repeat(118)}…`);
  expect(nameInText("  x  ")).toBe("x");
});
