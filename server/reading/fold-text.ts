import { cutText } from "@/contracts/cut-text";

/** How much of a text the rules look at: its first part and its last words. */
const HEAD_CHARS = 6_000;
const TAIL_CHARS = 500;

/** The part of a text that rules read, so that their cost never depends on what a reporter pastes. */
export function clipText(text: string): string {
  if (text.length <= HEAD_CHARS + TAIL_CHARS) return text;
  return `${cutText(text, HEAD_CHARS)}\n${text.slice(cutText(text, text.length - TAIL_CHARS).length)}`;
}

const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]/g;
const QUOTES = /[\u2018\u2019\u02bc\u00b4`]/g;
const MARKS = /[\u0300-\u036f]/g;
const ASCII_ONLY = /^[\x00-\x7f]*$/;
const LOOK_ALIKE = /[\u0391-\u03c9\u0400-\u0458]/;
const LATIN = /[a-z]/;

/** Cyrillic and Greek letters that look like Latin ones, after lower-casing. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  а: "a",
  в: "b",
  е: "e",
  к: "k",
  м: "m",
  н: "h",
  о: "o",
  р: "p",
  с: "c",
  т: "t",
  у: "y",
  х: "x",
  і: "i",
  ј: "j",
  ѕ: "s",
  ԁ: "d",
  ѵ: "v",
  α: "a",
  β: "b",
  ε: "e",
  η: "n",
  ι: "i",
  κ: "k",
  ν: "v",
  ο: "o",
  ρ: "p",
  τ: "t",
  υ: "u",
  χ: "x",
  ω: "w",
};

/** A word that mixes Latin with letters of another script is a disguise; a word of one script is a language. */
function undisguise(word: string): string {
  if (!LATIN.test(word) || !LOOK_ALIKE.test(word)) return word;
  let plain = "";
  for (const char of word) plain += LOOK_ALIKES[char] ?? char;
  return plain;
}

/**
 * Text as rules compare it: lower case, no diacritics, no invisible characters, compatibility forms
 * (full-width, ligatures, mathematical letters) resolved, look-alike letters inside Latin words replaced.
 * Meant for matching only; never shown to a person.
 */
export function foldText(text: string): string {
  if (ASCII_ONLY.test(text)) return text.toLowerCase().replaceAll("`", "'");
  const plain = text
    .replace(INVISIBLE, "")
    // A lone accent would become a blank and a mark.
    .replace(QUOTES, "'")
    .normalize("NFKD")
    .replace(MARKS, "")
    // Syllables of Korean and voiced letters of Japanese were taken apart as well.
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ø", "o")
    .replaceAll("ł", "l")
    .replaceAll("ı", "i");
  return LOOK_ALIKE.test(plain) && LATIN.test(plain) ? plain.replace(/[\p{L}\p{N}]+/gu, undisguise) : plain;
}
