import { describe, expect, test } from "vitest";
import { nameRemover, quoteFinder } from "./quoting";

const quotes = quoteFinder({
  erased: [
    "I was charged twice for order 4711, says the bakery in Brixen. 支払いが二重になりました",
    "https://shop.example/orders/zq81",
  ],
  names: ["Jo Miller", "jo@kunde.example", "Al"],
  kept: ["I was charged twice for my order", "The workaround is to use another card"],
});

describe("what was made of erased words", () => {
  test.each([
    ["a number only they named", "Order 4711 again", true],
    ["a place only they named", "Double payment (BRIXEN)", true],
    ["a name", "Call jo miller back", true],
    ["an address", "Answer to JO@kunde.example", true],
    ["words without spaces between them", "二重払い: 支払いが二重", true],
    ["a page's address", "See zq81", true],
    ["five words in a row", "note: was charged twice for order", true],
    ["words that others use too", "Charged twice for an order", false],
    ["what has nothing to do with it", "Use another card", false],
    ["a name too short to tell anybody apart", "All of it", false],
    ["nothing", "", false],
  ])("%s", (_, text, expected) => expect(quotes(text)).toBe(expected));
});

describe("what members wrote about something else, without a person who goes", () => {
  const withoutNames = nameRemover([
    "Jo Miller",
    "jo@kunde.example",
    "Al",
    "Ana",
    "Ana Maria (Ops)",
    "Дмитрий Орлов",
  ]);
  test.each([
    ["a name", "Agreed with Jo Miller until Friday", "Agreed with (erased) until Friday"],
    ["in other letters and over a line break", "JO\n miller asked", "(erased) asked"],
    ["an address", "See jo@kunde.example.", "See (erased)."],
    ["of two names the longer", "Ana Maria (Ops) and Ana", "(erased) and (erased)"],
    ["another script", "Решил Дмитрий Орлов", "Решил (erased)"],
    ["in full width", "Ｊｏ Ｍｉｌｌｅｒ", "(erased)"],
    ["a name inside a word", "Banana analysis", "Banana analysis"],
    ["a name too short to tell anybody apart", "Al fine", "Al fine"],
    ["nothing", "", ""],
  ])("%s", (_, text, expected) => expect(withoutNames(text)).toBe(expected));

  test("of nobody takes nothing out", () => expect(nameRemover([])("Jo Miller")).toBe("Jo Miller"));
});

describe("what gives nobody away", () => {
  const finds = (erased: string[], text: string, kept: string[] = [], names: string[] = []) =>
    quoteFinder({ erased, names, kept })(text);
  const common = ["it is so on a to be"];

  test.each<[string, boolean]>([
    ["it is so on a", true],
    ["it is so on", false],
    ["is so on a to", true],
    ["it is so a on", false],
    ["IT IS, so — on a.", true],
  ])("of words that are too short, five in a row alone: %s", (text, isQuoted) =>
    expect(finds(common, text)).toBe(isQuoted),
  );
  test("not even five in a row that another report has as well", () => {
    expect(finds(common, "it is so on a", ["well, it is so on a day"])).toBe(false);
    expect(finds(common, "is so on a to", ["well, it is so on a day"])).toBe(true);
  });
  test.each([
    ["zq8", "see zq8", true],
    ["zq", "see zq", false],
    ["株式", "株式", true],
    ["zq8", "zq81", false],
    ["ｚｑ８", "zq8", true],
  ])("%s in %s: %s", (erased, text, isQuoted) => expect(finds([erased], text)).toBe(isQuoted));

  test("names are found within words, of three characters or more", () => {
    expect(finds([], "to joana@x", [], [" Ana "])).toBe(true);
    expect(finds([], "to al", [], ["al"])).toBe(false);
    expect(finds([], "anything", [], ["  "])).toBe(false);
  });
  test("of a text without end the beginning is looked at", () => {
    expect(finds(["zq81"], `${"a ".repeat(9_990)}zq81`)).toBe(true);
    expect(finds(["zq81"], `${"a ".repeat(10_000)}zq81`)).toBe(false);
  });
});

test("what means something else in a pattern is a letter of a name", () => {
  const without = nameRemover(["a.c", "(x)", "[q]", "$1 y", "a.c"]);
  expect(without("abc a.c (x) q $1  y")).toBe("abc (erased) (erased) q (erased)");
});

test("a text without a name stays as it was written, also where its letters have another width", () =>
  expect(nameRemover(["Jo Miller"])("ｘ１")).toBe("ｘ１"));
