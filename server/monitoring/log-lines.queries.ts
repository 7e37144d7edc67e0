import type { LoggedRequest } from "@/contracts/evidence";
import { ROUTE_REQUESTS_MAX, type RequestOrder } from "@/contracts/monitoring";
import { withScope } from "@/server/db/client";
import { empty, sql, type Sql, type Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import { USE_LINES, USE_MINUTES } from "./real-use.queries";
import type { Stretch } from "./traffic.queries";

const COLUMNS = sql`
  l.seq::text as key,
  l.ts as at,
  l.method,
  l.route,
  l.status::int as status,
  l.latency_ms::float8 as "latencyMs",
  l.upstream_ms::float8 as "upstreamMs",
  l.lasted_ms::float8 as "lastedMs",
  l.traffic_class as "trafficClass",
  l.version,
  l.consumer,
  l.request_id as "requestId"
`;

/**
 * The log lines of a launch with one of these request ids, newest first, at most `limit`. Each day's partition answers from its index
 * on (org_id, request_id).
 */
export async function findByRequestIdIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  requestIds: readonly string[],
  { from, until }: Stretch,
  limit: number,
): Promise<LoggedRequest[]> {
  if (requestIds.length === 0) return [];
  return tx.$queryRaw<LoggedRequest[]>`
    select ${COLUMNS}
    from gateway_log l
    where
      l.org_id = ${scope.orgId}
      and l.request_id is not null
      and l.request_id = any(${requestIds}::text[])
      and l.launch_id = ${launchId}
      and l.ts >= ${from}
      and l.ts < ${until}
    order by
      l.ts desc,
      l.seq desc
    limit ${limit}
  `;
}

/**
 * The requests on these routes that failed (answered with 5xx, or not at all) in any of the stretches, newest first, at most `limit`.
 * @param method only these; null for all
 */
export const findFailingIn = (
  tx: Tx,
  scope: Scope,
  launchId: string,
  routes: readonly string[],
  stretches: readonly Stretch[],
  limit: number,
  method: string | null = null,
): Promise<LoggedRequest[]> =>
  // The newest `limit` minutes that hold an error hold the newest `limit` errors.
  findInMinutes(tx, scope, launchId, routes, stretches, limit, method, {
    minutes: sql`m.n5xx + m.n_no_answer > 0`,
    lines: sql`(l.status >= 500 or l.status is null)`,
    minuteOrder: sql`m.minute desc`,
    lineOrder: sql`l.ts desc, l.seq desc`,
  });

/** The slowest requests on these routes in any of the stretches, slowest first, at most `limit`; of one method or all. */
export const findSlowestIn = (
  tx: Tx,
  scope: Scope,
  launchId: string,
  routes: readonly string[],
  stretches: readonly Stretch[],
  limit: number,
  method: string | null = null,
): Promise<LoggedRequest[]> =>
  // The `limit` minutes with the longest maximum hold the `limit` slowest requests: each of them has one at least as slow as any elsewhere.
  findInMinutes(tx, scope, launchId, routes, stretches, limit, method, {
    minutes: sql`m.latency_max > 0`,
    lines: sql`l.latency_ms is not null`,
    minuteOrder: sql`m.latency_max desc, m.minute desc`,
    lineOrder: sql`l.latency_ms desc, l.ts desc`,
  });

/**
 * Lines by way of the minutes that must hold them, so that a busy route's stretch is never read whole: at most `limit` minutes of a
 * route, each read from its partition's index on (org_id, launch_id, route, ts).
 * @param stretches whole minutes, none overlapping another
 */
async function findInMinutes(
  tx: Tx,
  scope: Scope,
  launchId: string,
  routes: readonly string[],
  stretches: readonly Stretch[],
  limit: number,
  method: string | null,
  by: { minutes: Sql; lines: Sql; minuteOrder: Sql; lineOrder: Sql },
): Promise<LoggedRequest[]> {
  if (routes.length === 0 || stretches.length === 0) return [];
  return tx.$queryRaw<LoggedRequest[]>`
    with
      minute as (
        select
          m.route,
          m.method,
          m.minute
        from
          unnest(${stretches.map((s) => s.from)}::timestamptz[], ${stretches.map((s) => s.until)}::timestamptz[]) as s(since, until)
          join lateral (
            select *
            from ${USE_MINUTES} t
            where
              t.org_id = ${scope.orgId}
              and t.launch_id = ${launchId}
              and t.minute >= s.since
              and t.minute < s.until
              and t.route = any(${routes}::text[])
              ${method === null ? empty : sql`and t.method = ${method}`}
          ) m on ${by.minutes}
        order by ${by.minuteOrder}
        limit ${limit}
      )
    select ${COLUMNS}
    from
      (
        select distinct
          route,
          method,
          minute
        from minute
      ) k
      join lateral (
        select *
        from ${USE_LINES} g
        where
          g.org_id = ${scope.orgId}
          and g.launch_id = ${launchId}
          and g.route = k.route
          and g.method = k.method
          and g.ts >= k.minute
          and g.ts < k.minute + interval '1 minute'
      ) l on ${by.lines}
    order by ${by.lineOrder}
    limit ${limit}
  `;
}

/**
 * The requests of one route and method in a stretch, at most 50: the newest that failed (5xx or no answer), the slowest, or the newest.
 */
export async function listRouteRequests(
  scope: Scope,
  launchId: string,
  stretch: Stretch,
  { route, method, order }: { route: string; method: string; order: RequestOrder },
): Promise<LoggedRequest[]> {
  return withScope(scope, async (tx) => {
    const [routes, stretches] = [[route], [stretch]];
    if (order === "failing")
      return findFailingIn(tx, scope, launchId, routes, stretches, ROUTE_REQUESTS_MAX, method);
    if (order === "slow")
      return findSlowestIn(tx, scope, launchId, routes, stretches, ROUTE_REQUESTS_MAX, method);
    return tx.$queryRaw<LoggedRequest[]>`
      select ${COLUMNS}
      from ${USE_LINES} l
      where
        l.org_id = ${scope.orgId}
        and l.launch_id = ${launchId}
        and l.route = ${route}
        and l.method = ${method}
        and l.ts >= ${stretch.from}
        and l.ts < ${stretch.until}
      order by
        l.ts desc,
        l.seq desc
      limit ${ROUTE_REQUESTS_MAX}
    `;
  });
}
