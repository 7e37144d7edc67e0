import { RESPONSE_TARGET_MINUTES, type BlockingIssue } from "@/contracts/exit";
import { join, sql, type Sql, type Tx } from "@/server/db/sql";
import { overdueBefore } from "@/server/feedback/first-response";
import { COUNTED_REPORTS, waitingReports } from "@/server/feedback/first-response.queries";
import type { CriterionRow } from "@/server/launches/criteria.queries";
import { listRoutedComponentsIn } from "@/server/launches/components.queries";
import { lastMinutes, readTrafficIn, WHOLE_LAUNCH } from "@/server/monitoring/traffic.queries";
import type { Scope } from "@/server/platform/scope";
import { REPORTS_HOURS, TRAFFIC_MINUTES } from "./criteria-facts.queries";
import { rankBlockers, type Blocking } from "./exit-blockers";

const PER_CRITERION = 10;
const HOUR_MS = 3_600_000;

/** Issues behind criteria that are not met, ranked; at most ten. Criteria that are met, holding, waived or unknown block nothing. */
export async function listBlockersIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  criteria: readonly CriterionRow[],
  now: Date,
): Promise<BlockingIssue[]> {
  const unmet = criteria.filter((c) => c.state === "not_met");
  const blockings: Blocking[] = [];
  for (const criterion of unmet) blockings.push(...(await listBehindIn(tx, scope, launchId, criterion, now)));
  return rankBlockers(blockings);
}

type IssueRow = Omit<BlockingIssue, "blocks"> & { weight: number };

async function listBehindIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  criterion: CriterionRow,
  now: Date,
): Promise<Blocking[]> {
  const ofComponent =
    criterion.componentId === null ? sql`true` : sql`i.component_id = ${criterion.componentId}`;
  const blocking = (
    rows: readonly IssueRow[],
    reason: (row: IssueRow) => string,
    isDirect = false,
  ): Blocking[] =>
    rows.map((row) => ({ issue: briefOf(row), criterionId: criterion.id, reason: reason(row), isDirect }));
  switch (criterion.kind) {
    case "open_critical":
      return blocking(
        await listIssuesIn(tx, scope, launchId, sql`i.severity = 'critical' and ${ofComponent}`),
        () => "It is an open critical.",
        true,
      );
    case "open_major":
      return blocking(
        await listIssuesIn(tx, scope, launchId, sql`i.severity = 'major' and ${ofComponent}`),
        () => "It is an open major.",
        true,
      );
    case "new_items_per_day":
      return blocking(
        await listByItemsIn(tx, scope, launchId, recentReports(now), sql`i.is_open and ${ofComponent}`),
        (row) => `${count(row.weight, "report")} in the last 24 hours.`,
      );
    case "first_response":
      return blocking(
        await listByItemsIn(tx, scope, launchId, overdueReports(scope, criterion, now), sql`true`),
        (row) =>
          `${count(row.weight, "ticket")} past ${row.weight === 1 ? "its" : "their"} time for an answer.`,
      );
    case "negative_share":
      return blocking(
        await listByItemsIn(
          tx,
          scope,
          launchId,
          sql`${recentReports(now)} and t.sentiment = 'negative'`,
          sql`i.is_open and ${ofComponent}`,
        ),
        (row) => `${count(row.weight, "negative report")} in the last 24 hours.`,
      );
    case "error_rate":
    case "latency_p95":
      return listBehindTrafficIn(tx, scope, launchId, criterion, now);
    case "manual":
      return [];
  }
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;

const briefOf = ({ weight: _, ...issue }: IssueRow): Omit<BlockingIssue, "blocks"> => issue;

const BRIEF = sql`
  i.id,
  i.number,
  i.title,
  i.severity,
  i.state,
  i.type,
  i.impact,
  i.effort,
  i.version,
  i.component_id as "componentId",
  i.owner_id as "ownerId",
  (
    select m.name
    from membership m
    where
      m.org_id = i.org_id
      and m.id = i.owner_id
  ) as "ownerName"
`;

/** Open defects with most impact among those that match. */
async function listIssuesIn(tx: Tx, scope: Scope, launchId: string, where: Sql): Promise<IssueRow[]> {
  return tx.$queryRaw<IssueRow[]>`
    select
      ${BRIEF},
      0::float8 as weight
    from issue i
    where
      i.org_id = ${scope.orgId}
      and i.launch_id = ${launchId}
      and i.merged_into_id is null
      and i.is_open
      and i.is_defect
      and ${where}
    order by
      i.impact desc,
      i.id desc
    limit ${PER_CRITERION}
  `;
}

/** Reports `t` of the last day, without spam. */
const recentReports = (now: Date): Sql => sql`
  t.occurred_at > ${new Date(now.getTime() - REPORTS_HOURS * HOUR_MS)}
  and t.occurred_at <= ${now}
  and ${COUNTED_REPORTS}
`;

/** Reports `t` that wait for longer than a criterion allows; behind closed issues too, since closing tells nobody. */
const overdueReports = (scope: Scope, { componentId, targetMinutes }: CriterionRow, now: Date): Sql => sql`
  ${waitingReports(scope)}
  and t.occurred_at < ${overdueBefore(targetMinutes ?? RESPONSE_TARGET_MINUTES, now)}
  and ${componentId === null ? sql`true` : sql`t.component_id = ${componentId}`}
`;

/** Issues that most reports belong to, among those that match. */
async function listByItemsIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  ofItem: Sql,
  ofIssue: Sql,
): Promise<IssueRow[]> {
  return tx.$queryRaw<IssueRow[]>`
    with
      counted as materialized (
        select
          t.issue_id,
          count(*)::float8 as weight
        from item t
        where
          t.org_id = ${scope.orgId}
          and t.launch_id = ${launchId}
          and t.issue_id is not null
          and ${ofItem}
        group by 1
        order by
          2 desc,
          1
        limit 200
      )
    select
      ${BRIEF},
      c.weight
    from
      counted c
      join issue i on i.org_id = ${scope.orgId}
      and i.id = c.issue_id
    where
      i.merged_into_id is null
      and ${ofIssue}
    order by
      c.weight desc,
      i.impact desc,
      i.id desc
    limit ${PER_CRITERION}
  `;
}

/** For a slow or failing gateway: open technical issues of the components whose own traffic misses the target. */
async function listBehindTrafficIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  criterion: CriterionRow,
  now: Date,
): Promise<Blocking[]> {
  const figures = await readTrafficIn(
    tx,
    scope,
    launchId,
    lastMinutes(now, TRAFFIC_MINUTES),
    await listRoutedComponentsIn(tx, scope, launchId),
  );
  const isSlow = criterion.kind === "latency_p95";
  const missing = [...figures].filter(
    ([id, f]) =>
      id !== WHOLE_LAUNCH &&
      (criterion.componentId === null || id === criterion.componentId) &&
      ((isSlow ? f.p95Ms : f.errorPercent) ?? 0) >= criterion.target,
  );
  if (missing.length === 0) return [];
  const types = isSlow ? ["performance", "technical"] : ["technical", "functional", "integration"];
  const rows = await listIssuesIn(
    tx,
    scope,
    launchId,
    sql`i.component_id in (${join(missing.map(([id]) => id))}) and i.type in (${join(types)})`,
  );
  return rows.map((row) => {
    const f = figures.get(row.componentId ?? "");
    return {
      issue: briefOf(row),
      criterionId: criterion.id,
      isDirect: false,
      reason: isSlow
        ? `Its component answers in ${Math.round(f?.p95Ms ?? 0)} ms (p95).`
        : `${(f?.errorPercent ?? 0).toFixed(1)} % of its component's requests fail.`,
    };
  });
}
