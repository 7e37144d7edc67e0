/**
 * The languages in which people without an account are addressed: public form, its refusals, the page of a report, and mails. Each reader
 * chooses; nobody chooses for them.
 */
export const LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "tr"] as const;

export type Language = (typeof LANGUAGES)[number];

/** What the languages call themselves: the only names that somebody who reads no other can find. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  it: "Italiano",
  pt: "Português",
  nl: "Nederlands",
  pl: "Polski",
  sv: "Svenska",
  tr: "Türkçe",
};

/** Carries the reader's choice in addresses of public pages (`?lang=de`) and in a posted form: no cookie is needed for it. */
export const LANGUAGE_PARAM = "lang";

/** Where everybody is addressed who reads none of the others. */
export const FALLBACK_LANGUAGE: Language = "en";

/** The first of some tags that is ours, as a browser lists what its reader prefers (`navigator.languages`); English when none is. */
export const firstLanguageOf = (tags: readonly string[]): Language =>
  tags.map(languageOf).find((language) => language !== null) ?? FALLBACK_LANGUAGE;

/** The language that a tag names, whatever its region or script ("pt-BR"); null for one that is not among ours, or no tag at all. */
export function languageOf(tag: string | null | undefined): Language | null {
  const primary = /^[A-Za-z]{2,3}(?=$|[-_])/.exec(tag ?? "")?.[0].toLowerCase();
  return LANGUAGES.find((language) => language === primary) ?? null;
}

/** An address of ours, a path with or without a query, in a language that its reader chose; as it is where none is to be carried along. */
export function inLanguage(address: string, language: Language | null): string {
  if (language === null) return address;
  // Only the first question mark ends the path: an address within the query may have one of its own.
  const [path] = address.split("?", 1);
  const search = new URLSearchParams(address.slice(path!.length));
  search.set(LANGUAGE_PARAM, language);
  return `${path!}?${search}`;
}
