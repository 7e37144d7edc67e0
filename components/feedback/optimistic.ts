import { isImpactReasonRequired, type BelowLine } from "@/contracts/below-line";
import { LABELS_MAX, type AnyAct } from "@/contracts/issues";
import { STATE_AFTER_ACT } from "@/contracts/issue-moves";
import type { IssueState } from "@/contracts/feedback";
import { ME, NONE, type BoardFilter, type ReviewReason } from "@/contracts/board";
import type { Severity } from "@/contracts/triage";
import type { ActTarget } from "./issue-row";

/** Fields of an issue as a screen expects them after an act; the server's answer replaces them. */
export type IssuePatch = Partial<{
  state: IssueState;
  title: string;
  severity: ActTarget["severity"];
  type: ActTarget["type"];
  impact: number;
  effort: number;
  isImpactOverridden: boolean;
  isEffortOverridden: boolean;
  impactReason: string | null;
  impactSetByName: string | null;
  /** Known when the server has answered. */
  impactSetAt: null;
  effortReason: string;
  effortSetByName: string | null;
  effortSetAt: null;
  belowLine: BelowLine | null;
  ownerId: string | null;
  ownerName: string | null;
  teamId: string | null;
  teamName: string | null;
  componentId: string | null;
  labels: string[];
  urgency: string;
  workaround: string | null;
  isSnoozed: boolean;
  needsReview: ReviewReason | null;
}>;

/** What an act will most likely do to an issue, drawn before the server has answered. */
export function expectPatch(
  issue: ActTarget,
  act: AnyAct,
  nameOf: (id: string) => string | null,
  memberName: string | null = null,
): IssuePatch {
  switch (act.kind) {
    case "accept":
      return issue.state === "new" ? { state: STATE_AFTER_ACT.accept, ...DECIDED } : DECIDED;
    case "decline":
    case "start":
    case "fix":
    case "verify":
    case "close":
    case "reopen":
      return { state: STATE_AFTER_ACT[act.kind], ...DECIDED };
    case "park":
      return {
        state: STATE_AFTER_ACT.park,
        ...DECIDED,
        ...(act.asWish ? { type: "wish" as const } : {}),
      };
    case "move":
      return act.state === issue.state ? {} : { state: act.state, ...DECIDED };
    case "snooze":
      return { isSnoozed: true, needsReview: null };
    case "wake":
      return issue.isSnoozed ? WOKEN : {};
    case "assign":
      return {
        ...(act.ownerId === undefined
          ? {}
          : { ownerId: act.ownerId, ownerName: act.ownerId === null ? null : nameOf(act.ownerId) }),
        ...(act.teamId === undefined
          ? {}
          : { teamId: act.teamId, teamName: act.teamId === null ? null : nameOf(act.teamId) }),
      };
    case "rename":
      return { title: act.title };
    case "tag":
      return {
        labels: [...new Set([...(issue.labels ?? []), ...act.add])]
          .filter((label) => !act.remove.includes(label))
          .slice(0, LABELS_MAX),
      };
    case "workaround":
      return { workaround: act.text || null };
    case "urgency":
      return act.urgency === null ? {} : { urgency: act.urgency };
    case "relabel":
      return {
        ...(act.type ? { type: act.type } : {}),
        ...(act.severity ? { severity: act.severity } : {}),
        ...(act.componentId === undefined ? {} : { componentId: act.componentId }),
        ...(isEndingSnooze(issue, act.severity) ? WOKEN : {}),
      };
    case "place":
      return {
        ...expectImpact(issue, act, memberName),
        ...expectEffort(issue, act, memberName),
      };
  }
}

/** Whatever decides about an issue ends its snooze as well. */
const DECIDED = { needsReview: null, isSnoozed: false } as const;
const WOKEN = { isSnoozed: false, needsReview: "snooze_ended" } as const;

/** A critical ends every snooze; whether a lesser one ends it the server says. */
const isEndingSnooze = (issue: ActTarget, severity: Severity | undefined): boolean =>
  issue.isSnoozed === true && severity === "critical" && issue.severity !== "critical";

type Placed = Extract<AnyAct, { kind: "place" }>;

/** What is taken back shows the computed value where the screen has it; elsewhere the server's answer brings it. */
function expectImpact(
  issue: ActTarget,
  { impact, impactReason = "" }: Placed,
  impactSetByName: string | null,
): IssuePatch {
  if (impact === undefined) return {};
  if (impact === null)
    return issue.computedImpact === undefined
      ? {}
      : {
          impact: issue.computedImpact,
          isImpactOverridden: false,
          impactReason: null,
          belowLine: null,
          ...belowLineReviewed(issue),
        };
  return {
    impact,
    isImpactOverridden: true,
    impactReason,
    impactSetByName,
    impactSetAt: null,
    belowLine: isImpactReasonRequired(issue, impact) ? "confirmed" : null,
    ...belowLineReviewed(issue),
  };
}

/** Setting an impact answers why it lay below the line. */
const belowLineReviewed = (issue: ActTarget): IssuePatch =>
  issue.needsReview === "below_line" ? { needsReview: null } : {};

function expectEffort(
  issue: ActTarget,
  { effort, effortReason = "" }: Placed,
  effortSetByName: string | null,
): IssuePatch {
  if (effort === undefined) return {};
  if (effort === null)
    return issue.computedEffort === undefined
      ? {}
      : { effort: issue.computedEffort, isEffortOverridden: false };
  return { effort, isEffortOverridden: true, effortReason, effortSetByName, effortSetAt: null };
}

/** The fields an act decides; a change of anything else by somebody else is no conflict with it. */
export function fieldsOf(act: AnyAct): readonly string[] {
  switch (act.kind) {
    case "assign":
      return [
        ...(act.ownerId === undefined ? [] : ["ownerId"]),
        ...(act.teamId === undefined ? [] : ["teamId"]),
      ];
    case "rename":
      return ["title"];
    case "workaround":
      return ["workaround"];
    case "tag":
    case "snooze":
    case "wake":
      return [];
    case "urgency":
      return ["urgency"];
    case "relabel":
      return [
        ...(act.type ? ["type"] : []),
        ...(act.severity ? ["severity"] : []),
        ...(act.componentId === undefined ? [] : ["componentId"]),
      ];
    case "place":
      return [
        ...(act.impact === undefined ? [] : ["impact"]),
        ...(act.effort === undefined ? [] : ["effort"]),
      ];
    default:
      return ["state"];
  }
}

/**
 * Whether an issue that has just been changed still belongs to a filtered list, as far as its row tells; what a row does not tell is
 * believed until the server says otherwise.
 */
export function isStillIn(
  filter: BoardFilter,
  row: Pick<ActTarget, "state" | "severity" | "type"> & { ownerId?: string | null | undefined },
  membershipId: string,
): boolean {
  if (filter.states.length > 0 && !filter.states.includes(row.state)) return false;
  if (filter.severities.length > 0 && !filter.severities.includes(row.severity)) return false;
  if (filter.types.length > 0 && !filter.types.includes(row.type)) return false;
  if (filter.owners.length === 0 || row.ownerId === undefined) return true;
  return filter.owners.some((owner) =>
    owner === NONE ? row.ownerId === null : row.ownerId === (owner === ME ? membershipId : owner),
  );
}
