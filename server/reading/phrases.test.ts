import { describe, expect, test } from "vitest";
import { compilePhrases, phrasesFor } from "./phrases";
import { readText } from "./read-text";

const hits = (lines: string, text: string) =>
  compilePhrases(phrasesFor("found", lines))(readText(text)).map(({ start, end, gaps }) => [
    start,
    end,
    gaps,
  ]);
const isIn = (lines: string, text: string) => hits(lines, text).length > 0;

describe("a phrase", () => {
  test.each([
    ["charged twice", "I was charged twice", true],
    ["charged twice", "I was charged nearly twice", false],
    ["charged twice", "twice charged", false],
    ["charged|billed twice", "billed twice", true],
    ["charged|billed twice", "sent twice", false],
    ["twice", "Twice!", true],
    ["refund*", "we wait for refunding", true],
    ["refund*", "we reformed it", false],
    ["refund*", "my refun", false],
    ["a refund*|repay* now", "a repayment now", true],
    ["a refund*|repay* now", "a refund later", false],
    ["charged twice", "I was charged. Twice I called", false],
    ["charged twice", "I was charged, twice", true],
  ])("%j in %j: %s", (pattern, text, found) => expect(isIn(pattern, text)).toBe(found));

  test("says where it was found, and which words it did not ask for", () => {
    expect(hits("card ~2 charged twice", "my card was never charged twice")).toEqual([[1, 5, [2, 3]]]);
    expect(hits("card ~2 charged twice", "card charged twice")).toEqual([[0, 2, []]]);
  });
  test("lets no more words stand between than it says, and only where it says", () => {
    expect(isIn("card ~2 charged twice", "card was also then charged twice")).toBe(false);
    expect(isIn("card ~2 charged twice", "card was charged about twice")).toBe(false);
    expect(isIn("card ~2 charged ~1 twice", "card was charged about twice")).toBe(true);
  });
  test("does not reach over the end of a sentence, whatever stands between", () => {
    expect(isIn("card ~3 twice", "my card. It came twice")).toBe(false);
  });
  test("takes each word as early as it stands", () => {
    expect(hits("card ~3 twice", "card twice and twice")).toEqual([[0, 1, []]]);
  });
  test("is found wherever it begins, also twice", () => {
    expect(hits("late", "late again and late")).toEqual([
      [0, 0, []],
      [3, 3, []],
    ]);
  });
});

test("several phrases that begin alike are all found, each with its value", () => {
  const find = compilePhrases([
    { pattern: "late order", value: 1 },
    { pattern: "late ~1 order", value: 2 },
    { pattern: "late*", value: 3 },
    { pattern: "lateness", value: 4 },
    { pattern: "lat* order", value: 5 },
  ]);
  expect(find(readText("late order")).map(({ value }) => value)).toEqual([1, 2, 3, 5]);
  expect(find(readText("lateness")).map(({ value }) => value)).toEqual([4, 3]);
  expect(find(readText(""))).toEqual([]);
});

test("phrases are written one a line, and empty lines are none", () => {
  expect(phrasesFor(7, "\n  late order  \n\n\tlost\n")).toEqual([
    { pattern: "late order", value: 7 },
    { pattern: "lost", value: 7 },
  ]);
});

test.each([
  ["~2", "empty phrase: ~2"],
  ["re*", "beginning too short: re*"],
])("%j is refused", (pattern, message) => {
  expect(() => compilePhrases([{ pattern, value: 1 }])).toThrow(message);
});
