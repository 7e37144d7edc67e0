import { expect, test } from "vitest";
import { cutLabel, labelWidth } from "./label-text";

const ALL = Number.POSITIVE_INFINITY;

test("wide letters are given the room they take, narrow ones no more than that", () => {
  expect(labelWidth("W".repeat(10), ALL)).toBeGreaterThanOrEqual(10 * 0.97 * 11);
  expect(labelWidth("漢字".repeat(5), ALL)).toBeGreaterThanOrEqual(10 * 11);
  expect(labelWidth("illil".repeat(2), ALL)).toBeLessThan(10 * 0.31 * 11);
  expect(labelWidth("é", ALL)).toBe(labelWidth("e", ALL));
  expect(labelWidth("e\u0301", ALL)).toBe(labelWidth("e", ALL));
});

test("a text is cut to its room and says that it goes on; one that fits is whole", () => {
  for (const text of [
    "W".repeat(60),
    "漢".repeat(60),
    "👩‍🍳".repeat(40),
    "Überweisungsbestätigung ".repeat(6),
  ]) {
    const cut = cutLabel(text, 96);
    expect(cut.endsWith("…")).toBe(true);
    expect(labelWidth(cut, ALL)).toBeLessThanOrEqual(96);
    expect(text.startsWith(cut.slice(0, -1))).toBe(true);
    expect(encodeURIComponent(cut)).toContain("%E2%80%A6");
  }
  expect(cutLabel("#7 Card declined", 120)).toBe("#7 Card declined");
});
