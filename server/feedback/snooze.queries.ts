import type { Snooze } from "@/contracts/snooze";
import type { Severity } from "@/contracts/triage";
import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import type { SnoozeEvidence } from "./snooze";

export type Snoozed = { issueId: string; launchId: string; snooze: Snooze; evidence: SnoozeEvidence };

const DAY_MS = 86_400_000;

/**
 * What has come to these issues since each was snoozed; those that are not snoozed are left out. Counted by when reports arrived: what is
 * moved or merged into an issue and arrived before its snooze is nothing new.
 */
export async function findSnoozedIn(
  tx: Tx,
  scope: Scope,
  issueIds: readonly string[],
  now: Date,
): Promise<Snoozed[]> {
  if (issueIds.length === 0) return [];
  const found = await tx.$queryRaw<
    (Omit<SnoozeEvidence, "severity"> & {
      id: string;
      launchId: string;
      snooze: Snooze;
      severity: Severity;
    })[]
  >`
    with
      asleep as (
        select
          i.id,
          i.launch_id,
          i.severity,
          i.snooze,
          (i.snooze ->> 'since')::timestamptz as since
        from issue i
        where
          i.org_id = ${scope.orgId}
          and i.id = any(${[...issueIds]}::text[])
          and i.snooze is not null
      ),
      report as (
        select
          a.id as issue_id,
          coalesce(t.person_key, t.id) as writer,
          t.person_key,
          t.account_key,
          t.severity,
          t.received_at > a.since as is_new,
          t.received_at > a.since
          and t.received_at > ${new Date(now.getTime() - DAY_MS)} as is_of_last_day,
          t.received_at <= a.since
          and t.received_at > a.since - interval '24 hours' as is_of_day_before
        from
          asleep a
          join item t on t.org_id = ${scope.orgId}
          and t.issue_id = a.id
      )
    select
      a.id,
      a.launch_id as "launchId",
      a.severity,
      a.snooze,
      coalesce(r.severities, '{}') as "reportedSeverities",
      coalesce(r.n, 0) as reports,
      coalesce(p.n, 0) as people,
      coalesce(r.last_day, 0) as "lastDay",
      coalesce(r.day_before, 0) as "dayBefore",
      coalesce(c.n, 0) as "newAccounts"
    from
      asleep a
      left join (
        select
          issue_id,
          array_agg(distinct severity) filter (
            where is_new
          ) as severities,
          (
            count(*) filter (
              where is_new
            )
          )::int as n,
          (
            count(distinct writer) filter (
              where is_of_last_day
            )
          )::int as last_day,
          (
            count(distinct writer) filter (
              where is_of_day_before
            )
          )::int as day_before
        from report
        group by issue_id
      ) r on r.issue_id = a.id
      left join (
        select
          issue_id,
          count(*)::int as n
        from
          (
            select issue_id
            from report
            where person_key is not null
            group by
              issue_id,
              person_key
            having bool_and(is_new)
          ) x
        group by issue_id
      ) p on p.issue_id = a.id
      left join (
        select
          issue_id,
          count(*)::int as n
        from
          (
            select issue_id
            from report
            where account_key is not null
            group by
              issue_id,
              account_key
            having bool_and(is_new)
          ) x
        group by issue_id
      ) c on c.issue_id = a.id
    order by a.id
  `;
  return found.map(({ id, launchId, snooze, ...evidence }) => ({ issueId: id, launchId, snooze, evidence }));
}
