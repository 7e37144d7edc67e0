import type { Severity } from "@/contracts/triage";
import { rows, sql, type Tx } from "@/server/db/sql";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";

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
  const perIssue = new Map<
    string,
    { id: string; latest: Date; n: number; hasCritical: boolean; eventId: string }
  >();
  for (const { issueId, occurredAt, severity } of arrivals) {
    const wake = perIssue.get(issueId) ?? {
      id: issueId,
      latest: occurredAt,
      n: 0,
      hasCritical: false,
      eventId: newId("issueEvent"),
    };
    perIssue.set(issueId, {
      ...wake,
      latest: wake.latest > occurredAt ? wake.latest : occurredAt,
      n: wake.n + 1,
      hasCritical: wake.hasCritical || severity === "critical",
    });
  }
  const arrived = sql`
    jsonb_to_recordset(${rows([...perIssue.values()])}::jsonb) as a(
      id text,
      latest timestamptz,
      n int,
      "hasCritical" boolean,
      "eventId" text
    )
  `;
  await tx.$executeRaw`
    with
      settled as (
        select
          i.id,
          i.state,
          a."eventId"
        from
          issue i
          join ${arrived} on a.id = i.id
        where
          i.org_id = ${scope.orgId}
          and i.state in ('verified', 'closed')
          and i.is_defect
          and a.latest > i.updated_at
        for update of
          i
      ),
      woken as (
        update issue i
        set
          state = 'accepted',
          needs_review = 'regressed',
          reopened_count = i.reopened_count + 1,
          version = i.version + 1,
          updated_at = ${now}
        from settled s
        where
          i.org_id = ${scope.orgId}
          and i.id = s.id
        returning
          i.id,
          s.state,
          s."eventId"
      )
    insert into issue_event (org_id, id, issue_id, at, kind, actor_kind, actor_id, actor_name, data)
    select
      ${scope.orgId},
      "eventId",
      id,
      ${now},
      'state_changed',
      ${scope.actor.kind},
      ${scope.actor.id},
      ${scope.actor.name},
      jsonb_build_object('from', state, 'to', 'accepted', 'reason', 'Reported again after it was settled.')
    from woken
  `;
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
