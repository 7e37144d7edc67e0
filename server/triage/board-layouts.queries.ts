import { cutPage } from "@/server/platform/cursor";
import type { z } from "zod";
import type { BelowLine } from "@/contracts/below-line";
import { parseFilter, type BoardFilter, type FilterProblem, type ReadBoard } from "@/contracts/board";
import { type Count, COUNT_CAP } from "@/contracts/paging";
import { ISSUE_STATES, type IssueState } from "@/contracts/feedback";
import type { ItemType, Severity } from "@/contracts/triage";
import { withScope } from "@/server/db/client";
import { join, sql, type Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import { countIn, type BoardCounts } from "./board-counts.queries";
import { compileFilter, type IssueQuery } from "./board-filter.queries";
import { findHits } from "./issue-search.queries";
import type { IssueRow } from "./board-row.queries";
import { readRows } from "./board.queries";

/** An issue as a bubble: its place, where the machine would put it, how far it reaches. */
export type Bubble = {
  id: string;
  number: number;
  title: string;
  severity: Severity;
  type: ItemType;
  state: IssueState;
  impact: number;
  effort: number;
  computedImpact: number;
  computedEffort: number;
  isImpactOverridden: boolean;
  isEffortOverridden: boolean;
  belowLine: BelowLine | null;
  reporterCount: number;
  itemCount: number;
  version: number;
};

/** One of 20 × 20 squares of five points: `x` along effort, `y` along impact, both 0–19. */
export type DensityCell = { x: number; y: number; n: number };

export type Matrix = {
  /** The highest in impact: at most 1,000, and 200 where everything is drawn as density. */
  bubbles: Bubble[];
  quadrants: BoardCounts["byQuadrant"];
  total: Count;
  /** Where everything lies, when there are more than fit as bubbles; of at most the 10,000 highest in impact under a filter. */
  density: { cells: DensityCell[]; isCapped: boolean } | null;
  problems: FilterProblem[];
};

const BUBBLES_MAX = 1_000;
/** Beside a density the issues are a list to begin with; more of it would keep the first paint waiting. */
const BUBBLES_BESIDE_DENSITY = 200;
const COLUMN_PAGE = 30;
/** A square of the density is five points wide, twenty fill the plot. */
const CELL = 5;
const CELLS = 20;

/** The impact/effort matrix under a filter: bubbles, counts per quadrant, and density where bubbles would be a blot. */
export async function readMatrix(scope: Scope, input: z.input<typeof ReadBoard>): Promise<Matrix> {
  const { filter, problems } = parseFilter(input.filter ?? "");
  const hits = await findHits(scope, input.launchId, filter);
  return withScope(scope, async (tx) => {
    const query = await compileFilter(tx, scope, input.launchId, filter, hits);
    const counts = await countIn(tx, scope, input.launchId, filter, query);
    const isDense = counts.total.isCapped || counts.total.n > BUBBLES_MAX;
    const bubbles = await readBubbles(tx, query, isDense ? BUBBLES_BESIDE_DENSITY : BUBBLES_MAX);
    const density = isDense ? await readDensity(tx, query, counts.total.isCapped && isCostly(filter)) : null;
    return { bubbles, quadrants: counts.byQuadrant, total: counts.total, density, problems };
  });
}

async function readBubbles(tx: Tx, query: IssueQuery, atMost: number): Promise<Bubble[]> {
  const columns = sql`
    i.id,
    i.number,
    i.title,
    i.severity,
    i.type,
    i.state,
    i.impact,
    i.effort,
    i.computed_impact,
    i.computed_effort,
    i.is_impact_overridden,
    i.is_effort_overridden,
    i.below_line,
    i.reporter_count,
    i.item_count,
    i.version
  `;
  const fronts = join(
    query.branches.map(
      (b) =>
        sql`
          (
            select ${columns}
            from issue i
            where
              ${query.where}
              and ${b}
            order by
              i.impact desc,
              i.id desc
            limit ${atMost}
          )
        `,
    ),
    " union all ",
  );
  // One value instead of a thousand rows: the driver's work per row is most of the time otherwise.
  const [found] = await tx.$queryRaw<{ bubbles: BubbleTuple[] | null }[]>`
    select
      json_agg(
        json_build_array(
          i.id,
          i.number,
          i.title,
          i.severity,
          i.type,
          i.state,
          i.impact,
          i.effort,
          i.computed_impact,
          i.computed_effort,
          i.is_impact_overridden,
          i.is_effort_overridden,
          i.below_line,
          i.reporter_count,
          i.item_count,
          i.version
        )
        order by
          i.impact desc,
          i.id desc
      ) as bubbles
    from
      (
        select *
        from (${fronts}) i
        order by
          i.impact desc,
          i.id desc
        limit ${atMost}
      ) i
  `;
  return (found?.bubbles ?? []).map(toBubble);
}

type BubbleTuple = [
  string,
  number,
  string,
  Severity,
  ItemType,
  IssueState,
  number,
  number,
  number,
  number,
  boolean,
  boolean,
  BelowLine | null,
  number,
  number,
  number,
];

function toBubble([
  id,
  number,
  title,
  severity,
  type,
  state,
  impact,
  effort,
  computedImpact,
  computedEffort,
  isImpactOverridden,
  isEffortOverridden,
  belowLine,
  reporterCount,
  itemCount,
  version,
]: BubbleTuple): Bubble {
  return {
    id,
    number,
    title,
    severity,
    type,
    state,
    impact,
    effort,
    computedImpact,
    computedEffort,
    isImpactOverridden,
    isEffortOverridden,
    belowLine,
    reporterCount,
    itemCount,
    version,
  };
}

/** Whether reading everything under a filter would touch the table, not an index alone. */
const isCostly = ({ sources, labels, teams, urgencies, quadrants, since }: BoardFilter): boolean =>
  since !== null || [sources, labels, teams, urgencies, quadrants].some((list) => list.length > 0);

async function readDensity(
  tx: Tx,
  query: IssueQuery,
  isCapped: boolean,
): Promise<{ cells: DensityCell[]; isCapped: boolean }> {
  const inBranches = join(query.branches, " or ");
  const cap = isCapped ? sql`limit ${COUNT_CAP}` : sql``;
  // Both places in one small number: a hundred thousand rows are put into a few hundred groups, and only those are looked at again.
  const groups = await tx.$queryRaw<{ place: number; n: number }[]>`
    select
      i.impact / ${CELL}::int * 32 + i.effort / ${CELL}::int as place,
      count(*)::int as n
    from
      (
        select
          i.impact,
          i.effort
        from issue i
        where
          ${query.where}
          and (${inBranches}) ${isCapped ? sql`order by i.impact desc, i.id desc` : sql``} ${cap}
      ) i
    group by 1
  `;
  return { cells: foldCells(groups), isCapped };
}

/**
 * The squares of a density from groups counted by `impact / 5 * 32 + effort / 5`; a hundred points belong to the last square, closed at
 * both ends.
 */
export function foldCells(groups: readonly { place: number; n: number }[]): DensityCell[] {
  const cells = new Map<number, DensityCell>();
  for (const { place, n } of groups) {
    const [y, x] = [Math.min(place >> 5, CELLS - 1), Math.min(place & 31, CELLS - 1)];
    const cell = cells.get(y * CELLS + x);
    if (cell) cell.n += n;
    else cells.set(y * CELLS + x, { x, y, n });
  }
  return [...cells.values()];
}

export type KanbanColumn = {
  state: IssueState;
  count: Count;
  rows: IssueRow[];
  /** For `listIssues` with this state and the same filter, by impact. */ nextCursor: string | null;
};

/** The board by state: how many stand in each column and the first 30 by impact. Columns the filter excludes are left out. */
export async function readKanban(
  scope: Scope,
  input: z.input<typeof ReadBoard>,
): Promise<{ columns: KanbanColumn[]; problems: FilterProblem[] }> {
  const { filter, problems } = parseFilter(input.filter ?? "");
  const states = ISSUE_STATES.filter((state) => filter.states.length === 0 || filter.states.includes(state));
  const hits = await findHits(scope, input.launchId, filter);
  return withScope(scope, async (tx) => {
    const query = await compileFilter(tx, scope, input.launchId, filter, hits);
    const counts = await countIn(tx, scope, input.launchId, filter, query);
    const byState =
      filter.states.length === 0
        ? query
        : await compileFilter(tx, scope, input.launchId, { ...filter, states: [] }, hits);
    const inBranches = join(byState.branches, " or ");
    const fronts = await tx.$queryRaw<{ id: string; state: IssueState }[]>(
      join(
        states.map(
          (state) =>
            sql`
              (
                select
                  i.id,
                  i.state
                from issue i
                where
                  ${byState.where}
                  and (${inBranches})
                  and i.state = ${state}
                order by
                  i.impact desc,
                  i.id desc
                limit ${COLUMN_PAGE + 1}
              )
            `,
        ),
        " union all ",
      ),
    );
    const rows = new Map(
      (
        await readRows(
          tx,
          scope,
          fronts.map((f) => f.id),
        )
      ).map((row) => [row.id, row]),
    );
    const columns = states.map((state): KanbanColumn => {
      const found = fronts.filter((f) => f.state === state).flatMap((f) => rows.get(f.id) ?? []);
      const page = cutPage(found, COLUMN_PAGE, ({ impact, id }) => [impact, id]);
      return { state, count: counts.byState[state], ...page };
    });
    return { columns, problems };
  });
}
