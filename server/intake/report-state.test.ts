import { expect, test } from "vitest";
import type { IssueState, ItemState } from "@/contracts/feedback";
import { reportState, type ReportState } from "./report-state";

test.each<[string, ItemState | null, IssueState | null, boolean, ReportState]>([
  ["nobody has read it yet", null, null, false, "received"],
  ["the work on it was given up", null, null, true, "delayed"],
  ["it was set aside", "quarantined", null, false, "set_aside"],
  ["it was set aside, whatever its issue", "quarantined", "fixed", false, "set_aside"],
  ["it was withdrawn, whatever its issue", "withdrawn", "accepted", false, "withdrawn"],
  ["it waits without an issue", "open", null, false, "open"],
  ["it is settled without an issue", "done", null, false, "noted"],
  ["it was read, though something of it is stuck", "open", null, true, "open"],
  ["its issue is new", "open", "new", false, "open"],
  ["its issue was accepted", "open", "accepted", false, "planned"],
  ["its issue is worked on", "open", "in_progress", false, "in_progress"],
  ["its issue is fixed", "done", "fixed", false, "fixed"],
  ["its issue's fix was seen", "done", "verified", false, "confirmed"],
  ["its issue is closed", "done", "closed", false, "confirmed"],
  ["its issue was declined", "done", "declined", false, "not_planned"],
  ["its issue is parked", "done", "parked", false, "noted"],
])("a report's state where %s", (_, itemState, issueState, isStuck, state) =>
  expect(reportState({ itemState, issueState, isStuck })).toBe(state),
);
