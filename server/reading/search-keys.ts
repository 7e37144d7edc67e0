import { cutText } from "@/contracts/cut-text";
import type { ItemContext } from "@/contracts/feedback";
import { foldText } from "./fold-text";

/**
 * What reports and people are found by beside their stems: whole words, of which the beginning may be typed, and pieces, for what is no
 * word by itself: a part of a number, a code or a route, a part of a compound, a part of writing without spaces. Kept as a tsvector of
 * lexemes made here, so that nothing depends on the database's locale: a word as it is, a piece behind `=` with its place in the text, a
 * telephone number behind `#`. A search is read by the same rules (`readSearch`).
 */

const PIECE = "=";
const PHONE = "#";

/** Of longer texts the rest is found by its stems only. */
const READ_MAX = 20_000;
const WORDS_MAX = 1_500;
/** A tsvector counts places up to 16,383, and keeps 256 of each lexeme. */
const PLACES_MAX = 6_000;
const WORD_CHARS = 40;
const CODE_CHARS = 120;

/** Scripts without spaces between words, or (Korean) with endings that grow onto them: two signs say as much as a word's stem. */
const SIGNS = "\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}";
/** Scripts without spaces whose signs are letters. */
const LETTERS = "\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}";
const SIGN_PIECE = 2;
const LETTER_PIECE = 4;

/** A run of signs, a run of unspaced letters, or an ordinary word. */
const RUN = new RegExp(
  `((?:(?=[\\p{L}\\p{M}\\p{N}])[${SIGNS}])+)|((?:(?=[\\p{L}\\p{M}\\p{N}])[${LETTERS}])+)|` +
    `((?:(?![${SIGNS}${LETTERS}])[\\p{L}\\p{M}\\p{N}])+)`,
  "gu",
);
const CODE = new RegExp(`(?:(?![${SIGNS}${LETTERS}])[\\p{L}\\p{M}\\p{N}/_.:@#{}~+=&%?-])+`, "gu");
const CODE_ENDS = /^[.:?&=+~%#-]{1,20}|(?<![.:?&=+~%#-])[.:?&=+~%#-]{1,20}$/g;
const HAS_DIGIT = /\p{N}/u;
const PUNCTUATED = /[/_@{}]|\p{L}[.:]\p{L}/u;
const LEAST_CODE = 4;

/** A word at least so long may be a compound, in which a part is looked for. */
const COMPOUND_CHARS = 9;
/** The beginning is found as a beginning. */
const COMPOUND_FROM = 3;

/** What may be a telephone number: digits with at most the signs between them that people write. */
const PHONE_SHAPE = /[+(\d][\d ()/.+-]{5,30}\d/g;
/** How the last digits of a number are written does not depend on the country it is called from. */
const PHONE_DIGITS = 7;
const PHONE_MOST = 15;

const charsOf = (text: string): string[] => [...text];

/** Whether a run of letters, digits and marks is to be found by any part of it. */
const isCode = (chunk: string): boolean =>
  PUNCTUATED.test(chunk) || (HAS_DIGIT.test(chunk) && chunk.length >= LEAST_CODE);

/** A text whose umlauts are written as two letters, as in many surnames and addresses, folded; null where it has none. */
function withUmlautsSpelled(text: string): string | null {
  const lower = text.normalize("NFC").toLowerCase();
  if (!/[äöü]/.test(lower)) return null;
  return foldText(lower.replaceAll("ä", "ae").replaceAll("ö", "oe").replaceAll("ü", "ue"));
}

class Keys {
  private readonly words = new Set<string>();
  private readonly places = new Map<string, number[]>();
  private next = 1;

  word(word: string): void {
    if (this.words.size < WORDS_MAX) this.words.add(cutText(word, WORD_CHARS));
  }
  /** Every piece of a run, the last ones shorter; a run never meets the next one. */
  run(run: string, size: number): void {
    const chars = charsOf(run);
    this.pieces(chars, size, 0, chars.length - Math.max(1, size / 2));
  }
  /** The whole pieces within a long word. */
  compound(word: string): void {
    const chars = charsOf(word);
    if (chars.length >= COMPOUND_CHARS)
      this.pieces(chars, LETTER_PIECE, COMPOUND_FROM, chars.length - LETTER_PIECE);
  }
  private pieces(chars: readonly string[], size: number, from: number, until: number): void {
    for (let at = from; at <= until && this.next + at < PLACES_MAX; at += 1) {
      const piece = PIECE + chars.slice(at, at + size).join("");
      const places = this.places.get(piece);
      if (places) places.push(this.next + at);
      else this.places.set(piece, [this.next + at]);
    }
    this.next += chars.length + size;
  }
  phone(digits: string): void {
    this.word(PHONE + digits.slice(-PHONE_DIGITS));
  }
  /** As PostgreSQL reads a tsvector; no lexeme holds a quote or a backslash. */
  toString(): string {
    const words = [...this.words].map((word) => `'${word}'`);
    const pieces = [...this.places].map(([piece, places]) => `'${piece}':${places.slice(0, 255).join(",")}`);
    return [...words, ...pieces].join(" ");
  }
}

function addText(keys: Keys, text: string): void {
  const folded = foldText(cutText(text, READ_MAX));
  for (const [, signs, letters, word] of folded.matchAll(RUN)) {
    if (signs) keys.run(signs, SIGN_PIECE);
    else if (letters) keys.run(letters, LETTER_PIECE);
    else if (word && (word.length > 1 || HAS_DIGIT.test(word))) {
      keys.word(word);
      if (!HAS_DIGIT.test(word)) keys.compound(word);
    }
  }
  for (const [found] of folded.matchAll(CODE)) {
    const chunk = cutText(found, CODE_CHARS).replace(CODE_ENDS, "");
    if (isCode(chunk)) keys.run(chunk, LETTER_PIECE);
  }
  const spelled = withUmlautsSpelled(text.slice(0, READ_MAX));
  if (spelled !== null)
    for (const [word] of spelled.matchAll(/[\p{L}\p{M}\p{N}]{2,}/gu))
      if (/[aou]e/.test(word)) keys.word(word);
}

/** Digits of what may be telephone numbers: of a run of numbers each that begins like one, and the whole. */
function phonesIn(text: string): string[] {
  return [...text.matchAll(PHONE_SHAPE)]
    .flatMap(([written]) => [written, ...written.split(/ (?=[+(0])/)])
    .map((written) => written.replace(/\D/g, ""))
    .filter((digits) => digits.length >= PHONE_DIGITS && digits.length <= PHONE_MOST);
}

/** What a report says, and where. `context` as contracts/feedback.ts has it. */
type SearchableReport = {
  readonly title: string | null;
  readonly text: string;
  readonly context: ItemContext;
  readonly accountKey: string | null;
};

/** The keys of a report, as text of a tsvector. Linear in the text, of which the first 20,000 characters are read. */
export function reportKeys({ title, text, context, accountKey }: SearchableReport): string {
  const keys = new Keys();
  const { url, route, version, requestId, account, contact, externalId, tags } = context;
  const facts = [title, requestId, accountKey, account, contact, route, url, externalId, version];
  for (const fact of [...facts, ...(tags ?? []), text]) if (fact) addText(keys, fact);
  for (const value of [contact, title, text])
    if (value) phonesIn(cutText(value, READ_MAX)).forEach((n) => keys.phone(n));
  return keys.toString();
}

/** A person as a reporter's row knows them. */
type SearchablePerson = {
  readonly name: string | null;
  readonly email: string | null;
  readonly accountKey: string | null;
  /** As `readPhone` writes it. */
  readonly phone?: string | null;
};

/** The keys of a person, as text of a tsvector: their name, address, account and telephone number. */
export function personKeys({ name, email, accountKey, phone }: SearchablePerson): string {
  const keys = new Keys();
  for (const fact of [name, email, accountKey]) if (fact) addText(keys, fact);
  if (phone) keys.phone(phone.replace(/\D/g, ""));
  return keys.toString();
}

/** How many words of a search are looked for. */
const QUERY_WORDS_MAX = 8;
const LEAST_BEGINNING = 2;
const LEAST_INSIDE = 4;
const LEAST_NUMBER = 3;

const begins = (word: string): string => `'${word}':*`;

/** A run as the pieces that cover it, each at its distance from the one before. */
function covers(run: string, size: number): string {
  const chars = charsOf(run);
  if (chars.length < size) return begins(PIECE + run);
  const lastAt = chars.length - size;
  let [query, before] = [`'${PIECE}${chars.slice(0, size).join("")}'`, 0];
  while (before < lastAt) {
    const at = Math.min(before + size, lastAt);
    query += ` <${at - before}> '${PIECE}${chars.slice(at, at + size).join("")}'`;
    before = at;
  }
  return `(${query})`;
}

function queryForWord(word: string, spelled: string | null): string | null {
  const hasDigit = HAS_DIGIT.test(word);
  if (word.length < LEAST_BEGINNING && !hasDigit) return null;
  const beginning = [...new Set([word, spelled ?? word])].map((w) => begins(cutText(w, WORD_CHARS)));
  const inside =
    word.length >= (hasDigit ? LEAST_NUMBER : LEAST_INSIDE)
      ? [covers(cutText(word, WORD_CHARS), LETTER_PIECE)]
      : [];
  return `(${[...beginning, ...inside].join(" | ")})`;
}

/** What takes an id's place in a route. */
const PLACEHOLDER = /\{[^{}]{0,60}\}|(?<=\/):\w{1,60}/gu;

function queriesForCode(chunk: string): string[] {
  return chunk
    .split(PLACEHOLDER)
    .map((part) => part.replace(/(?<=.)\/{1,5}$/, "").replace(CODE_ENDS, ""))
    .filter((part) => charsOf(part).length > 1)
    .map((part) => covers(cutText(part, CODE_CHARS), LETTER_PIECE));
}

/** What one typed word asks for: all of the parts it has. */
function queriesFor(piece: string): string[] {
  const folded = foldText(piece);
  const chunk = folded.replace(CODE_ENDS, "");
  if (
    /^[\p{L}\p{M}\p{N}/_.:@#{}~+=&%?-]+$/u.test(chunk) &&
    !/^[\p{L}\p{M}\p{N}]+$/u.test(chunk) &&
    isCode(chunk)
  )
    return queriesForCode(chunk);
  const spelled = withUmlautsSpelled(piece)?.match(/[\p{L}\p{M}\p{N}]+/gu);
  return [...folded.matchAll(RUN)].flatMap(([, signs, letters, word], index) => {
    if (signs) return [covers(signs, SIGN_PIECE)];
    if (letters) return [covers(letters, LETTER_PIECE)];
    return queryForWord(word!, spelled?.[index] ?? null) ?? [];
  });
}

/** A search over the keys above. */
export type KeySearch = {
  /** A tsquery. */
  readonly query: string;
  /** The tsqueries of which every one must be met, so that the rarest can be looked for first; none where meeting others is enough. */
  readonly parts: readonly string[];
};

/**
 * Reads a search text: all of its words, each as the beginning of a word or as a part of what has parts; or a telephone number, however it
 * is written. A word behind a minus must not be there. Null when nothing in it can be looked for.
 */
export function readSearch(text: string): KeySearch | null {
  const pieces = text
    .split(/[\s,;"“”„«»]+/)
    .filter(Boolean)
    .slice(0, QUERY_WORDS_MAX);
  const isExcluded = (piece: string) => pieces.length > 1 && /^-\p{L}/u.test(piece);
  const parts = pieces.filter((piece) => !isExcluded(piece)).flatMap(queriesFor);
  const excluded = pieces.filter(isExcluded).flatMap((piece) => queriesFor(piece.slice(1)));
  const digits = /^[+\d\s()/.-]+$/.test(text) ? text.replace(/\D/g, "") : "";
  const phone =
    digits.length >= PHONE_DIGITS && digits.length <= PHONE_MOST
      ? [`'${PHONE}${digits.slice(-PHONE_DIGITS)}'`]
      : [];
  const words = parts.length === 0 ? [] : [[...parts, ...excluded.map((part) => `!${part}`)].join(" & ")];
  const ways = [...words, ...phone];
  if (ways.length === 0) return null;
  return { query: ways.map((way) => `(${way})`).join(" | "), parts: phone.length === 0 ? parts : [] };
}

/** Whether a search is for one code or route, which as a whole says more than the words in it. */
export const isCodeSearch = (text: string): boolean => /^[^\s@]{0,200}[/_{}][^\s@]{0,200}$/.test(text);
