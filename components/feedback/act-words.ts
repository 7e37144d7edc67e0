import { formatNoun } from "@/components/format/numbers";
import { ISSUE_STATE_WORDS, SEVERITY_WORDS, TYPE_WORDS } from "@/components/format/words";
import type { AnyAct, PriorityAct } from "@/contracts/issues";
import { effortSizeOf } from "@/contracts/triage";
import { describeSnooze } from "./snooze-words";
import { isolate } from "@/contracts/isolate";

/** What was done, for the toast: "Accepted #12", "Declined 3 issues". */
export function describeDone(
  act: AnyAct,
  done: { count: number; number?: number | undefined; isOnlyReviewed?: boolean },
  nameOf: (id: string) => string | null,
): string {
  const what =
    done.count === 1 && done.number !== undefined ? `#${done.number}` : formatNoun(done.count, "issue");
  switch (act.kind) {
    case "accept":
      return done.isOnlyReviewed ? `Reviewed ${what}` : `Accepted ${what}`;
    case "decline":
      return `Declined ${what}`;
    case "start":
      return `Started ${what}`;
    case "fix":
      return act.version === null
        ? `Marked ${what} as fixed`
        : `Marked ${what} as fixed in ${isolate(act.version)}`;
    case "verify":
      return `Verified ${what}`;
    case "close":
      return `Closed ${what}`;
    case "reopen":
      return `Reopened ${what}`;
    case "park":
      if (!act.asWish) return `Parked ${what}`;
      return `Parked ${what} as ${done.count === 1 ? "a wish" : "wishes"}`;
    case "snooze":
      return `Snoozed ${what} until ${describeSnooze(act)}`;
    case "wake":
      return `Woke ${what}`;
    case "assign":
      return act.ownerId === undefined
        ? act.teamId
          ? `Assigned ${what} to ${isolate(nameOf(act.teamId) ?? "a team")}`
          : `Removed the team from ${what}`
        : act.ownerId === null
          ? `Removed the owner from ${what}`
          : `Assigned ${what} to ${isolate(nameOf(act.ownerId) ?? "a member")}`;
    case "rename":
      return `Renamed ${what}`;
    case "tag":
      return act.add.length === 0
        ? `Took ${act.remove.map(isolate).join(", ")} off ${what}`
        : `Labelled ${what} ${act.add.map(isolate).join(", ")}`;
    case "workaround":
      return act.text === null ? `Removed the workaround of ${what}` : `Saved the workaround of ${what}`;
    case "urgency":
      return act.urgency === null
        ? `The urgency of ${what} is computed again`
        : `Changed the urgency of ${what}`;
    case "relabel":
      return act.severity
        ? `${what} is ${SEVERITY_WORDS[act.severity].toLowerCase()} now`
        : act.type
          ? `${what} is ${TYPE_WORDS[act.type].toLowerCase()} now`
          : `Changed the component of ${what}`;
    case "move":
      return `Moved ${what} to ${ISSUE_STATE_WORDS[act.state].toLowerCase()}`;
    case "place":
      return describePlaced(act, what);
  }
}

/** What was set by hand or is computed again, each by its name. */
function describePlaced({ impact, effort }: PriorityAct, what: string): string {
  const freed = [impact === null ? "impact" : null, effort === null ? "effort" : null].filter(Boolean);
  const set = [
    ...(typeof impact === "number" ? [`impact to ${impact}`] : []),
    ...(typeof effort === "number" ? [`effort to ${effortSizeOf(effort)} (${effort})`] : []),
  ];
  return [
    ...(set.length > 0 ? [`Set ${what}: ${set.join(", ")}`] : []),
    ...(freed.length > 0
      ? [`The ${freed.join(" and ")} of ${what} ${freed.length > 1 ? "are" : "is"} computed again`]
      : []),
  ].join(". ");
}

/** Fields in conflict, as people call them. */
export const FIELD_WORDS: Readonly<Record<string, string>> = {
  state: "State",
  title: "Title",
  type: "Type",
  severity: "Severity",
  urgency: "Urgency",
  componentId: "Component",
  ownerId: "Owner",
  teamId: "Team",
  impact: "Impact",
  effort: "Effort",
  workaround: "Workaround",
};
