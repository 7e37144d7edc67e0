import { OPEN_STATES, type IssueState } from "@/contracts/feedback";
import { MOVES } from "@/contracts/issue-moves";
import { compareVersions, deployedAt, type Deployed } from "./versions";

export { MOVES };

/** Whether a person may move an issue from one state to another. */
export function canMove(from: IssueState, to: IssueState): boolean {
  return MOVES[from].includes(to);
}

const OPEN: ReadonlySet<IssueState> = new Set(OPEN_STATES);

/** Whether a state still asks for work. */
export function isOpenState(state: IssueState): boolean {
  return OPEN.has(state);
}

/** Whether a move takes an issue up again that had come to rest or was held to be fixed. */
export function isReopening(from: IssueState, to: IssueState): boolean {
  return (from === "fixed" || !OPEN.has(from)) && (to === "accepted" || to === "in_progress" || to === "new");
}

/**
 * When an issue came to rest, after a move: when it was marked as fixed or, without that, was verified, closed, declined or parked. Null
 * for one that is open.
 */
export function settledAfter(
  issue: { readonly state: IssueState; readonly settledAt: Date | null },
  to: IssueState,
  now: Date,
): Date | null {
  if (to === "fixed") return now;
  if (OPEN.has(to)) return null;
  return issue.state === "fixed" || !OPEN.has(issue.state) ? (issue.settledAt ?? now) : now;
}

/** The fields of an issue that is taken up again: its fix is none any more. */
export const reopened = (issue: { readonly reopenedCount: number }) =>
  ({
    state: "accepted",
    reopenedCount: issue.reopenedCount + 1,
    fixedVersion: null,
    settledAt: null,
  }) as const;

/** States that a further report of a defect may open again. */
export const REGRESSING_STATES: ReadonlySet<IssueState> = new Set(["fixed", "verified", "closed"]);

/** What is known of an issue's fix when another report of it arrives. */
export type Settled = {
  readonly state: IssueState;
  readonly isDefect: boolean;
  /** When it was marked as fixed or, without that, came to rest. */
  readonly settledAt: Date;
  /** Null where nobody named one: it needed none, or was settled without a fix. */
  readonly fixedVersion: string | null;
};
export type Reported = { readonly occurredAt: Date; readonly version: string | null };

/** Why an issue has come back, in a sentence, and the version that shows it, where the report's version did. */
export type Regression = { readonly seenOn: string | null; readonly reason: string };

/**
 * Whether a new report means that an issue has come back; null when it does not. A defect that is fixed, verified or closed has:
 *
 * | the report's version | |
 * |---|---|
 * | is older than the one with the fix | no: that is what the fix is for |
 * | is the same or a newer one | yes |
 * | is missing, or has no order to the one with the fix (`compareVersions`) | when it occurred after the fix was deployed |
 *
 * A fix was deployed when a release of its version was (`deployedAt`); where none is known or no version was named, when the issue was
 * settled. Declined and parked issues were a decision that a further report does not overturn.
 */
export function regressionOf(
  issue: Settled,
  report: Reported,
  releases: readonly Deployed[],
): Regression | null {
  if (!issue.isDefect || !REGRESSING_STATES.has(issue.state)) return null;
  const { fixedVersion } = issue;
  if (fixedVersion === null)
    return report.occurredAt > issue.settledAt
      ? {
          seenOn: null,
          reason: `Reported again after it was ${issue.state === "closed" ? "closed" : "fixed"}.`,
        }
      : null;
  const { version } = report;
  const order = version === null ? null : compareVersions(version, fixedVersion, releases);
  if (version !== null && order !== null)
    return order < 0
      ? null
      : {
          seenOn: version,
          reason:
            order === 0
              ? `Seen again on ${version}, the version that has the fix.`
              : `Seen again on ${version}; it was fixed in ${fixedVersion}.`,
        };
  const released = deployedAt(fixedVersion, releases);
  if (report.occurredAt <= (released ?? issue.settledAt)) return null;
  const since = released ? `${fixedVersion} was deployed` : `it was fixed in ${fixedVersion}`;
  return {
    seenOn: null,
    reason:
      version === null
        ? `Reported again after ${since}; the report names no version.`
        : `Reported again after ${since}; nothing says whether ${version} is older.`,
  };
}
