/** Where an issue may go: what boards offer as places to drop and what the server allows. */
import type { IssueState } from "./feedback";

/** The state that an act leads to, where it leads to one. */
export const STATE_AFTER_ACT = {
  accept: "accepted",
  decline: "declined",
  start: "in_progress",
  fix: "fixed",
  verify: "verified",
  close: "closed",
  reopen: "accepted",
  park: "parked",
} as const satisfies Readonly<Record<string, IssueState>>;

/**
 * Where an issue may go from each state when a person says so. Work may be skipped ahead (a fix that was quick needs no start) but
 * only what is fixed is verified, and what has come to rest is opened again before anything else is done with it.
 */
export const MOVES: Readonly<Record<IssueState, readonly IssueState[]>> = {
  new: ["accepted", "in_progress", "fixed", "closed", "declined", "parked"],
  accepted: ["in_progress", "fixed", "closed", "declined", "parked"],
  in_progress: ["accepted", "fixed", "closed", "declined", "parked"],
  fixed: ["verified", "closed", "accepted", "in_progress"],
  verified: ["closed", "accepted"],
  closed: ["accepted"],
  declined: ["accepted"],
  parked: ["accepted", "declined", "closed"],
};

/** Whether an issue was marked as fixed or came to rest, however: what is said of it afterwards may show that it is not. */
export const isSettledState = (state: IssueState): boolean =>
  !["new", "accepted", "in_progress"].includes(state);
