/** The words of triage: what people and machines may say about a report, and in which order they rank. */
import { z } from "zod";

export const ITEM_TYPES = [
  "technical",
  "functional",
  "usability",
  "performance",
  "integration",
  "question",
  "wish",
  "praise",
] as const;
export const ItemType = z.enum(ITEM_TYPES);
export type ItemType = z.infer<typeof ItemType>;

/** Types that describe a defect; questions, wishes and praise never count in exit figures. */
export const DEFECT_TYPES = [
  "technical",
  "functional",
  "usability",
  "performance",
  "integration",
] as const satisfies readonly ItemType[];

/** The most severe first. */
export const SEVERITIES = ["critical", "major", "minor", "cosmetic"] as const;
export const Severity = z.enum(SEVERITIES);
export type Severity = z.infer<typeof Severity>;

const SEVERITY_RANK = new Map<Severity, number>(SEVERITIES.map((severity, rank) => [severity, rank]));

/** Orders severities, the most severe first: negative when `a` is more severe than `b`, 0 when they are equal. */
export function compareSeverity(a: Severity, b: Severity): number {
  return SEVERITY_RANK.get(a)! - SEVERITY_RANK.get(b)!;
}

/** Whether `a` is more severe than `b`; false when they are equal. */
export const isMoreSevere = (a: Severity, b: Severity): boolean => compareSeverity(a, b) < 0;

/** The more severe of two severities. */
export const moreSevere = (a: Severity, b: Severity): Severity => (isMoreSevere(b, a) ? b : a);

export const SENTIMENTS = ["positive", "neutral", "negative"] as const;
export const Sentiment = z.enum(SENTIMENTS);
export type Sentiment = z.infer<typeof Sentiment>;

const SENTIMENT_SCORES: Readonly<Record<Sentiment, number>> = { positive: 0.5, neutral: 0, negative: -0.5 };

/** The score (−1 to 1) of a sentiment: what was read where that agrees, else one that goes with the word. */
export function scoreOfSentiment(
  sentiment: Sentiment,
  read: { readonly sentiment: Sentiment; readonly sentimentScore: number },
): number {
  return read.sentiment === sentiment ? read.sentimentScore : SENTIMENT_SCORES[sentiment];
}

export const URGENCIES = ["now", "today", "this_week", "later"] as const;
export const Urgency = z.enum(URGENCIES);
export type Urgency = z.infer<typeof Urgency>;

export const QUADRANTS = ["quick_win", "big_bet", "fill_in", "later"] as const;
export const Quadrant = z.enum(QUADRANTS);
export type Quadrant = z.infer<typeof Quadrant>;

/** Where the matrix is divided, on both axes. */
export const QUADRANT_LINE = 50;

/**
 * The quadrant of an impact and an effort (0–100 each); 50 is high impact, and low effort ends below 50. The database derives the same
 * in `issue.quadrant`.
 */
export function quadrantOf(impact: number, effort: number): Quadrant {
  const isHighEffort = effort >= QUADRANT_LINE;
  if (impact >= QUADRANT_LINE) return isHighEffort ? "big_bet" : "quick_win";
  return isHighEffort ? "later" : "fill_in";
}

/** T-shirt sizes and the effort (0–100) each stands for. */
export const EFFORT_SIZES = { S: 15, M: 40, L: 65, XL: 90 } as const;
export type EffortSize = keyof typeof EFFORT_SIZES;

/** The size an effort (0–100) is called: the nearest of S 15, M 40, L 65, XL 90, ties to the larger. */
export function effortSizeOf(effort: number): EffortSize {
  const sizes = Object.keys(EFFORT_SIZES) as EffortSize[];
  const distance = (size: EffortSize): number => Math.abs(EFFORT_SIZES[size] - effort);
  return sizes.reduce((best, size) => (distance(size) <= distance(best) ? size : best));
}

/** Who set a value: a person, a routing rule, a deterministic floor, or a model. People outrank everything and stay. */
export const SET_BY = ["person", "rule", "floor", "model"] as const;
export const SetBy = z.enum(SET_BY);
export type SetBy = z.infer<typeof SetBy>;

/** One machine- or person-made statement with its provenance. Confidence is 0–1. */
export type Provenance = {
  by: SetBy;
  confidence: number;
  reason: string;
  model?: string;
  version?: string;
};

/** How sure a report's labels are, 0–1: as sure as the less sure of type and severity; 1 where nobody said. */
export function confidenceOfLabels(provenance: Readonly<Record<string, Provenance>>): number {
  return Math.min(provenance["type"]?.confidence ?? 1, provenance["severity"]?.confidence ?? 1);
}

/** What one classification says of one item. Confidences are 0–1; sentimentScore −1 (negative) to 1 (positive). */
export const Classification = z.object({
  type: ItemType,
  typeConfidence: z.number().min(0).max(1),
  severity: Severity,
  severityConfidence: z.number().min(0).max(1),
  sentiment: Sentiment,
  sentimentScore: z.number().min(-1).max(1),
  sentimentConfidence: z.number().min(0).max(1),
  /** ISO 639-1, or "und" when no language could be told. */
  language: z.string().regex(/^[a-z]{2,3}$/),
  languageConfidence: z.number().min(0).max(1),
  /** A component's slug among those offered, or null. */
  component: z.string().max(80).nullable(),
  componentConfidence: z.number().min(0).max(1),
  isSpam: z.boolean(),
  /** One sentence a lead can read out. */
  reason: z.string().min(1).max(400),
});
export type Classification = z.infer<typeof Classification>;
