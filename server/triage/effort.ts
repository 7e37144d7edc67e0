import { effortSizeOf, type EffortSize, type ItemType, type Severity } from "@/contracts/triage";

/** What an estimate is made from; everything known before anybody looked into the code. */
export type EffortEvidence = {
  readonly type: ItemType;
  readonly severity: Severity;
  readonly component: string | null;
  readonly fingerprint: string | null;
  readonly itemCount: number;
  /** Lengths of the reports in characters; long ones carry steps and traces. */
  readonly textLengths: readonly number[];
  /** How many components the reports name; 1 when unknown. */
  readonly componentCount?: number | undefined;
  /** Efforts (0–100) of issues of the same type and component that people set or that are done; they teach. */
  readonly pastEfforts?: readonly number[] | undefined;
};

/** Effort 0–100 with its size and one sentence that says why. */
export type EffortEstimate = { readonly effort: number; readonly size: EffortSize; readonly reason: string };

/** Where estimates of a type start: an answer is short, a new function or another system's fault is long. */
const BASE: Readonly<Record<ItemType, number>> = {
  praise: 5,
  question: 15,
  usability: 30,
  functional: 42,
  technical: 48,
  performance: 60,
  integration: 62,
  wish: 65,
};

const SEVERITY_SHIFT: Readonly<Record<Severity, number>> = { critical: 3, major: 2, minor: 0, cosmetic: -14 };

const TYPE_REASONS: Readonly<Record<ItemType, string>> = {
  praise: "Praise needs an answer at most",
  question: "A question needs an answer or a text",
  usability: "Usability problems are mostly texts and layout",
  functional: "A function has to be corrected",
  technical: "A technical fault has to be found and corrected",
  performance: "Performance problems need measuring first",
  integration: "Another system is involved",
  wish: "Something new has to be built",
};

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

const PAST_NEEDED = 3;
const LONG_TEXT_CHARS = 400;

/**
 * Estimates the effort to settle an issue: starts from its type, moves with severity and with what helps or
 * hinders finding the cause (an error signature −10, detailed reports −4, no component +6, several components +8),
 * and is drawn halfway to the median of comparable past efforts when there are at least three.
 */
export function estimateEffort(evidence: EffortEvidence): EffortEstimate {
  const reasons: string[] = [];
  let effort = BASE[evidence.type] + SEVERITY_SHIFT[evidence.severity];
  const isDefect = evidence.type !== "question" && evidence.type !== "wish" && evidence.type !== "praise";
  if (evidence.severity === "cosmetic") reasons.push("it is cosmetic");
  if (isDefect && evidence.fingerprint !== null) {
    effort -= 10;
    reasons.push("an error signature points at the cause");
  }
  if (isDefect && evidence.textLengths.some((length) => length >= LONG_TEXT_CHARS)) {
    effort -= 4;
    reasons.push("a report describes it in detail");
  }
  if (isDefect && evidence.component === null) {
    effort += 6;
    reasons.push("no component is known yet");
  }
  const components = evidence.componentCount ?? 1;
  if (components > 1) {
    effort += 8;
    reasons.push(`${components} components are named`);
  }
  const past = evidence.pastEfforts ?? [];
  if (past.length >= PAST_NEEDED) {
    effort = (effort + median(past)) / 2;
    reasons.push(`${past.length} comparable issues took about ${effortSizeOf(median(past))}`);
  }
  const bounded = Math.round(Math.min(100, Math.max(1, effort)));
  const tail = reasons.length > 0 ? `; ${reasons.join(", ")}` : "";
  return { effort: bounded, size: effortSizeOf(bounded), reason: `${TYPE_REASONS[evidence.type]}${tail}.` };
}
