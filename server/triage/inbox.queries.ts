import { z } from "zod";
import {
  parseFilter,
  type FilterProblem,
  type InboxSort,
  type ListInbox,
  type ReviewReason,
} from "@/contracts/board";
import { type Count, COUNT_CAP, countOf } from "@/contracts/paging";
import { SEVERITIES, type Provenance } from "@/contracts/triage";
import { withScope } from "@/server/db/client";
import { join, sql, type Sql, type Tx } from "@/server/db/sql";
import { cutPage, readCursor, type Page } from "@/server/platform/cursor";
import type { Scope } from "@/server/platform/scope";
import { compileFilter } from "./board-filter.queries";
import { findHits } from "./issue-search.queries";
import { ROW_COLUMNS, ROW_NAMES, type IssueRow } from "./board-row.queries";

export type InboxRow = IssueRow & {
  needsReview: ReviewReason;
  /** The newest report, to be shown beside the queue. */ newestItemId: string | null;
  /** Why type, severity and component are what they are. */ provenance: Partial<
    Record<LabelField, Provenance>
  >;
  /** Who set them by hand last, by name. */ labelledBy: Partial<Record<LabelField, string>>;
};
type LabelField = "type" | "severity" | "component";
export type Inbox = Page<InboxRow> & {
  counts: Record<ReviewReason, number>;
  total: Count;
  problems: FilterProblem[];
};

/** Where a page of the inbox ends: the rank of the last row's group (0 critical), its impact and its id. */
type Place = readonly [rank: number, impact: number, id: string];
const Place: z.ZodType<Place> = z.tuple([z.number(), z.number(), z.string()]);

/** A group for each severity, from the index of the order in which they are wanted. */
const BY_SEVERITY: readonly Sql[] = SEVERITIES.map((severity) => sql`i.severity = ${severity}`);
/**
 * What nobody could read comes right behind the criticals: it may be one. Its reason is written out, as the index of these issues alone
 * (issue_unread_idx) has it.
 */
const WITH_UNREAD_EARLY: readonly Sql[] = SEVERITIES.flatMap((severity) =>
  severity === "critical"
    ? [
        sql`i.severity = ${severity}`,
        sql`
          i.needs_review = 'unread'
          and i.severity <> ${severity}
        `,
      ]
    : [
        sql`
          i.severity = ${severity}
          and i.needs_review <> 'unread'
        `,
      ],
);

/**
 * How each sort reads: per group from an index, `within` it, and then all of them, `over` it. Ids grow with time, so that their order
 * is the order in which issues came.
 */
const ORDERS: Readonly<
  Record<
    InboxSort,
    { groups: readonly Sql[]; within: Sql; over: Sql; after: (rank: number, place: Place) => Sql | null }
  >
> = {
  severity: {
    groups: WITH_UNREAD_EARLY,
    within: sql`
      i.impact desc,
      i.id desc
    `,
    over: sql`
      f.rank,
      f.impact desc,
      f.id desc
    `,
    after: (rank, [atRank, impact, id]) => {
      if (rank < atRank) return null;
      return rank === atRank ? sql`(i.impact, i.id) < (${impact}::int, ${id})` : sql`true`;
    },
  },
  newest: {
    groups: BY_SEVERITY,
    within: sql`i.id desc`,
    over: sql`f.id desc`,
    after: (_rank, [, , id]) => sql`i.id < ${id}`,
  },
  oldest: {
    groups: BY_SEVERITY,
    within: sql`i.id`,
    over: sql`f.id`,
    after: (_rank, [, , id]) => sql`i.id > ${id}`,
  },
};

/**
 * Issues that wait for a person, by default the most severe first, what nobody could read behind the criticals, and then by impact, in
 * which reach, volume and trend are weighed: one that twenty people reported comes before those that one did.
 */
export async function listInbox(scope: Scope, input: z.input<typeof ListInbox>): Promise<Inbox> {
  const { filter, problems } = parseFilter(input.filter ?? "");
  const limit = input.limit ?? 30;
  const order = ORDERS[input.sort ?? "severity"];
  const place = readCursor(input.cursor, Place);
  const hits = await findHits(scope, input.launchId, filter);
  return withScope(scope, async (tx) => {
    const reason = input.reason ? sql`i.needs_review = ${input.reason}` : sql`i.needs_review is not null`;
    const query = await compileFilter(tx, scope, input.launchId, filter, hits, [
      sql`i.needs_review is not null`,
      reason,
    ]);
    const inBranches = join(query.branches, " or ");
    const parts = order.groups.flatMap((group, rank) => {
      const rest = place ? order.after(rank, place) : sql`true`;
      if (rest === null) return [];
      return [
        sql`
          (
            select
              i.id,
              i.impact,
              ${rank}::int as rank
            from issue i
            where
              ${query.where}
              and (${inBranches})
              and ${group}
              and ${rest}
            order by ${order.within}
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
            f.impact,
            f.rank
          from (${join(parts, " union all ")}) f
          order by ${order.over}
          limit ${limit + 1}
        )
      select
        ${ROW_COLUMNS},
        f.rank,
        n.id as "newestItemId",
        jsonb_strip_nulls(
          jsonb_build_object(
            'type',
            i.provenance -> 'type',
            'severity',
            i.provenance -> 'severity',
            'component',
            i.provenance -> 'component'
          )
        ) as provenance,
        coalesce(w.names, '{}') as "labelledBy"
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
        left join lateral (
          select jsonb_object_agg(last.field, last.name) as names
          from
            (
              select distinct on (l.field)
                l.field,
                p.name
              from
                label l
                join membership p on p.org_id = l.org_id
                and p.id = l.actor_id
              where
                l.org_id = i.org_id
                and l.subject_id = i.id
                and l.subject_kind = 'issue'
                and l.set_by = 'person'
              order by
                l.field,
                l.id desc
            ) last
        ) w on true
      order by ${order.over}
    `;
    const counts = await countInbox(tx, scope, input.launchId);
    const { rows, nextCursor } = cutPage(found, limit, (row): Place => [row.rank, row.impact, row.id]);
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
    unread: 0,
  };
  return {
    counts: found.reduce((all, row) => ({ ...all, [row.reason]: row.n }), zero),
    total: countOf(n),
  };
}
