import type { z } from "zod";
import { parseFilter, type BoardFilter, type Count, type FilterProblem, type ReadBoard } from "@/contracts/board";
import { DEFECT_TYPES, QUADRANTS, SEVERITIES, type ItemType, type Quadrant, type Severity } from "@/contracts/triage";
import { ISSUE_STATES, type IssueState } from "@/contracts/feedback";
import { withScope } from "@/server/db/client";
import { join, sql, type Sql, type Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import { compileFilter, findHits, type IssueQuery } from "./board-filter.queries";

/** Counts stop here: what is more is "10k+". */
export const COUNT_CAP = 10_000;

export type BoardCounts = {
  total: Count;
  byState: Record<IssueState, Count>;
  bySeverity: Record<Severity, Count>;
  byQuadrant: Record<Quadrant, Count>;
};

type Cell = { state: IssueState; severity: Severity; quadrant: Quadrant; n: number };

/** How many issues a filter lets through, by state, severity and quadrant. */
export async function countIssues(scope: Scope, input: z.input<typeof ReadBoard>): Promise<BoardCounts & { problems: FilterProblem[] }> {
  const { filter, problems } = parseFilter(input.filter ?? "");
  const hits = await findHits(scope, input.launchId, filter);
  return withScope(scope, async (tx) => {
    const query = await compileFilter(tx, scope, input.launchId, filter, hits);
    return { ...(await countIn(tx, scope, input.launchId, filter, query)), problems };
  });
}

/** Exact from the maintained counters when the filter asks only for what they tell apart; otherwise counted up to the cap. */
export async function countIn(tx: Tx, scope: Scope, launchId: string, filter: BoardFilter, query: IssueQuery): Promise<BoardCounts> {
  if (isMaintained(filter)) return add(await readCounters(tx, scope, launchId, filter), false);
  const where = sql`${query.where} and (${join(query.branches, " or ")})`;
  const cells = await tx.$queryRaw<Cell[]>`
    select state, severity, quadrant, count(*)::int as n from (select i.state, i.severity, i.quadrant from issue i where ${where} limit ${COUNT_CAP + 1}) x group by 1, 2, 3`;
  const counts = add(cells, false);
  return counts.total.n <= COUNT_CAP ? counts : countEach(tx, where);
}

/** Past the cap each value is counted by itself, so that none looks rare only because others came first. */
async function countEach(tx: Tx, where: Sql): Promise<BoardCounts> {
  const parts = [...ISSUE_STATES.map((v) => ["state", v] as const), ...SEVERITIES.map((v) => ["severity", v] as const), ...QUADRANTS.map((v) => ["quadrant", v] as const)];
  const columns = { state: sql`i.state`, severity: sql`i.severity`, quadrant: sql`i.quadrant` };
  const counted = await tx.$queryRaw<{ kind: string; value: string; n: number }[]>(
    join(parts.map(([kind, value]) => sql`select ${kind}::text as kind, ${value}::text as value, count(*)::int as n from (select from issue i where ${where} and ${columns[kind]} = ${value} limit ${COUNT_CAP + 1}) x`), " union all "),
  );
  const of = <V extends string>(kind: string, values: readonly V[]) => Object.fromEntries(values.map((v) => [v, toCount(counted.find((c) => c.kind === kind && c.value === v)?.n ?? 0)])) as Record<V, Count>;
  return { total: { n: COUNT_CAP, isCapped: true }, byState: of("state", ISSUE_STATES), bySeverity: of("severity", SEVERITIES), byQuadrant: of("quadrant", QUADRANTS) };
}

const toCount = (n: number): Count => ({ n: Math.min(n, COUNT_CAP), isCapped: n > COUNT_CAP });

/** The counters know state, severity, quadrant and whether it is a defect; a filter on types is theirs when it names all defects or none. */
function isMaintained(filter: BoardFilter): boolean {
  const { states: _s, severities: _v, quadrants: _q, types, since, text, ...rest } = filter;
  return since === null && text === "" && Object.values(rest).every((list) => list.length === 0) && (types.length === 0 || isAllDefects(types));
}

const isAllDefects = (types: readonly ItemType[]): boolean => types.length === DEFECT_TYPES.length && DEFECT_TYPES.every((type) => types.includes(type));

async function readCounters(tx: Tx, scope: Scope, launchId: string, filter: BoardFilter): Promise<Cell[]> {
  const among = (column: Sql, values: readonly string[]) => (values.length > 0 ? [sql`${column} = any(${[...values]}::text[])`] : []);
  const where = join(
    [sql`org_id = ${scope.orgId}`, sql`launch_id = ${launchId}`, ...among(sql`state`, filter.states), ...among(sql`severity`, filter.severities), ...among(sql`quadrant`, filter.quadrants), ...(filter.types.length > 0 ? [sql`is_defect`] : [])],
    " and ",
  );
  return tx.$queryRaw<Cell[]>`select state, severity, quadrant, sum(n)::int as n from issue_count where ${where} group by 1, 2, 3`;
}

function add(cells: readonly Cell[], isCapped: boolean): BoardCounts {
  const zero = <V extends string>(values: readonly V[]) => Object.fromEntries(values.map((v) => [v, { n: 0, isCapped }])) as Record<V, Count>;
  const counts: BoardCounts = { total: { n: 0, isCapped }, byState: zero(ISSUE_STATES), bySeverity: zero(SEVERITIES), byQuadrant: zero(QUADRANTS) };
  for (const { state, severity, quadrant, n } of cells) for (const count of [counts.total, counts.byState[state], counts.bySeverity[severity], counts.byQuadrant[quadrant]]) count.n += n;
  return counts;
}
