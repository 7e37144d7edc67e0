import { describe, expect, test } from "vitest";
import {
  FORM_WORDS,
  FormConfig,
  hasOwnWords,
  lengthOf,
  ownWords,
  SavedWords,
  shownWords,
  withSavedWords,
  WORD_LIMITS,
  type FormWord,
  type FormWords,
} from "./form-words";
import { LANGUAGES, type Language } from "./languages";

const none = Object.fromEntries(FORM_WORDS.map((word) => [word, ""])) as FormWords;
const words = (some: Partial<FormWords>): FormWords => ({ ...none, ...some });

const GERMAN: FormWords = {
  intro: "",
  readers: "das Team, das {launch} bei {organization} betreut",
  title: "Ein Problem mit {launch} melden",
  introduction: "Ihre Meldung geht direkt an {readers}.",
  question: "Was ist passiert?",
  hint: "Was Sie getan haben.",
  sentTitle: "Danke.",
  sentText: "Bewahren Sie diese Nummer auf.",
};
const NAMES = { launch: "Pay 2.0", organization: "Acme" };

/** A form after words of some languages were saved, read again as it is stored. */
const saved = (texts: SavedWords, config: unknown = {}): FormConfig =>
  FormConfig.parse(JSON.parse(JSON.stringify(withSavedWords(FormConfig.parse(config), texts))));

const shownIn = (language: Language, config: FormConfig, names = NAMES): FormWords =>
  shownWords(ownWords(config, language), GERMAN, names);

describe("the words a reader is shown", () => {
  test("are the standard ones, filled in, where nothing is the organization's own", () =>
    expect(shownIn("de", FormConfig.parse({}))).toEqual({
      ...GERMAN,
      readers: "das Team, das Pay 2.0 bei Acme betreut",
      title: "Ein Problem mit Pay 2.0 melden",
      introduction: "Ihre Meldung geht direkt an das Team, das Pay 2.0 bei Acme betreut.",
    }));

  test.each(LANGUAGES.filter((language) => language !== "de"))(
    "in %s are never the German ones",
    (language) => {
      const config = saved({ de: words({ title: "Schreiben Sie uns", intro: "Hallo", readers: "Anna" }) });
      expect(ownWords(config, "de")).toMatchObject({
        title: "Schreiben Sie uns",
        intro: "Hallo",
        readers: "Anna",
      });
      expect(ownWords(config, language)).toEqual(none);
      expect([hasOwnWords(config, "de"), hasOwnWords(config, language)]).toEqual([true, false]);
    },
  );

  test("are the English ones for readers of English alone", () =>
    expect(ownWords(saved({ en: words({ question: "What broke?" }) }), "fr")).toEqual(none));

  test.each<[what: string, own: string, shown: string]>([
    ["both placeholders", "{readers} liest, was {launch} betrifft", "Anna liest, was Pay 2.0 betrifft"],
    ["a placeholder twice", "{launch}, {launch}!", "Pay 2.0, Pay 2.0!"],
    [
      "one of nothing we know",
      "{organization} {name} {constructor} {0}",
      "{organization} {name} {constructor} {0}",
    ],
    ["a brace by itself", "a { b } c {launch", "a { b } c {launch"],
    ["braces around a placeholder", "{{launch}}", "{Pay 2.0}"],
    [
      "message syntax",
      "{launch, plural, one {# Tag} other {# Tage}}",
      "{launch, plural, one {# Tag} other {# Tage}}",
    ],
    ["the quote of message syntax", "Was geht's an? '{launch}' ''", "Was geht's an? 'Pay 2.0' ''"],
    ["markup", "<script>alert(1)</script><b>{launch}</b>", "<script>alert(1)</script><b>Pay 2.0</b>"],
    ["a replacement pattern", "$& $1 {launch}", "$& $1 Pay 2.0"],
    ["from right to left", "أبلغ عن مشكلة في {launch}", "أبلغ عن مشكلة في Pay 2.0"],
  ])("with %s are replaced plainly or stay as typed", (_, own, shown) => {
    const config = saved({ de: words({ title: own, sentText: own, readers: "Anna" }) });
    expect(shownIn("de", config)).toMatchObject({ title: shown, sentText: shown });
  });

  test.each([
    { launch: "{readers}", organization: "{launch}" },
    { launch: "$&", organization: "$1" },
    { launch: "'{launch}'", organization: "<b>" },
  ])("take $launch as a name and look for nothing in it", (names) =>
    expect(shownIn("de", FormConfig.parse({}), names)).toMatchObject({
      title: `Ein Problem mit ${names.launch} melden`,
      readers: `das Team, das ${names.launch} bei ${names.organization} betreut`,
    }),
  );

  test("hold names and readers of another direction by themselves", () => {
    const config = saved({ de: words({ readers: "فريق الدفع" }) });
    const { title, introduction } = shownIn("de", config, { launch: "متجر 2", organization: "Acme" });
    expect(title).toBe("Ein Problem mit \u2068متجر 2\u2069 melden");
    expect(introduction).toBe("Ihre Meldung geht direkt an \u2068فريق الدفع\u2069.");
  });
});

describe("saving", () => {
  test("keeps only what readers would not see without it", () => {
    const config = saved({ de: words({ title: "Neu" }), fr: none });
    expect(config.texts).toEqual({ de: { title: "Neu" } });
    expect(saved({ de: none }, config).texts).toEqual({});
  });

  test("leaves languages that were not edited as they are", () => {
    const config = saved({ de: words({ title: "Neu" }) });
    expect(saved({ en: words({ hint: "Say it" }) }, config).texts).toEqual({
      de: { title: "Neu" },
      en: { hint: "Say it" },
    });
  });

  test("what was for all languages stays so, until it is changed in one, there", () => {
    const old = { intro: "Say it in English", readers: "The pantry team" };
    const config = saved({ de: { ...words(old), title: "Neu" }, fr: words({ readers: "L'équipe" }) }, old);
    expect(config.texts).toEqual({ de: { title: "Neu" }, fr: { intro: "", readers: "L'équipe" } });
    expect(ownWords(config, "de")).toMatchObject({ ...old, title: "Neu" });
    expect(ownWords(config, "fr")).toMatchObject({ intro: "", readers: "L'équipe" });
    expect(ownWords(config, "tr")).toMatchObject(old);
    expect(shownIn("de", config).introduction).toBe("Ihre Meldung geht direkt an The pantry team.");
  });

  const parsed = (word: FormWord, text: string) => SavedWords.safeParse({ de: words({ [word]: text }) });

  test.each(FORM_WORDS)("%s has a limit, which is counted after it was tidied", (word) => {
    const { max } = WORD_LIMITS[word];
    expect(parsed(word, ` ${"ä".repeat(max)}\n`).success).toBe(true);
    expect(parsed(word, "ä".repeat(max + 1)).error?.issues[0]).toMatchObject({
      path: ["de", word],
      message: `At most ${max} characters.`,
    });
    expect(parsed(word, "x".repeat(10_000)).success).toBe(false);
  });

  test.each<[what: string, typed: string, line: string, lines: string]>([
    ["line ends of any system", "a\r\nb\rc\u2028d\u0085e", "a b c d e", "a\nb\nc\nd\ne"],
    ["control characters", "a\tb\u0000c\u001bd", "a b c d", "a b c d"],
    ["space around it", "  a  ", "a", "a"],
    ["nothing but space", " \n\t ", "", ""],
    ["a family and a flag", "👨‍👩‍👧‍👦🇩🇪", "👨‍👩‍👧‍👦🇩🇪", "👨‍👩‍👧‍👦🇩🇪"],
  ])("tidies %s", (_, typed, line, lines) =>
    expect(SavedWords.parse({ de: words({ title: typed, sentText: typed }) }).de).toMatchObject({
      title: line,
      sentText: lines,
    }),
  );

  test("what is counted is what is kept", () => {
    expect(lengthOf("title", "  a\r\nb ")).toBe(3);
    expect(lengthOf("title", " \n ")).toBe(0);
  });

  test.each(["\ud83d", "a\udc00b", "\udc68\ud83d"])("refuses half a character, %j", (text) =>
    expect(parsed("title", text).error?.issues[0]?.message).toBe("It contains half a character."),
  );

  test.each([{ xx: none }, { de: { title: "Neu" } }, { de: { ...none, title: null } }, "de"])(
    "refuses what is no set of words: %j",
    (texts) => expect(SavedWords.safeParse(texts).success).toBe(false),
  );
});

describe("what is stored", () => {
  test.each<[what: string, stored: unknown, read: FormConfig]>([
    ["nothing", {}, { intro: "", readers: "", texts: {} }],
    ["no object", null, { intro: "", readers: "", texts: {} }],
    [
      "as it was before there were texts",
      { intro: "Hello.", readers: "the checkout team" },
      { intro: "Hello.", readers: "the checkout team", texts: {} },
    ],
    [
      "words of a wrong kind",
      { intro: 7, readers: "Anna", texts: [] },
      { intro: "", readers: "Anna", texts: {} },
    ],
    [
      "one wrong text among right ones",
      { texts: { de: { title: 7, hint: "Bitte", more: "x" }, fr: "x", xx: { title: "y" } } },
      { intro: "", readers: "", texts: { de: { hint: "Bitte" } } },
    ],
  ])("is read: %s", (_, stored, read) =>
    expect(JSON.parse(JSON.stringify(FormConfig.parse(stored)))).toEqual(read),
  );

  test("is cut where it is longer than allowed, between whole characters", () => {
    const { max } = WORD_LIMITS.title;
    const { texts } = FormConfig.parse({ texts: { de: { title: "x".repeat(max - 3) + "👨‍👩‍👧‍👦 und mehr" } } });
    expect(texts.de?.title).toBe("x".repeat(max - 3));
    expect(FormConfig.parse({ texts: { de: { title: "a\ud83d" } } }).texts.de?.title).toBe("a\ufffd");
  });
});
