import { eld } from "eld/small";
import { FUNCTION_WORDS } from "@/server/reading/models/function-words";

/** A language as ISO 639-1 ("und" when none can be told) and how sure that is, 0–1. */
export type DetectedLanguage = { readonly language: string; readonly confidence: number };

const LATIN_LANGUAGES = [
  "en",
  "de",
  "fr",
  "es",
  "pt",
  "it",
  "nl",
  "pl",
  "cs",
  "sk",
  "sv",
  "da",
  "no",
  "fi",
  "tr",
  "ro",
  "hu",
  "hr",
  "ca",
  "vi",
  "lt",
  "et",
];
const OTHER_LANGUAGES = [
  "ru",
  "uk",
  "bg",
  "sr",
  "el",
  "ar",
  "fa",
  "ur",
  "he",
  "hi",
  "mr",
  "ja",
  "ko",
  "zh",
  "th",
];

const detector = eld.newInstance();
detector.setLanguageSubset([...LATIN_LANGUAGES, ...OTHER_LANGUAGES]);

const UNKNOWN: DetectedLanguage = { language: "und", confidence: 0 };

/** Enough letters for a guess, and the part of a text that is looked at. */
const MIN_LETTERS = 4;
const HEAD_CHARS = 200;

/** What is no language: addresses, mail addresses, mark-up, code marks, mentions. */
const NOISE =
  /https?:\/\/\S{1,300}|\S{1,64}@\S{1,100}|<[^<>]{1,200}>|[@#]\w{1,40}|\b[\w.-]{0,40}\d[\w.-]{0,40}\b|[`*_~|{}[\]\\/]+/g;

const SCRIPTS: readonly (readonly [language: string, pattern: RegExp])[] = [
  ["ko", /[\uac00-\ud7af]/g],
  ["ja", /[\u3040-\u30ff]/g],
  ["zh", /[\u3400-\u4dbf\u4e00-\u9fff]/g],
  ["ar", /[\u0600-\u06ff]/g],
  ["he", /[\u0590-\u05ff]/g],
  ["hi", /[\u0900-\u097f]/g],
  ["th", /[\u0e00-\u0e7f]/g],
  ["bn", /[\u0980-\u09ff]/g],
  ["pa", /[\u0a00-\u0a7f]/g],
  ["gu", /[\u0a80-\u0aff]/g],
  ["ta", /[\u0b80-\u0bff]/g],
  ["te", /[\u0c00-\u0c7f]/g],
  ["kn", /[\u0c80-\u0cff]/g],
  ["ml", /[\u0d00-\u0d7f]/g],
  ["si", /[\u0d80-\u0dff]/g],
  ["lo", /[\u0e80-\u0eff]/g],
  ["my", /[\u1000-\u109f]/g],
  ["ka", /[\u10a0-\u10ff]/g],
  ["hy", /[\u0530-\u058f]/g],
  ["am", /[\u1200-\u137f]/g],
  ["km", /[\u1780-\u17ff]/g],
  ["el", /[\u0370-\u03ff]/g],
  ["ru", /[\u0400-\u04ff]/g],
];
/** Scripts several languages write in; the detector tells them apart. */
const SHARED_SCRIPTS = new Set(["ru", "ar", "hi"]);
const NON_ASCII = /[^\x00-\x7f]/;
/** A script counts when it carries this share of the letters: templates and product names around it are often Latin. */
const SCRIPT_SHARE = 0.12;
const SCRIPT_SHARE_SURE = 0.4;

function detectScript(text: string, letters: number): { language: string; share: number } | null {
  if (!NON_ASCII.test(text)) return null;
  for (const [language, pattern] of SCRIPTS) {
    const count = text.match(pattern)?.length ?? 0;
    // Japanese mixes kana with Chinese characters: a tenth of kana makes it Japanese.
    const needed = language === "ja" ? SCRIPT_SHARE / 3 : SCRIPT_SHARE;
    if (count / letters >= needed && count >= 2) return { language, share: count / letters };
  }
  return null;
}

/** How many function words of each language a text has. */
export function functionWordVotes(text: string): Map<string, number> {
  const votes = new Map<string, number>();
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    for (const language of FUNCTION_WORDS.get(word) ?? [])
      votes.set(language, (votes.get(language) ?? 0) + 1);
  }
  return votes;
}

/** What a telling function word adds to the detector's score of about 0.2 to 0.8. */
const WORD_WEIGHT = 0.5;

/**
 * Detects the language of a text. Character n-grams (eld) and function words vote together, because the first are
 * unsure on five words and the second on none; scripts with one language decide alone. Very short texts are "und".
 */
export function detectLanguage(text: string): DetectedLanguage {
  const plain = text
    .slice(0, HEAD_CHARS * 2)
    .replace(NOISE, " ")
    .slice(0, HEAD_CHARS);
  const letters = plain.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 2) return UNKNOWN;
  const script = detectScript(plain, letters);
  if (script && !SHARED_SCRIPTS.has(script.language)) {
    return { language: script.language, confidence: script.share >= SCRIPT_SHARE_SURE ? 0.97 : 0.8 };
  }
  if (letters < MIN_LETTERS) return UNKNOWN;
  const votes = functionWordVotes(plain);
  const words = plain.split(/\s+/).filter((word) => word.length > 1).length;
  const scores = new Map<string, number>(Object.entries(detector.detect(plain).getScores()));
  const allowed = script ? OTHER_LANGUAGES : LATIN_LANGUAGES;
  for (const language of [...scores.keys()]) if (!allowed.includes(language)) scores.delete(language);
  const voteCount = [...votes.values()].reduce((sum, count) => sum + count, 0);
  if (!script && voteCount > 0) {
    for (const [language, count] of votes)
      scores.set(
        language,
        (scores.get(language) ?? 0) + (WORD_WEIGHT * count) / Math.max(2, Math.sqrt(words) + 1),
      );
  }
  const ranked = [...scores].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const best = ranked[0];
  if (!best) return script ? { language: script.language, confidence: 0.5 } : UNKNOWN;
  const margin = best[1] === 0 ? 0 : (best[1] - (ranked[1]?.[1] ?? 0)) / best[1];
  const length = Math.min(1, letters / 40);
  const confidence = Math.min(
    0.99,
    Math.max(0.05, 0.3 + 0.45 * length + 0.5 * Math.min(1, 2 * margin) - (votes.has(best[0]) ? 0 : 0.15)),
  );
  if (confidence < MIN_CONFIDENCE) return { language: "und", confidence };
  return { language: best[0], confidence: Math.round(confidence * 100) / 100 };
}

const MIN_CONFIDENCE = 0.3;
