import { FALLBACK_LANGUAGE, languageOf, type Language } from "@/contracts/languages";

/** From so many letters on a report's language is known well enough to decide against the page that its reporter read. */
const DECISIVE_LETTERS = 20;

/**
 * The language in which a reporter is written to. A page in another language than English was drawn so because its reader or their
 * browser chose that, and decides. A page in English may be nobody's choice: it is what everybody gets whose browser names none of our
 * languages. There the language that the reporter wrote in decides, unless they wrote too little for it to be told: whoever writes a
 * language reads it.
 * @param report page: what the form was drawn in, null for a report that came another way; written: the report's language, as a tag;
 * text: the report
 */
export function reporterLanguage(report: { page: Language | null; written: string; text: string }): Language {
  const { page, written, text } = report;
  if (page !== null && page !== FALLBACK_LANGUAGE) return page;
  const own = languageOf(written) ?? FALLBACK_LANGUAGE;
  return page === null || lettersOf(text) >= DECISIVE_LETTERS ? own : FALLBACK_LANGUAGE;
}

/** How many letters a text begins with, counted no further than matters. */
const lettersOf = (text: string): number =>
  text.slice(0, 10 * DECISIVE_LETTERS).match(/\p{L}/gu)?.length ?? 0;
