import { describe, expect, test } from "vitest";
import { hasWords, ownTerms, ownWords } from "./own-words";
import { withoutGreeting, withoutPreamble } from "./preamble";

const WORDS = "The map shows the wrong van";

describe("the number of words", () => {
  test.each([
    ["", 0, true],
    ["", 1, false],
    ["one", 1, true],
    ["one", 2, false],
    ["one, two!", 2, true],
    ["4711 & Größe", 2, true],
    ["- … -", 1, false],
  ])("%j has %d: %s", (text, least, has) => expect(hasWords(text, least)).toBe(has));
});

describe("manners at the end", () => {
  test.each([
    [`${WORDS}. Thanks in advance. Best, Ruth`, `${WORDS}.`],
    [`${WORDS}! Cheers`, `${WORDS}!`],
    [`${WORDS}, thanks`, WORDS],
    // Two closings are common, three are not.
    [`${WORDS}. Thanks! Cheers! Best, Ruth`, `${WORDS}. Thanks!`],
    // Four words have to be left.
    ["Map shows no van. Thanks", "Map shows no van."],
    ["Map is empty. Thanks", "Map is empty. Thanks"],
    // A closing stands at the end.
    [`${WORDS}. Thanks, Ruth. ${"It is the same on all of our tablets. ".repeat(15)}`.trim(), null],
  ])("of %j", (text, own) => expect(ownWords(text)).toBe(own ?? text));
});

describe("what is about the correspondence", () => {
  test.each([
    [`Any updates? ${WORDS}.`, `${WORDS}.`],
    [`${WORDS}. I can send you a screenshot.`, `${WORDS}.`],
    [`Just following up on this. ${WORDS}.`, `${WORDS}.`],
    [`Haben Sie meine Nachricht bekommen? ${WORDS}.`, `${WORDS}.`],
    // What is left must say something.
    ["Any updates? Map empty.", "Any updates? Map empty."],
    ["Any updates? Map is empty now.", "Map is empty now."],
  ])("of %j", (text, own) => expect(ownWords(text)).toBe(own));
});

describe("a greeting", () => {
  test.each([
    ["Hi Ruth, the map is empty", "the map is empty"],
    ["Hi Ruth and Bo and Jo, the map is empty", "Hi Ruth and Bo and Jo, the map is empty"],
    ["Hello!\nthe map is empty", "the map is empty"],
    ["Guten Morgen. the map is empty", "the map is empty"],
    ["Hi, hello, the map is empty", "hello, the map is empty"],
    ["hire a van", "hire a van"],
    ["the map says hi, always", "the map says hi, always"],
  ])("of %j", (text, rest) => expect(withoutGreeting(text)).toBe(rest));
  test("stays where fewer than four words stand after it", () => {
    expect(ownWords("Hi team, map is empty")).toBe("Hi team, map is empty");
    expect(ownWords("Hi team, map is empty again")).toBe("map is empty again");
  });
  test("and three remarks are taken away, a fourth is not", () => {
    expect(withoutPreamble("Hi, me again. One more thing: the map is empty")).toBe("the map is empty");
    expect(withoutPreamble("Hi, me again. One more thing: fyi: the map is empty")).toBe(
      "fyi: the map is empty",
    );
  });
});

describe("the terms of a report", () => {
  test("are those of its title and of what is said, without preamble and quoted mail", () => {
    const text = "Hi team, just so you know: gadget blinks.\n\nOn 2 Nov 2026, Desk wrote:\n> widget";
    expect(ownTerms("Screwdriver", text, "en")).toEqual(["screwdriv", "gadget", "blink"]);
    expect(ownTerms(null, "> widget", "en")).toEqual(["widget"]);
  });
  test("and the faults that it states itself, found or handed on", () => {
    const text = "My gadget is fine.\n\nOn 2 Nov 2026, Desk wrote:\n> I was charged twice";
    expect(ownTerms(null, text, "en")).not.toContain("!payment_wrong");
    expect(ownTerms(null, "I was charged twice", "en")).toContain("!payment_wrong");
    expect(ownTerms("I was charged twice", "gadget", "en")).toContain("!payment_wrong");
    expect(ownTerms(null, "gadget", "en", [{ rule: "data_loss", quote: "x" }])).toEqual([
      "gadget",
      "!data_loss",
    ]);
  });
});
