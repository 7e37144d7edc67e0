import type { LoggedRequest } from "@/contracts/evidence";
import { LOG_FUTURE_DAYS } from "@/contracts/monitoring";
import { TERM_BOUNDS } from "@/contracts/retention";
import { withScope } from "@/server/db/client";
import { sql, type Sql, type Tx } from "@/server/db/sql";
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

const DAY_MS = 86_400_000;
/** The gateway, and what it asked behind it, may log one request under the same id. */
const LINES_OF_ONE = 5;

/** What the gateway logged of the request with this id in a launch, newest line first, at most five; as long as lines are kept. */
export async function findRequest(
  scope: Scope,
  { launchId, requestId }: { launchId: string; requestId: string },
  now: Date,
): Promise<LoggedRequest[]> {
  const from = new Date(now.getTime() - TERM_BOUNDS.log_lines.max * DAY_MS);
  const until = new Date(now.getTime() + LOG_FUTURE_DAYS * DAY_MS);
  return withScope(scope, (tx) =>
    findByRequestIdIn(tx, scope, launchId, [requestId], { from, until }, LINES_OF_ONE),
  );
}

/** The requests on these routes that failed (answered with 5xx, or not at all) in any of the stretches, newest first, at most `limit`. */
export const findFailingIn = (
  tx: Tx,
  scope: Scope,
  launchId: string,
  routes: readonly string[],
  stretches: readonly Stretch[],
  limit: number,
): Promise<LoggedRequest[]> =>
  // The newest `limit` minutes that hold an error hold the newest `limit` errors.
  findInMinutes(tx, scope, launchId, routes, stretches, limit, {
    minutes: sql`m.n5xx + m.n_no_answer > 0`,
    lines: sql`(l.status >= 500 or l.status is null)`,
    minuteOrder: sql`m.minute desc`,
    lineOrder: sql`l.ts desc, l.seq desc`,
  });

/** The slowest requests on these routes in any of the stretches, slowest first, at most `limit`. */
export const findSlowestIn = (
  tx: Tx,
  scope: Scope,
  launchId: string,
  routes: readonly string[],
  stretches: readonly Stretch[],
  limit: number,
): Promise<LoggedRequest[]> =>
  // The `limit` minutes with the longest maximum hold the `limit` slowest requests: each of them has one at least as slow as any elsewhere.
  findInMinutes(tx, scope, launchId, routes, stretches, limit, {
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
