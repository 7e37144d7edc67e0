import { ownMoment } from "@/contracts/moment";
import type { IssueAct } from "@/contracts/issues";
import { WORSE, type Snooze } from "@/contracts/snooze";
import { isMoreSevere, type Severity } from "@/contracts/triage";

/** What has come to a snoozed issue since its snooze began, counted from its reports. */
export type SnoozeEvidence = {
  /** The issue's severity now. */
  readonly severity: Severity;
  /** Severities of the reports that arrived since. */
  readonly reportedSeverities: readonly Severity[];
  /** Reports that arrived since. */
  readonly reports: number;
  /** People who reported it since and had not before; who wrote without saying who they are is nobody's count. */
  readonly people: number;
  /** Reports since and within the last 24 hours, several from one person counted once. */
  readonly lastDay: number;
  /** Reports of the 24 hours before the snooze, counted likewise. */
  readonly dayBefore: number;
  /** Customer accounts that reported it since and had not before. */
  readonly newAccounts: number;
};

/** Which condition ended a snooze, and why in a sentence. */
export type Woken = {
  readonly condition: "critical" | "time" | "worse" | "reports" | "people";
  readonly reason: string;
};

/** The fields of an issue whose snooze is over. */
export const SNOOZE_OVER = { snooze: null, snoozedUntil: null, needsReview: "snooze_ended" } as const;

/**
 * Begins a snooze. A critical is snoozed only by somebody who says that it is meant, and why; a moment has to be ahead.
 * @returns the snooze, or why there is none, for a person
 */
export function beginSnooze(
  issue: { readonly severity: Severity },
  act: Extract<IssueAct, { kind: "snooze" }>,
  now: Date,
): { readonly ok: true; readonly snooze: Snooze } | { readonly ok: false; readonly message: string } {
  if (issue.severity === "critical" && !(act.isCriticalConfirmed && act.reason))
    return { ok: false, message: "it is critical, and that has to be confirmed with a reason." };
  if (act.until && act.until <= now) return { ok: false, message: "the moment it was to end is past." };
  return {
    ok: true,
    snooze: {
      since: now.toISOString(),
      until: act.until?.toISOString() ?? null,
      moreReports: act.moreReports ?? null,
      morePeople: act.morePeople ?? null,
      whenWorse: act.whenWorse,
      severity: issue.severity,
      reason: act.reason,
    },
  };
}

/** Whether something so severe ends a snooze: a critical every one, anything more severe than it was one that is until it gets worse. */
export function isEndedBySeverity(snooze: Snooze | null, severity: Severity): boolean {
  return (
    snooze !== null &&
    (severity === "critical" ? true : snooze.whenWorse && isMoreSevere(severity, snooze.severity))
  );
}

/**
 * How it got worse, in a sentence; null when it did not. Worse is any of (`WORSE`, and `WORSE_MEANS` for people):
 *
 * - the issue's severity rose, or a report since is more severe than the issue was;
 * - at least 5 reports came within 24 hours, and at least twice as many as in the 24 hours before the snooze; several from one person
 *   count once, so that one who writes ten times makes nothing worse;
 * - at least 3 customer accounts reported it that had not before.
 */
export function worseBecause(snooze: Snooze, evidence: SnoozeEvidence): string | null {
  if (isMoreSevere(evidence.severity, snooze.severity))
    return `its severity rose from ${snooze.severity} to ${evidence.severity}`;
  const moreSevere = evidence.reportedSeverities.find((severity) => isMoreSevere(severity, snooze.severity));
  if (moreSevere) return `a ${moreSevere} report came, and it was ${snooze.severity}`;
  if (evidence.lastDay >= WORSE.reportsPerDay && evidence.lastDay >= WORSE.timesBefore * evidence.dayBefore)
    return `${evidence.lastDay} reports came within 24 hours, against ${evidence.dayBefore} in the 24 hours before the snooze`;
  if (evidence.newAccounts >= WORSE.newAccounts)
    return `${evidence.newAccounts} customer accounts reported it that had not before`;
  return null;
}

/** Whether a snooze is over, by whichever of its conditions holds first; null while none does. A critical report ends every snooze. */
export function wokenBy(snooze: Snooze, evidence: SnoozeEvidence, now: Date): Woken | null {
  if (evidence.reportedSeverities.includes("critical"))
    return { condition: "critical", reason: "Woke because a critical report came, which ends every snooze." };
  if (isTimeOver(snooze, now)) return { condition: "time", reason: WOKE_IN_TIME };
  const worse = snooze.whenWorse ? worseBecause(snooze, evidence) : null;
  if (worse) return { condition: "worse", reason: `Woke because it got worse: ${worse}.` };
  if (snooze.moreReports !== null && evidence.reports >= snooze.moreReports)
    return {
      condition: "reports",
      reason: `Woke because ${numbered(evidence.reports, "more report")} came; ${waitedFor(snooze.moreReports)}.`,
    };
  if (snooze.morePeople !== null && evidence.people >= snooze.morePeople)
    return {
      condition: "people",
      reason:
        `Woke because ${numbered(evidence.people, "more person", "more people")} reported it; ` +
        `${waitedFor(snooze.morePeople)}.`,
    };
  return null;
}

/** Why an issue woke whose time had come. */
export const WOKE_IN_TIME = "Woke because the time had come that it was snoozed until.";

const isTimeOver = (snooze: Snooze, now: Date): boolean =>
  snooze.until !== null && ownMoment(snooze.until) <= now;

const numbered = (count: number, one: string, several = `${one}s`): string =>
  `${count} ${count === 1 ? one : several}`;
const waitedFor = (count: number): string => `${count} ${count === 1 ? "was" : "were"} waited for`;
