import { OPEN_STATES, type IssueState } from "@/contracts/feedback";
import { MOVES } from "@/contracts/issue-moves";

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
 * Whether a new report means that an issue has come back: a defect that was verified or closed, reported after it came to rest. Fixed
 * ones wait for their verification; declined and parked ones were a decision that a further report does not overturn.
 */
export function isRegression(
  issue: { readonly state: IssueState; readonly isDefect: boolean; readonly restedAt: Date },
  reportedAt: Date,
): boolean {
  return (
    issue.isDefect &&
    (issue.state === "verified" || issue.state === "closed") &&
    reportedAt.getTime() > issue.restedAt.getTime()
  );
}
