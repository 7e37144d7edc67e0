/** What a snooze waits for: stored on the issue, judged on the server, chosen in the dialog. */
import type { Severity } from "./triage";

/** The most reports or people that a snooze waits for. */
export const SNOOZE_MAX = 10_000;

/** What a snooze waits for, whichever comes first, and how things were when it began. Moments are ISO strings. */
export type Snooze = {
  readonly since: string;
  readonly until: string | null;
  /** So many reports that arrive after `since`. */
  readonly moreReports: number | null;
  /** So many people who report it after `since` and had not before. */
  readonly morePeople: number | null;
  readonly whenWorse: boolean;
  /** The severity at `since`. */
  readonly severity: Severity;
  /** Why; always there for a critical. */
  readonly reason: string;
};

/** Where *worse* begins. */
export const WORSE = {
  /** Reports within 24 hours, several from one person counted once. */
  reportsPerDay: 5,
  /** As many times the reports of the 24 hours before the snooze. */
  timesBefore: 2,
  /** Customer accounts that had not reported it before the snooze. */
  newAccounts: 3,
} as const;

/** What *worse* means, as a person reads it before choosing; each alone is enough. */
export const WORSE_MEANS: readonly string[] = [
  "its severity rises, or a report of it is more severe than it was",
  `${WORSE.reportsPerDay} or more reports come within 24 hours, and at least twice as many as in the 24 hours before the snooze ` +
    "(one person counts once)",
  `${WORSE.newAccounts} customer accounts report it that had not before`,
];
