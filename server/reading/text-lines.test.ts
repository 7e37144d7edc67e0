import { describe, expect, test } from "vitest";
import { TextLines } from "./text-lines";

const looks = (text: string) => {
  const lines = new TextLines(text);
  return Array.from({ length: lines.count }, (_, line) => lines.look(line));
};

describe("a text by its lines", () => {
  test.each([
    ["", [""]],
    ["one", ["one"]],
    ["one\ntwo", ["one", "two"]],
    ["one\n", ["one", ""]],
    ["\n\none\n \n", ["", "", "one", "", ""]],
    ["  one\t\n\u200btwo\u00a0three\u202a ", ["one", "two three"]],
  ])("%j", (text, expected) => expect(looks(text)).toEqual(expected));
  test("has nothing outside of it", () => {
    const lines = new TextLines("one\ntwo");
    expect([lines.look(-1), lines.look(2), lines.look(99)]).toEqual(["", "", ""]);
  });
  test("says the same of a line whichever was looked at before", () => {
    const lines = new TextLines(Array.from({ length: 100 }, (_, n) => `line ${n}`).join("\n"));
    for (const line of [0, 32, 64, 0, 33, 1, 99, 67, 0]) expect(lines.look(line)).toBe(`line ${line}`);
  });
  test("is looked at for 400 characters a line", () => {
    expect(looks(`${"a".repeat(500)}\nb`)).toEqual(["a".repeat(400), "b"]);
    expect(new TextLines(`${" ".repeat(400)}a`).isBlank(0)).toBe(true);
  });
  test("knows which lines say nothing", () => {
    const lines = new TextLines("a\n \u200b\n\nb");
    expect([0, 1, 2, 3].map((line) => lines.isBlank(line))).toEqual([false, true, true, false]);
  });
  test("gives its lines back as they stood", () => {
    const lines = new TextLines(" one \n\u200btwo\n\nthree");
    expect(lines.textOf({ from: 0, to: 2 })).toBe(" one \n\u200btwo");
    expect(lines.textOf({ from: 1, to: 4 })).toBe("\u200btwo\n\nthree");
    expect(lines.textOf({ from: 2, to: 3 })).toBe("");
    expect([lines.textOf({ from: 2, to: 2 }), lines.textOf({ from: 3, to: 1 })]).toEqual(["", ""]);
  });
});
