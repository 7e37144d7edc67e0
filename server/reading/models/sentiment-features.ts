import { hashFeature, type Feature } from "@/server/reading/models/linear-model";
import {
  feelingOf,
  NEGATIVE_FACES,
  POSITIVE_FACES,
  TURNERS,
} from "@/server/reading/models/sentiment-lexicon";
import type { ReadText } from "@/server/reading/read-text";

/** Buckets for hashed words, pairs and letter groups; the last ones are kept for counted evidence. */
export const SENTIMENT_BUCKETS = 1 << 15;
const COUNTED = 16;
const HASHED = SENTIMENT_BUCKETS - COUNTED;
const MAX_WORDS = 400;
const TURN_REACH = 3;
const CODE = /\{code[^]{0,4000}?\{code\}|```[^]{0,4000}?```|https?:\/\/\S{1,300}/g;

const WORD_SEED = hashFeature("w ");
const TURNED_SEED = hashFeature("n ");
const PAIR_SEED = hashFeature("b ");
const LETTERS_SEED = hashFeature("c ");

/** Whether the words before turn the feeling of the word at `at`. */
function isTurned(text: ReadText, at: number): boolean {
  for (let before = at - 1; before >= Math.max(0, at - TURN_REACH); before -= 1) {
    if (text.clauses[before] !== text.clauses[at]) return false;
    if (TURNERS.has(text.words[before] ?? "")) return true;
  }
  return false;
}

/** What the lexicon finds: sums of positive and negative strength after turning, and the words that carried it. */
export type Feeling = {
  readonly positive: number;
  readonly negative: number;
  readonly strong: number;
  readonly turned: number;
  readonly words: readonly string[];
};

export function readFeeling(text: ReadText): Feeling {
  let positive = 0;
  let negative = 0;
  let strong = 0;
  let turned = 0;
  const words: string[] = [];
  const count = Math.min(text.words.length, MAX_WORDS);
  for (let at = 0; at < count; at += 1) {
    const word = text.words[at] ?? "";
    const strength = feelingOf(word);
    if (strength === 0) continue;
    const isFlipped = isTurned(text, at);
    if (isFlipped) turned += 1;
    // "not good" is bad; "not bad" is hardly praise.
    const feeling = isFlipped ? (strength > 0 ? -strength : 0.3) : strength;
    if (feeling > 0) positive += feeling;
    else negative -= feeling;
    if (Math.abs(feeling) >= 2) strong += Math.sign(feeling);
    words.push(isFlipped ? `not ${word}` : word);
  }
  return { positive, negative, strong, turned, words };
}

/** The features of a text: hashed words (also turned ones), pairs and letter groups, and counted evidence. */
export function sentimentFeatures(text: ReadText, raw: string, feeling: Feeling): Feature[] {
  const hashed = new Map<number, number>();
  const add = (hash: number, value: number): void => {
    const index = hash % HASHED;
    hashed.set(index, Math.max(hashed.get(index) ?? 0, value));
  };
  const count = Math.min(text.words.length, MAX_WORDS);
  for (let at = 0; at < count; at += 1) {
    const word = text.words[at] ?? "";
    if (word.length > 30) continue;
    add(hashFeature(word, WORD_SEED), 1);
    if (isTurned(text, at)) add(hashFeature(word, TURNED_SEED), 1);
    const next = text.words[at + 1];
    if (next !== undefined && text.clauses[at + 1] === text.clauses[at])
      add(hashFeature(next, hashFeature(" ", hashFeature(word, PAIR_SEED))), 0.7);
    if (word.length >= 4) {
      const padded = `^${word}$`;
      for (let from = 0; from + 4 <= padded.length; from += 1)
        add(hashFeature(padded, LETTERS_SEED, from, from + 4), 0.35);
    }
  }
  let norm = 0;
  for (const value of hashed.values()) norm += value * value;
  const by = 1 / Math.sqrt(Math.max(norm, 4));
  const features: Feature[] = Array.from(hashed, ([index, value]) => [index, value * by]);
  const length = Math.sqrt(Math.max(1, count / 8));
  const faces = raw.slice(0, 3000).replace(CODE, " ").toLowerCase();
  const happy = Math.min(2, faces.match(POSITIVE_FACES)?.length ?? 0);
  const unhappy = Math.min(2, faces.match(NEGATIVE_FACES)?.length ?? 0);
  const marks = Math.min(3, raw.slice(0, 3000).split("!").length - 1);
  const asks = Math.min(3, raw.slice(0, 3000).split("?").length - 1);
  const counted = [
    Math.min(3, feeling.positive / length),
    Math.min(3, feeling.negative / length),
    Math.max(-2, Math.min(2, feeling.strong)),
    Math.max(-3, Math.min(3, (feeling.positive - feeling.negative) / length)),
    happy,
    unhappy,
    marks / 2,
    asks / 2,
    feeling.positive === 0 && feeling.negative === 0 ? 1 : 0,
    feeling.positive > 0 && marks > 0 ? 1 : 0,
    feeling.negative > 0 && marks > 0 ? 1 : 0,
    Math.min(2, count / 40),
    Math.min(2, feeling.turned),
    feeling.positive > feeling.negative ? 1 : 0,
    feeling.negative > feeling.positive ? 1 : 0,
  ];
  counted.forEach((value, at) => {
    if (value !== 0) features.push([HASHED + at, value * 0.5]);
  });
  return features;
}
