import type { AnyAct } from "@/contracts/issues";
import type { Tx } from "@/server/db/sql";
import { now as clockNow } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { finishIn } from "./finish.commands";
import { planAct, type ActableIssue, type LabelChange } from "./issue-acts";
import {
  assertNotMerged,
  assertVersion,
  beforeAndAfter,
  lockIssuesIn,
  writeChangesIn,
  type Change,
  type NewEvent,
} from "./issue-writes.commands";

/** What an act did. What stands in `labels` and `rescore` is for triage to write and to score, in the same transaction. */
export type Done = {
  /** For `undo`; null when nothing changed. */
  undoId: string | null;
  changed: number;
  issues: { id: string; version: number }[];
  /** Issues the act does not fit, and why; only when several were asked for. */
  skipped: { id: string; number: number; reason: string }[];
  labels: readonly LabelChange[];
  rescore: readonly string[];
};

export type ActInput = {
  readonly launchId?: string;
  readonly ids: readonly string[];
  readonly act: AnyAct;
  readonly expectedVersion?: number | undefined;
  /** Several at once: those it does not fit are skipped and told. */ readonly isBulk?: boolean;
};

/**
 * Does one thing to one or many issues: what changes is decided issue by issue, written as one set, with one line per issue in the
 * trail, one in the audit, and one id to take it all back.
 * @throws AppError NOT_FOUND; CONFLICT when the version seen is not the current one, the issue was merged away, or the act does not
 * fit its state (`details.allowed` says what does); UNPROCESSABLE when a reason is missing (`details.field` names it).
 */
export async function actOnIssuesIn(
  tx: Tx,
  scope: Scope,
  { launchId, ids, act, expectedVersion, isBulk = false }: ActInput,
): Promise<Done> {
  const now = clockNow();
  const locked = (await lockIssuesIn(tx, scope, ids)).filter(
    (issue) => launchId === undefined || issue.launchId === launchId,
  );
  if (locked.length === 0 && !isBulk) throw new AppError("NOT_FOUND", "There is no such issue here.");
  await assertReferencesIn(tx, scope, act, locked);
  const groupId = newId("issueEvent");
  const changes: Change[] = [];
  const events: NewEvent[] = [];
  const labels: LabelChange[] = [];
  const skipped: Done["skipped"] = [];
  const rescore: string[] = [];
  for (const issue of locked) {
    if (!isBulk) {
      assertNotMerged(issue);
      assertVersion(issue, expectedVersion);
    }
    const plan = planAct(issue, act, now, scope.actor.id);
    if (!plan.ok || issue.mergedIntoId) {
      const reason = plan.ok ? "It has been merged into another issue." : plan.message;
      if (!isBulk && !plan.ok && plan.field)
        throw new AppError("UNPROCESSABLE", reason, { reason: "reason_required", field: plan.field });
      if (!isBulk)
        throw new AppError("CONFLICT", reason, {
          reason: "state",
          state: issue.state,
          allowed: plan.ok ? [] : plan.allowed,
        });
      skipped.push({ id: issue.id, number: issue.number, reason });
      continue;
    }
    const isFirst = plan.isDecision && issue.decidedAt === null && isPerson(scope);
    const fields = { ...plan.changes, ...(isFirst ? { decidedAt: now.toISOString() } : {}) };
    if (Object.keys(fields).length === 0) continue;
    changes.push({ issue, changes: fields });
    events.push({
      issueId: issue.id,
      kind: plan.kind,
      data: {
        ...beforeAndAfter(issue, fields),
        ...(plan.reason ? { reason: plan.reason } : {}),
        ...(plan.labels.length > 0 ? { labels: plan.labels } : {}),
        ...(act.kind === "place" ? { needs: "issue:prioritise" } : {}),
      },
    });
    labels.push(...plan.labels);
    if (plan.isRescored) rescore.push(issue.id);
  }
  if (changes.length === 0)
    return {
      undoId: null,
      changed: 0,
      issues: locked.map(({ id, version }) => ({ id, version })),
      skipped,
      labels: [],
      rescore: [],
    };

  await writeChangesIn(tx, scope, changes, now);
  const [first] = changes;
  await finishIn(
    tx,
    scope,
    {
      launchId: first!.issue.launchId,
      groupId,
      events,
      audit: {
        verb: `issue.${events[0]!.kind}`,
        subjectKind: "issue",
        subjectId: first!.issue.id,
        data:
          changes.length === 1
            ? events[0]!.data
            : {
                act,
                count: changes.length,
                issueIds: changes.map((c) => c.issue.id),
                groupId,
                changes: changes.map((c) => ({ issueId: c.issue.id, ...beforeAndAfter(c.issue, c.changes) })),
              },
      },
      changed: changes.map((c) => c.issue.id),
    },
    now,
  );
  return {
    undoId: groupId,
    changed: changes.length,
    issues: changes.map(({ issue }) => ({ id: issue.id, version: issue.version + 1 })),
    skipped,
    labels,
    rescore,
  };
}

/** Whether a human acts, at the screen or through an API key. */
function isPerson(scope: Scope): boolean {
  return scope.actor.kind === "person" || scope.actor.kind === "api_key";
}

/** Whatever an act points at has to be there, in use, and of the same launch. */
async function assertReferencesIn(
  tx: Tx,
  scope: Scope,
  act: AnyAct,
  issues: readonly ActableIssue[],
): Promise<void> {
  if (act.kind === "assign" && act.ownerId) {
    const member = await tx.membership.findUnique({
      where: { orgId_id: { orgId: scope.orgId, id: act.ownerId } },
      select: { state: true },
    });
    if (member?.state !== "active")
      throw new AppError("NOT_FOUND", "There is no such member here, or no longer.", { field: "ownerId" });
  }
  if (act.kind === "assign" && act.teamId) {
    if (
      !(await tx.team.findUnique({
        where: { orgId_id: { orgId: scope.orgId, id: act.teamId } },
        select: { id: true },
      }))
    )
      throw new AppError("NOT_FOUND", "There is no such team here.", { field: "teamId" });
  }
  if (act.kind === "relabel" && act.componentId) {
    const component = await tx.component.findUnique({
      where: { orgId_id: { orgId: scope.orgId, id: act.componentId } },
      select: { launchId: true },
    });
    if (!component || issues.some((issue) => issue.launchId !== component.launchId))
      throw new AppError("NOT_FOUND", "There is no such component in this launch.", { field: "componentId" });
  }
}
