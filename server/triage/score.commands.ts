import { belowLineOf, type BelowLine } from "@/contracts/below-line";
import type { ReviewReason } from "@/contracts/board";
import type { IssueState } from "@/contracts/feedback";
import type { ItemType, Provenance, Severity, Urgency } from "@/contracts/triage";
import { rows, type Tx } from "@/server/db/sql";
import { recountIssuesIn, type IssueFacts } from "@/server/feedback/issue-facts.commands";
import type { Scope } from "@/server/platform/scope";
import { estimateEffort } from "./effort";
import { computeImpact, type ImpactPart } from "./impact";
import { decideUrgency, urgencyOf } from "./urgency";

/** What is known beyond the reports, gathered by whoever calls. */
export type ScoringFacts = {
  /**
   * Share of the launch's requests, 0–1, that go through each component, by component id; empty when traffic is not measured. Left out:
   * what was known before stays.
   */
  readonly trafficShareOfComponent?: ReadonlyMap<string, number>;
};

type Scored = {
  id: string;
  launchId: string;
  type: ItemType;
  severity: Severity;
  state: IssueState;
  componentId: string | null;
  fingerprint: string | null;
  labels: string[];
  impact: number;
  isImpactOverridden: boolean;
  belowLine: BelowLine | null;
  needsReview: ReviewReason | null;
  impactParts: ImpactPart[];
  urgency: Urgency;
  urgencyDecidedBy: Provenance | null;
  effortReason: string;
  isEffortOverridden: boolean;
};

/** Reports of people with this label weigh as an executive's voice. */
const EXECUTIVE_LABEL = "executive";
/** An impact that moved by less is not worth a point in its history. */
const READING_STEP = 3;
const TAUGHT_MAX = 500;

/**
 * Counts the issues' reports anew and computes impact, effort and urgency from them. What a person overrode stays as it is; the computed
 * values move on beneath it, so that both can be shown. A reading is kept when the impact moved by three points since the last one.
 */
export async function scoreIssuesIn(
  tx: Tx,
  scope: Scope,
  issueIds: readonly string[],
  now: Date,
  facts: ScoringFacts = {},
): Promise<void> {
  if (issueIds.length === 0) return;
  const counted = new Map((await recountIssuesIn(tx, scope, issueIds, now)).map((f) => [f.issueId, f]));
  const issues = await tx.$queryRaw<Scored[]>`
    select
      id,
      launch_id as "launchId",
      type,
      severity,
      state,
      component_id as "componentId",
      fingerprint,
      labels,
      impact,
      is_impact_overridden as "isImpactOverridden",
      below_line as "belowLine",
      needs_review as "needsReview",
      impact_parts as "impactParts",
      urgency,
      provenance -> 'urgency' as "urgencyDecidedBy",
      effort_reason as "effortReason",
      is_effort_overridden as "isEffortOverridden"
    from issue
    where
      org_id = ${scope.orgId}
      and id = any(${[...counted.keys()].sort()}::text[])
  `;
  const taught = await loadTaughtEfforts(tx, scope, [...new Set(issues.map((i) => i.launchId))]);
  const scores = issues.map((issue) => {
    const evidence = counted.get(issue.id)!;
    const impact = scoreImpact(issue, evidence, now, facts);
    const estimate = estimateEffort({
      type: issue.type,
      severity: issue.severity,
      component: issue.componentId,
      fingerprint: issue.fingerprint,
      itemCount: evidence.itemCount,
      textLengths: evidence.hasDetail ? [400] : [],
      pastEfforts: taught
        .filter((t) => t.id !== issue.id && t.type === issue.type && t.componentId === issue.componentId)
        .map((t) => t.effort),
    });
    const urgency = urgencyOf({
      severity: issue.severity,
      type: issue.type,
      impact: issue.isImpactOverridden ? issue.impact : impact.impact,
      itemsLast24h: evidence.itemsLast24h,
      itemsPrev24h: evidence.itemsPrev24h,
      hasExecutive: issue.labels.includes(EXECUTIVE_LABEL),
    });
    return {
      id: issue.id,
      computedUrgency: urgency.urgency,
      urgencyReason: urgency.reason,
      urgency: decideUrgency(
        { urgency: issue.urgency, decidedBy: issue.urgencyDecidedBy ?? undefined },
        issue.severity,
        urgency,
      ),
      impact: impact.impact,
      parts: impact.parts,
      effort: estimate.effort,
      effortReason: issue.isEffortOverridden ? issue.effortReason : estimate.reason,
      ...reviewBelowLine(issue),
      at: now,
    };
  });
  const values = rows(scores);
  await tx.$executeRaw`
    update issue i
    set
      computed_impact = s.impact,
      impact_parts = s.parts,
      impact = case
        when i.is_impact_overridden then i.impact
        else s.impact
      end,
      computed_effort = s.effort,
      effort = case
        when i.is_effort_overridden then i.effort
        else s.effort
      end,
      effort_reason = s."effortReason",
      urgency = s.urgency,
      computed_urgency = s."computedUrgency",
      urgency_reason = s."urgencyReason",
      below_line = s."belowLine",
      needs_review = s."needsReview"
    from
      jsonb_to_recordset(${values}::jsonb) as s(
        id text,
        impact int,
        parts jsonb,
        effort int,
        "effortReason" text,
        urgency text,
        "computedUrgency" text,
        "urgencyReason" text,
        "belowLine" text,
        "needsReview" text
      )
    where
      i.org_id = ${scope.orgId}
      and i.id = s.id
  `;
  await tx.$executeRaw`
    insert into impact_reading (org_id, issue_id, at, impact, parts)
    select
      ${scope.orgId},
      s.id,
      s.at,
      s.impact,
      s.parts
    from
      jsonb_to_recordset(${values}::jsonb) as s(id text, impact int, parts jsonb, at timestamptz)
      left join lateral (
        select r.impact
        from impact_reading r
        where
          r.org_id = ${scope.orgId}
          and r.issue_id = s.id
        order by r.at desc
        limit 1
      ) last on true
    where
      last.impact is null
      or abs(last.impact - s.impact) >= ${READING_STEP}
    on conflict do nothing
  `;
}

function scoreImpact(
  issue: Scored,
  evidence: IssueFacts,
  now: Date,
  { trafficShareOfComponent: shares }: ScoringFacts,
): { impact: number; parts: readonly ImpactPart[] } {
  const share = shares && shares.size > 0 && issue.componentId ? (shares.get(issue.componentId) ?? 0) : null;
  // Where nobody looked at the traffic, what was known of it stays.
  const known = shares ? undefined : issue.impactParts.find((part) => part.key === "traffic");
  return computeImpact(
    {
      reporters: evidence.reporterCount,
      accounts: evidence.accountCount,
      items: evidence.itemCount,
      severity: issue.severity,
      state: issue.state,
      type: issue.type,
      itemsLast24h: evidence.itemsLast24h,
      itemsPrev24h: evidence.itemsPrev24h,
      trafficShare: share,
      hasExecutive: issue.labels.includes(EXECUTIVE_LABEL),
      sentimentNegativeShare: evidence.itemCount > 0 ? evidence.negativeCount / evidence.itemCount : null,
      lastItemAt: evidence.lastSeenAt,
    },
    now,
    known,
  );
}

/**
 * The mark of a person's impact below the line, and the look that it asks for: put before a person once, when an issue becomes an open
 * critical beneath it, and taken off again when it is none any more.
 */
function reviewBelowLine(issue: Scored): Pick<Scored, "belowLine" | "needsReview"> {
  const { belowLine: kept, needsReview } = issue;
  const isUnconfirmed = belowLineOf(issue) === "unconfirmed";
  if (isUnconfirmed)
    return {
      belowLine: "unconfirmed",
      needsReview: kept === "unconfirmed" ? needsReview : (needsReview ?? "below_line"),
    };
  return {
    belowLine: kept === "unconfirmed" ? null : kept,
    needsReview: needsReview === "below_line" ? null : needsReview,
  };
}

type Taught = { id: string; type: ItemType; componentId: string | null; effort: number };

async function loadTaughtEfforts(tx: Tx, scope: Scope, launchIds: readonly string[]): Promise<Taught[]> {
  return tx.$queryRaw<Taught[]>`
    select
      id,
      type,
      component_id as "componentId",
      effort
    from issue
    where
      org_id = ${scope.orgId}
      and launch_id = any(${[...launchIds]}::text[])
      and is_effort_overridden
      and merged_into_id is null
    order by id desc
    limit ${TAUGHT_MAX}
  `;
}
