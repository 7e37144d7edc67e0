import { MomentKey } from "@/contracts/moment";
import { z } from "zod";
import {
  parseFilter,
  type BoardFilter,
  type BoardSort,
  type FoundBy,
  type FilterProblem,
  type ListIssues,
} from "@/contracts/board";
import { SEVERITIES } from "@/contracts/triage";
import { withScope } from "@/server/db/client";
import { join, sql, type Sql, type Tx } from "@/server/db/sql";
import { cutPage, readCursor, type Page } from "@/server/platform/cursor";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import { compileFilter, type IssueQuery } from "./board-filter.queries";
import { findMatches, HITS_MAX } from "./issue-search.queries";
import { ROW_COLUMNS, ROW_NAMES, type IssueRow } from "./board-row.queries";

export type IssuePage = Page<IssueRow> & {
  sort: BoardSort;
  problems: FilterProblem[];
  /** The text found more than the 200 best that are shown. */
  isSearchCapped: boolean;
  /** What the text found each issue of the page by, by its id; empty without text. */
  foundBy: Record<string, FoundBy>;
};

/**
 * A page of issues under a filter. Every order ends in the id, so that walking the pages gives each issue once, whatever arrives
 * meanwhile. Text is ranked by relevance unless another order is asked for.
 * @throws AppError BAD_REQUEST for a cursor of another list.
 */
export async function listIssues(scope: Scope, input: z.input<typeof ListIssues>): Promise<IssuePage> {
  const { filter, problems } = parseFilter(input.filter ?? "");
  const sort =
    input.sort === "relevance" && filter.text === ""
      ? "impact"
      : (input.sort ?? (filter.text === "" ? "impact" : "relevance"));
  const matches = await findMatches(scope, input.launchId, filter);
  const hits = matches?.ids ?? null;
  const page = await withScope(scope, async (tx) => {
    const query = await compileFilter(tx, scope, input.launchId, filter, hits);
    return readPage(tx, scope, query, sort, input.cursor, input.limit ?? 50);
  });
  const foundBy = Object.fromEntries(
    page.rows.flatMap(({ id }) => {
      const by = matches?.foundBy.get(id);
      return by ? [[id, by]] : [];
    }),
  );
  return { ...page, sort, problems, isSearchCapped: (hits?.length ?? 0) >= HITS_MAX, foundBy };
}

type Keyed<Row> = Row & { k1: number | string; k2: string };

/** A page of the issues that a compiled filter lets through. */
export async function readPage(
  tx: Tx,
  scope: Scope,
  query: IssueQuery,
  sort: BoardSort,
  cursor: string | null | undefined,
  limit: number,
): Promise<Page<IssueRow>> {
  if (sort === "relevance") return readByRelevance(tx, scope, query, cursor, limit);
  const found = await tx.$queryRaw<Keyed<IssueRow>[]>(selectPage(scope, query, sort, cursor, limit + 1));
  const keyOf = (row: Keyed<IssueRow>) =>
    sort === "severity" ? [row.k1, row.impact, row.id] : [row.k1, row.id];
  const { rows, nextCursor } = cutPage(found, limit, keyOf);
  return { rows: rows.map(withoutKeys), nextCursor };
}

function withoutKeys({ k1: _k1, k2: _k2, ...row }: Keyed<IssueRow>): IssueRow {
  return row;
}

/** The statement of one page: the front of each branch in order, merged, then what the rows show. */
export function selectPage(
  scope: Scope,
  query: IssueQuery,
  sort: Exclude<BoardSort, "relevance">,
  cursor: string | null | undefined,
  limit: number,
): Sql {
  const { front, order } = fronts(query, sort, cursor, limit);
  return sql`
    with
      page as (
        select
          f.id,
          f.k1,
          f.k2
        from (${front}) f
        order by ${order}
        limit ${limit}
      )
    select
      ${ROW_COLUMNS},
      f.k1,
      f.k2
    from
      page f
      join issue i on i.org_id = ${scope.orgId}
      and i.id = f.id ${ROW_NAMES}
    order by ${order}
  `;
}

function fronts(
  query: IssueQuery,
  sort: Exclude<BoardSort, "relevance">,
  cursor: string | null | undefined,
  limit: number,
): { front: Sql; order: Sql } {
  const unite = (parts: readonly Sql[]) =>
    join(
      parts.map((part) => sql`(${part})`),
      " union all ",
    );
  if (sort === "impact") {
    const after = readCursor(cursor, z.tuple([z.number(), z.string()]));
    const rest = after ? sql`and (i.impact, i.id) < (${after[0]}::int, ${after[1]}::text)` : sql``;
    return {
      front: unite(
        query.branches.map(
          (b) =>
            sql`
              select
                i.id,
                i.impact as k1,
                i.id as k2
              from issue i
              where
                ${query.where}
                and ${b} ${rest}
              order by
                i.impact desc,
                i.id desc
              limit ${limit}
            `,
        ),
      ),
      order: sql`f.k1 desc, f.k2 desc`,
    };
  }
  const inBranches = query.branches.length > 1 ? sql`(${join(query.branches, " or ")})` : query.branches[0]!;
  if (sort === "last_seen") {
    const after = readCursor(cursor, z.tuple([MomentKey, z.string()]));
    const rest = after
      ? sql`and (i.last_seen_at, i.id) < (${after[0]}::timestamptz, ${after[1]}::text)`
      : sql``;
    return {
      front: sql`
        select
          i.id,
          i.last_seen_at::text as k1,
          i.id as k2
        from issue i
        where
          ${query.where}
          and ${inBranches} ${rest}
        order by
          i.last_seen_at desc,
          i.id desc
        limit ${limit}
      `,
      order: sql`f.k1::timestamptz desc, f.k2 desc`,
    };
  }
  if (sort === "created") {
    const after = readCursor(cursor, z.tuple([z.number(), z.string()]));
    const rest = after ? sql`and i.number < ${after[0]}::int` : sql``;
    return {
      front: sql`
        select
          i.id,
          i.number as k1,
          i.id as k2
        from issue i
        where
          ${query.where}
          and ${inBranches} ${rest}
        order by i.number desc
        limit ${limit}
      `,
      order: sql`f.k1 desc, f.k2 desc`,
    };
  }
  const after = readCursor(cursor, z.tuple([z.number(), z.number(), z.string()]));
  const parts = SEVERITIES.flatMap((severity, rank) => {
    if (after && rank < after[0]) return [];
    const rest =
      after && rank === after[0] ? sql`and (i.impact, i.id) < (${after[1]}::int, ${after[2]}::text)` : sql``;
    return [
      sql`
        select
          i.id,
          ${rank}::int as k1,
          lpad(i.impact::text, 3, '0') || i.id as k2
        from issue i
        where
          ${query.where}
          and ${inBranches}
          and i.severity = ${severity} ${rest}
        order by
          i.impact desc,
          i.id desc
        limit ${limit}
      `,
    ];
  });
  return { front: unite(parts), order: sql`f.k1, f.k2 desc` };
}

async function readByRelevance(
  tx: Tx,
  scope: Scope,
  query: IssueQuery,
  cursor: string | null | undefined,
  limit: number,
): Promise<Page<IssueRow>> {
  const hits = query.hits ?? [];
  const after = readCursor(cursor, z.tuple([z.string()]));
  const start = after ? hits.indexOf(after[0]) + 1 : 0;
  if (after && start === 0)
    throw new AppError("BAD_REQUEST", "The results have changed since. Start from the first page.");
  const rank = new Map(hits.map((id, index) => [id, index]));
  const inBranches = join(query.branches, " or ");
  const kept = await tx.$queryRaw<{ id: string }[]>`
    select i.id
    from issue i
    where
      ${query.where}
      and (${inBranches})
  `;
  const ids = kept
    .map((k) => k.id)
    .filter((id) => rank.get(id)! >= start)
    .sort((a, b) => rank.get(a)! - rank.get(b)!)
    .slice(0, limit + 1);
  const found = await readRows(tx, scope, ids);
  return cutPage(found, limit, (row) => [row.id]);
}

/** The rows with these ids, in this order. */
export async function readRows(tx: Tx, scope: Scope, ids: readonly string[]): Promise<IssueRow[]> {
  if (ids.length === 0) return [];
  const found = await tx.$queryRaw<IssueRow[]>`
    select ${ROW_COLUMNS}
    from issue i ${ROW_NAMES}
    where
      i.org_id = ${scope.orgId}
      and i.id = any(${[...ids]}::text[])
  `;
  const byId = new Map(found.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The ids that a filter lets through, at most `limit`; by impact. */
export async function findIssueIds(
  tx: Tx,
  scope: Scope,
  launchId: string,
  filter: BoardFilter,
  hits: readonly string[] | null,
  limit: number,
): Promise<string[]> {
  const query = await compileFilter(tx, scope, launchId, filter, hits);
  const { front, order } = fronts(query, "impact", null, limit);
  return (
    await tx.$queryRaw<{ id: string }[]>`select f.id from (${front}) f order by ${order} limit ${limit}`
  ).map((row) => row.id);
}
