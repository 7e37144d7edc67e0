import { cutText } from "@/contracts/cut-text";
import type { ItemContext } from "@/contracts/feedback";
import { isMoreSevere, type Classification, type ItemType } from "@/contracts/triage";
import { isAsserted, readCues } from "@/server/reading/assertion";
import { FLOOR_PHRASES, type FloorRule } from "@/server/reading/models/floor-phrases";
import { FURTHER_FLOOR_PHRASES } from "@/server/reading/models/floor-phrases-further";
import { compilePhrases } from "@/server/reading/phrases";
import { readText } from "@/server/reading/read-text";

/** What a floor looks at. `facts` are signals gathered elsewhere and passed in. */
export type FloorInput = {
  readonly title?: string | null | undefined;
  readonly text: string;
  readonly context?: ItemContext | undefined;
  /** When known: machine signals raise defects only, never questions, wishes or praise. */
  readonly type?: ItemType | undefined;
  readonly facts?: { readonly componentErrorBurst?: boolean | undefined } | undefined;
  /** What the words state, where that was found already (`findStatedFloors`). */
  readonly stated?: readonly StatedFloor[] | undefined;
};

/** A severity the item may not fall below, the rule that says so, and a sentence a lead can read out. */
export type SeverityFloor = {
  readonly severity: "critical" | "major";
  readonly rule: FloorRule | "error_burst" | "burst_and_block";
  readonly reason: string;
};

const FLOORS: Readonly<Record<FloorRule, { severity: "critical" | "major"; reason: string }>> = {
  payment_wrong: {
    severity: "critical",
    reason: "Money was taken twice, in the wrong amount or for nothing",
  },
  data_loss: { severity: "critical", reason: "Data was lost" },
  nobody_can_sign_in: { severity: "critical", reason: "Nobody can sign in" },
  security: { severity: "critical", reason: "Security or privacy may be breached" },
  product_down: { severity: "critical", reason: "The whole product is down" },
  cannot_pay: { severity: "major", reason: "Paying or checking out is not possible" },
  cannot_sign_in: { severity: "major", reason: "Signing in is not possible" },
  server_error: { severity: "major", reason: "The server answered with an error" },
  blocked: { severity: "major", reason: "Work is blocked without a way round" },
};

const findFloors = compilePhrases([...FLOOR_PHRASES, ...FURTHER_FLOOR_PHRASES]);

/** What a floor says, as a sentence without its full stop. */
export const describeFloor = (rule: FloorRule): string => FLOORS[rule].reason;

const BLOCKING: ReadonlySet<string> = new Set<FloorRule>(["cannot_pay", "cannot_sign_in", "blocked"]);
const QUIET_TYPES: ReadonlySet<ItemType> = new Set(["question", "wish", "praise"]);

/** A floor whose words a report states, with the words that triggered it. */
export type StatedFloor = { readonly rule: FloorRule; readonly quote: string };

/** Every floor whose words are stated in a report, the loudest first. Costs a reading of the whole text: found once and handed on. */
export function findStatedFloors(input: Pick<FloorInput, "title" | "text">): StatedFloor[] {
  const found = new Map<FloorRule, string>();
  for (const part of input.title ? [input.title, input.text] : [input.text]) {
    const text = readText(part);
    const hits = findFloors(text);
    if (hits.length === 0) continue;
    const cues = readCues(text);
    for (const hit of hits) {
      if (found.has(hit.value) || !isAsserted(cues, hit)) continue;
      found.set(hit.value, text.words.slice(hit.start, hit.end + 1).join(" "));
    }
  }
  const order = Object.keys(FLOORS);
  return [...found]
    .map(([rule, quote]) => ({ rule, quote }))
    .sort((a, b) => order.indexOf(a.rule) - order.indexOf(b.rule));
}

/**
 * The deterministic floor of an item: words (in the languages of the form, `READ_LANGUAGES`) and signals that
 * make it at least critical or major whatever a model says. Denials, questions about a risk and wishes
 * do not count. Null when nothing holds the severity up.
 *
 * Signals: a 5xx status the reporter's request met is major; a burst of 5xx on the item's component is
 * major for a defect, and critical when the text also says that paying, signing in or working is blocked.
 */
export function severityFloor(input: FloorInput): SeverityFloor | null {
  const stated = input.stated ?? findStatedFloors(input);
  const first = stated[0];
  const isQuiet = input.type !== undefined && QUIET_TYPES.has(input.type);
  const isBurst = input.facts?.componentErrorBurst === true && !isQuiet;
  if (first && FLOORS[first.rule].severity === "critical") return floorOf(first);
  const block = stated.find((entry) => BLOCKING.has(entry.rule));
  if (block && isBurst) {
    return {
      severity: "critical",
      rule: "burst_and_block",
      reason: `${FLOORS[block.rule].reason} ("${block.quote}") while its component answers with a burst of 5xx errors.`,
    };
  }
  if (first) return floorOf(first);
  const status = input.context?.statusCode;
  if (status !== undefined && status >= 500 && !isQuiet) {
    return {
      severity: "major",
      rule: "server_error",
      reason: `The reporter's request was answered with ${status}.`,
    };
  }
  if (isBurst)
    return {
      severity: "major",
      rule: "error_burst",
      reason: "Its component answers with a burst of 5xx errors right now.",
    };
  return null;
}

function floorOf(found: StatedFloor): SeverityFloor {
  const { severity, reason } = FLOORS[found.rule];
  return { severity, rule: found.rule, reason: `${reason} ("${cutText(found.quote, 80)}").` };
}

const MAX_REASON_CHARS = 400;

/** A classification with its severity lifted to the floor and the floor named in its reason; never lowered. */
export function applyFloor(classification: Classification, floor: SeverityFloor | null): Classification {
  if (floor === null || !isMoreSevere(floor.severity, classification.severity)) return classification;
  return {
    ...classification,
    severity: floor.severity,
    severityConfidence: Math.max(classification.severityConfidence, 0.95),
    reason: cutText(`At least ${floor.severity}: ${floor.reason} ${classification.reason}`, MAX_REASON_CHARS),
  };
}
