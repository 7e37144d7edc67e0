import { FORM_LINE } from "@/server/reading/models/form-lines";
import type { ItemType } from "@/contracts/triage";
import { softmax } from "@/server/reading/models/linear-model";
import {
  findDefectVotes,
  findFamilyVotes,
  QUESTION_OPENERS,
  WISH_OPENERS,
  type DefectType,
  type Family,
} from "@/server/reading/models/type-lexicon";
import { readText, type ReadText } from "@/server/reading/read-text";

/** What a report is, how sure that is (0–1), and the words that said so. */
export type TypeDecision = {
  readonly type: ItemType;
  readonly confidence: number;
  readonly evidence: readonly string[];
};

/** What else was found out about the text and bears on its type. */
export type TypeHints = {
  /** A floor rule is stated: something is broken whatever the sentence looks like. */
  readonly isFloorStated: boolean;
  readonly sentiment: "positive" | "neutral" | "negative";
  readonly statusCode?: number | undefined;
};

const FAMILIES = ["defect", "question", "wish", "praise"] as const satisfies readonly Family[];
const DEFECT_TYPES = [
  "technical",
  "functional",
  "usability",
  "performance",
  "integration",
] as const satisfies readonly DefectType[];

/** How much a vote counts by its position: the title and the first lines say what a report is. */
const TITLE_WEIGHT = 1.6;
const OPENING_WORDS = 60;
const LATER_WEIGHT = 0.25;
const FULL_WORDS = 45;

/** A first sentence of so many words tells something; fewer are a greeting or a cry. */
const SENTENCE_WORDS_MIN = 4;

/** Forms people fill in say themselves what they are for. */
const TEMPLATES: readonly (readonly [marker: string, family: Family, points: number])[] = [
  ["feature_request", "wish", 3],
  ["describe the solution you'd like", "wish", 3],
  ["describe alternatives you've considered", "wish", 2],
  ["is your feature request related", "wish", 3],
  ["bug_report", "defect", 1],
  ["describe the bug", "defect", 2],
  ["(automated)", "defect", 3],
];
/** `Issue type: Feature request`, as trackers write it. */
const TYPE_FIELD =
  /(?:issue|ticket|request)[ _-]?type\W{1,12}(bug|feature|support|question|performance|documentation|defect|improvement)/;
/** `Do you want to request a feature or report a bug? Feature`, with the answer after it. */
const TYPE_CHOICE =
  /request a \*?feature\*? or report a \*?bug\*?\??\W{0,12}(?:report a |request a |a )?\W{0,3}(bugs?\b|feature|question|help|support)/;
const TYPE_FIELDS: Readonly<Record<string, Family>> = {
  bug: "defect",
  defect: "defect",
  performance: "defect",
  feature: "wish",
  improvement: "wish",
  support: "question",
  question: "question",
};

/** Text without comments and code, which quote rather than say. */
function withoutAsides(text: string): string {
  let rest = text;
  for (const [open, close] of [
    ["<!--", "-->"],
    ["```", "```"],
  ] as const) {
    const kept: string[] = [];
    let at = 0;
    for (;;) {
      const start = rest.indexOf(open, at);
      const end = start < 0 ? -1 : rest.indexOf(close, start + open.length);
      if (end < 0) break;
      kept.push(rest.slice(at, start));
      at = end + close.length;
    }
    rest = `${kept.join(" ")} ${rest.slice(at)}`;
  }
  return rest;
}

function withoutForm(text: string): string {
  const asides = withoutAsides(text);
  if (!asides.includes("\n")) return asides.trim();
  const kept = asides.split("\n").filter((line) => line.trim() !== "" && !FORM_LINE.test(line.trimEnd()));
  return kept.length > 0 ? kept.join("\n").trim() : asides.trim();
}

type Tally = {
  readonly scores: Record<Family, number>;
  readonly evidence: { family: Family; words: string; points: number }[];
};

function tallyVotes(text: ReadText, weight: number, tally: Tally): void {
  const counted = new Map<string, number>();
  for (const hit of findFamilyVotes(text)) {
    const { family, points } = hit.value;
    const words = text.words.slice(hit.start, hit.end + 1).join(" ");
    const place = hit.start < OPENING_WORDS ? 1 : LATER_WEIGHT;
    // The same words again say nothing new.
    const times = counted.get(words) ?? 0;
    counted.set(words, times + 1);
    const worth = (points * weight * place) / (1 + 2 * times);
    tally.scores[family] += worth;
    tally.evidence.push({ family, words, points: worth });
  }
}

/** Many weak votes of a long text must not drown what the first sentence says. */
function saturate(score: number): number {
  return score <= 0 ? 0 : 6 * (1 - Math.exp(-score / 5));
}

/** "Add dark mode", also after a prefix: "Editor: add dark mode". */
function opensAsWish(opening: ReadText): boolean {
  for (let index = 0; index < Math.min(8, opening.words.length); index += 1) {
    const starts = index === 0 || opening.clauses[index] !== opening.clauses[index - 1];
    if (
      starts &&
      opening.sentences[index] === opening.sentences[0] &&
      WISH_OPENERS.has(opening.words[index] ?? "")
    )
      return true;
  }
  return false;
}

function endsAsQuestion(raw: string): boolean {
  const trimmed = raw.trimEnd();
  return trimmed.endsWith("?") || trimmed.endsWith("？");
}

/** Where a sentence is looked at for the word that asks. */
const OPENER_WORDS = 4;

/** Whether a sentence that ends with a question mark also asks: "search sooo slow ??" only cries. */
function isQuestion(raw: string, text: ReadText): boolean {
  if (raw.includes("¿")) return true;
  const last = text.sentences[text.sentences.length - 1];
  const from = text.sentences.indexOf(last ?? 0);
  return text.words.slice(from, from + OPENER_WORDS).some((word) => QUESTION_OPENERS.has(word));
}

/** Decides what a report is: a family first (defect, question, wish, praise), then which kind of defect. */
export function classifyType(title: string | null, text: string, hints: TypeHints): TypeDecision {
  const body = withoutForm(text);
  const tally: Tally = { scores: { defect: 0, question: 0, wish: 0, praise: 0 }, evidence: [] };
  const { scores } = tally;
  const head = title ? readText(title) : null;
  const read = readText(body);
  if (head) tallyVotes(head, TITLE_WEIGHT, tally);
  // A long report names faults on the way to whatever it wants: votes thin out with length.
  tallyVotes(read, 1 / Math.sqrt(Math.max(1, read.words.length / FULL_WORDS)), tally);

  const lower = text.slice(0, 6000).toLowerCase();
  for (const [marker, family, points] of TEMPLATES) if (lower.includes(marker)) scores[family] += points;
  const field = TYPE_FIELDS[TYPE_FIELD.exec(lower)?.[1] ?? ""];
  if (field) scores[field] += 2.5;
  const chosen = TYPE_CHOICE.exec(lower)?.[1];
  if (chosen)
    scores[chosen.startsWith("bug") ? "defect" : chosen.startsWith("feature") ? "wish" : "question"] += 2.5;

  const opening = head ?? read;
  const first = opening.words[0] ?? "";
  const isShort = read.words.length < 40;
  // What is told first and then asked about is mostly a fault: "The draft is gone. Is there any way to get it back?"
  const isStatementFirst =
    head === null &&
    read.isQuestion[0] === false &&
    read.sentences.filter((sentence) => sentence === 0).length >= SENTENCE_WORDS_MIN &&
    !tally.evidence.some(({ family }) => family === "question");
  if (endsAsQuestion(title ?? body))
    scores.question += isStatementFirst ? 0.3 : isQuestion(title ?? body, opening) ? 2.5 : 0.3;
  const questions = read.isQuestion.filter(Boolean).length;
  if (questions > 0 && !isStatementFirst && !(head === null && endsAsQuestion(body)))
    scores.question += isShort ? 1.2 : Math.min(2, 0.8 * questions);
  if (QUESTION_OPENERS.has(first) && (opening.isQuestion[0] === true || head === null || first === "how"))
    scores.question += opening.isQuestion[0] ? 1.5 : 0.8;
  if (opensAsWish(opening)) scores.wish += head ? 2.6 : 1.5;

  if (hints.isFloorStated) scores.defect += 4;
  if (hints.statusCode !== undefined && hints.statusCode >= 400) scores.defect += 1.5;
  if (hints.sentiment === "positive") {
    scores.praise += 1;
    scores.defect -= 0.3;
  }
  if (hints.sentiment === "negative") {
    scores.praise -= 2.5;
    scores.defect += 0.5;
  }
  // A pleasant tone is not praise: somebody has to praise something.
  if (!tally.evidence.some(({ family }) => family === "praise")) scores.praise = 0;
  if (scores.defect + scores.question + scores.wish > 2.5) scores.praise *= 0.45;

  const shares = softmax(
    FAMILIES.map(
      (family) =>
        0.62 * saturate(scores[family]) +
        (family === "defect"
          ? head && read.words.length >= FULL_WORDS
            ? PRIOR_DEFECT_LONG
            : PRIOR_DEFECT
          : 0),
    ),
  );
  const best = shares.indexOf(Math.max(...shares));
  const family = FAMILIES[best] ?? "defect";
  const share = shares[best] ?? 0;
  const evidence = tally.evidence
    .filter((entry) => entry.family === family)
    .sort((a, b) => b.points - a.points)
    .map(({ words }) => words);
  if (family !== "defect")
    return { type: family, confidence: share, evidence: [...new Set(evidence)].slice(0, 3) };
  const kind = classifyDefect(head, read, hints);
  return {
    type: kind.type,
    confidence: share * (0.55 + 0.45 * kind.share),
    evidence: [...new Set([...evidence, ...kind.evidence])].slice(0, 3),
  };
}

/** Without any sign at all a report is more likely a defect than anything else. */
const PRIOR_DEFECT = 0.35;
/** Long reports name faults whatever they want; what is left has to carry the decision. */
const PRIOR_DEFECT_LONG = -0.8;

function classifyDefect(
  head: ReadText | null,
  body: ReadText,
  hints: TypeHints,
): { type: DefectType; share: number; evidence: string[] } {
  const scores: Record<DefectType, number> = {
    technical: 0.6,
    functional: 0.8,
    usability: 0,
    performance: 0,
    integration: 0,
  };
  const evidence: { type: DefectType; words: string; points: number }[] = [];
  for (const [text, weight] of head
    ? ([
        [head, 1.5],
        [body, 1],
      ] as const)
    : ([[body, 1]] as const)) {
    const seen = new Set<string>();
    for (const hit of findDefectVotes(text)) {
      const words = text.words.slice(hit.start, hit.end + 1).join(" ");
      if (seen.has(words)) continue;
      seen.add(words);
      const points = hit.value.points * weight * (hit.start < OPENING_WORDS ? 1 : LATER_WEIGHT);
      scores[hit.value.type] += points;
      evidence.push({ type: hit.value.type, words, points });
    }
  }
  if (hints.statusCode !== undefined && hints.statusCode >= 500) scores.technical += 2.5;
  const shares = softmax(DEFECT_TYPES.map((type) => 0.6 * saturate(scores[type])));
  const best = shares.indexOf(Math.max(...shares));
  const type = DEFECT_TYPES[best] ?? "functional";
  return {
    type,
    share: shares[best] ?? 0,
    evidence: evidence
      .filter((entry) => entry.type === type)
      .sort((a, b) => b.points - a.points)
      .map(({ words }) => words),
  };
}
