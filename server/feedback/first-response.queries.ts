import { sql, type Sql, type Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import { answersSince } from "./first-response";

/** Reports `t` that are in figures at all: neither spam nor withdrawn. */
export const COUNTED_REPORTS = sql`t.state not in ('quarantined', 'withdrawn')`;

/** Reports `t` whose answer becomes known here: tickets of a helpdesk that is connected. */
export const answerableReports = (scope: Scope): Sql => sql`
  (
    t.ticket_id is not null
    and t.source_id in (
      select s.id
      from source s
      where
        s.org_id = ${scope.orgId}
        and s.kind = 'zendesk'
        and s.state = 'active'
    )
  )
`;

/** Who is waiting: reports `t` in figures that can be answered and were not. Every count and every list of them is made of this. */
export const waitingReports = (scope: Scope): Sql => sql`
  t.first_response_at is null
  and ${COUNTED_REPORTS}
  and ${answerableReports(scope)}
`;

/** Reports `t` of the last 24 hours of which nobody here can know whether they were answered. */
export const unanswerableReports = (scope: Scope, now: Date): Sql => sql`
  t.occurred_at > ${answersSince(now)}
  and ${COUNTED_REPORTS}
  and not ${answerableReports(scope)}
`;

/** How an issue's own reports were answered, each by itself. */
export type IssueResponses = {
  answered: number;
  firstAnswerAt: Date | null;
  waiting: number;
  oldestWaitingAt: Date | null;
  unanswerable: number;
};

/** @returns what the reports that an issue has now come to; a report that moves takes its answer along */
export async function readIssueResponsesIn(tx: Tx, scope: Scope, issueId: string): Promise<IssueResponses> {
  const [found] = await tx.$queryRaw<IssueResponses[]>`
    select
      count(*) filter (
        where r.first_response_at is not null
      )::int as answered,
      min(r.first_response_at) as "firstAnswerAt",
      count(*) filter (
        where r.is_waiting
      )::int as waiting,
      min(r.occurred_at) filter (
        where r.is_waiting
      ) as "oldestWaitingAt",
      count(*) filter (
        where
          not r.is_waiting
          and r.first_response_at is null
      )::int as unanswerable
    from
      (
        select
          t.first_response_at,
          t.occurred_at,
          ${waitingReports(scope)} as is_waiting
        from item t
        where
          t.org_id = ${scope.orgId}
          and t.issue_id = ${issueId}
          and ${COUNTED_REPORTS}
      ) r
  `;
  return found!;
}
