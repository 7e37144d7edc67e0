import type { z } from "zod";
import { parseFilter, type BoardFilter, type FilterProblem, type ReadBoard } from "@/contracts/board";
import { type Count, COUNT_CAP, countOf } from "@/contracts/paging";
import {
  DEFECT_TYPES,
  QUADRANTS,
  SEVERITIES,
  type ItemType,
  type Quadrant,
  type Severity,
  QUADRANT_LINE,
} from "@/contracts/triage";
import { ISSUE_STATES, type IssueState } from "@/contracts/feedback";
import { withScope } from "@/server/db/client";
import { join, sql, type Sql, type Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import { compileFilter, type IssueQuery } from "./board-filter.queries";
import { findHits } from "./issue-search.queries";

export type BoardCounts = {
  total: Count;
  byState: Record<IssueState, Count>;
  bySeverity: Record<Severity, Count>;
  byQuadrant: Record<Quadrant, Count>;
};

type Cell = { state: IssueState; severity: Severity; quadrant: Quadrant; n: number };

/** How many issues a filter lets through, by state, severity and quadrant. */
export async function countIssues(
  scope: Scope,
  input: z.input<typeof ReadBoard>,
): Promise<BoardCounts & { problems: FilterProblem[] }> {
  const { filter, problems } = parseFilter(input.filter ?? "");
  const hits = await findHits(scope, input.launchId, filter);
  return withScope(scope, async (tx) => {
    const query = await compileFilter(tx, scope, input.launchId, filter, hits);
    return { ...(await countIn(tx, scope, input.launchId, filter, query)), problems };
  });
}

/**
 * Exact from the maintained counters where the filter asks only for what they tell apart, and from an index alone where it also asks for
 * type, component or owner; otherwise counted up to the cap, and past it every number is a lower bound.
 */
export async function countIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  filter: BoardFilter,
  query: IssueQuery,
): Promise<BoardCounts> {
  if (isMaintained(filter)) return add(await readCounters(tx, scope, launchId, filter));
  const where = sql`${query.where} and (${join(query.branches, " or ")})`;
  const cap = isCovered(filter) ? sql`` : sql`limit ${COUNT_CAP + 1}`;
  // By state, severity, impact and effort: columns that the index holds. The quadrant follows from the last two.
  const cells = await tx.$queryRaw<Cell[]>`
    select
      state,
      severity,
      case
        when is_high then case
          when is_small then 'quick_win'
          else 'big_bet'
        end
        else case
          when is_small then 'fill_in'
          else 'later'
        end
      end as quadrant,
      count(*)::int as n
    from
      (
        select
          i.state,
          i.severity,
          i.impact >= ${QUADRANT_LINE} as is_high,
          i.effort < ${QUADRANT_LINE} as is_small
        from issue i
        where ${where} ${cap}
      ) x
    group by
      state,
      severity,
      is_high,
      is_small
  `;
  const n = cells.reduce((sum, cell) => sum + cell.n, 0);
  return add(cells, !isCovered(filter) && n > COUNT_CAP);
}

const toCount = (n: number, isLowerBound: boolean): Count => ({
  ...countOf(n),
  ...(isLowerBound ? { isCapped: true } : {}),
});

/** What the indexes on type, component and owner hold beside their key. */
function isCovered({ quadrants, urgencies, teams, sources, labels, since, text }: BoardFilter): boolean {
  return (
    [quadrants, urgencies, teams, sources, labels].every((list) => list.length === 0) &&
    since === null &&
    text === ""
  );
}

/**
 * The counters know state, severity, quadrant and whether it is a defect; a filter on types is theirs when it names all defects or none.
 */
function isMaintained(filter: BoardFilter): boolean {
  const { states: _s, severities: _v, quadrants: _q, types, since, text, ...rest } = filter;
  return (
    since === null &&
    text === "" &&
    Object.values(rest).every((list) => list.length === 0) &&
    (types.length === 0 || isAllDefects(types))
  );
}

const isAllDefects = (types: readonly ItemType[]): boolean =>
  types.length === DEFECT_TYPES.length && DEFECT_TYPES.every((type) => types.includes(type));

async function readCounters(tx: Tx, scope: Scope, launchId: string, filter: BoardFilter): Promise<Cell[]> {
  const among = (column: Sql, values: readonly string[]) =>
    values.length > 0 ? [sql`${column} = any(${[...values]}::text[])`] : [];
  const where = join(
    [
      sql`org_id = ${scope.orgId}`,
      sql`launch_id = ${launchId}`,
      ...among(sql`state`, filter.states),
      ...among(sql`severity`, filter.severities),
      ...among(sql`quadrant`, filter.quadrants),
      ...(filter.types.length > 0 ? [sql`is_defect`] : []),
    ],
    " and ",
  );
  return tx.$queryRaw<Cell[]>`
    select
      state,
      severity,
      quadrant,
      sum(n)::int as n
    from issue_count
    where ${where}
    group by
      1,
      2,
      3
  `;
}

function add(cells: readonly Cell[], isLowerBound = false): BoardCounts {
  const sum = <V extends string>(values: readonly V[], of: (cell: Cell) => string) =>
    Object.fromEntries(
      values.map((v) => [
        v,
        toCount(
          cells.reduce((n, cell) => (of(cell) === v ? n + cell.n : n), 0),
          isLowerBound,
        ),
      ]),
    ) as Record<V, Count>;
  return {
    total: toCount(
      cells.reduce((n, cell) => n + cell.n, 0),
      isLowerBound,
    ),
    byState: sum(ISSUE_STATES, (cell) => cell.state),
    bySeverity: sum(SEVERITIES, (cell) => cell.severity),
    byQuadrant: sum(QUADRANTS, (cell) => cell.quadrant),
  };
}
