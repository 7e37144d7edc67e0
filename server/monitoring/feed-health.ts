import type { FeedTally, FeedWarning, LogNote } from "@/contracts/monitoring";

/** A warning speaks for at least so many lines of a day, and from this share on. */
const LINES_MIN = 100;
const SHARE_MIN = 0.05;

/** Lines that arrived, whatever became of them. */
export const arrivedLines = ({ accepted, refused, duplicates }: FeedTally): number =>
  accepted + refused + duplicates;

/**
 * What is wrong with a log feed, from what became of its lines in the last day: a share of lines that were refused or whose durations
 * could not be read, and batches that look wrong as a whole. Worst first.
 */
export function feedWarnings(
  tally: FeedTally,
  notes: readonly Pick<LogNote, "kind" | "reason" | "lastDay">[],
): FeedWarning[] {
  const arrived = arrivedLines(tally);
  const warnings: FeedWarning[] = [];
  const warn = (kind: "refused" | "unreadable", n: number) => {
    if (arrived >= LINES_MIN && n > SHARE_MIN * arrived)
      warnings.push({ kind, n, percent: (n / arrived) * 100, reason: null });
  };
  warn("refused", tally.refused);
  for (const { kind, reason, lastDay } of notes)
    if (kind === "implausible" && lastDay > 0)
      warnings.push({ kind, n: lastDay, percent: arrived > 0 ? (lastDay / arrived) * 100 : 0, reason });
  warn("unreadable", tally.unreadable);
  return warnings;
}
