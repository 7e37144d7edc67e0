import { describe, expect, test } from "vitest";
import { LANGUAGES, LANGUAGE_NAMES, languageOf } from "./languages";

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

test("every language is called by its own name", () =>
  expect(LANGUAGES.map((language) => LANGUAGE_NAMES[language].length > 0)).not.toContain(false));
