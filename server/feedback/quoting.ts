import { ERASED } from "@/contracts/privacy";

/**
 * Whether a text that people or machines wrote on an issue (a title, a workaround, a reason) was made of the words of a report that is
 * being erased, and what is left of one that only names somebody. Pure.
 */

const WORDS = new Intl.Segmenter("und", { granularity: "word" });
/** So much of one text is looked at, UTF-16 units. */
const SCANNED_CHARS = 20_000;
/** Shorter words tell nobody apart. */
const LEAST_CHARS = 3;
/** So many words in a row are a quotation, however common each of them is. */
const RUN = 5;

const isIdeographic = (word: string): boolean => /^\p{Script=Han}/u.test(word);

function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of WORDS.segment(
    text.slice(0, SCANNED_CHARS).normalize("NFKC").toLowerCase(),
  ))
    if (isWordLike) words.push(segment);
  return words;
}

const isDistinctive = (word: string): boolean =>
  [...word].length >= LEAST_CHARS || (isIdeographic(word) && [...word].length >= 2);

function runsOf(words: readonly string[]): string[] {
  return words.slice(RUN - 1).map((_, index) => words.slice(index, index + RUN).join(" "));
}

export type Quoted = {
  /** What the reports that go say: titles, texts, addresses of pages. */
  readonly erased: readonly string[];
  /** Names and addresses of the people who go; found wherever they are written. */
  readonly names: readonly string[];
  /** What other reports of the launch say; a word that is also theirs gives nobody away. */
  readonly kept: readonly string[];
};

/**
 * A test for texts: true when one holds a name, a word that only the erased reports use, or five of their words in a row. It errs on the
 * side of erasing.
 */
export function quoteFinder({ erased, names, kept }: Quoted): (text: string) => boolean {
  const [goes, stays] = [erased.map(wordsOf), kept.map(wordsOf)];
  const keptWords = new Set(stays.flat());
  const distinctive = new Set(goes.flat().filter((word) => isDistinctive(word) && !keptWords.has(word)));
  const keptRuns = new Set(stays.flatMap(runsOf));
  const runs = new Set(goes.flatMap(runsOf).filter((run) => !keptRuns.has(run)));
  const sought = distinctiveNames(names).map((name) => name.toLowerCase());
  return (text) => {
    const lower = text.normalize("NFKC").toLowerCase();
    if (sought.some((name) => lower.includes(name))) return true;
    const words = wordsOf(text);
    return words.some((word) => distinctive.has(word)) || runsOf(words).some((run) => runs.has(run));
  };
}

/** The names that are long enough to tell anybody apart. */
export const distinctiveNames = (names: readonly string[]): string[] =>
  names.map((name) => name.trim().normalize("NFKC")).filter((name) => [...name].length >= LEAST_CHARS);

/**
 * Takes names out of texts and leaves the rest: for what members wrote about something else than the person's reports. A name is found in
 * any letter case, with any white space between its words, as whole words. Gives the same text where none is in it.
 * @param names and addresses, as they were written
 */
export function nameRemover(names: readonly string[]): (text: string) => string {
  // The longest first: "Ana Maria" before "Ana".
  const sought = [...new Set(distinctiveNames(names))].sort((a, b) => b.length - a.length);
  if (sought.length === 0) return (text) => text;
  const patterns = sought.map((name) =>
    name
      .split(/\s+/u)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join("\\s+"),
  );
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  return (text) => {
    const normal = text.normalize("NFKC");
    const left = normal.replace(pattern, ERASED);
    return left === normal ? text : left;
  };
}
