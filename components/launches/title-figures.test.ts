import { describe, expect, it } from "vitest";
import { retitled } from "./title-figures";

const of = (target: number, holdHours = 72, targetMinutes: number | null = null) => ({
  target,
  holdHours,
  targetMinutes,
});

describe("a title that names the old target", () => {
  it.each([
    ["At most 120 new reports a day", of(120), of(300), "At most 300 new reports a day"],
    ["Höchstens 120 Meldungen", of(120), of(300), "Höchstens 300 Meldungen"],
    ["p95 below 1,200 ms", of(1_200), of(800), "p95 below 800 ms"],
    ["p95 below 1.200 ms", of(1_200), of(800), "p95 below 800 ms"],
    ["Errors under 0,5 %", of(0.5), of(1), "Errors under 1 %"],
    ["<3 majors", of(3), of(10), "<10 majors"],
    ["120 a day, never 120 an hour", of(120), of(90), "90 a day, never 90 an hour"],
    ["Calm for 3 days", of(40, 72), of(40, 24), "Calm for 1 days"],
    ["Calm for 72 h", of(40, 72), of(40, 24), "Calm for 24 h"],
    ["80 % in 45 min", of(80, 48, 45), of(80, 48, 60), "80 % in 60 min"],
    ["80 % in 2 hours", of(80, 48, 120), of(90, 48, 240), "90 % in 4 hours"],
  ])("%s", (title, before, after, written) => expect(retitled(title, before, after)).toBe(written));

  it.each([
    ["It has calmed", of(120), of(300), "names none"],
    ["At most 1,120 reports", of(120), of(300), "names a larger one"],
    ["At most 120.5 reports", of(120), of(300), "names a finer one"],
    ["At most 1 120 reports", of(120), of(300), "names a larger one with a space"],
    ["Stable on v120", of(120), of(300), "names a version"],
    ["At most 120 reports", of(120), of(120), "still fits"],
    ["No more than 1200 reports", of(120), of(300), "names one that begins like it"],
  ])("%s: nothing, because it %s", (title, before, after) =>
    expect(retitled(title, before, after)).toBeNull(),
  );

  it("replaces each figure once, also where the new one is the other's old one", () =>
    expect(retitled("3 majors for 5 days", of(3, 120), of(5, 168))).toBe("5 majors for 7 days"));
});
