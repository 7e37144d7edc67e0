import { describe, expect, test } from "vitest";
import {
  compareSeverity,
  confidenceOfLabels,
  isMoreSevere,
  moreSevere,
  scoreOfSentiment,
  SENTIMENTS,
  SEVERITIES,
  type Provenance,
} from "@/contracts/triage";

describe("the order of severities", () => {
  const pairs = SEVERITIES.flatMap((a, m) => SEVERITIES.map((b, n) => [a, b, m, n] as const));
  test.each(pairs)("%s and %s", (a, b, m, n) => {
    expect(Math.sign(compareSeverity(a, b))).toBe(Math.sign(m - n));
    expect(isMoreSevere(a, b)).toBe(m < n);
    expect(moreSevere(a, b)).toBe(SEVERITIES[Math.min(m, n)]);
  });
  test("sorts the most severe first", () => {
    expect([...SEVERITIES].reverse().sort(compareSeverity)).toEqual([
      "critical",
      "major",
      "minor",
      "cosmetic",
    ]);
  });
});

test("a sentiment's score is what was read where that agrees, and never contradicts the word", () => {
  for (const sentiment of SENTIMENTS)
    for (const read of SENTIMENTS)
      for (const sentimentScore of [-0.9, -0.1, 0, 0.1, 0.9]) {
        const score = scoreOfSentiment(sentiment, { sentiment: read, sentimentScore });
        expect(score).toBe(
          sentiment === read ? sentimentScore : { positive: 0.5, neutral: 0, negative: -0.5 }[sentiment],
        );
      }
});

test("labels are as sure as the less sure of type and severity", () => {
  const sure = (confidence: number): Provenance => ({ by: "model", confidence, reason: "" });
  expect(confidenceOfLabels({})).toBe(1);
  expect(confidenceOfLabels({ type: sure(0.3) })).toBe(0.3);
  expect(confidenceOfLabels({ type: sure(0.9), severity: sure(0.4), sentiment: sure(0.1) })).toBe(0.4);
});
