import { describe, expect, it } from "vitest";
import { toCsv, type CsvCell } from "./csv";

const lineOf = (...cells: CsvCell[]) => toCsv([cells]).slice(1, -2);

describe("a CSV file", () => {
  it("begins with a byte-order mark and ends every line with CR LF", () =>
    expect(
      toCsv([
        ["Criterion", "Value"],
        ["Größe", 3],
      ]),
    ).toBe("\uFEFFCriterion,Value\r\nGröße,3\r\n"));
  it("is a mark alone without rows", () => expect(toCsv([])).toBe("\uFEFF"));

  it.each([
    ["a comma", "a, b", '"a, b"'],
    ["a quote", 'the "late" ones', '"the ""late"" ones"'],
    ["a line break", "one\ntwo", '"one\ntwo"'],
    ["a carriage return", "one\rtwo", '"one\rtwo"'],
    ["nothing of these", "plain; text", "plain; text"],
  ])("quotes what holds %s", (_, cell, written) => expect(lineOf(cell)).toBe(written));

  it.each([
    ["=", "=1+1", "'=1+1"],
    ["+", "+49 30 1234", "'+49 30 1234"],
    ["-", "-2 of them", "'-2 of them"],
    ["@", "@SUM(A1)", "'@SUM(A1)"],
    ["a tab", "\t=1", "'\t=1"],
    ["a carriage return", "\r=1", '"\'\r=1"'],
    ["a line feed", "\n=1", '"\'\n=1"'],
    ["a space before a sign", "  =1", "'  =1"],
    ["a full-width sign", "＝1+1", "'＝1+1"],
    ["a formula with a quote", '=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
  ])("takes the force out of a text that begins with %s", (_, cell, written) =>
    expect(lineOf(cell)).toBe(written),
  );

  it("leaves figures, times and what is not there as they are", () =>
    expect(lineOf(-3.5, true, new Date(Date.UTC(2026, 11, 1)), null, undefined, "a=b")).toBe(
      "-3.5,true,2026-12-01T00:00:00.000Z,,,a=b",
    ));
});
