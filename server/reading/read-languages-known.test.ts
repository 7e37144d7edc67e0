import { describe, expect, test } from "vitest";
import { READ_LANGUAGES, unreadLanguageOf } from "./read-languages";

const unread = (text: string, language: string, confidence = 0.9, hasEvidence = false) =>
  unreadLanguageOf(text, { language, confidence }, hasEvidence);
const NOTHING = "zorp krat blim plun wusk";

describe("a language that nobody reads is named", () => {
  test.each([
    ["Το σύστημα", "el", 0.9, "Greek"],
    ["Το σύστημα", "el", 0.5, "Greek"],
    // Below that it is believed to be none, and two words are too few to tell.
    ["Το σύστημα", "el", 0.49, null],
    // What writes in Latin letters only where a small word vouches for it.
    [NOTHING, "fi", 0.9, "this language"],
  ])("%j taken for %s by %d: %s", (text, language, confidence, name) => {
    expect(unread(text, language, confidence)).toBe(name);
  });
  test("unless a lexicon found something in it", () => {
    expect(unread("Το σύστημα", "el", 0.9, true)).toBeNull();
    expect(unread(`${NOTHING} ${NOTHING}`, "und", 0, true)).toBeNull();
  });
});

describe("what is taken for a language that is read, or for none", () => {
  test.each([
    [NOTHING, "en", null],
    [`${NOTHING} zonk`, "en", "this language"],
    [`${NOTHING} zonk`, "und", "this language"],
    [`${NOTHING} the`, "en", null],
    // Small words of any language that is read vouch for the text, those of others do not.
    [`${NOTHING} und`, "en", null],
    [`${NOTHING} a b c d e`, "und", null],
    [`${NOTHING} 12 345`, "und", null],
  ])("%j as %s: %s", (text, language, name) => expect(unread(text, language)).toBe(name));
  test("is told by its beginning", () => {
    expect(unread(`${"zorp ".repeat(90)}the and with`, "en")).toBe("this language");
  });
});

test("the languages of the form are read", () => {
  expect([...READ_LANGUAGES].sort()).toEqual(["de", "en", "es", "fr", "it", "nl", "pl", "pt", "sv", "tr"]);
});
