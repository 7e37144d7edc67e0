import { describe, expect, test } from "vitest";
import { documentFrequency, rareTerms, termEntries, termWeight, wordsBehind, type Terms } from "./tokens";

describe("how often terms are used", () => {
  test.each<[Terms, [string, number][]]>([
    [
      ["a", "b", "a"],
      [
        ["a", 1],
        ["b", 1],
      ],
    ],
    [
      { a: 3, b: 1 },
      [
        ["a", 3],
        ["b", 1],
      ],
    ],
    [[], []],
    [{}, []],
  ])("%j", (terms, entries) => expect(termEntries(terms)).toEqual(entries));
  test.each([
    ["late", 3],
    ["new", 0],
    ["constructor", 0],
  ])("among texts: %s", (term, n) => {
    const df = { late: 3 };
    expect(documentFrequency({ docCount: 9, df }, term)).toBe(n);
    expect(documentFrequency({ docCount: 9, df: new Map(Object.entries(df)) }, term)).toBe(n);
  });
});

describe("what a term weighs", () => {
  const weight = (docCount: number, n: number) => termWeight({ docCount, df: { x: n } }, "x");
  test("is the less the more texts use it, and never nothing", () => {
    expect(weight(98.5, 0)).toBeCloseTo(Math.log(200), 10);
    expect(weight(98.5, 9.5)).toBeCloseTo(Math.log(10), 10);
    expect(weight(100, 100)).toBe(0.1);
    expect(weight(0, 5)).toBe(0.1);
  });
});

describe("the terms worth asking for", () => {
  const df = { rare: 2, fair: 10, often: 20, common: 21, all: 100 };
  const stats = { docCount: 100, df };
  test("are the rare ones first, then the common ones, then those that nobody else has used", () => {
    expect(rareTerms(["new", "all", "common", "often", "fair", "rare"], stats)).toEqual([
      ...["rare", "fair", "often", "common", "all", "new"],
    ]);
  });
  test("are no more than were asked for, eight unless said otherwise", () => {
    const many = Array.from({ length: 12 }, (_, n) => `n${n}`);
    expect(rareTerms(many, stats)).toEqual(many.slice(0, 8));
    expect(rareTerms(["often", "fair", "rare"], stats, 2)).toEqual(["rare", "fair"]);
  });
  test("are those used most in the text, of those that others use as often", () => {
    expect(rareTerms({ a: 1, b: 4 }, { docCount: 100, df: { a: 5, b: 5 } })).toEqual(["b", "a"]);
    expect(rareTerms({ a: 0, b: 0, c: 1 }, { docCount: 100, df: { a: 5, b: 5, c: 5 } })).toEqual([
      "a",
      "b",
      "c",
    ]);
  });
  test("a rarer one outweighs one that is used a little more often", () => {
    expect(rareTerms({ fair: 2, rare: 1 }, { docCount: 10_000, df: { fair: 900, rare: 2 } })).toEqual([
      ...["rare", "fair"],
    ]);
  });
  test("in a small launch three uses are not common yet", () => {
    const small = { docCount: 5, df: { three: 3, four: 4 } };
    expect(rareTerms({ four: 9, three: 1 }, small)).toEqual(["three", "four"]);
  });
  test("find about 400 texts together at most, but two are asked for whatever they find", () => {
    const busy = { docCount: 10_000, df: { a: 300, b: 301, c: 302, d: 1 } };
    expect(rareTerms(["a", "b", "c"], busy)).toEqual(["a", "b"]);
    expect(rareTerms(["a", "d"], busy)).toEqual(["d", "a"]);
    expect(rareTerms(["x", "y", "z"], { docCount: 10_000, df: { x: 100, y: 150, z: 150 } })).toEqual([
      ...["x", "y", "z"],
    ]);
    expect(rareTerms(["x", "y", "z"], { docCount: 10_000, df: { x: 100, y: 150, z: 151 } })).toEqual([
      "x",
      "y",
    ]);
  });
});

describe("the word a stem stood for", () => {
  test("is the first that was read, the title's before the text's", () => {
    const behind = wordsBehind("Gadgets", "the gadget blinks", "en");
    expect([...behind.values()]).toContain("gadgets");
    expect([...behind.values()]).not.toContain("gadget");
    expect([...behind.values()]).not.toContain("the");
  });
  test("is none for a concept, which is named as such", () => {
    expect([...wordsBehind(null, "voucher for you", "en").values()]).not.toContain("voucher");
  });
});
