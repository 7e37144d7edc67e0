import type { IssueState, ItemState } from "@/contracts/feedback";

/** Where a report stands, in the words that its reporter is told. */
export type ReportState =
  | "received"
  | "delayed"
  | "open"
  | "planned"
  | "in_progress"
  | "fixed"
  | "confirmed"
  | "not_planned"
  | "noted"
  | "set_aside"
  | "withdrawn";

type Facts = {
  itemState: ItemState | null;
  issueState: IssueState | null;
  /** The work that would record it was given up, and waits for a person. */
  isStuck: boolean;
};

const OF_ISSUE: Readonly<Record<IssueState, ReportState>> = {
  new: "open",
  accepted: "planned",
  in_progress: "in_progress",
  fixed: "fixed",
  verified: "confirmed",
  closed: "confirmed",
  declined: "not_planned",
  parked: "noted",
};

/** A report's state from its item's and its issue's; before the pipeline has read it, it is received. */
export function reportState({ itemState, issueState, isStuck }: Facts): ReportState {
  if (itemState === null) return isStuck ? "delayed" : "received";
  if (itemState === "quarantined") return "set_aside";
  if (itemState === "withdrawn") return "withdrawn";
  if (issueState === null) return itemState === "done" ? "noted" : "open";
  return OF_ISSUE[issueState];
}
