import { isMoreSevere, type Severity } from "@/contracts/triage";
import type { Joining } from "@/server/feedback/record.commands";
import { decideGroup, type BatchGroup, type Candidate, type GroupDecision, type GroupItem } from "./grouping";
import type { TermStats } from "@/server/reading/tokens";

/** An issue with this many reports has been said in enough ways. */
const EXEMPLARS_UNTIL = 40;
/** A report this like a known one teaches nothing. */
const NOTHING_NEW = 0.97;
const EXEMPLARS_PER_GROUP = 6;

/** An issue that a group of reports opens, the lead among its members, and what was decided about the lead. */
export type Opening<I> = {
  readonly issueId: string;
  readonly lead: I;
  readonly members: readonly I[];
  readonly decision: GroupDecision;
};

/** What becomes of a batch of reports. */
export type GroupPlan<I> = {
  /** Which issue each item belongs to. */
  readonly issueOf: ReadonlyMap<string, string>;
  readonly joinings: readonly Joining[];
  readonly opened: readonly Opening<I>[];
  /** Opened issues and those they are shown beside. */
  readonly relations: readonly { issueId: string; otherId: string; reason: string; score: number }[];
  /** Issues whose new items are louder than they are. */
  readonly raises: readonly { issueId: string; severity: Severity; reason: string }[];
  /** Reports that say it in a new way: later ones are compared with them. */
  readonly exemplars: readonly I[];
};

/**
 * Puts groups of reports into issues: each group's lead is compared with what the launch has, and what is like nothing becomes an issue.
 * @param groups what `groupBatch` made of the items
 * @param candidates for each group, what its lead might belong to
 * @param newIssueId names the issue that a lead opens
 */
export function planGroups<I extends GroupItem>(
  items: readonly I[],
  groups: readonly Omit<BatchGroup, "severity">[],
  candidates: readonly (readonly Candidate[])[],
  stats: TermStats,
  newIssueId: (lead: I) => string,
): GroupPlan<I> {
  const byId = new Map(items.map((i) => [i.id, i]));
  const issueOf = new Map<string, string>();
  const joinings: Joining[] = [];
  const opened: Opening<I>[] = [];
  const relations: { issueId: string; otherId: string; reason: string; score: number }[] = [];
  const raises = new Map<string, { issueId: string; severity: Severity; reason: string }>();
  const exemplars: I[] = [];

  groups.forEach((group, index) => {
    const lead = byId.get(group.leadId)!;
    const members = [lead, ...group.members.map((m) => byId.get(m.itemId)!)];
    const offered = candidates[index] ?? [];
    const decision = decideGroup(lead, offered, stats);
    const issueId = decision.kind === "same" && decision.issueId ? decision.issueId : newIssueId(lead);
    if (decision.kind !== "same") {
      opened.push({ issueId, lead, members, decision });
      if (decision.kind === "related" && decision.issueId)
        relations.push({
          issueId,
          otherId: decision.issueId,
          reason: decision.reason,
          score: decision.score,
        });
    } else if (decision.raisesSeverity) {
      const before = raises.get(issueId);
      if (!before || isMoreSevere(decision.raisesSeverity, before.severity))
        raises.set(issueId, { issueId, severity: decision.raisesSeverity, reason: decision.reason });
    }
    joinings.push({
      itemId: lead.id,
      issueId,
      by: "model",
      reason: decision.kind === "same" ? decision.reason : "The first report of this issue.",
      score: decision.kind === "same" ? decision.score : 1,
      matchId: decision.kind === "same" ? decision.matchId : null,
    });
    for (const { itemId, reason, score } of group.members)
      joinings.push({ itemId, issueId, by: "model", reason, score, matchId: lead.id });
    for (const member of members) issueOf.set(member.id, issueId);
    const known = decision.kind === "same" ? (offered.find((c) => c.issueId === issueId)?.itemCount ?? 0) : 0;
    if (known < EXEMPLARS_UNTIL && (decision.kind !== "same" || decision.closest < NOTHING_NEW))
      exemplars.push(lead);
    exemplars.push(
      ...group.members
        .filter((m) => m.score < NOTHING_NEW)
        .slice(0, EXEMPLARS_PER_GROUP)
        .map((m) => byId.get(m.itemId)!),
    );
  });
  return { issueOf, joinings, opened, relations, raises: [...raises.values()], exemplars };
}
