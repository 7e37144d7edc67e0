import type { ItemType, Provenance, Severity, Urgency } from "@/contracts/triage";

/** What decides how soon an issue is wanted. */
export type UrgencyEvidence = {
  readonly severity: Severity;
  readonly type: ItemType;
  /** 0–100, as it counts: a person's where a person set it. */
  readonly impact: number;
  readonly itemsLast24h: number;
  readonly itemsPrev24h: number;
  readonly hasExecutive?: boolean | undefined;
};

/** How soon, and one sentence why. */
export type UrgencyDecision = { readonly urgency: Urgency; readonly reason: string };

const RISING_FACTOR = 2;
const RISING_AT_LEAST = 4;
const HIGH_IMPACT = 65;

/**
 * How soon, by evidence: now for criticals and for majors that are rising or high in impact; today for the other majors, for
 * executives and for minors that are rising; this week for minors; later for cosmetics, wishes and praise.
 */
export function urgencyOf(evidence: UrgencyEvidence): UrgencyDecision {
  const isRising =
    evidence.itemsLast24h >= RISING_AT_LEAST &&
    evidence.itemsLast24h >= RISING_FACTOR * evidence.itemsPrev24h;
  if (evidence.severity === "critical") return { urgency: "now", reason: "It is critical." };
  if (evidence.type === "praise") return { urgency: "later", reason: "Praise does not wait for anybody." };
  if (evidence.type === "wish") return { urgency: "later", reason: "A wish waits until hypercare is over." };
  if (evidence.severity === "major" && isRising)
    return { urgency: "now", reason: "It is major and reports are rising." };
  if (evidence.severity === "major" && evidence.impact >= HIGH_IMPACT)
    return { urgency: "now", reason: "It is major and its impact is high." };
  if (evidence.severity === "major") return { urgency: "today", reason: "It is major." };
  if (evidence.hasExecutive) return { urgency: "today", reason: "An executive is waiting for an answer." };
  if (evidence.type === "question") return { urgency: "today", reason: "Somebody waits for an answer." };
  if (evidence.severity === "minor")
    return isRising
      ? { urgency: "today", reason: "It is minor but reports are rising." }
      : { urgency: "this_week", reason: "It is minor." };
  return { urgency: "later", reason: "It is cosmetic." };
}

/**
 * The urgency that counts: a person's; a routing rule's, which gives way to a critical so that none waits; else the computed one.
 * @param current the urgency and who decided it, if anybody did
 */
export function decideUrgency(
  current: { readonly urgency: Urgency; readonly decidedBy: Provenance | undefined },
  severity: Severity,
  computed: UrgencyDecision,
): Urgency {
  if (current.decidedBy?.by === "person") return current.urgency;
  if (current.decidedBy?.by === "rule" && severity !== "critical") return current.urgency;
  return computed.urgency;
}
