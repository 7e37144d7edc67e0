import { hashFeature, type Feature } from "@/server/reading/models/linear-model";
import {
  findSeveritySigns,
  SEVERITY_SIGNS,
  type SeveritySign,
} from "@/server/reading/models/severity-lexicon";
import { STOP_WORDS } from "@/server/reading/models/stop-words";
import { stemWord } from "@/server/reading/models/stems";
import type { ReadText } from "@/server/reading/read-text";

export const SEVERITY_BUCKETS = 1 << 13;
const COUNTED = 48;
const HASHED = SEVERITY_BUCKETS - COUNTED;
const MAX_WORDS = 300;

const TITLE_SEED = hashFeature("t ");
const WORD_SEED = hashFeature("w ");
const PAIR_SEED = hashFeature("b ");

export type SignCounts = Readonly<Record<SeveritySign, number>>;

/** How often each sign is found. */
export function countSigns(text: ReadText): SignCounts {
  const counts = Object.fromEntries(SEVERITY_SIGNS.map((sign) => [sign, 0])) as Record<SeveritySign, number>;
  for (const { value } of findSeveritySigns(text)) counts[value] += 1;
  return counts;
}

/** The features of a report: hashed stems of title and text, pairs of the title, and the counted signs. */
export function severityFeatures(
  title: ReadText,
  body: ReadText,
  titleSigns: SignCounts,
  bodySigns: SignCounts,
  language: string,
): Feature[] {
  const hashed = new Map<number, number>();
  const add = (hash: number, value: number): void => {
    const index = hash % HASHED;
    hashed.set(index, Math.max(hashed.get(index) ?? 0, value));
  };
  const stems = (text: ReadText): string[] =>
    text.words
      .slice(0, MAX_WORDS)
      .filter((word) => word.length > 1 && word.length < 30 && !STOP_WORDS.has(word))
      .map((word) => stemWord(word, language));
  const ofTitle = stems(title);
  ofTitle.forEach((stem, at) => {
    add(hashFeature(stem, TITLE_SEED), 1);
    add(hashFeature(stem, WORD_SEED), 1);
    const next = ofTitle[at + 1];
    if (next !== undefined) add(hashFeature(next, hashFeature(" ", hashFeature(stem, PAIR_SEED))), 0.7);
  });
  for (const stem of stems(body)) add(hashFeature(stem, WORD_SEED), 0.6);
  let norm = 0;
  for (const value of hashed.values()) norm += value * value;
  const by = 1 / Math.sqrt(Math.max(norm, 4));
  const features: Feature[] = Array.from(hashed, ([index, value]) => [index, value * by]);
  SEVERITY_SIGNS.forEach((sign, at) => {
    if (titleSigns[sign] > 0) features.push([HASHED + at, 0.5]);
    const inBody = bodySigns[sign];
    if (inBody > 0) features.push([HASHED + 16 + at, Math.min(1, 0.25 + 0.25 * Math.log2(1 + inBody))]);
  });
  const length = Math.min(1, body.words.length / 200);
  features.push([HASHED + 40, length], [HASHED + 41, Math.min(1, title.words.length / 12)]);
  if (body.words.length < 12) features.push([HASHED + 42, 0.5]);
  return features;
}
