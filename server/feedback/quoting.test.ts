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
