import { describe, expect, test } from "vitest";
import { asFields, contextOf, localeOf, mediaType } from "./decode";

test.each([
  ["application/json", "application/json"],
  [" Application/JSON ; charset=utf-8", "application/json"],
  ["", ""],
])("the media type of %j is %j", (header, type) => expect(mediaType(header)).toBe(type));

test.each([
  ["an object", { a: 1 }, { a: 1 }],
  ["a list", [1], null],
  ["nothing", null, null],
  ["a text", "a", null],
  ["undefined", undefined, null],
])("%s as fields", (_, value, fields) => expect(asFields(value)).toEqual(fields));

describe("a report's context", () => {
  test("holds what says something, each on one line and within its length", () => {
    expect(
      contextOf({
        url: `https://shop.example/${"x".repeat(3_000)}`,
        route: " /pay\n/now ",
        version: 2,
        requestId: "",
        userAgent: null,
        locale: ["de"],
        account: "a\0b",
        priority: "high",
      }),
    ).toEqual({
      url: `https://shop.example/${"x".repeat(1_978)}…`,
      route: "/pay /now",
      version: "2",
      account: "ab",
      priority: "high",
    });
    expect(contextOf({})).toEqual({});
  });

  test.each<[string, unknown, string[] | undefined]>([
    ["a list, each once", ["a", " a ", "b", 7], ["a", "b", "7"]],
    ["a text", "a b,c, d", ["a", "b", "c", "d"]],
    ["nothing usable", [{}, null, ""], undefined],
    ["an empty text", " , ", undefined],
    ["a number", 7, undefined],
    [
      "fifty of many",
      Array.from({ length: 60 }, (_, n) => `t${n}`),
      Array.from({ length: 50 }, (_, n) => `t${n}`),
    ],
    ["two hundred looked at", [...Array<string>(199).fill("a"), "b", "c"], ["a", "b"]],
    ["a long one cut", ["x".repeat(200)], [`${"x".repeat(99)}…`]],
  ])("tags: %s", (_, tags, kept) => expect(contextOf({ tags }).tags).toEqual(kept));

  test.each([
    [100, 100],
    [599, 599],
    [99, undefined],
    [600, undefined],
    [200.5, undefined],
    ["500", undefined],
  ])("a status of %j is %j", (statusCode, kept) => expect(contextOf({ statusCode }).statusCode).toBe(kept));
});

test.each([
  ["de-CH,de;q=0.9", "de-CH"],
  [" en", "en"],
  ["zh-Hant-TW;q=1", "zh-Hant-TW"],
  ["fil", "fil"],
  ["*", undefined],
  ["x", undefined],
  ["deutsch", undefined],
  ["", undefined],
  [undefined, undefined],
  [`de${"-abcdefgh".repeat(10)}`, "de-abcdefgh-abcdefgh-abcdefgh-abcde"],
])("the first language of %j is %j", (header, locale) => expect(localeOf(header)).toBe(locale));
