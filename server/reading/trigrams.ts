import { LRUCache } from "lru-cache";
import { foldText } from "@/server/reading/fold-text";

const MAX_CHARS = 240;

/** An issue's title and words are spelt out for every report that is compared with it. */
const speltLately = new LRUCache<string, ReadonlySet<string>>({ max: 4_000, memoMethod: spell });

/** The letter triples of a text's beginning; what is left of a word when it is misspelt. */
export function trigramsOf(text: string): ReadonlySet<string> {
  return speltLately.memo(text.slice(0, MAX_CHARS));
}

function spell(beginning: string): ReadonlySet<string> {
  const plain = ` ${foldText(beginning)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;
  const grams = new Set<string>();
  for (let index = 0; index + 3 <= plain.length; index += 1) grams.add(plain.slice(index, index + 3));
  return grams;
}

/** Dice coefficient of two sets of trigrams, 0–1. */
export function trigramSimilarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const gram of small) if (large.has(gram)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}
