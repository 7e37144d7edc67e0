import { foldText } from "@/server/triage/fold-text";

const MAX_CHARS = 240;

/** The letter triples of a text's beginning; what is left of a word when it is misspelt. */
export function trigramsOf(text: string): ReadonlySet<string> {
  const plain = ` ${foldText(text.slice(0, MAX_CHARS))
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;
  const grams = new Set<string>();
  for (let at = 0; at + 3 <= plain.length; at += 1) grams.add(plain.slice(at, at + 3));
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
