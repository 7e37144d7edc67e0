import type { OverflowTraffic, RouteOrder, RouteTraffic } from "@/contracts/monitoring";
import { withScope } from "@/server/db/client";
import { sql, type Sql } from "@/server/db/sql";
import { listRoutedComponentsIn } from "@/server/launches/components.queries";
import { componentOfRoute } from "@/server/launches/route-patterns";
import type { Scope } from "@/server/platform/scope";
import { OTHER_ROUTE } from "./route-cap";
import { readOverflow } from "./traffic-beside.queries";
import { byKey, FAILED, figuresOf, minutesOf, type BucketSum, type Stretch } from "./traffic.queries";

/** busy: most requests. failing: most requests that failed (5xx or no answer), then their share. slow: highest p95. */
const ORDERS: Readonly<Record<RouteOrder, Sql>> = {
  busy: sql`s.n desc, s.failed desc`,
  failing: sql`s.failed desc, s.failed / nullif(s.n, 0) desc nulls last, s.n desc`,
  slow: sql`p.bucket desc nulls last, s.n desc`,
};

/**
 * The first routes of a stretch in an order that is taken over all of them, and how many there are. The p95 that `slow` sorts by is the
 * bucket that holds the request of that rank, as `quantile` finds it.
 * @param limit at most 100
 * @returns `overflow`: the requests whose routes found no room, over the whole stretch
 */
export async function listRoutes(
  scope: Scope,
  launchId: string,
  stretch: Stretch,
  order: RouteOrder,
  limit = 20,
): Promise<{ routes: RouteTraffic[]; total: number; overflow: OverflowTraffic | null }> {
  const { overflown, ...listed } = await withScope(scope, async (tx) => {
    const components = await listRoutedComponentsIn(tx, scope, launchId);
    const top = await tx.$queryRaw<
      {
        service: string;
        method: string;
        route: string;
        n: number;
        failed: number;
        noAnswers: number;
        total: number;
        overflown: number;
      }[]
    >`
      with
        sums as (
          select
            t.service,
            t.method,
            t.route,
            sum(t.n)::float8 as n,
            sum(${FAILED})::float8 as failed,
            sum(t.n_no_answer)::float8 as "noAnswers"
          from ${minutesOf(scope, launchId, stretch)}
          group by
            1,
            2,
            3
        ),
        counts as (
          select
            t.service,
            t.method,
            t.route,
            b.bucket,
            sum(t.buckets[b.bucket])::float8 as n
          from
            (
              select
                t.service,
                t.method,
                t.route,
                t.buckets
              from ${minutesOf(scope, launchId, stretch)}
            ) t
            cross join lateral generate_subscripts(t.buckets, 1) as b(bucket)
          where ${order === "slow"}
          group by
            1,
            2,
            3,
            4
        ),
        ranks as (
          select
            c.service,
            c.method,
            c.route,
            c.bucket,
            sum(c.n) over (
              partition by
                c.service,
                c.method,
                c.route
              order by c.bucket
            ) as seen,
            sum(c.n) over (
              partition by
                c.service,
                c.method,
                c.route
            ) as all_n
          from counts c
        ),
        p95 as (
          select
            r.service,
            r.method,
            r.route,
            min(r.bucket) as bucket
          from ranks r
          where
            r.all_n > 0
            and r.seen >= greatest(1, ceil(0.95 * r.all_n))
          group by
            1,
            2,
            3
        )
      select
        s.service,
        s.method,
        s.route,
        s.n,
        s.failed,
        s."noAnswers",
        (count(*) over ())::int as total,
        coalesce(
          sum(s.n) filter (
            where s.route = ${OTHER_ROUTE}
          ) over (),
          0
        )::float8 as overflown
      from
        sums s
        left join p95 p on p.service = s.service
        and p.method = s.method
        and p.route = s.route
      order by
        ${ORDERS[order]},
        s.route,
        s.method,
        s.service
      limit ${Math.min(limit, 100)}
    `;
    if (top.length === 0) return { routes: [], total: 0, overflown: 0 };
    const counts = await tx.$queryRaw<BucketSum[]>`
      select
        (k.at - 1)::text as key,
        b.bucket,
        sum(t.buckets[b.bucket])::float8 as n
      from
        unnest(
          ${top.map((row) => row.service)}::text[],
          ${top.map((row) => row.method)}::text[],
          ${top.map((row) => row.route)}::text[]
        ) with ordinality as k(service, method, route, at)
        join lateral (
          select
            t.service,
            t.method,
            t.route,
            t.buckets
          from ${minutesOf(scope, launchId, stretch)}
        ) t using (service, method, route)
        cross join lateral generate_subscripts(t.buckets, 1) as b(bucket)
      group by
        1,
        2
    `;
    const groups = byKey(counts);
    const routes = top.map(({ service, method, route, total: _total, ...sum }, index) => ({
      service,
      method,
      route,
      componentId: componentOfRoute(components, route),
      ...figuresOf(sum, groups.get(String(index))),
    }));
    return { routes, total: top[0]!.total, overflown: top[0]!.overflown };
  });
  return { ...listed, overflow: await readOverflow(scope, launchId, stretch, overflown) };
}
