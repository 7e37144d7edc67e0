import { rows, sql, type Tx } from "@/server/db/sql";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { fieldOf, type ActableIssue, type FieldValues } from "./issue-acts";

/**
 * Issues as they are now, held against change until the transaction ends; in the order of their ids, so that two who act on the same
 * issues never wait for each other in a ring. Those that do not exist here are left out.
 */
export async function lockIssuesIn(tx: Tx, scope: Scope, ids: readonly string[]): Promise<ActableIssue[]> {
  return tx.$queryRaw<ActableIssue[]>`
    select
      id,
      launch_id as "launchId",
      number,
      version,
      merged_into_id as "mergedIntoId",
      title,
      type,
      severity,
      state,
      urgency,
      computed_urgency as "computedUrgency",
      component_id as "componentId",
      owner_id as "ownerId",
      team_id as "teamId",
      labels,
      impact,
      computed_impact as "computedImpact",
      impact_reason as "impactReason",
      is_impact_overridden as "isImpactOverridden",
      impact_set_by as "impactSetBy",
      impact_set_at as "impactSetAt",
      below_line as "belowLine",
      effort,
      computed_effort as "computedEffort",
      effort_reason as "effortReason",
      is_effort_overridden as "isEffortOverridden",
      effort_set_by as "effortSetBy",
      effort_set_at as "effortSetAt",
      provenance,
      needs_review as "needsReview",
      snoozed_until as "snoozedUntil",
      snooze,
      workaround,
      fixed_version as "fixedVersion",
      settled_at as "settledAt",
      reopened_count as "reopenedCount",
      decided_at as "decidedAt",
      item_count as "itemCount"
    from issue
    where
      org_id = ${scope.orgId}
      and id = any(${[...new Set(ids)].sort()}::text[])
    order by id
    for no key update
  `;
}

/** One issue, held. @throws AppError NOT_FOUND; CONFLICT when it has moved on from the version that was seen, with both versions. */
export async function lockIssueIn(
  tx: Tx,
  scope: Scope,
  id: string,
  expectedVersion?: number,
): Promise<ActableIssue> {
  const [issue] = await lockIssuesIn(tx, scope, [id]);
  if (!issue) throw new AppError("NOT_FOUND", "There is no such issue here.");
  assertVersion(issue, expectedVersion);
  return issue;
}

/** @throws AppError CONFLICT with the version that was seen and the issue as it is now. */
export function assertVersion(issue: ActableIssue, expectedVersion: number | undefined): void {
  if (expectedVersion === undefined || expectedVersion === issue.version) return;
  const {
    id,
    number,
    version,
    title,
    type,
    severity,
    state,
    urgency,
    componentId,
    ownerId,
    teamId,
    labels,
    impact,
    effort,
    workaround,
    mergedIntoId,
  } = issue;
  throw new AppError(
    "CONFLICT",
    `#${number} was changed by somebody else in the meantime. Your change was not saved.`,
    {
      reason: "version",
      expectedVersion,
      currentVersion: version,
      current: {
        id,
        number,
        version,
        title,
        type,
        severity,
        state,
        urgency,
        componentId,
        ownerId,
        teamId,
        labels: [...labels],
        impact,
        effort,
        workaround,
        mergedIntoId,
      },
    },
  );
}

/** @throws AppError CONFLICT when the issue is part of another one, which is named. */
export function assertNotMerged(issue: ActableIssue): void {
  if (issue.mergedIntoId)
    throw new AppError(
      "CONFLICT",
      `#${issue.number} has been merged into another issue; act on that one, or unmerge first.`,
      { reason: "merged", mergedIntoId: issue.mergedIntoId },
    );
}

const COLUMNS: Readonly<Record<string, string>> = {
  title: "title",
  type: "type",
  severity: "severity",
  state: "state",
  urgency: "urgency",
  componentId: "component_id",
  ownerId: "owner_id",
  teamId: "team_id",
  labels: "labels",
  impact: "impact",
  impactReason: "impact_reason",
  isImpactOverridden: "is_impact_overridden",
  impactSetBy: "impact_set_by",
  impactSetAt: "impact_set_at",
  belowLine: "below_line",
  effort: "effort",
  effortReason: "effort_reason",
  isEffortOverridden: "is_effort_overridden",
  effortSetBy: "effort_set_by",
  effortSetAt: "effort_set_at",
  needsReview: "needs_review",
  snoozedUntil: "snoozed_until",
  snooze: "snooze",
  mergedIntoId: "merged_into_id",
  workaround: "workaround",
  fixedVersion: "fixed_version",
  settledAt: "settled_at",
  reopenedCount: "reopened_count",
  decidedAt: "decided_at",
};

export type Change = { readonly issue: ActableIssue; readonly changes: FieldValues };

/** Writes changed fields of held issues in one statement; each moves one version on. */
export async function writeChangesIn(
  tx: Tx,
  scope: Scope,
  changes: readonly Change[],
  now: Date,
): Promise<void> {
  const patches = changes
    .filter((c) => Object.keys(c.changes).length > 0)
    .map(({ issue, changes: fields }) => ({ id: issue.id, patch: toPatch(issue, fields) }));
  if (patches.length === 0) return;
  // A patch names columns; those it does not name keep their value.
  await tx.$executeRaw(sql`
    update issue i
    set
      title = r.title,
      type = r.type,
      severity = r.severity,
      state = r.state,
      urgency = r.urgency,
      component_id = r.component_id,
      owner_id = r.owner_id,
      team_id = r.team_id,
      labels = r.labels,
      impact = r.impact,
      impact_reason = r.impact_reason,
      is_impact_overridden = r.is_impact_overridden,
      impact_set_by = r.impact_set_by,
      impact_set_at = r.impact_set_at,
      below_line = r.below_line,
      effort = r.effort,
      effort_reason = r.effort_reason,
      is_effort_overridden = r.is_effort_overridden,
      effort_set_by = r.effort_set_by,
      effort_set_at = r.effort_set_at,
      provenance = r.provenance,
      needs_review = r.needs_review,
      snoozed_until = r.snoozed_until,
      snooze = r.snooze,
      merged_into_id = r.merged_into_id,
      workaround = r.workaround,
      fixed_version = r.fixed_version,
      settled_at = r.settled_at,
      reopened_count = r.reopened_count,
      decided_at = r.decided_at,
      version = i.version + 1,
      updated_at = ${now}
    from
      (
        select p.*
        from
          jsonb_to_recordset(${rows(patches)}::jsonb) as x(id text, patch jsonb)
          join issue b on b.org_id = ${scope.orgId}
          and b.id = x.id
          cross join lateral jsonb_populate_record(b, x.patch) p
      ) r
    where
      i.org_id = ${scope.orgId}
      and i.id = r.id
  `);
}

function toPatch(issue: ActableIssue, fields: FieldValues): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  const provenance = new Map<string, unknown>(Object.entries(issue.provenance));
  for (const [name, value] of Object.entries(fields)) {
    const label = name.startsWith("provenance.") ? name.slice("provenance.".length) : null;
    if (label === null) patch[COLUMNS[name] ?? unknownField(name)] = value;
    else if (value === null) provenance.delete(label);
    else provenance.set(label, value);
    if (label !== null) patch["provenance"] = Object.fromEntries(provenance);
  }
  return patch;
}

function unknownField(name: string): never {
  throw new Error(`An issue has no field ${name} that acts may change.`);
}

/** A line of the trail about to be written. */
export type NewEvent = { issueId: string; kind: string; data: Readonly<Record<string, unknown>> };

/** What a set of changes looked like before and after, for the trail and for taking it back. */
export function beforeAndAfter(
  issue: ActableIssue,
  changes: FieldValues,
): { before: Record<string, unknown>; after: FieldValues } {
  return {
    before: Object.fromEntries(Object.keys(changes).map((name) => [name, fieldOf(issue, name)])),
    after: changes,
  };
}

/** Writes lines of the trail under one group, by which they are taken back together; without a group they cannot be. */
export async function traceIn(
  tx: Tx,
  scope: Scope,
  groupId: string | null,
  events: readonly NewEvent[],
  now: Date,
): Promise<void> {
  if (events.length === 0) return;
  const values = events.map((event) => ({ id: newId("issueEvent"), ...event }));
  await tx.$executeRaw`
    insert into
      issue_event (org_id, id, issue_id, at, kind, actor_kind, actor_id, actor_name, data, group_id)
    select
      ${scope.orgId},
      e.id,
      e."issueId",
      ${now},
      e.kind,
      ${scope.actor.kind},
      ${scope.actor.id},
      ${scope.actor.name},
      e.data,
      ${groupId}
    from jsonb_to_recordset(${rows(values)}::jsonb) as e(id text, "issueId" text, kind text, data jsonb)
  `;
}
