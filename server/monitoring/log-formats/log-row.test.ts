import { describe, expect, test } from "vitest";
import { isFields, methodOf, numberOf, sizeOf, statusOf, textOf } from "./log-row";

describe("what a gateway writes", () => {
  test.each<[unknown, boolean]>([
    [{}, true],
    [{ a: 1 }, true],
    [[], false],
    [null, false],
    ["{}", false],
    [undefined, false],
  ])("%j has fields: %s", (value, isObject) => expect(isFields(value)).toBe(isObject));

  test.each<[unknown, string | null]>([
    ["orders", "orders"],
    ["a long name", "a long"],
    [42, "42"],
    ["", null],
    ["-", null],
    ["--", "--"],
    ["a\0b", "ab"],
    ["\0", null],
    [true, null],
    [{ name: "x" }, null],
    [null, null],
  ])("%j is the text %j", (value, text) => expect(textOf(value, 6)).toBe(text));

  test.each<[unknown, number | null]>([
    [1.5, 1.5],
    ["1.5", 1.5],
    ["0", 0],
    [`${"0".repeat(29)}7`, 7],
    [`${"0".repeat(30)}7`, null],
    ["", null],
    ["seven", null],
    [Number.NaN, null],
    [Infinity, null],
    ["Infinity", null],
    [true, null],
    [[1], null],
  ])("%j is the number %j", (value, n) => expect(numberOf(value)).toBe(n));

  test.each<[unknown, number | null]>([
    [155, 155],
    ["155", 155],
    [0, 0],
    [1.6, 2],
    [2_147_483_647, 2_147_483_647],
    [2_147_483_648, 2_147_483_647],
    [-1, null],
    ["-", null],
    [undefined, null],
  ])("%j is the size %j", (value, bytes) => expect(sizeOf(value)).toBe(bytes));

  test.each<[unknown, string]>([
    ["get", "GET"],
    ["Propfind", "PROPFIND"],
    ["abcdefghij", "ABCDEFGHIJ"],
    ["abcdefghijk", "OTHER"],
    ["M-SEARCH", "OTHER"],
    ["GET /", "OTHER"],
    ["", "OTHER"],
    [7, "OTHER"],
    [undefined, "OTHER"],
  ])("%j is the method %s", (value, method) => expect(methodOf(value)).toBe(method));
});

describe("a status", () => {
  test.each([100, 204, 599, "200", " 404 "])("%j is one", (value) =>
    expect(statusOf(value)).toBe(Number(value)),
  );

  test.each([
    undefined,
    null,
    "",
    "-",
    " -- ",
    "NULL",
    "nil",
    "None",
    "undefined",
    "N/A",
    0,
    "000",
    -1,
    "-1",
  ])("%j says that nobody was answered", (value) => expect(statusOf(value)).toBeNull());

  test.each([99, 600, 200.5, "2xx", true, {}, `${" ".repeat(30)}-`])("%j is none", (value) =>
    expect(statusOf(value)).toBeUndefined(),
  );
});
