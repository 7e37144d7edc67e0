import { z } from "zod";
import type { ListSnoozed } from "@/contracts/board";
import { COUNT_CAP, countOf, type Count } from "@/contracts/paging";
import type { Snooze } from "@/contracts/snooze";
import { SEVERITIES } from "@/contracts/triage";
import { withScope } from "@/server/db/client";
import { empty, sql } from "@/server/db/sql";
import { findSnoozedIn } from "@/server/feedback/snooze.queries";
import { now } from "@/server/platform/clock";
import { cutPage, readCursor, type Page } from "@/server/platform/cursor";
import type { Scope } from "@/server/platform/scope";
import { ROW_COLUMNS, ROW_NAMES, type IssueRow } from "./board-row.queries";

/** A snoozed issue: what it waits for, who snoozed it, and how far it is. */
export type SnoozedRow = IssueRow & {
  snooze: Snooze;
  /** Who snoozed it; null where the trail does not tell. */
  snoozedBy: string | null;
  /** Reports since it was snoozed. */
  reports: number;
  /** People who reported it since and had not before. */
  people: number;
};

const Key = z.tuple([z.int().min(0).max(SEVERITIES.length), z.string().max(40), z.string().max(64)]);

/** What is snoozed in a launch: the most severe first, then what was snoozed last. */
export async function listSnoozed(
  scope: Scope,
  input: z.input<typeof ListSnoozed>,
): Promise<Page<SnoozedRow> & { total: Count }> {
  const limit = input.limit ?? 30;
  const after = readCursor(input.cursor, Key);
  const at = now();
  return withScope(scope, async (tx) => {
    const found = await tx.$queryRaw<
      (Omit<SnoozedRow, "reports" | "people"> & { rank: number; since: string })[]
    >`
      with
        page as (
          select
            i.id,
            i.snooze,
            i.snooze ->> 'since' as since,
            array_position(${[...SEVERITIES]}::text[], i.severity) as rank
          from issue i
          where
            i.org_id = ${scope.orgId}
            and i.launch_id = ${input.launchId}
            and i.snooze is not null
            and i.merged_into_id is null
        ),
        cut as (
          select *
          from page p
          where
            true ${
              after
                ? sql`
                    and (
                      p.rank > ${after[0]}
                      or p.rank = ${after[0]}
                      and (p.since collate "C", p.id) < (${after[1]}, ${after[2]})
                    )
                  `
                : empty
            }
          order by
            p.rank,
            p.since collate "C" desc,
            p.id desc
          limit ${limit + 1}
        )
      select
        ${ROW_COLUMNS},
        f.rank,
        f.since,
        f.snooze,
        e.actor_name as "snoozedBy"
      from
        cut f
        join issue i on i.org_id = ${scope.orgId}
        and i.id = f.id ${ROW_NAMES}
        left join lateral (
          select x.actor_name
          from issue_event x
          where
            x.org_id = i.org_id
            and x.issue_id = i.id
            and x.kind = 'snoozed'
            and x.undone_at is null
          order by x.id desc
          limit 1
        ) e on true
      order by
        f.rank,
        f.since collate "C" desc,
        f.id desc
    `;
    const [counted] = await tx.$queryRaw<{ n: number }[]>`
      select count(*)::int as n
      from
        (
          select
          from issue
          where
            org_id = ${scope.orgId}
            and launch_id = ${input.launchId}
            and snooze is not null
            and merged_into_id is null
          limit ${COUNT_CAP + 1}
        ) x
    `;
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.rank, row.since, row.id]);
    const evidence = new Map(
      (
        await findSnoozedIn(
          tx,
          scope,
          rows.map((row) => row.id),
          at,
        )
      ).map((snoozed) => [snoozed.issueId, snoozed.evidence]),
    );
    return {
      rows: rows.map(({ rank: _rank, since: _since, ...row }) => ({
        ...row,
        reports: evidence.get(row.id)?.reports ?? 0,
        people: evidence.get(row.id)?.people ?? 0,
      })),
      nextCursor,
      total: countOf(counted?.n ?? 0),
    };
  });
}
