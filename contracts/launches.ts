/** The words of launches: phases, and the measurable conditions for leaving hypercare. */
import { z } from "zod";

export const LAUNCH_PHASES = ["planned", "live", "stabilising", "exiting", "exited", "watching"] as const;
export const LaunchPhase = z.enum(LAUNCH_PHASES);
export type LaunchPhase = z.infer<typeof LaunchPhase>;

export const CRITERION_KINDS = [
  "open_critical", "open_major", "new_items_per_day", "error_rate", "latency_p95", "first_response", "negative_share", "manual",
] as const;
export const CriterionKind = z.enum(CRITERION_KINDS);
export type CriterionKind = z.infer<typeof CriterionKind>;

/** unknown: the data does not carry an answer (no traffic, no items); never counted as met. */
export const CRITERION_STATES = ["met", "holding", "not_met", "unknown", "waived"] as const;
export const CriterionState = z.enum(CRITERION_STATES);
export type CriterionState = z.infer<typeof CriterionState>;

/** How each kind reads: its unit, its direction (at most / below) and the target offered at first. */
export const CRITERION_DEFS: Readonly<Record<CriterionKind, { unit: "count" | "percent" | "ms" | "minutes" | "none"; compare: "at_most" | "below" | "manual"; target: number; holdHours: number; title: string }>> = {
  open_critical: { unit: "count", compare: "at_most", target: 0, holdHours: 72, title: "No open critical issues" },
  open_major: { unit: "count", compare: "at_most", target: 3, holdHours: 48, title: "Few open major issues" },
  new_items_per_day: { unit: "count", compare: "at_most", target: 40, holdHours: 72, title: "Incoming reports have calmed" },
  error_rate: { unit: "percent", compare: "below", target: 1, holdHours: 72, title: "Gateway error rate is low" },
  latency_p95: { unit: "ms", compare: "below", target: 800, holdHours: 72, title: "The product answers quickly" },
  first_response: { unit: "minutes", compare: "below", target: 60, holdHours: 48, title: "Reporters hear back soon" },
  negative_share: { unit: "percent", compare: "below", target: 30, holdHours: 48, title: "Reports are not mostly angry" },
  manual: { unit: "none", compare: "manual", target: 0, holdHours: 0, title: "Confirmed by a person" },
};
