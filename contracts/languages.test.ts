import { describe, expect, test } from "vitest";
import { firstLanguageOf, inLanguage, LANGUAGES, LANGUAGE_NAMES, languageOf } from "./languages";

describe("the language that a tag names", () => {
  test.each([
    ["de", "de"],
    ["DE", "de"],
    ["pt-BR", "pt"],
    ["pt_PT", "pt"],
    ["nl-Latn-BE", "nl"],
    ["sv-x-private", "sv"],
  ])("%s is %s", (tag, language) => expect(languageOf(tag)).toBe(language));

  test.each(["", "d", "dede", "german", "ja", "fil", "enx", "-en", " en", "e n", "\u0000", null, undefined])(
    "%j is none of ours",
    (tag) => expect(languageOf(tag)).toBeNull(),
  );
});

test.each([
  [["de-AT", "en"], "de"],
  [["ja", "fil", "fr-CA", "de"], "fr"],
  [["ja", "zh-Hant"], "en"],
  [[], "en"],
])("a browser that prefers %j is addressed in %s", (tags, language) =>
  expect(firstLanguageOf(tags)).toBe(language),
);

test("every language is called by its own name", () =>
  expect(LANGUAGES.map((language) => LANGUAGE_NAMES[language].length > 0)).not.toContain(false));

test.each([
  ["/f/abc", "de", "/f/abc?lang=de"],
  ["/f/abc?version=2.0&account=R%26D", "tr", "/f/abc?version=2.0&account=R%26D&lang=tr"],
  ["/f/abc?lang=fr&version=2", "pl", "/f/abc?lang=pl&version=2"],
  ["/f/abc?lang=fr", null, "/f/abc?lang=fr"],
  ["/f/abc?url=https://x.test/?a", "de", "/f/abc?url=https%3A%2F%2Fx.test%2F%3Fa&lang=de"],
] as const)("%s in %s is %s", (address, language, expected) =>
  expect(inLanguage(address, language)).toBe(expected),
);
