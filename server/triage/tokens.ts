import { CONCEPTS } from "@/server/triage/models/concepts";
import { STOP_WORDS } from "@/server/triage/models/stop-words";
import { clipText, foldText } from "@/server/triage/fold-text";

/** A text cut into folded words, each with the clause and the sentence it stands in. */
export type ReadText = {
  readonly words: readonly string[];
  /** Per word: its first three letters, by which phrases are looked up. */
  readonly starts: readonly string[];
  /** Per word: commas, brackets and sentence ends start a new clause. */
  readonly clauses: readonly number[];
  readonly sentences: readonly number[];
  /** Per sentence: whether it ends with a question mark. */
  readonly isQuestion: readonly boolean[];
  readonly folded: string;
};

const PIECE = /[\p{L}\p{N}_]+(?:'[\p{L}]+)*|\.(?=\s|$)|[!?;,:()\n\u2013\u2014\u3002\uff0c\uff01\uff1f\u061f\u00bf\u00a1]/gu;
/** The same for folded text that is plain ASCII, which most is; four times as fast. */
const PLAIN_PIECE = /[a-z0-9_]+(?:'[a-z]+)*|\.(?=\s|$)|[!?;,:()\n]/g;
const NOT_ASCII = /[^\x00-\x7f]/;
const CLAUSE_ENDS = new Set([",", ":", "(", ")", "\u2013", "\u2014", "\uff0c"]);
const SENTENCE_ENDS = new Set([".", "!", "?", "\n", ";", "\u3002", "\uff01", "\uff1f", "\u061f", "\u00bf", "\u00a1"]);
const QUESTION_MARKS = new Set(["?", "\uff1f", "\u061f"]);

/** English contractions written out, so that one phrase matches "can't", "cant", "cannot" and "can not". */
const CONTRACTIONS: ReadonlyMap<string, readonly string[]> = new Map(Object.entries({
  cannot: ["can", "not"], cant: ["can", "not"], "can't": ["can", "not"], "won't": ["will", "not"], wont: ["will", "not"],
  dont: ["do", "not"], doesnt: ["does", "not"], didnt: ["did", "not"], isnt: ["is", "not"], wasnt: ["was", "not"],
  couldnt: ["could", "not"], wouldnt: ["would", "not"], havent: ["have", "not"], hasnt: ["has", "not"], arent: ["are", "not"],
  werent: ["were", "not"], shouldnt: ["should", "not"], signin: ["sign", "in"], signup: ["sign", "up"], logon: ["log", "in"],
  im: ["i", "am"], ive: ["i", "have"], "shan't": ["shall", "not"], noone: ["no", "one"], "n't": ["not"],
}));

function pushWord(piece: string, into: string[]): void {
  const written = CONTRACTIONS.get(piece);
  if (written) {
    into.push(...written);
    return;
  }
  const apostrophe = piece.indexOf("'");
  if (apostrophe < 0) {
    into.push(piece);
    return;
  }
  if (piece.endsWith("n't")) {
    into.push(piece.slice(0, -3), "not");
    return;
  }
  for (const part of piece.split("'")) {
    if (part === "m") into.push("am");
    else if (part === "ve") into.push("have");
    else if (part === "re") into.push("are");
    else if (part === "ll") into.push("will");
    else if (part) into.push(part);
  }
}

/** The texts read last: one report is read by many rules, one after the other. */
const recent: { text: string; read: ReadText }[] = [];
const MAX_RECENT = 4;

/** Reads a text for the rules: folded, clipped, cut into words with their clauses and sentences. */
export function readText(text: string): ReadText {
  const before = recent.find((entry) => entry.text === text);
  if (before) return before.read;
  const read = cutText(text);
  if (recent.length >= MAX_RECENT) recent.shift();
  recent.push({ text, read });
  return read;
}

/** How many first letters phrases are looked up by. */
export const START_CHARS = 3;

function cutText(text: string): ReadText {
  const folded = foldText(clipText(text));
  const words: string[] = [];
  const clauses: number[] = [];
  const sentences: number[] = [];
  const isQuestion: boolean[] = [];
  let clause = 0;
  let sentence = 0;
  let isOpen = false;
  for (const piece of folded.match(NOT_ASCII.test(folded) ? PIECE : PLAIN_PIECE) ?? []) {
    if (!SENTENCE_ENDS.has(piece) && !CLAUSE_ENDS.has(piece)) {
      const from = words.length;
      pushWord(piece, words);
      for (let at = from; at < words.length; at += 1) {
        clauses.push(clause);
        sentences.push(sentence);
      }
      isOpen = true;
      continue;
    }
    clause += 1;
    if (!SENTENCE_ENDS.has(piece)) continue;
    if (QUESTION_MARKS.has(piece)) isQuestion[sentence] = true;
    if (isOpen) sentence += 1;
    isOpen = false;
  }
  for (let at = 0; at <= sentence; at += 1) isQuestion[at] ??= false;
  return { words, starts: words.map((word) => word.slice(0, START_CHARS)), clauses, sentences, isQuestion, folded };
}

const VOWEL = /[aeiouy]/;

/** Longest first: the first ending that leaves enough of a stem is taken off. */
const ENDINGS: ReadonlyMap<string, readonly string[]> = new Map(Object.entries({
  en: ["ational", "ization", "fulness", "ousness", "iveness", "ingly", "edly", "ments", "ation", "ement", "ness", "ment", "able", "ings", "ions", "ing", "ies", "ion", "ied", "ers", "est", "ely", "ed", "es", "er", "ly", "s", "e", "y"],
  de: ["ierungen", "ierung", "ungen", "heiten", "keiten", "ieren", "iert", "ung", "heit", "keit", "isch", "lich", "eten", "est", "ern", "end", "ten", "en", "er", "em", "es", "et", "st", "te", "e", "n", "t", "s"],
  fr: ["issements", "issement", "ations", "ation", "ements", "ement", "euses", "euse", "aient", "ions", "ment", "ique", "ables", "able", "ives", "ees", "ent", "ant", "eur", "ait", "ais", "ion", "ee", "es", "er", "ez", "ir", "e", "s", "x"],
  es: ["aciones", "acion", "amiento", "imiento", "amente", "iendo", "ciones", "cion", "ando", "adas", "ados", "idas", "idos", "aron", "ieron", "mente", "ado", "ada", "ido", "ida", "aba", "ar", "er", "ir", "es", "os", "as", "an", "en", "o", "a", "e", "s"],
}));

const FALLBACK_ENDINGS = ["ations", "ation", "mente", "ando", "endo", "ado", "ada", "ato", "ata", "ing", "ar", "er", "ir", "en", "es", "os", "as", "s", "e", "o", "a", "i"];

/** A light stem: one ending of the language taken off a word of at least five letters. */
export function stemWord(word: string, language: string): string {
  if (word.length < 5) return word.length === 4 && word.endsWith("s") && language === "en" ? word.slice(0, 3) : word;
  for (const ending of ENDINGS.get(language) ?? FALLBACK_ENDINGS) {
    if (!word.endsWith(ending)) continue;
    const stem = word.slice(0, word.length - ending.length);
    if (stem.length < 3 || !VOWEL.test(stem)) continue;
    const last = stem.at(-1);
    return stem.length > 3 && last === stem.at(-2) && !"lsz".includes(last ?? "") ? stem.slice(0, -1) : stem;
  }
  return word;
}

const HAS_DIGIT = /\d/;
const CJK = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]/;

/** Meanings already looked up; words repeat, prefixes are slow. Emptied when full. */
const known = new Map<string, string | null>();
const MAX_KNOWN = 20_000;

/** The word's meaning in our field ("billed", "abgebucht" and "cobrado" are one), or null. */
export function conceptOf(word: string): string | null {
  const before = known.get(word);
  if (before !== undefined) return before;
  if (known.size >= MAX_KNOWN) known.clear();
  const concept = findConcept(word);
  known.set(word, concept);
  return concept;
}

function findConcept(word: string): string | null {
  const exact = CONCEPTS.words.get(word);
  if (exact !== undefined) return exact;
  for (let length = Math.min(word.length, CONCEPTS.longestPrefix); length >= CONCEPTS.shortestPrefix; length -= 1) {
    const concept = CONCEPTS.prefixes.get(word.slice(0, length));
    if (concept !== undefined) return concept;
  }
  return null;
}

/** Two words that are one term. */
const PAIRS: ReadonlyMap<string, string> = new Map([
  ["sign in", "login"], ["sign into", "login"], ["log in", "login"], ["log into", "login"], ["logged in", "login"], ["logging in", "login"],
  ["signing in", "login"], ["log out", "logout"], ["sign out", "logout"], ["logged out", "logout"], ["log off", "logout"],
  ["sign up", "register"], ["signing up", "register"], ["check out", "checkout"], ["two times", "twice"], ["2 times", "twice"],
  ["deux fois", "twice"], ["dos veces", "twice"], ["duas vezes", "twice"], ["due volte", "twice"], ["twee keer", "twice"],
  ["zwei mal", "twice"], ["mot de", "password"], ["dark mode", "dark"], ["iniciar sesion", "login"], ["inicio sesion", "login"],
  ["time zone", "timezone"], ["can not", "broken"], ["kann nicht", "broken"], ["konnen nicht", "broken"], ["geht nicht", "broken"],
  ["schlagt fehl", "broken"], ["no puedo", "broken"], ["no funciona", "broken"], ["not working", "broken"], ["not work", "broken"], ["drop down", "dropdown"],
]);

const NOT_WORDS = new Set(["nicht", "not", "pas", "niet", "plus"]);
const ABILITIES = new Set(["kann", "konnen", "konnte", "konnten", "can", "could", "does", "did", "peux", "peut", "pouvons", "arrive", "arrivons", "parviens", "kan", "kunnen"]);
const NOT_REACH = 3;

/** "kann mich nicht", "does not", "n'arrive pas": an ability denied says that something is broken. */
function deniesAbility(words: readonly string[], at: number): boolean {
  if (!NOT_WORDS.has(words[at] ?? "")) return false;
  for (let before = at - 1; before >= Math.max(0, at - NOT_REACH); before -= 1) if (ABILITIES.has(words[before] ?? "")) return true;
  return false;
}

/** Terms kept per text: enough for a long report, few enough to store and compare. */
const MAX_TERMS = 80;

function termOf(word: string, language: string): string | null {
  if (word.length < 2 || word.length > 40) return null;
  if (HAS_DIGIT.test(word) && (word.length > 12 || /^v?\d+$/.test(word))) return /^[1-5]\d\d$/.test(word) ? word : null;
  const concept = conceptOf(word);
  if (concept !== null) return concept;
  if (STOP_WORDS.has(word)) return null;
  return stemWord(word, language);
}

/** A word of the title counts as two of the text. */
const TITLE_WEIGHT = 2;

/**
 * The terms a text is compared by and how often each is used: stems without stop words, numbers and ids,
 * field words of every language replaced by one concept ("login", "charge"), Chinese/Japanese/Korean as
 * character pairs. At most 80, in order of first appearance, the title's first and counted twice.
 */
export function countTerms(title: string | null | undefined, text: string, language: string): Record<string, number> {
  const terms = new Map<string, number>();
  for (const [part, weight] of title ? ([[title, TITLE_WEIGHT], [text, 1]] as const) : ([[text, 1]] as const)) {
    const add = (term: string): void => {
      const before = terms.get(term);
      if (before !== undefined || terms.size < MAX_TERMS) terms.set(term, (before ?? 0) + weight);
    };
    const { words } = readText(part);
    for (let index = 0; index < words.length; index += 1) {
      const word = words[index] ?? "";
      const pair = PAIRS.get(`${word} ${words[index + 1] ?? ""}`);
      if (pair !== undefined) {
        add(pair);
        index += 1;
        continue;
      }
      if (deniesAbility(words, index)) add("broken");
      if (CJK.test(word)) {
        for (let at = 0; at + 1 < word.length && at < MAX_TERMS; at += 1) add(word.slice(at, at + 2));
        continue;
      }
      const term = termOf(word, language);
      if (term !== null) add(term);
    }
  }
  return Object.fromEntries(terms);
}

/** The terms of `countTerms` without their counts. */
export function termsOf(title: string | null | undefined, text: string, language: string): string[] {
  return Object.keys(countTerms(title, text, language));
}

/** Terms as a list, or with how often each is used. */
export type Terms = readonly string[] | Readonly<Record<string, number>>;

/** Each term once with its count; 1 where a list says nothing else. */
export function termEntries(terms: Terms): [term: string, count: number][] {
  if (!Array.isArray(terms)) return Object.entries(terms as Readonly<Record<string, number>>);
  return [...new Set(terms as readonly string[])].map((term) => [term, 1]);
}

/** How often terms appear among the texts of a launch. */
export type TermStats = { readonly docCount: number; readonly df: ReadonlyMap<string, number> | Readonly<Record<string, number>> };

/** In how many texts a term appears; 0 when it is new. */
export function documentFrequency(stats: TermStats, term: string): number {
  const { df } = stats;
  if (df instanceof Map) return (df as ReadonlyMap<string, number>).get(term) ?? 0;
  return Object.hasOwn(df, term) ? ((df as Readonly<Record<string, number>>)[term] ?? 0) : 0;
}

/** The weight of a term: rare ones tell texts apart. Smoothed inverse document frequency, at least 0.1. */
export function termWeight(stats: TermStats, term: string): number {
  return Math.max(0.1, Math.log((stats.docCount + 1.5) / (documentFrequency(stats, term) + 0.5)));
}

/** A term used by more than this share of texts finds too much to be worth asking for. */
const COMMON_SHARE = 0.2;

/**
 * The terms worth asking the database for, at most `max`: those that weigh most (rare among the texts, used often
 * in this one) and that others use too. Very common ones come after, and terms nobody else has used last,
 * because they can find nothing but themselves.
 */
export function rareTerms(terms: Terms, stats: TermStats, max = 8): string[] {
  const common = Math.max(3, stats.docCount * COMMON_SHARE);
  return termEntries(terms)
    .map(([term, count], at) => {
      const df = documentFrequency(stats, term);
      const rank = df === 0 ? 2 : df > common ? 1 : 0;
      return { term, at, rank, weight: termWeight(stats, term) * (1 + Math.log(Math.max(1, count))) };
    })
    .sort((a, b) => a.rank - b.rank || b.weight - a.weight || a.at - b.at)
    .slice(0, max)
    .map(({ term }) => term);
}
