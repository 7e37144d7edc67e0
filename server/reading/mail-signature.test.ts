import { describe, expect, test } from "vitest";
import { cutSignature } from "./mail-signature";
import { TextLines } from "./text-lines";

const cut = (text: string, range: { from?: number; to?: number } = {}) => {
  const lines = new TextLines(text);
  return cutSignature(lines, { from: 0, to: lines.count, ...range });
};
const WORDS = "The basket is empty.";
const CARD = "Ida Berg\nTel. +49 30 123456-78\nida@shop.example";
const DISCLAIMER =
  "This e-mail is confidential and meant for its addressee alone. Whoever got it by mistake is asked to tell the sender and to " +
  "delete it at once.";

describe("below a person's words is cut off", () => {
  test.each([
    ["what stands below the mark of a signature", `${WORDS}\n--\nIda Berg`, "--\nIda Berg"],
    ["the same with blanks around the mark", `${WORDS}\n\n --  \nIda`, "--  \nIda"],
    ["a visiting card with telephone and address", `${WORDS}\n\n${CARD}`, CARD],
    [
      "one with telephone and page",
      `${WORDS}\n\nIda\n(030) 123456\nwww.shop.example`,
      "Ida\n(030) 123456\nwww.shop.example",
    ],
    [
      "one with address and page",
      `${WORDS}\n\nida@shop.example\nhttps://shop.example`,
      "ida@shop.example\nhttps://shop.example",
    ],
    ["a disclaimer", `${WORDS}\n\n${DISCLAIMER}`, DISCLAIMER],
    ["a card with a disclaimer below", `${WORDS}\n\n${CARD}\n\n${DISCLAIMER}`, `${CARD}\n\n${DISCLAIMER}`],
    ["a card above the mark", `${WORDS}\n\n${CARD}\n--\nIda`, `${CARD}\n--\nIda`],
    ["a card below a rule", `${WORDS}\n_____\n${CARD}`, CARD],
    [
      "three such paragraphs",
      `${WORDS}\n\n${CARD}\n\n${DISCLAIMER}\n\n${CARD}`,
      `${CARD}\n\n${DISCLAIMER}\n\n${CARD}`,
    ],
  ])("%s", (_what, text, quoted) => {
    const found = cut(text);
    expect(found.quoted).toBe(quoted);
    expect(found.own.replace(/\n_+$/, "")).toBe(WORDS);
  });
});

describe("and nothing else", () => {
  test.each([
    ["a mark above the first words", `--\n${WORDS}`],
    ["words and one's number", `${WORDS}\n\nIda\n+49 30 123456-78`],
    ["one line of contact", `${WORDS}\n\n+49 30 123456-78, ida@shop.example`],
    ["a card that is the whole text", CARD],
    [
      "a card right below the words",
      `${WORDS}\n${CARD}\n${"It has been like this since the update of last week, for all. ".repeat(2)}`.trim(),
    ],
    ["a paragraph of long lines", `${WORDS}\n\n${"x".repeat(91)}\n+49 30 123456-78\nida@shop.example`],
    [
      "a list of many lines",
      `${WORDS}\n\n${Array.from({ length: 9 }, (_, n) => `order ${n}`).join("\n")}\n+49 30 123456-78\nida@shop.example`,
    ],
    ["a short word about a confidential mail", `${WORDS}\n\nThe e-mail was confidential.`],
    ["a long one about no mail", `${WORDS}\n\n${"All of it is confidential for us. ".repeat(5)}`.trim()],
    ["a long one about no secret", `${WORDS}\n\n${"Every e-mail of yours arrives twice. ".repeat(5)}`.trim()],
    ["no words at all", "--\n--"],
  ])("not %s", (_what, text) => expect(cut(text)).toEqual({ own: text, quoted: "" }));
  test("not a fourth paragraph of contacts: then they are what is said", () => {
    const text = `${WORDS}\n\n${CARD}\n\n${CARD}\n\n${CARD}\n\n${CARD}`;
    expect(cut(text).own).toBe(`${WORDS}\n\n${CARD}`);
  });
  test("of lines that were not asked for", () => {
    const text = `${WORDS}\n--\nIda\n${WORDS}`;
    expect(cut(text, { from: 3 })).toEqual({ own: WORDS, quoted: "" });
    expect(cut(text, { to: 1 })).toEqual({ own: WORDS, quoted: "" });
    expect(cut(`a\n${WORDS}\n\n${CARD}\nzzz`, { from: 1, to: 6 })).toEqual({ own: WORDS, quoted: CARD });
  });
});

test("a list of ten lines with two ways to reach somebody is a card still", () => {
  const lines = Array.from({ length: 8 }, (_, n) => `Room ${n}`).join("\n");
  expect(cut(`${WORDS}\n\n${lines}\n+49 30 123456-78\nida@shop.example`).own).toBe(WORDS);
});
