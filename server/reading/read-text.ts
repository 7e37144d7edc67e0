import { clipText, foldText } from "@/server/reading/fold-text";

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

const PIECE =
  // eslint-disable-next-line regexp/no-super-linear-move -- a piece that has begun cannot fail any more: each match ends the run it began
  /[\p{L}\p{N}_]+(?:'[\p{L}]+)*|\.(?=\s|$)|[!?;,:()\n\u2013\u2014\u3002\uff0c\uff01\uff1f\u061f\u00bf\u00a1]/gu;
/** The same for folded text that is plain ASCII, which most is; four times as fast. */
// eslint-disable-next-line regexp/no-super-linear-move -- as above; and what is cut was clipped to 6,501 characters
const PLAIN_PIECE = /[a-z0-9_]+(?:'[a-z]+)*|\.(?=\s|$)|[!?;,:()\n]/g;
const NOT_ASCII = /[^\x00-\x7f]/;
const CLAUSE_ENDS = new Set([",", ":", "(", ")", "\u2013", "\u2014", "\uff0c"]);
const SENTENCE_ENDS = new Set([
  ".",
  "!",
  "?",
  "\n",
  ";",
  "\u3002",
  "\uff01",
  "\uff1f",
  "\u061f",
  "\u00bf",
  "\u00a1",
]);
const QUESTION_MARKS = new Set(["?", "\uff1f", "\u061f"]);

/** English contractions written out, so that one phrase matches "can't", "cant", "cannot" and "can not". */
const CONTRACTIONS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    cannot: ["can", "not"],
    cant: ["can", "not"],
    "can't": ["can", "not"],
    "won't": ["will", "not"],
    wont: ["will", "not"],
    dont: ["do", "not"],
    doesnt: ["does", "not"],
    didnt: ["did", "not"],
    isnt: ["is", "not"],
    wasnt: ["was", "not"],
    couldnt: ["could", "not"],
    wouldnt: ["would", "not"],
    havent: ["have", "not"],
    hasnt: ["has", "not"],
    arent: ["are", "not"],
    werent: ["were", "not"],
    shouldnt: ["should", "not"],
    signin: ["sign", "in"],
    signup: ["sign", "up"],
    logon: ["log", "in"],
    im: ["i", "am"],
    ive: ["i", "have"],
    "shan't": ["shall", "not"],
    noone: ["no", "one"],
    "n't": ["not"],
  }),
);

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
      for (let index = from; index < words.length; index += 1) {
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
  for (let index = 0; index <= sentence; index += 1) isQuestion[index] ??= false;
  return {
    words,
    starts: words.map((word) => word.slice(0, START_CHARS)),
    clauses,
    sentences,
    isQuestion,
    folded,
  };
}
