import type { Sentiment } from "@/contracts/triage";
import { predict, unpackModel } from "@/server/reading/models/linear-model";
import { readFeeling, sentimentFeatures } from "@/server/reading/models/sentiment-features";
import { SENTIMENT_WEIGHTS } from "@/server/reading/models/sentiment-weights";
import { readText } from "@/server/reading/read-text";

/** How a report sounds: a label, a score from −1 (negative) to 1 (positive), how sure (0–1), and the words that carry it. */
export type SentimentReading = {
  readonly sentiment: Sentiment;
  readonly score: number;
  readonly confidence: number;
  readonly words: readonly string[];
};

const model = unpackModel(SENTIMENT_WEIGHTS);
/** The opening of a text carries its tone. */
const TONE_CHARS = 1_200;

/** Reads the sentiment of a text by a linear model over words, letter groups and a lexicon of seven languages. */
export function readSentiment(text: string): SentimentReading {
  const opening = text.slice(0, TONE_CHARS);
  const read = readText(opening);
  if (read.words.length === 0) return { sentiment: "neutral", score: 0, confidence: 0.3, words: [] };
  const feeling = readFeeling(read);
  const [positive = 0, neutral = 0, negative = 0] = predict(model, sentimentFeatures(read, opening, feeling));
  const best = Math.max(positive, neutral, negative);
  const sentiment = best === positive ? "positive" : best === negative ? "negative" : "neutral";
  return {
    sentiment,
    score: Math.round((positive - negative) * 100) / 100,
    confidence: Math.round(best * 100) / 100,
    words: feeling.words.slice(0, 3),
  };
}
