import { START_CHARS, type ReadText } from "@/server/reading/read-text";

/**
 * A phrase is a row of words: `charged|billed ~3 twice`. `a|b` offers words, `refund*` is a beginning,
 * `~3` lets up to three other words stand between. Written folded (lower case, no diacritics).
 * Matching walks the words once and looks phrases up by their first word, so its cost is bounded.
 */
export type Phrase<Value> = { readonly pattern: string; readonly value: Value };

/** A phrase found: from word `start` to word `end`, both included; `gaps` are words in between that it did not ask for. */
export type Hit<Value> = {
  readonly value: Value;
  readonly start: number;
  readonly end: number;
  readonly gaps: readonly number[];
};

type Slot = {
  readonly words: ReadonlySet<string>;
  readonly beginnings: readonly string[];
  readonly gap: number;
};
/** A phrase without its first word, by which it is looked up. */
type Compiled<Value> = { readonly rest: readonly Slot[]; readonly value: Value };

export type Matcher<Value> = (text: ReadText) => Hit<Value>[];

function compileSlots(pattern: string): Slot[] {
  const slots: Slot[] = [];
  let gap = 0;
  for (const part of pattern.split(" ")) {
    if (part.startsWith("~")) {
      gap = Number(part.slice(1));
      continue;
    }
    const options = part.split("|");
    slots.push({
      words: new Set(options.filter((option) => !option.endsWith("*"))),
      beginnings: options.filter((option) => option.endsWith("*")).map((option) => option.slice(0, -1)),
      gap,
    });
    gap = 0;
  }
  return slots;
}

function fits(slot: Slot, word: string): boolean {
  if (slot.words.has(word)) return true;
  for (const beginning of slot.beginnings) if (word.startsWith(beginning)) return true;
  return false;
}

/** Places the remaining slots, each as early as it goes; never backtracks across more than the allowed gap. */
function place(rest: readonly Slot[], text: ReadText, start: number): { end: number; gaps: number[] } | null {
  let at = start;
  const gaps: number[] = [];
  const sentence = text.sentences[start];
  for (const slot of rest) {
    const last = at + 1 + slot.gap;
    for (at += 1; !fits(slot, text.words[at] ?? ""); at += 1) {
      if (at === last || text.sentences[at] !== sentence) return null;
      gaps.push(at);
    }
    if (text.sentences[at] !== sentence) return null;
  }
  return { end: at, gaps };
}

/** Turns a list of phrases into one function that finds them all. Compile once, at module load. */
export function compilePhrases<Value>(phrases: readonly Phrase<Value>[]): Matcher<Value> {
  const byWord = new Map<string, Compiled<Value>[]>();
  const byBeginning = new Map<string, { beginning: string; phrase: Compiled<Value> }[]>();
  for (const { pattern, value } of phrases) {
    const [first, ...rest] = compileSlots(pattern);
    if (!first) throw new Error(`empty phrase: ${pattern}`);
    const phrase = { rest, value };
    for (const word of first.words) byWord.set(word, [...(byWord.get(word) ?? []), phrase]);
    for (const beginning of first.beginnings) {
      if (beginning.length < START_CHARS) throw new Error(`beginning too short: ${pattern}`);
      const key = beginning.slice(0, START_CHARS);
      byBeginning.set(key, [...(byBeginning.get(key) ?? []), { beginning, phrase }]);
    }
  }
  return (text) => {
    const hits: Hit<Value>[] = [];
    const attempt = (phrase: Compiled<Value>, start: number): void => {
      const placed = place(phrase.rest, text, start);
      if (placed) hits.push({ value: phrase.value, start, ...placed });
    };
    for (let start = 0; start < text.words.length; start += 1) {
      const word = text.words[start] ?? "";
      const exact = byWord.get(word);
      if (exact) for (const phrase of exact) attempt(phrase, start);
      const starting = byBeginning.get(text.starts[start] ?? "");
      if (starting)
        for (const { beginning, phrase } of starting) if (word.startsWith(beginning)) attempt(phrase, start);
    }
    return hits;
  };
}

/** Phrases written one per line under a value. */
export function phrasesFor<Value>(value: Value, lines: string): Phrase<Value>[] {
  return lines
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((pattern) => ({ pattern, value }));
}
