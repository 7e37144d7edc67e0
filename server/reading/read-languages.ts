import { functionWordVotes, type DetectedLanguage } from "@/server/reading/language";

/** The languages that the built-in classifier reads: those of the hosted form. */
export const READ_LANGUAGES: ReadonlySet<string> = new Set([
  "en",
  "de",
  "fr",
  "es",
  "it",
  "pt",
  "nl",
  "pl",
  "sv",
  "tr",
]);

/** From here on a detected language is believed, 0–1. */
const BELIEVED_FROM = 0.5;
/** A text of so many words in a language has one of its function words. */
const SAMPLE_WORDS = 6;
const HEAD_CHARS = 400;
const IN_LATIN = /[a-z]{3}/i;
const UNNAMED = "this language";

/**
 * Whether the built-in classifier can't read a text, and in what language it is; null when it reads it. Where a lexicon found something
 * the text was read, whatever it is taken for: a Danish report of an "error 500" says enough.
 * @param hasEvidence whether any lexicon found a word of its own
 * @returns the language's English name, or "this language" where nobody can tell which it is
 */
export function unreadLanguageOf(
  text: string,
  { language, confidence }: DetectedLanguage,
  hasEvidence: boolean,
): string | null {
  if (hasEvidence) return null;
  const head = text.slice(0, HEAD_CHARS);
  const words = head.match(/\p{L}{2,}/gu)?.length ?? 0;
  const votes = functionWordVotes(head);
  // What writes in Latin letters is called by a name only where a small word vouches for it.
  const isNamed = votes.has(language) || !IN_LATIN.test(head);
  if (language !== "und" && !READ_LANGUAGES.has(language) && confidence >= BELIEVED_FROM)
    return isNamed ? nameOf(language) : UNNAMED;
  // Taken for a language that is read, or for none, without a single small word of it: it is another one.
  const isVouched = [...READ_LANGUAGES].some((known) => (votes.get(known) ?? 0) > 0);
  return words >= SAMPLE_WORDS && !isVouched ? UNNAMED : null;
}

const names = new Intl.DisplayNames("en", { type: "language" });
const nameOf = (language: string): string => names.of(language) ?? UNNAMED;
