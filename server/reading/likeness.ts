import { CONCEPT_NAMES } from "@/server/reading/models/concepts";
import { isPlace, placeText } from "@/server/reading/place";
import { isStatedFault, statedFaultText } from "@/server/reading/stated-fault";
import {
  countTerms,
  documentFrequency,
  termEntries,
  type Terms,
  type TermStats,
  termWeight,
  wordsBehind,
} from "@/server/reading/tokens";
import { trigramSimilarity, trigramsOf } from "@/server/reading/trigrams";

type Vector = { readonly weights: ReadonlyMap<string, number>; readonly norm: number };

/** What a term counts that nobody else used: often a slip of the pen, never a bridge. */
const UNSHARED = 0.6;
/** What a place counts beside a word as rare as it: several things go wrong on one page. */
const WEIGHT_PLACE = 0.7;

function vectorOf(terms: Terms, stats: TermStats): Vector {
  const weights = new Map<string, number>();
  let sum = 0;
  for (const [term, count] of termEntries(terms)) {
    const unshared = documentFrequency(stats, term) <= 1 ? UNSHARED : 1;
    const kind = isPlace(term) ? WEIGHT_PLACE : 1;
    const weight = kind * unshared * termWeight(stats, term) * (1 + Math.log(Math.max(1, count)));
    weights.set(term, weight);
    sum += weight * weight;
  }
  return { weights, norm: Math.sqrt(sum) };
}

/** Whether a term is a statement that every language makes in the same way: a concept, or a fault. */
const isConcept = (term: string): boolean => CONCEPT_NAMES.has(term) || isStatedFault(term);

/** Only what is the same in every language: concepts, faults and places. */
function everywhereOnly(vector: Vector): Vector {
  const weights = new Map<string, number>();
  let sum = 0;
  for (const [term, weight] of vector.weights) {
    if (!isConcept(term) && !isPlace(term)) continue;
    weights.set(term, weight);
    sum += weight * weight;
  }
  return { weights, norm: Math.sqrt(sum) };
}

/** How alike two vectors are (0–1), how many words, places not counted, they share, and whether a field word is among those. */
type Overlap = { readonly value: number; readonly sharedCount: number; readonly sharesConcept: boolean };

function cosine(a: Vector, b: Vector): Overlap {
  if (a.norm === 0 || b.norm === 0) return { value: 0, sharedCount: 0, sharesConcept: false };
  const [small, large] = a.weights.size <= b.weights.size ? [a, b] : [b, a];
  let dot = 0;
  let [sharedCount, sharesConcept] = [0, false];
  for (const [term, weight] of small.weights) {
    const other = large.weights.get(term);
    if (other === undefined) continue;
    dot += weight * other;
    if (!isPlace(term)) sharedCount += 1;
    if (isConcept(term)) sharesConcept = true;
  }
  return { value: dot / (a.norm * b.norm), sharedCount, sharesConcept };
}

/**
 * The cosine of two sides in different languages: over what is the same in every language, and over whatever names and codes both write
 * the same way ("IBAN", "502"). A word that only one of the languages has says nothing.
 */
function cosineAcross(a: Side, b: Side): Overlap {
  const [ownA, ownB] = [a.everywhere(), b.everywhere()];
  let [dot, squaresA, squaresB, sharedCount] = [0, ownA.norm ** 2, ownB.norm ** 2, 0];
  let sharesConcept = false;
  for (const [term, weight] of a.vector.weights) {
    const other = b.vector.weights.get(term);
    if (other === undefined) continue;
    dot += weight * other;
    if (!isPlace(term)) sharedCount += 1;
    if (isConcept(term)) sharesConcept = true;
    if (ownA.weights.has(term)) continue;
    squaresA += weight * weight;
    squaresB += other * other;
  }
  return { value: dot === 0 ? 0 : dot / Math.sqrt(squaresA * squaresB), sharedCount, sharesConcept };
}

/** The terms both sides use, the most telling first. */
function sharedTerms(a: Vector, b: Vector): string[] {
  return [...a.weights]
    .flatMap(([term, weight]) => {
      const other = b.weights.get(term);
      return other === undefined ? [] : [{ term, share: weight * other }];
    })
    .sort((x, y) => y.share - x.share || (x.term < y.term ? -1 : 1))
    .map(({ term }) => term);
}

/** One side of a comparison, prepared once; what only the best need is made when asked for. */
export type Side = {
  readonly vector: Vector;
  readonly everywhere: () => Vector;
  readonly title: () => Vector | null;
  readonly titleSpelling: () => ReadonlySet<string> | null;
  readonly textSpelling: () => ReadonlySet<string>;
  /** The words its stems stand for. */
  readonly words: () => ReadonlyMap<string, string>;
  readonly component: string | null;
  readonly fingerprint: string | null;
  readonly language: string | null;
};

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** What is compared of a report or an issue. */
export type Comparable = {
  readonly terms: Terms;
  readonly title: string | null;
  readonly component: string | null;
  readonly fingerprint: string | null;
  readonly text: string;
  readonly language?: string | null | undefined;
};

/** Prepares one side of comparisons. */
export function sideOf(input: Comparable, stats: TermStats): Side {
  const { title, text } = input;
  const language = input.language && input.language !== "und" ? input.language : null;
  const vector = vectorOf(input.terms, stats);
  return {
    vector,
    everywhere: once(() => everywhereOnly(vector)),
    title: once(() => (title ? vectorOf(countTerms(null, title, language ?? "en"), stats) : null)),
    titleSpelling: once(() => (title ? trigramsOf(title) : null)),
    textSpelling: once(() => trigramsOf(text)),
    words: once(() => wordsBehind(title, text, language ?? "en")),
    component: input.component,
    fingerprint: input.fingerprint,
    language,
  };
}

/** How alike two sides are, 0–1, and what kind of evidence that is. */
export type Likeness = { readonly score: number; readonly isSameError: boolean; readonly isForeign: boolean };

const WEIGHT_TITLE = 0.15;
const WEIGHT_SPELLING = 0.2;
const SAME_ERROR = 0.4;
const OTHER_ERROR = -0.05;
const SAME_COMPONENT = 0.08;
const OTHER_COMPONENT = -0.2;
const THIN_OTHER_LANGUAGE = -0.15;
/** Likeness that rests on the place alone, without a word in common, never is enough. */
const PLACE_ALONE = 0.3;
/**
 * Nor is, across languages, what rests on names and codes alone: with every other word left out of the comparison, one name in common
 * would be all that is compared.
 */
const NAMES_ALONE = 0.3;

/** Terms and structure; titles and spelling are added later for the few that are worth it. */
export function likeness(a: Side, b: Side): Likeness {
  const isForeign = a.language !== null && b.language !== null && a.language !== b.language;
  const terms = isForeign ? cosineAcross(a, b) : cosine(a.vector, b.vector);
  const isSameError = a.fingerprint !== null && a.fingerprint === b.fingerprint;
  let score = terms.sharedCount === 0 ? Math.min(terms.value, PLACE_ALONE) : terms.value;
  // One shared word of several languages is thin evidence; two are a statement.
  if (isForeign && !isSameError && terms.sharedCount < 2) score += THIN_OTHER_LANGUAGE;
  if (isForeign && !terms.sharesConcept) score = Math.min(score, NAMES_ALONE);
  if (isSameError) score += SAME_ERROR * (1 - score);
  else if (a.fingerprint !== null && b.fingerprint !== null) score += OTHER_ERROR;
  if (a.component !== null && b.component !== null)
    score += a.component === b.component ? SAME_COMPONENT : OTHER_COMPONENT;
  return { score: clamp(score), isSameError, isForeign };
}

function clamp(score: number): number {
  return Math.max(0, Math.min(1, score));
}

/** The likeness with titles and spelling weighed in. */
export function refine(a: Side, b: Side, alike: Likeness): number {
  if (alike.isForeign) return alike.score;
  const aTitle = a.title();
  const bTitle = b.title();
  const titled =
    aTitle && bTitle
      ? alike.score + WEIGHT_TITLE * (cosine(aTitle, bTitle).value - cosine(a.vector, b.vector).value)
      : alike.score;
  if (alike.isSameError) return clamp(titled);
  const aSpelling = a.titleSpelling();
  const bSpelling = b.titleSpelling();
  const spelling =
    aSpelling && bSpelling
      ? trigramSimilarity(aSpelling, bSpelling)
      : trigramSimilarity(a.textSpelling(), b.textSpelling());
  return clamp(titled + WEIGHT_SPELLING * (spelling - titled));
}

/**
 * Terms as a person reads them: stems as the words they stand for, places as addresses. What an apostrophe cut off ("ll", "ve") counts
 * for likeness, but tells a reader nothing.
 */
export function chooseTerms(terms: readonly string[], words: ReadonlyMap<string, string>): string[] {
  const shown = terms.map((term) => (isPlace(term) ? placeText(term) : (words.get(term) ?? term)));
  return [...new Set(shown)].filter((word) => word.length > 2 || !/^[a-z]+$/.test(word));
}

/** What two sides have in common, for a person to read: `words` as the first side wrote them, the most telling first, at most four. */
export type Evidence = {
  readonly isSameError: boolean;
  readonly component: string | null;
  readonly place: string | null;
  /** What both state, as part of a sentence. */
  readonly fault: string | null;
  readonly words: readonly string[];
};

/** What speaks for two sides being about the same. */
export function evidenceOf(alike: Likeness, a: Side, b: Side): Evidence {
  const shared = sharedTerms(a.vector, b.vector);
  const place = shared.find(isPlace);
  const fault = shared.find(isStatedFault);
  return {
    isSameError: alike.isSameError,
    component: a.component !== null && a.component === b.component ? a.component : null,
    place: place === undefined ? null : placeText(place),
    fault: fault === undefined ? null : statedFaultText(fault),
    words: chooseTerms(
      shared.filter((term) => !isPlace(term) && !isStatedFault(term)),
      a.words(),
    ).slice(0, 4),
  };
}

/** The evidence in a sentence without its full stop; `score` is 0–1. */
export function describeEvidence(
  { isSameError, component, place, fault, words }: Evidence,
  score: number,
): string {
  const reasons = [
    ...(isSameError ? ["the same error"] : []),
    ...(component === null ? [] : [`the same component (${component})`]),
    ...(place === null ? [] : [`the same place (${place})`]),
    ...(fault === null ? [] : [`both say that ${fault}`]),
    ...(words.length === 0 ? [] : [`the words ${words.map((word) => `"${word}"`).join(", ")}`]),
  ];
  return `${Math.round(score * 100)} % alike${reasons.length > 0 ? `: ${reasons.join(", ")}` : ""}`;
}
