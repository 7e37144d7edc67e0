import type { IssueState } from "@/contracts/feedback";
import type { Severity } from "@/contracts/triage";
import { rows, sql, type Tx } from "@/server/db/sql";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { isRegression } from "./issue-lifecycle";
import { traceIn } from "./issue-writes.commands";

export type Raise = { issueId: string; severity: Severity; reason: string };

/**
 * Raises issues that a louder report joined. A severity that a person set stays, but the issue goes back into the queue, so that
 * nothing loud is hidden in it.
 */
export async function raiseIssuesIn(
  tx: Tx,
  scope: Scope,
  raises: readonly Raise[],
  now: Date,
): Promise<void> {
  if (raises.length === 0) return;
  const values = rows(raises.map((r) => ({ ...r, eventId: newId("issueEvent") })));
  await tx.$executeRaw`
    with
      asked as (
        select *
        from
          jsonb_to_recordset(${values}::jsonb) as r("eventId" text, "issueId" text, severity text, reason text)
      ),
      raised as (
        update issue i
        set
          severity = a.severity,
          version = i.version + 1,
          updated_at = ${now},
          needs_review = coalesce(i.needs_review, 'regressed'),
          provenance = jsonb_set(
            i.provenance,
            '{severity}',
            jsonb_build_object('by', 'floor', 'confidence', 1, 'reason', a.reason)
          )
        from asked a
        where
          i.org_id = ${scope.orgId}
          and i.id = a."issueId"
          and coalesce(i.provenance #>> '{severity,by}', '') <> 'person'
        returning
          i.id,
          a."eventId",
          a.severity,
          a.reason
      ),
      queued as (
        update issue i
        set
          needs_review = 'regressed',
          updated_at = ${now}
        from asked a
        where
          i.org_id = ${scope.orgId}
          and i.id = a."issueId"
          and i.provenance #>> '{severity,by}' = 'person'
        returning 1
      )
    insert into issue_event (org_id, id, issue_id, at, kind, actor_kind, actor_id, actor_name, data)
    select
      ${scope.orgId},
      "eventId",
      id,
      ${now},
      'severity_raised',
      ${scope.actor.kind},
      ${scope.actor.id},
      ${scope.actor.name},
      jsonb_build_object('to', severity, 'reason', reason)
    from raised
  `;
}

/**
 * What a new report means for issues that had come to rest: settled ones are open again (regressed), snoozed ones that got worse wake
 * up. Only reports that occurred after the issue came to rest count.
 */
export async function wakeIssuesIn(
  tx: Tx,
  scope: Scope,
  arrivals: readonly { issueId: string; occurredAt: Date; severity: Severity }[],
  now: Date,
): Promise<void> {
  if (arrivals.length === 0) return;
  const perIssue = new Map<string, { id: string; latest: Date; n: number; hasCritical: boolean }>();
  for (const { issueId, occurredAt, severity } of arrivals) {
    const wake = perIssue.get(issueId) ?? {
      id: issueId,
      latest: occurredAt,
      n: 0,
      hasCritical: false,
    };
    perIssue.set(issueId, {
      ...wake,
      latest: wake.latest > occurredAt ? wake.latest : occurredAt,
      n: wake.n + 1,
      hasCritical: wake.hasCritical || severity === "critical",
    });
  }
  const arrived = sql`
    jsonb_to_recordset(${rows([...perIssue.values()])}::jsonb) as a(id text, latest timestamptz, n int, "hasCritical" boolean)
  `;
  await reopenRegressedIn(tx, scope, [...perIssue.values()], now);
  await tx.$executeRaw`
    update issue i
    set
      snoozed_until = null,
      snooze = null,
      needs_review = 'snooze_ended',
      version = i.version + 1,
      updated_at = ${now}
    from ${arrived}
    where
      i.org_id = ${scope.orgId}
      and i.id = a.id
      and i.snooze is not null
      and (
        a."hasCritical"
        or (i.snooze ->> 'wakeAtItems') is not null
        and i.item_count + a.n >= (i.snooze ->> 'wakeAtItems')::int
      )
  `;
}

/** Opens settled issues again that have come back, with a line in their trails. */
async function reopenRegressedIn(
  tx: Tx,
  scope: Scope,
  arrivals: readonly { id: string; latest: Date }[],
  now: Date,
): Promise<void> {
  const reportedAt = new Map(arrivals.map(({ id, latest }) => [id, latest]));
  const held = await tx.$queryRaw<{ id: string; state: IssueState; isDefect: boolean; restedAt: Date }[]>`
    select
      id,
      state,
      is_defect as "isDefect",
      updated_at as "restedAt"
    from issue
    where
      org_id = ${scope.orgId}
      and id = any(${[...reportedAt.keys()].sort()}::text[])
    order by id
    for no key update
  `;
  const regressed = held.filter((issue) => isRegression(issue, reportedAt.get(issue.id)!));
  if (regressed.length === 0) return;
  await tx.$executeRaw`
    update issue
    set
      state = 'accepted',
      needs_review = 'regressed',
      reopened_count = reopened_count + 1,
      version = version + 1,
      updated_at = ${now}
    where
      org_id = ${scope.orgId}
      and id = any(${regressed.map(({ id }) => id)}::text[])
  `;
  await traceIn(
    tx,
    scope,
    null,
    regressed.map(({ id, state }) => ({
      issueId: id,
      kind: "state_changed",
      data: { from: state, to: "accepted", reason: "Reported again after it was settled." },
    })),
    now,
  );
}
