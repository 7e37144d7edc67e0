/**
 * The words of a public form that its organization may replace by its own, language by language. They are data: no message syntax and no
 * markup is read in them; `{launch}` and `{readers}` are replaced, everything else is shown as it was typed.
 */
import { z } from "zod";
import { cutText } from "./cut-text";
import { isolate } from "./isolate";
import { LANGUAGES, type Language } from "./languages";

/** The texts of a form and of the page after sending that have a standard text in every language. */
const EDITABLE_TEXTS = ["title", "introduction", "question", "hint", "sentTitle", "sentText"] as const;
type EditableText = (typeof EDITABLE_TEXTS)[number];

/**
 * Everything of a form that can be worded: the texts; `intro`, a note above them, which nothing stands for when it is empty; and `readers`,
 * who reads the reports, as `{readers}` says it.
 */
export const FORM_WORDS = ["intro", "readers", ...EDITABLE_TEXTS] as const;
export type FormWord = "intro" | "readers" | EditableText;

/** A form's words in one language; an empty one is not the organization's own. */
export type FormWords = Readonly<Record<FormWord, string>>;

/** The longest own words, UTF-16 units, and whether they are one line. */
export const WORD_LIMITS: Readonly<Record<FormWord, { max: number; isOneLine: boolean }>> = {
  intro: { max: 600, isOneLine: false },
  readers: { max: 200, isOneLine: true },
  title: { max: 120, isOneLine: true },
  introduction: { max: 600, isOneLine: false },
  question: { max: 120, isOneLine: true },
  hint: { max: 300, isOneLine: false },
  sentTitle: { max: 120, isOneLine: true },
  sentText: { max: 600, isOneLine: false },
};

const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;
const CONTROLS_IN_LINES = /[^\P{Cc}\n]/gu;
/** With the u flag a pair is one character, so that only halves match. */
const HALF_CHARACTER = /\p{Surrogate}/u;

/** Own words as they are kept: without control characters, of one line where they are one line. */
function tidy(word: FormWord, text: string): string {
  const lines = text.replace(LINE_ENDS, "\n").replace(CONTROLS_IN_LINES, " ");
  return (WORD_LIMITS[word].isOneLine ? lines.replaceAll("\n", " ") : lines).trim();
}

/** How long own words are once they are saved, UTF-16 units. */
export const lengthOf = (word: FormWord, text: string): number => tidy(word, text).length;

const savedWord = (word: FormWord) =>
  z
    .string()
    .refine((text) => !HALF_CHARACTER.test(text), "It contains half a character.")
    .transform((text) => tidy(word, text))
    .pipe(z.string().max(WORD_LIMITS[word].max, `At most ${WORD_LIMITS[word].max} characters.`));

const objectOf = <Key extends string, Shape extends z.ZodType>(
  keys: readonly Key[],
  shapeOf: (key: Key) => Shape,
) => z.object(Object.fromEntries(keys.map((key) => [key, shapeOf(key)])) as Record<Key, Shape>);

/** What is saved: for each language that was edited all words of the form, empty where there are no own ones. */
export const SavedWords = objectOf(LANGUAGES, () => objectOf(FORM_WORDS, savedWord).optional()).strict();
export type SavedWords = z.infer<typeof SavedWords>;

/** Words for readers of all languages, which a form may be opened with. */
export const WordsForAll = z.object({ intro: savedWord("intro"), readers: savedWord("readers") }).partial();

/** Stored words are read whatever they are: too long they are cut, of another kind they are none. */
const storedWord = (word: FormWord) =>
  z.string().transform((text) => cutText(tidy(word, text.toWellFormed()), WORD_LIMITS[word].max));

/** How a form is configured; whatever is stored is read. */
export const FormConfig = z
  .object({
    /** The note above the form for readers of languages that have none of their own. */
    intro: storedWord("intro").catch(""),
    /** Who reads the reports, for readers of languages that don't say it in their own words. */
    readers: storedWord("readers").catch(""),
    /** The organization's own words by language; those that are absent are not its own in that language. */
    texts: objectOf(LANGUAGES, () =>
      objectOf(FORM_WORDS, (word) => storedWord(word).optional().catch(undefined))
        .optional()
        .catch(undefined),
    ).catch({}),
  })
  .catch({ intro: "", readers: "", texts: {} });
export type FormConfig = z.infer<typeof FormConfig>;

/** What a language's readers see where the organization saved nothing in that language; empty is the standard text. */
const unedited = ({ intro, readers }: FormConfig): FormWords => ({
  intro,
  readers,
  title: "",
  introduction: "",
  question: "",
  hint: "",
  sentTitle: "",
  sentText: "",
});

/** The organization's words in one language, as they are edited; never those of another language, only what is for all. */
export function ownWords(config: FormConfig, language: Language): FormWords {
  const words = { ...unedited(config) };
  for (const word of FORM_WORDS) words[word] = config.texts[language]?.[word] ?? words[word];
  return words;
}

/** Whether the organization has words of its own in a language. */
export const hasOwnWords = (config: FormConfig, language: Language): boolean =>
  FORM_WORDS.some((word) => config.texts[language]?.[word] !== undefined);

/**
 * A configuration after the words of some languages were saved. Kept is what readers would not see without it; so the words for all stay
 * those of a language until somebody changes them there, and an emptied note is no note in that language alone.
 */
export function withSavedWords(config: FormConfig, saved: SavedWords): FormConfig {
  const before = unedited(config);
  const texts: FormConfig["texts"] = { ...config.texts };
  for (const language of LANGUAGES) {
    const words = saved[language];
    if (words === undefined) continue;
    const kept = FORM_WORDS.filter((word) => words[word] !== before[word]);
    texts[language] =
      kept.length === 0 ? undefined : Object.fromEntries(kept.map((word) => [word, words[word]]));
  }
  return { ...config, texts };
}

/** Puts values in the place of their names in braces, once: what is put in is not looked through again. */
const fillIn = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{([a-z]+)\}/g, (marker, name: string) =>
    Object.hasOwn(values, name) ? values[name]! : marker,
  );

/**
 * A form's words as a reader sees them: its own, else the standard ones. Names and readers are isolated within them.
 * @param own what `ownWords` gives for the reader's language
 * @param standard the catalogue's in the reader's language, with `{launch}`, `{readers}` and, within `readers`, `{organization}` left to
 *   be filled in
 */
export function shownWords(
  own: FormWords,
  standard: FormWords,
  names: { launch: string; organization: string },
): FormWords {
  const launch = isolate(names.launch);
  const readers =
    own.readers === ""
      ? fillIn(standard.readers, { launch, organization: isolate(names.organization) })
      : isolate(own.readers);
  const shown = { ...own, readers };
  for (const text of ["intro", ...EDITABLE_TEXTS] as const)
    shown[text] = fillIn(own[text] === "" ? standard[text] : own[text], { launch, readers });
  return shown;
}
