import type { ItemType } from "@/contracts/triage";
import { isAsserted, readCues } from "@/server/reading/assertion";
import { STATUS_PHRASE } from "@/server/reading/models/status-phrases";
import { findFailures } from "@/server/reading/models/symptom-phrases";
import { findDefectVotes } from "@/server/reading/models/type-lexicon";
import { readText } from "@/server/reading/read-text";
import { findStatedFloors } from "@/server/reading/severity";
import type { FloorRule } from "@/server/reading/models/floor-phrases";

/** What requests may have done that people then report. */
export type Symptoms = { readonly isSlow: boolean; readonly isFailing: boolean };

/** What of a report says it: its words, and the status that its own request was answered with. */
export type SymptomText = {
  readonly title: string | null;
  readonly text: string;
  readonly statusCode: number | null;
};

/** Stated faults whose requests were refused or failed. Money taken twice and lost data come from requests that were answered well. */
const FAILING_FAULTS: ReadonlySet<FloorRule> = new Set<FloorRule>([
  "nobody_can_sign_in",
  "product_down",
  "cannot_pay",
  "cannot_sign_in",
  "server_error",
]);
/** A symptom is an issue's when at least one in so many of the reports that state any states it: a stray word in one of twenty is none. */
const ONE_IN = 4;

/** What one report states of slowness and of failure, in any of the languages that are read; denied and wished-for ones do not count. */
export function readSymptoms({ title, text, statusCode }: SymptomText): Symptoms {
  const parts = title === null || title === "" ? [text] : [title, text];
  let isSlow = false;
  let isFailing =
    (statusCode !== null && statusCode >= 500) ||
    parts.some((part) => STATUS_PHRASE.test(part.slice(0, 2_000)));
  for (const part of parts) {
    const read = readText(part);
    const cues = readCues(read);
    isSlow ||= findDefectVotes(read).some((hit) => hit.value.type === "performance" && isAsserted(cues, hit));
    isFailing ||= findFailures(read).some((hit) => isAsserted(cues, hit));
  }
  isFailing ||= findStatedFloors({ title, text }).some(({ rule }) => FAILING_FAULTS.has(rule));
  return { isSlow, isFailing };
}

/**
 * Whether an issue is about requests that were slow, that failed, or both: by what its reports state, whatever the type. Type
 * *performance* is a statement of its own; where nobody states anything, it alone decides, and every other type looks for failures.
 */
export function symptomsOf(type: ItemType, reports: readonly Symptoms[]): Symptoms {
  const stating = reports.filter(({ isSlow, isFailing }) => isSlow || isFailing);
  const isOf = (states: (report: Symptoms) => boolean): boolean => {
    const n = stating.filter(states).length;
    return n > 0 && n * ONE_IN >= stating.length;
  };
  const isSlow = type === "performance" || isOf((report) => report.isSlow);
  const isFailing = isOf((report) => report.isFailing);
  return isSlow || isFailing ? { isSlow, isFailing } : { isSlow: false, isFailing: true };
}
