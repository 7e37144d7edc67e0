import type { Provenance, SetBy, Severity, Urgency } from "@/contracts/triage";
import { rows, type Tx } from "@/server/db/sql";
import {
  loadTermStatsIn,
  openIssuesIn,
  type Joining,
  type OpenedIssue,
} from "@/server/feedback/record.commands";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { loadCandidatesIn } from "./candidates.queries";
import { estimateEffort } from "./effort";
import { assumeReports, decideGroup, groupBatch, type GroupDecision, type GroupItem } from "./grouping";
import { issueTitle } from "./issue-title";
import { severityRank } from "./severity";

/** An item ready to be grouped, with what its issue would need to know. */
export type GroupableItem = GroupItem & {
  readonly terms: readonly string[];
  readonly componentId: string | null;
  readonly teamId: string | null;
  readonly labels: readonly string[];
  readonly urgency: Urgency;
  readonly occurredAt: Date;
  readonly confidence: number;
  readonly provenance: Readonly<Record<string, Provenance>>;
};

export type Grouped = {
  /** Which issue each item belongs to. */
  issueOf: ReadonlyMap<string, string>;
  joinings: readonly Joining[];
  /** Issues that items joined or that were opened. */
  touched: readonly string[];
  /** Issues whose new items are louder than they are. */
  raises: readonly { issueId: string; severity: Severity; reason: string }[];
  openedCount: number;
  /** Reports that say it in a new way: later ones are compared with them. To be kept once the items are written. */
  exemplars: readonly GroupableItem[];
};

/** A report this like a known one teaches nothing; and an issue with this many reports has been said in enough ways. */
const NOTHING_NEW = 0.97;
const EXEMPLARS_UNTIL = 40;
const EXEMPLARS_PER_GROUP = 6;

/** Below this confidence a new issue is first in the queue of those a person should look at. */
const LOW_CONFIDENCE = 0.4;

/**
 * Puts items into issues: first among themselves, then each group's lead against what the launch has; what is like nothing becomes an
 * issue. The caller holds the launch's lock, so that two batches cannot open the same issue.
 */
export async function groupItemsIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  items: readonly GroupableItem[],
  now: Date,
): Promise<Grouped> {
  const byId = new Map(items.map((i) => [i.id, i]));
  const terms = [...new Set(items.flatMap((i) => i.terms))];
  const stats = assumeReports(await loadTermStatsIn(tx, scope, launchId, terms));
  const groups = groupBatch(items, stats).map((g) => ({ ...g, lead: byId.get(g.leadId)! }));
  const candidates = await loadCandidatesIn(
    tx,
    scope,
    launchId,
    groups.map((g) => g.lead),
    stats,
  );

  const opened: OpenedIssue[] = [];
  const relations: { issueId: string; otherId: string; reason: string; score: number }[] = [];
  const joinings: Joining[] = [];
  const raises = new Map<string, { issueId: string; severity: Severity; reason: string }>();
  const issueOf = new Map<string, string>();
  const exemplars: GroupableItem[] = [];

  groups.forEach((group, at) => {
    const members = [group.lead, ...group.members.map((m) => byId.get(m.itemId)!)];
    const offered = candidates[at] ?? [];
    const decision = decideGroup(group.lead, offered, stats);
    const issueId = decision.kind === "same" && decision.issueId ? decision.issueId : newId("issue");
    if (decision.kind !== "same") {
      opened.push(openIssue(issueId, launchId, group.lead, members, decision));
      if (decision.kind === "related" && decision.issueId)
        relations.push({
          issueId,
          otherId: decision.issueId,
          reason: decision.reason,
          score: decision.score,
        });
    } else if (decision.raisesSeverity) {
      const before = raises.get(issueId);
      if (!before || severityRank(decision.raisesSeverity) > severityRank(before.severity))
        raises.set(issueId, { issueId, severity: decision.raisesSeverity, reason: decision.reason });
    }
    const by: SetBy = "model";
    joinings.push({
      itemId: group.lead.id,
      issueId,
      by,
      reason: decision.kind === "same" ? decision.reason : "The first report of this issue.",
      score: decision.kind === "same" ? decision.score : 1,
    });
    for (const member of group.members)
      joinings.push({ itemId: member.itemId, issueId, by, reason: member.reason, score: member.score });
    for (const member of members) issueOf.set(member.id, issueId);
    const known = decision.kind === "same" ? (offered.find((c) => c.issueId === issueId)?.itemCount ?? 0) : 0;
    if (known < EXEMPLARS_UNTIL && (decision.kind !== "same" || decision.closest < NOTHING_NEW))
      exemplars.push(group.lead);
    exemplars.push(
      ...group.members
        .filter((m) => m.score < NOTHING_NEW)
        .slice(0, EXEMPLARS_PER_GROUP)
        .map((m) => byId.get(m.itemId)!),
    );
  });

  await openIssuesIn(tx, scope, launchId, opened, now);
  await relateIn(tx, scope, relations, now);
  return {
    issueOf,
    joinings,
    touched: [...new Set(issueOf.values())],
    raises: [...raises.values()],
    openedCount: opened.length,
    exemplars,
  };
}

function openIssue(
  id: string,
  launchId: string,
  lead: GroupableItem,
  members: readonly GroupableItem[],
  decision: GroupDecision,
): OpenedIssue {
  const estimate = estimateEffort({
    type: lead.type,
    severity: lead.severity,
    component: lead.component,
    fingerprint: lead.fingerprint,
    itemCount: members.length,
    textLengths: members.map((m) => m.text.length),
  });
  const times = members.map((m) => m.occurredAt.getTime());
  return {
    id,
    launchId,
    title: issueTitle({ title: lead.title, text: lead.text }),
    type: lead.type,
    severity: lead.severity,
    urgency: lead.urgency,
    componentId: lead.componentId,
    teamId: members.find((m) => m.teamId)?.teamId ?? null,
    labels: [...new Set(members.flatMap((m) => m.labels))].slice(0, 20),
    effort: estimate.effort,
    effortReason: estimate.reason,
    firstSeenAt: new Date(Math.min(...times)),
    lastSeenAt: new Date(Math.max(...times)),
    provenance: lead.provenance,
    confidence: lead.confidence,
    needsReview:
      lead.confidence < LOW_CONFIDENCE
        ? "low_confidence"
        : decision.kind === "related"
          ? "possible_duplicate"
          : "new",
    fingerprint: lead.fingerprint,
    terms: lead.terms.filter(Boolean).slice(0, 80),
    language: lead.language,
  };
}

async function relateIn(
  tx: Tx,
  scope: Scope,
  relations: readonly { issueId: string; otherId: string; reason: string; score: number }[],
  now: Date,
): Promise<void> {
  if (relations.length === 0) return;
  await tx.$executeRaw`
    insert into issue_relation (org_id, id, issue_id, other_id, kind, set_by, reason, score, created_at)
    select ${scope.orgId}, r.id, r."issueId", r."otherId", 'related', 'model', r.reason, r.score, ${now}
    from jsonb_to_recordset(${rows(relations.map((r) => ({ id: newId("relation"), ...r })))}::jsonb) as r(id text, "issueId" text, "otherId" text, reason text, score real)
    on conflict (org_id, issue_id, other_id, kind) do nothing`;
}

/** Keeps reports that later ones are compared with. */
export async function keepExemplarsIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  exemplars: readonly GroupableItem[],
): Promise<void> {
  const values = exemplars
    .map(({ id, terms, fingerprint }) => ({ id, terms, fingerprint }))
    .filter((e) => e.terms.length > 0 || e.fingerprint);
  if (values.length === 0) return;
  await tx.$executeRaw`
    insert into issue_exemplar (org_id, item_id, launch_id, terms, fingerprint)
    select ${scope.orgId}, r.id, ${launchId}, array(select jsonb_array_elements_text(r.terms)), r.fingerprint
    from jsonb_to_recordset(${rows(values)}::jsonb) as r(id text, terms jsonb, fingerprint text) on conflict do nothing`;
}
