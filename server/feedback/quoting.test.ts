import { describe, expect, test } from "vitest";
import { quoteFinder } from "./quoting";

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
