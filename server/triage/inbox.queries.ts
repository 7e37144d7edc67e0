import { z } from "zod";
import { parseFilter, type FilterProblem, type ListInbox, type ReviewReason } from "@/contracts/board";
import { type Count, COUNT_CAP, countOf } from "@/contracts/paging";
import { SEVERITIES } from "@/contracts/triage";
import { withScope } from "@/server/db/client";
import { join, sql, type Tx } from "@/server/db/sql";
import { cutPage, readCursor, type Page } from "@/server/platform/cursor";
import type { Scope } from "@/server/platform/scope";
import { compileFilter } from "./board-filter.queries";
import { findHits } from "./issue-search.queries";
import { ROW_COLUMNS, ROW_NAMES, type IssueRow } from "./board-row.queries";

export type InboxRow = IssueRow & {
  needsReview: ReviewReason;
  /** The newest report, to be shown beside the queue. */ newestItemId: string | null;
};
export type Inbox = Page<InboxRow> & {
  counts: Record<ReviewReason, number>;
  total: Count;
  problems: FilterProblem[];
};

/** Issues that wait for a person's look: loudest first, then newest. */
export async function listInbox(scope: Scope, input: z.input<typeof ListInbox>): Promise<Inbox> {
  const { filter, problems } = parseFilter(input.filter ?? "");
  const limit = input.limit ?? 30;
  const after = readCursor(input.cursor, z.tuple([z.number(), z.string()]));
  const hits = await findHits(scope, input.launchId, filter);
  return withScope(scope, async (tx) => {
    const reason = input.reason ? sql`i.needs_review = ${input.reason}` : sql`i.needs_review is not null`;
    const query = await compileFilter(tx, scope, input.launchId, filter, hits, [
      sql`i.needs_review is not null`,
      reason,
    ]);
    const inBranches = join(query.branches, " or ");
    const parts = SEVERITIES.flatMap((severity, rank) => {
      if (after && rank < after[0]) return [];
      const rest = after && rank === after[0] ? sql`and i.id < ${after[1]}` : sql``;
      return [
        sql`
          (
            select
              i.id,
              ${rank}::int as rank
            from issue i
            where
              ${query.where}
              and (${inBranches})
              and i.severity = ${severity} ${rest}
            order by i.id desc
            limit ${limit + 1}
          )
        `,
      ];
    });
    const found = await tx.$queryRaw<(InboxRow & { rank: number })[]>`
      with
        page as (
          select
            f.id,
            f.rank
          from (${join(parts, " union all ")}) f
          order by
            f.rank,
            f.id desc
          limit ${limit + 1}
        )
      select
        ${ROW_COLUMNS},
        f.rank,
        n.id as "newestItemId"
      from
        page f
        join issue i on i.org_id = ${scope.orgId}
        and i.id = f.id ${ROW_NAMES}
        left join lateral (
          select x.id
          from item x
          where
            x.org_id = i.org_id
            and x.issue_id = i.id
          order by x.occurred_at desc
          limit 1
        ) n on true
      order by
        f.rank,
        f.id desc
    `;
    const counts = await countInbox(tx, scope, input.launchId);
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.rank, row.id]);
    return { rows: rows.map(({ rank: _rank, ...row }) => row), nextCursor, ...counts, problems };
  });
}

async function countInbox(
  tx: Tx,
  scope: Scope,
  launchId: string,
): Promise<{ counts: Record<ReviewReason, number>; total: Count }> {
  const found = await tx.$queryRaw<{ reason: ReviewReason; n: number }[]>`
    select
      needs_review as reason,
      count(*)::int as n
    from
      (
        select needs_review
        from issue
        where
          org_id = ${scope.orgId}
          and launch_id = ${launchId}
          and needs_review is not null
          and merged_into_id is null
        limit ${COUNT_CAP + 1}
      ) x
    group by 1
  `;
  const n = found.reduce((sum, row) => sum + row.n, 0);
  const zero: Record<ReviewReason, number> = {
    new: 0,
    low_confidence: 0,
    possible_duplicate: 0,
    regressed: 0,
    reporter_wrote_again: 0,
    snooze_ended: 0,
    below_line: 0,
  };
  return {
    counts: found.reduce((all, row) => ({ ...all, [row.reason]: row.n }), zero),
    total: countOf(n),
  };
}
