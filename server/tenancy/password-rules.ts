/**
 * What may be a password, beyond its length (contracts/tenancy.ts): not what a guesser tries first. How many guesses that takes is
 * estimated from lists of stolen passwords, words and names in the languages that we speak, and from patterns. It costs up to half a
 * second of one core, and the lists 50 MB: to be called in a thread (`password-weakness.runtime.ts`).
 */
import { ZxcvbnFactory, type MatchExtended } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import * as german from "@zxcvbn-ts/language-de";
import * as english from "@zxcvbn-ts/language-en";
import * as spanish from "@zxcvbn-ts/language-es-es";
import * as french from "@zxcvbn-ts/language-fr";

/** 100 million guesses: "safely unguessable" where each costs the server's time, in the words of the paper behind the estimate. */
const SCORE_MIN = 3;
/** What is left without the marks around it may be guessed a little sooner: eight random characters are fine. */
const SCORE_OF_CORE_MIN = 2;
/** The estimate's time grows faster than its text; so much is read of either end. */
const CHARS_READ = 32;
const SUBSTITUTIONS_MAX = 20;
/** The longest part whose repetition is looked for in a longer password, characters. */
const UNIT_MAX = 16;
const OWN_WORDS_MAX = 40;

let made: ZxcvbnFactory | null = null;

/** Made at the first use: the lists take a while to be read. */
function estimator(): ZxcvbnFactory {
  made ??= new ZxcvbnFactory({
    dictionary: {
      ...common.dictionary,
      ...german.dictionary,
      ...english.dictionary,
      ...spanish.dictionary,
      ...french.dictionary,
    },
    graphs: common.adjacencyGraphs,
    maxLength: CHARS_READ,
    l33tMaxSubstitutions: SUBSTITUTIONS_MAX,
  });
  return made;
}

const OF_WORDS =
  "This password is a common word or name with little added. Use several words that have nothing to do with each other.";
const REPEATS = "This password repeats a few characters. Use more different ones.";
const REASONS: Readonly<Record<string, string>> = {
  spatial: "This password is a row of neighbouring keys. Use something less orderly.",
  repeat: REPEATS,
  sequence: "This password is a row of neighbouring characters. Use something less orderly.",
  wordSequence: "This password is a well-known row of words. Use something less orderly.",
  date: "This password is little more than a date. Use several words.",
  regex: "This password is little more than a year. Use several words.",
};

/** Why, by the part of the password that says most of it. */
function reasonFor(matches: readonly MatchExtended[]): string {
  const main = matches.reduce<MatchExtended | null>(
    (longest, match) => (longest && longest.token.length >= match.token.length ? longest : match),
    null,
  );
  if (main?.pattern === "dictionary") {
    if (main["dictionaryName"] === "userInputs")
      return "This password is your own name or address, or little more. Choose another.";
    return String(main["dictionaryName"]).startsWith("passwords")
      ? "This password is on the lists of common passwords, or close to one that is. Choose another."
      : OF_WORDS;
  }
  return (
    REASONS[main?.pattern ?? ""] ?? "This password is easy to guess. Use a longer one, of several words."
  );
}

const isMark = (char: string): boolean => !/[\p{L}\p{N}]/u.test(char);

/** A text without the marks at its ends, which guessers add by rule. */
function coreOf(text: string): string {
  const chars = Array.from(text);
  const first = chars.findIndex((char) => !isMark(char));
  const last = chars.findLastIndex((char) => !isMark(char));
  return first < 0 ? "" : chars.slice(first, last + 1).join("");
}

/** What belongs to the person, whole and in its words. */
function ownWords(own: readonly string[]): string[] {
  const words = own.flatMap((text) => {
    const folded = text.normalize("NFKC").toLowerCase().slice(0, 200);
    const parts = folded.split(/[^\p{L}\p{N}]/u);
    return [folded, parts.join(""), ...parts];
  });
  return [...new Set(words.filter((word) => word.length >= 3)), "steady"].slice(0, OWN_WORDS_MAX);
}

function refuseText(text: string, own: string[]): string | null {
  const whole = estimator().check(text, own);
  if (whole.score < SCORE_MIN) return reasonFor(whole.sequence);
  const core = coreOf(text);
  if (core === text || core === "") return null;
  const inner = estimator().check(core, own);
  return inner.score < SCORE_OF_CORE_MIN ? reasonFor(inner.sequence) : null;
}

/** A text in which whatever (of up to 16 characters) stands there three times or more in a row stands once: no harder to guess. */
function withoutRepeats(text: string): string {
  let kept = text;
  for (let length = 1; length <= UNIT_MAX; length++) {
    let next = "";
    for (let offset = 0; offset < kept.length;) {
      const unit = kept.slice(offset, offset + length);
      let end = offset + length;
      while (kept.startsWith(unit, end) && unit.length === length) end += length;
      const isRepeated = end - offset >= 3 * length;
      next += isRepeated ? unit : kept.charAt(offset);
      offset = isRepeated ? end : offset + 1;
    }
    kept = next;
  }
  return kept;
}

/**
 * Why a password is too easy to guess, in words for the person who chose it; null when it is not.
 * @param own what belongs to the person: e-mail address, name, organization
 */
export function refusePassword(password: string, own: readonly string[]): string | null {
  const words = ownWords(own);
  // Letters in another width or form are the same letters to whoever guesses.
  const folded = password.slice(0, 200).normalize("NFKC").slice(0, 400);
  if (folded.length <= CHARS_READ) return refuseText(folded, words);
  const text = withoutRepeats(folded);
  if (text.length < folded.length / 2 && text.length <= CHARS_READ && refuseText(text, words) !== null)
    return REPEATS;
  // A long one is as hard to guess as the harder one of its ends at least.
  return refuseText(text.slice(0, CHARS_READ), words) && refuseText(text.slice(-CHARS_READ), words);
}
