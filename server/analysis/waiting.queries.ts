import { z } from "zod";
import { COUNT_CAP, countOf, type Count } from "@/contracts/paging";
import type { ListWaiting, WaitingCounts, WaitingReport } from "@/contracts/responses";
import { withScope } from "@/server/db/client";
import { cutExcerpts, excerptChars } from "@/server/db/excerpts";
import { empty, sql, type Sql, type Tx } from "@/server/db/sql";
import { overdueBefore } from "@/server/feedback/first-response";
import { unanswerableReports, waitingReports } from "@/server/feedback/first-response.queries";
import { cutPage, readCursor, type Page } from "@/server/platform/cursor";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import { responseTargetIn } from "./responses.queries";

/** A page of reports without an answer, oldest first; the counts of both lists come with the first page. */
export type WaitingPage = Page<WaitingReport> & { counts: WaitingCounts | null };

/**
 * Who is waiting for an answer, oldest first: exactly the reports that the figures count.
 * @throws AppError NOT_FOUND for the launch; BAD_REQUEST for a cursor that is none of ours
 */
export async function listWaiting(
  scope: Scope,
  { launchId, componentId = null, list, limit, cursor }: z.output<typeof ListWaiting>,
  now: Date,
): Promise<WaitingPage> {
  const after = readCursor(cursor, z.tuple([z.string().max(64), z.string().max(64)]));
  return withScope(scope, async (tx) => {
    const launch = await tx.launch.findUnique({
      where: { orgId_id: { orgId: scope.orgId, id: launchId } },
      select: { id: true },
    });
    if (!launch) throw new AppError("NOT_FOUND", "There is no such launch here.");
    const targetMinutes = await responseTargetIn(tx, scope, launchId, componentId);
    const of = { launchId, componentId };
    const lists = {
      waiting: waitingReports(scope),
      unanswerable: unanswerableReports(scope, now),
      overdue: sql`${waitingReports(scope)} and t.occurred_at < ${overdueBefore(targetMinutes, now)}`,
    };
    const found = await readRowsIn(tx, scope, of, lists[list], after, limit + 1);
    const page = cutPage(found, limit, (row) => [row.key, row.id]);
    const overdue = overdueBefore(targetMinutes, now);
    return {
      nextCursor: page.nextCursor,
      rows: page.rows.map(({ key: _key, ...row }) => ({
        ...row,
        isOverdue: list === "waiting" && row.occurredAt < overdue,
      })),
      counts: after
        ? null
        : {
            targetMinutes,
            waiting: await countReportsIn(tx, scope, of, lists.waiting),
            overdue: await countReportsIn(tx, scope, of, lists.overdue),
            unanswerable: await countReportsIn(tx, scope, of, lists.unanswerable),
          },
    };
  });
}

/** The reports of a launch that have waited longest, and how many wait. */
export async function readLongestWaitingIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  limit: number,
): Promise<{ waiting: Count; oldest: Omit<WaitingReport, "isOverdue">[] }> {
  const of = { launchId, componentId: null };
  const found = await readRowsIn(tx, scope, of, waitingReports(scope), null, limit);
  return {
    waiting: await countReportsIn(tx, scope, of, waitingReports(scope)),
    oldest: found.map(({ key: _key, ...row }) => row),
  };
}

const EXCERPT_CHARS = 200;

type Whose = { launchId: string; componentId: string | null };
const whose = (scope: Scope, { launchId, componentId }: Whose): Sql => sql`
  t.org_id = ${scope.orgId}
  and t.launch_id = ${launchId} ${componentId === null ? empty : sql`and t.component_id = ${componentId}`}
`;

async function countReportsIn(tx: Tx, scope: Scope, of: Whose, where: Sql): Promise<Count> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    select count(*)::int as n
    from
      (
        select
        from item t
        where
          ${whose(scope, of)}
          and ${where}
        limit ${COUNT_CAP + 1}
      ) c
  `;
  return countOf(row?.n ?? 0);
}

type Row = Omit<WaitingReport, "isOverdue"> & { key: string };

async function readRowsIn(
  tx: Tx,
  scope: Scope,
  of: Whose,
  where: Sql,
  after: readonly [string, string] | null,
  limit: number,
): Promise<Row[]> {
  const rest = after ? sql`and (t.occurred_at, t.id) > (${after[0]}::timestamptz, ${after[1]}::text)` : empty;
  const found = await tx.$queryRaw<Row[]>`
    with
      page as (
        select
          t.id,
          t.occurred_at
        from item t
        where
          ${whose(scope, of)}
          and ${where} ${rest}
        order by
          t.occurred_at,
          t.id
        limit ${limit}
      )
    select
      t.id,
      t.occurred_at::text as key,
      t.reference,
      left(t.text, ${excerptChars(EXCERPT_CHARS)}::int) as excerpt,
      t.severity,
      t.occurred_at as "occurredAt",
      r.name as "reporterName",
      s.kind as "sourceKind",
      s.name as "sourceName",
      t.ticket_id as "ticketId",
      i.number as "issueNumber",
      i.state as "issueState"
    from
      page p
      join item t on t.org_id = ${scope.orgId}
      and t.id = p.id
      join source s on s.org_id = t.org_id
      and s.id = t.source_id
      left join issue i on i.org_id = t.org_id
      and i.id = t.issue_id
      left join reporter r on r.org_id = t.org_id
      and r.id = t.reporter_id
    order by
      p.occurred_at,
      p.id
  `;
  return cutExcerpts(found, EXCERPT_CHARS);
}
