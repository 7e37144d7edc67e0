import { effortSizeOf } from "@/contracts/triage";
import { ISSUE_STATE_WORDS, SEVERITY_WORDS, TYPE_WORDS, URGENCY_WORDS } from "@/components/format/words";
import { FIELD_WORDS } from "./act-words";
import { describeSnooze } from "./snooze-words";

const KINDS: Readonly<Record<string, string>> = {
  opened: "opened the issue",
  severity_raised: "raised the severity",
  state_changed: "moved it",
  accepted: "accepted it",
  declined: "declined it",
  in_progress: "started work",
  fixed: "marked it as fixed",
  verified: "verified the fix",
  closed: "closed it",
  reopened: "reopened it",
  parked: "parked it",
  reviewed: "reviewed it",
  moved: "moved it",
  snoozed: "snoozed it",
  woken: "woke it",
  assigned: "changed the owner",
  renamed: "renamed it",
  tagged: "changed its labels",
  workaround_set: "changed the workaround",
  urgency_set: "changed the urgency",
  relabelled: "corrected the labels",
  placed: "changed impact or effort",
  impact_set: "set the impact",
  effort_set: "set the effort",
  merged: "merged it into another issue",
  merge_received: "merged issues into it",
  unmerged: "unmerged it",
  unmerge_lost: "removed issues that had been merged into it",
  split_out: "split reports out",
  split_from: "split it out of another issue",
  items_moved_in: "moved reports here",
  items_moved_out: "moved reports elsewhere",
  item_logged: "logged a report",
  item_quarantined: "put a report into quarantine",
  item_erased: "erased a report",
  item_withdrawn: "removed a report that was withdrawn at its source",
  emptied: "closed it: no report is left",
  related: "marked it as related",
  not_same: "marked it as not the same",
  unrelated: "removed a relation",
  undone: "undid a change",
  routed: "routed it",
  regressed: "reopened it",
  reporter_wrote_again: "flagged it for review: its reporter wrote again",
  raised: "raised it",
  grouped: "added reports",
};

/** What a line of the trail says happened, after the actor's name. */
export function describeEvent(kind: string): string {
  return KINDS[kind] ?? kind.replaceAll("_", " ");
}

const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  state: ISSUE_STATE_WORDS,
  severity: SEVERITY_WORDS,
  type: TYPE_WORDS,
  urgency: URGENCY_WORDS,
};
const NAMES: Readonly<Record<string, string>> = {
  ...FIELD_WORDS,
  labels: "Labels",
  workaround: "Workaround",
  fixedVersion: "Fixed in",
  snooze: "Snoozed until",
  impactReason: "Reason for the impact",
  effortReason: "Reason for the effort",
};

export type FieldChange = { field: string; before: string; after: string };

/** The fields of a change that a person would miss, before → after, in words. */
export function readChanges(
  data: { before?: Record<string, unknown>; after?: Record<string, unknown>; [more: string]: unknown },
  nameOf: (id: string) => string | null,
): FieldChange[] {
  // Machines write a single field as from and to.
  const after =
    data.after ??
    (typeof data["to"] === "string"
      ? { [data["to"] in SEVERITY_WORDS ? "severity" : "state"]: data["to"] }
      : {});
  const before =
    data.before ??
    (typeof data["from"] === "string"
      ? { [data["from"] in SEVERITY_WORDS ? "severity" : "state"]: data["from"] }
      : {});
  return Object.keys(after)
    .filter((field) => field in NAMES)
    .map((field) => ({
      field: NAMES[field]!,
      before: formatValue(field, before[field], nameOf),
      after: formatValue(field, after[field], nameOf),
    }))
    .filter((change) => change.before !== change.after);
}

function formatValue(field: string, value: unknown, nameOf: (id: string) => string | null): string {
  if (value === null || value === undefined || value === "") return "none";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.join(", ");
  if (field === "snooze") return describeSnooze(value);
  if (field === "effort" && typeof value === "number") return `${value} (${effortSizeOf(value)})`;
  const text = typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);
  if (field === "ownerId") return nameOf(text) ?? "a former member";
  if (field === "teamId" || field === "componentId") return nameOf(text) ?? "another";
  return WORDS[field]?.[text] ?? text;
}
