import type { ReviewReason } from "@/contracts/board";
import type { Provenance, Urgency } from "@/contracts/triage";
import { rows, type Tx } from "@/server/db/sql";
import { openIssuesIn, type OpenedIssue } from "@/server/feedback/record.commands";
import { loadTermStatsIn } from "@/server/feedback/term-stats.queries";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import type { Labelled } from "@/server/reading/decide-labels";
import { loadCandidatesIn } from "./candidates.queries";
import { estimateEffort } from "./effort";
import { planGroups, type GroupPlan, type Opening } from "./group-plan";
import { assumeReports, groupBatch, type GroupItem } from "./grouping";
import { issueTitle } from "./issue-title";

/** An item ready to be grouped, with what its issue would need to know. */
export type GroupableItem = GroupItem & {
  readonly terms: readonly string[];
  readonly componentId: string | null;
  readonly teamId: string | null;
  readonly labels: readonly string[];
  /** Where a routing rule decided it. */
  readonly urgencyByRule: Labelled<Urgency> | null;
  readonly occurredAt: Date;
  readonly confidence: number;
  readonly provenance: Readonly<Record<string, Provenance>>;
};

export type Grouped = Pick<GroupPlan<GroupableItem>, "issueOf" | "joinings" | "raises" | "exemplars"> & {
  /** Issues that items joined or that were opened. */
  touched: readonly string[];
  openedCount: number;
};

/** Below this confidence a new issue is first in the queue of those a person should look at. */
const LOW_CONFIDENCE = 0.4;

/**
 * Puts items into issues: first among themselves, then each group's lead against what the launch has; what is like nothing becomes an
 * issue. The caller holds the launch's lock, so that two batches cannot open the same issue, and keeps the `exemplars` once the items are
 * written.
 */
export async function groupItemsIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  items: readonly GroupableItem[],
  now: Date,
): Promise<Grouped> {
  const terms = [...new Set(items.flatMap((i) => i.terms))];
  const stats = assumeReports(await loadTermStatsIn(tx, scope, launchId, terms));
  const groups = groupBatch(items, stats);
  const byId = new Map(items.map((i) => [i.id, i]));
  const leads = groups.map((g) => byId.get(g.leadId)!);
  const candidates = await loadCandidatesIn(tx, scope, launchId, leads, stats);
  const plan = planGroups(items, groups, candidates, stats, () => newId("issue"));
  await openIssuesIn(
    tx,
    scope,
    launchId,
    plan.opened.map((opening) => issueOpenedBy(opening, launchId)),
    now,
  );
  await relateIn(tx, scope, plan.relations, now);
  return { ...plan, touched: [...new Set(plan.issueOf.values())], openedCount: plan.opened.length };
}

function issueOpenedBy(
  { issueId, lead, members, decision }: Opening<GroupableItem>,
  launchId: string,
): OpenedIssue {
  const estimate = estimateEffort({
    type: lead.type,
    severity: lead.severity,
    component: lead.component,
    fingerprint: lead.fingerprint,
    itemCount: members.length,
    textLengths: members.map((m) => m.text.length),
  });
  const byRule = lead.urgencyByRule ?? members.find((m) => m.urgencyByRule)?.urgencyByRule;
  const times = members.map((m) => m.occurredAt.getTime());
  return {
    id: issueId,
    launchId,
    title: issueTitle({ title: lead.title, text: lead.text }),
    type: lead.type,
    severity: lead.severity,
    urgency: byRule?.value ?? "this_week",
    componentId: lead.componentId,
    teamId: members.find((m) => m.teamId)?.teamId ?? null,
    labels: [...new Set(members.flatMap((m) => m.labels))].slice(0, 20),
    effort: estimate.effort,
    effortReason: estimate.reason,
    firstSeenAt: new Date(Math.min(...times)),
    lastSeenAt: new Date(Math.max(...times)),
    provenance: { ...lead.provenance, ...(byRule ? { urgency: byRule.provenance } : {}) },
    confidence: lead.confidence,
    needsReview: reasonToReview(lead.confidence, decision.kind === "related"),
    fingerprint: lead.fingerprint,
    terms: lead.terms.filter(Boolean).slice(0, 80),
    language: lead.language,
  };
}

/**
 * Why a new issue waits for a person.
 * @param confidence of the labels of its first report, 0–1; 0 where no classifier could read it
 */
function reasonToReview(confidence: number, isRelated: boolean): ReviewReason {
  if (confidence === 0) return "unread";
  if (confidence < LOW_CONFIDENCE) return "low_confidence";
  return isRelated ? "possible_duplicate" : "new";
}

async function relateIn(
  tx: Tx,
  scope: Scope,
  relations: GroupPlan<GroupableItem>["relations"],
  now: Date,
): Promise<void> {
  if (relations.length === 0) return;
  await tx.$executeRaw`
    insert into issue_relation (org_id, id, issue_id, other_id, kind, set_by, reason, score, created_at)
    select
      ${scope.orgId},
      r.id,
      r."issueId",
      r."otherId",
      'related',
      'model',
      r.reason,
      r.score,
      ${now}
    from
      jsonb_to_recordset(${rows(relations.map((r) => ({ id: newId("relation"), ...r })))}::jsonb) as r(
        id text,
        "issueId" text,
        "otherId" text,
        reason text,
        score real
      )
    on conflict (org_id, issue_id, other_id, kind) do nothing
  `;
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
    select
      ${scope.orgId},
      r.id,
      ${launchId},
      array(
        select jsonb_array_elements_text(r.terms)
      ),
      r.fingerprint
    from jsonb_to_recordset(${rows(values)}::jsonb) as r(id text, terms jsonb, fingerprint text)
    on conflict do nothing
  `;
}
