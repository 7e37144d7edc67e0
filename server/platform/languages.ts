import Negotiator from "negotiator";
import { FALLBACK_LANGUAGE, languageOf, type Language } from "@/contracts/languages";

/** More of an `Accept-Language` header than any browser sends; the rest is not read. */
const ACCEPTED_CHARS = 500;

/**
 * The language in which whoever sent a request is addressed: the one they chose, else the first that their browser prefers and that is
 * ours (RFC 9110, 12.5.4), else English.
 * @param chosen what `?lang=` or a posted form says; anything that is not among our languages counts as nothing
 * @param accepted the `Accept-Language` header
 */
export function readersLanguage(
  chosen: string | null | undefined,
  accepted: string | null | undefined,
): Language {
  // All of the header's languages by preference: given only ours, the library puts an exact "en" before a "de-AT" that comes first.
  const preferred = new Negotiator({
    headers: { "accept-language": (accepted ?? "").slice(0, ACCEPTED_CHARS) },
  }).languages();
  return [chosen, ...preferred].map(languageOf).find((language) => language !== null) ?? FALLBACK_LANGUAGE;
}

/** The language that addresses have to carry along for their reader to stay with it; null where the header alone leads to the same. */
export const carriedLanguage = (language: Language, accepted: string | null | undefined): Language | null =>
  readersLanguage(null, accepted) === language ? null : language;
