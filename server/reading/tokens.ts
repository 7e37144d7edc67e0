import { LRUCache } from "lru-cache";
import { conceptOf, PAIRS } from "@/server/reading/models/concepts";
import { stemWord } from "@/server/reading/models/stems";
import { STOP_WORDS } from "@/server/reading/models/stop-words";
import { readText } from "@/server/reading/read-text";

const HAS_DIGIT = /\d/;
const CJK = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]/;

const NOT_WORDS = new Set(["nicht", "not", "pas", "niet", "plus"]);
const ABILITIES = new Set([
  "kann",
  "konnen",
  "konnte",
  "konnten",
  "can",
  "could",
  "does",
  "did",
  "peux",
  "peut",
  "pouvons",
  "arrive",
  "arrivons",
  "parviens",
  "kan",
  "kunnen",
]);
const NOT_REACH = 3;

/** "kann mich nicht", "does not", "n'arrive pas": an ability denied says that something is broken. */
function deniesAbility(words: readonly string[], at: number): boolean {
  if (!NOT_WORDS.has(words[at] ?? "")) return false;
  for (let before = at - 1; before >= Math.max(0, at - NOT_REACH); before -= 1)
    if (ABILITIES.has(words[before] ?? "")) return true;
  return false;
}

/** Terms kept per text: enough for a long report, few enough to store and compare. */
const MAX_TERMS = 80;

function termOf(word: string, language: string): string | null {
  if (word.length < 2 || word.length > 40) return null;
  if (HAS_DIGIT.test(word) && (word.length > 12 || /^v?\d+$/.test(word)))
    return /^[1-5]\d\d$/.test(word) ? word : null;
  const concept = conceptOf(word);
  if (concept !== null) return concept;
  if (STOP_WORDS.has(word)) return null;
  return stemWord(word, language);
}

/** A word of the title counts as two of the text. */
const TITLE_WEIGHT = 2;

/**
 * Terms of texts read lately. A report's are asked for by whoever reads its component and whoever groups it, a title's for every report
 * that is compared with it.
 */
const readLately = new LRUCache<string, Readonly<Record<string, number>>, Parameters<typeof readTerms>>({
  max: 4_000,
  memoMethod: (_key, _stale, { context }) => readTerms(...context),
});
const REMEMBERED_CHARS = 2_000;

/**
 * The terms a text is compared by and how often each is used: stems without stop words, numbers and ids,
 * field words of every language replaced by one concept ("login", "charge"), Chinese/Japanese/Korean as
 * character pairs. At most 80, in order of first appearance, the title's first and counted twice.
 */
export function countTerms(
  title: string | null | undefined,
  text: string,
  language: string,
): Readonly<Record<string, number>> {
  if (text.length > REMEMBERED_CHARS) return readTerms(title, text, language);
  return readLately.memo([language, title ?? "", text].join("\u0000"), { context: [title, text, language] });
}

function readTerms(
  title: string | null | undefined,
  text: string,
  language: string,
): Readonly<Record<string, number>> {
  const terms = new Map<string, number>();
  for (const [part, weight] of title
    ? ([
        [title, TITLE_WEIGHT],
        [text, 1],
      ] as const)
    : ([[text, 1]] as const)) {
    const add = (term: string): void => {
      const before = terms.get(term);
      if (before !== undefined || terms.size < MAX_TERMS) terms.set(term, (before ?? 0) + weight);
    };
    const { words } = readText(part);
    for (let index = 0; index < words.length; index += 1) {
      const word = words[index] ?? "";
      const pair = PAIRS.get(`${word} ${words[index + 1] ?? ""}`);
      if (pair !== undefined) {
        add(pair);
        index += 1;
        continue;
      }
      if (deniesAbility(words, index)) add("broken");
      if (CJK.test(word)) {
        for (let index = 0; index + 1 < word.length && index < MAX_TERMS; index += 1)
          add(word.slice(index, index + 2));
        continue;
      }
      const term = termOf(word, language);
      if (term !== null) add(term);
    }
  }
  return Object.fromEntries(terms);
}

/** The terms of `countTerms` without their counts. */
export function termsOf(title: string | null | undefined, text: string, language: string): string[] {
  return Object.keys(countTerms(title, text, language));
}

/** Terms as a list, or with how often each is used. */
export type Terms = readonly string[] | Readonly<Record<string, number>>;

/** Each term once with its count; 1 where a list says nothing else. */
export function termEntries(terms: Terms): [term: string, count: number][] {
  if (!Array.isArray(terms)) return Object.entries(terms as Readonly<Record<string, number>>);
  return [...new Set(terms as readonly string[])].map((term) => [term, 1]);
}

/** How often terms appear among the texts of a launch. */
export type TermStats = {
  readonly docCount: number;
  readonly df: ReadonlyMap<string, number> | Readonly<Record<string, number>>;
};

/** In how many texts a term appears; 0 when it is new. */
export function documentFrequency(stats: TermStats, term: string): number {
  const { df } = stats;
  if (df instanceof Map) return (df as ReadonlyMap<string, number>).get(term) ?? 0;
  return Object.hasOwn(df, term) ? ((df as Readonly<Record<string, number>>)[term] ?? 0) : 0;
}

/** The weight of a term: rare ones tell texts apart. Smoothed inverse document frequency, at least 0.1. */
export function termWeight(stats: TermStats, term: string): number {
  return Math.max(0.1, Math.log((stats.docCount + 1.5) / (documentFrequency(stats, term) + 0.5)));
}

/** A term used by more than this share of texts finds too much to be worth asking for. */
const COMMON_SHARE = 0.2;

/** Together the terms asked for may be used by so many texts: what finds more tells less and costs most. */
const FOUND_MAX = 400;
/** But so many terms are asked for whatever they find. */
const SHARED_TOKENS_MIN = 2;

/**
 * The terms worth asking the database for, at most `max`: those that weigh most (rare among the texts, used often
 * in this one) and that others use too. Very common ones come after, and terms nobody else has used last,
 * because they can find nothing but themselves.
 */
export function rareTerms(terms: Terms, stats: TermStats, max = 8): string[] {
  const common = Math.max(3, stats.docCount * COMMON_SHARE);
  let found = 0;
  return termEntries(terms)
    .map(([term, count], index) => {
      const df = documentFrequency(stats, term);
      const rank = df === 0 ? 2 : df > common ? 1 : 0;
      return { term, at: index, rank, weight: termWeight(stats, term) * (1 + Math.log(Math.max(1, count))) };
    })
    .sort((a, b) => a.rank - b.rank || b.weight - a.weight || a.at - b.at)
    .slice(0, max)
    .map(({ term }) => term)
    .filter((term, index) => {
      found += documentFrequency(stats, term);
      return index < SHARED_TOKENS_MIN || found <= FOUND_MAX;
    });
}

/** For the stems among a text's terms, the word each first stood for: what a person reads when likeness is explained. */
export function wordsBehind(
  title: string | null | undefined,
  text: string,
  language: string,
): ReadonlyMap<string, string> {
  const behind = new Map<string, string>();
  for (const part of title ? [title, text] : [text])
    for (const word of readText(part).words) {
      if (conceptOf(word) !== null) continue;
      const term = termOf(word, language);
      if (term !== null && !behind.has(term)) behind.set(term, word);
    }
  return behind;
}
