import { describe, expect, test } from "vitest";
import { readSentiment } from "./sentiment";

describe("how a report sounds", () => {
  test.each([
    ["Wonderful, I love the new calendar, thank you!", "positive"],
    ["This is a disgrace, I am furious and sick of your awful app", "negative"],
    ["The list has forty rows on each page", "neutral"],
  ] as const)("%s: %s", (text, sentiment) => {
    const read = readSentiment(text);
    expect(read.sentiment).toBe(sentiment);
    expect(read.score).toBeGreaterThanOrEqual(-1);
    expect(read.score).toBeLessThanOrEqual(1);
    expect(read.confidence).toBeGreaterThan(1 / 3);
    expect(read.confidence).toBeLessThanOrEqual(1);
  });
  test("is scored from negative to positive", () => {
    const [bad, plain, good] = [
      "I am furious, this is awful",
      "The list has forty rows",
      "I love it, wonderful",
    ].map((text) => readSentiment(text).score);
    expect(bad).toBeLessThan(-0.2);
    expect(plain).toBeGreaterThan(bad!);
    expect(good).toBeGreaterThan(Math.max(0.2, plain!));
  });
  test("is given in hundredths", () => {
    for (const text of ["I love it", "awful", "The list has rows"]) {
      const { score, confidence } = readSentiment(text);
      for (const value of [score, confidence]) expect(Math.round(value * 100) / 100).toBe(value);
    }
  });
  test("is told by its opening: what comes after 1,200 characters changes nothing", () => {
    const opening = `The list has forty rows.${" It is long.".repeat(100)}`.slice(0, 1_200);
    expect(readSentiment(`${opening}I am furious, awful, a disgrace!`)).toEqual(readSentiment(opening));
  });
  test("is explained by three words at most, and by none where none carries it", () => {
    const { words } = readSentiment("awful, terrible, horrible and a disgrace, I hate it");
    expect(words).toHaveLength(3);
    expect(readSentiment("The list has forty rows").words).toEqual([]);
  });
  test.each(["", "?!", "   "])("of no words is nothing: %j", (text) => {
    expect(readSentiment(text)).toEqual({ sentiment: "neutral", score: 0, confidence: 0.3, words: [] });
  });
});
