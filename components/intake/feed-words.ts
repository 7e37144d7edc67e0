import { formatCount, formatPercent } from "@/components/format/numbers";
import type { FeedWarning, LogNoteKind } from "@/contracts/monitoring";

/** What a group of lines has in common, before its reason. */
export const NOTE_WORDS: Readonly<Record<LogNoteKind, string>> = {
  refused: "Refused",
  unreadable: "Duration not read",
  implausible: "Looks wrong",
};

/** A warning about a log feed as a heading. */
export function warningTitle({ kind, percent }: FeedWarning): string {
  switch (kind) {
    case "refused":
      return `${formatPercent(percent)} of the last day's lines were refused`;
    case "unreadable":
      return `${formatPercent(percent)} of the last day's lines have a duration that can't be read`;
    case "implausible":
      return "A batch looks wrong as a whole";
  }
}

/** What a warning means and what to do. */
export function warningText({ kind, n, reason }: FeedWarning): string {
  switch (kind) {
    case "refused":
      return (
        `${formatCount(n)} lines are missing from traffic, error rate and latency. The reasons and examples ` +
        "are on the source's page; fix the sender."
      );
    case "unreadable":
      return `${formatCount(n)} lines count as requests and are missing from latency. Send durations in the field's unit.`;
    case "implausible":
      return `${reason ?? ""} ${formatCount(n)} values of the last day; they are stored as received and not corrected.`;
  }
}
