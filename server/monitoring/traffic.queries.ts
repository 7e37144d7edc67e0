import {
  TRAFFIC_WINDOWS,
  type TrafficFigures,
  type TrafficPoint,
  type TrafficWindow,
} from "@/contracts/monitoring";
import { withScope } from "@/server/db/client";
import { sql, type Sql, type Tx } from "@/server/db/sql";
import { listRoutedComponentsIn } from "@/server/launches/components.queries";
import { componentOfRoute, type RoutedComponent } from "@/server/launches/route-patterns";
import type { Scope } from "@/server/platform/scope";
import { BURST_MINUTES, isErrorBurst } from "./error-burst";
import { quantile } from "./latency-buckets";
import { USE_MINUTES } from "./real-use.queries";

const MINUTE_MS = 60_000;

/** A stretch of time: `from` included, `until` not. */
export type Stretch = { from: Date; until: Date };

/** The last `minutes` minutes, with the one that is running. */
export function lastMinutes(now: Date, minutes: number): Stretch {
  const until = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  return { from: new Date(until - minutes * MINUTE_MS), until: new Date(until) };
}

/** The minute rows of a launch's real use in a stretch; every query of this file reads through the table's key. */
export const minutesOf = (scope: Scope, launchId: string, { from, until }: Stretch): Sql =>
  sql`
    ${USE_MINUTES} t
    where
      t.org_id = ${scope.orgId}
      and t.launch_id = ${launchId}
      and t.minute >= ${from}
      and t.minute < ${until}
  `;

/**
 * Failed requests of minute rows: answered with 5xx, or not at all. What nobody answered is the worst of them, whoever gave up first.
 */
export const FAILED = sql`(n5xx + n_no_answer)`;

/** A sum over minute rows: requests, those that failed, and of these the unanswered. */
type Sum = { n: number; failed: number; noAnswers: number };
type RouteSum = Sum & { route: string };

/** Requests and failed ones per route, all services and methods together. */
async function sumRoutesIn(tx: Tx, scope: Scope, launchId: string, stretch: Stretch): Promise<RouteSum[]> {
  return tx.$queryRaw<RouteSum[]>`
    select
      t.route,
      sum(t.n)::float8 as n,
      sum(${FAILED})::float8 as failed,
      sum(t.n_no_answer)::float8 as "noAnswers"
    from ${minutesOf(scope, launchId, stretch)}
    group by t.route
  `;
}

/** A bucket of a latency distribution: whose it is, which bucket, and how many requests it holds. */
export type BucketSum = { key: string; bucket: number; n: number };

const NO_SUM: Sum = { n: 0, failed: 0, noAnswers: 0 };

/** A sum and its latencies as figures; without a sum, those of no traffic. */
export const figuresOf = (
  { n: requests, failed: errors, noAnswers }: Sum = NO_SUM,
  counts: readonly BucketSum[] = [],
): TrafficFigures => {
  const buckets: number[] = [];
  for (const { bucket, n } of counts) {
    while (buckets.length <= bucket) buckets.push(0);
    buckets[bucket]! += n;
  }
  return {
    requests,
    errors,
    noAnswers,
    errorPercent: requests > 0 ? (errors / requests) * 100 : null,
    p95Ms: quantile(buckets, 0.95),
  };
};

/** Buckets by whose they are. */
export const byKey = (counts: readonly BucketSum[]): Map<string, BucketSum[]> => {
  const groups = new Map<string, BucketSum[]>();
  for (const count of counts) {
    const group = groups.get(count.key);
    if (group) group.push(count);
    else groups.set(count.key, [count]);
  }
  return groups;
};

/** The key under which `readTraffic` gives the whole launch. */
export const WHOLE_LAUNCH = "";

/**
 * Figures of a launch and of those components that have route patterns, in one stretch: requests, failed ones (5xx or no answer),
 * error rate and p95 latency. A request belongs to the component whose most exact pattern matches its route.
 * Two statements, however many components.
 * @returns by component id; the whole launch under WHOLE_LAUNCH. A component without traffic has zero requests and null figures.
 */
export async function readTraffic(
  scope: Scope,
  launchId: string,
  stretch: Stretch,
): Promise<Map<string, TrafficFigures>> {
  return withScope(scope, async (tx) => {
    const components = await listRoutedComponentsIn(tx, scope, launchId);
    return readTrafficIn(tx, scope, launchId, stretch, components);
  });
}

/** As `readTraffic`, in the caller's transaction. */
export async function readTrafficIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  stretch: Stretch,
  components: readonly RoutedComponent[],
): Promise<Map<string, TrafficFigures>> {
  const sums = await sumRoutesIn(tx, scope, launchId, stretch);
  const owned = sums.map((s) => componentOfRoute(components, s.route) ?? WHOLE_LAUNCH);
  const counts = sums.length
    ? await tx.$queryRaw<BucketSum[]>`
      select
        o.component as key,
        b.bucket,
        sum(t.buckets[b.bucket])::float8 as n
      from
        unnest(${sums.map((s) => s.route)}::text[], ${owned}::text[]) as o(route, component)
        join lateral (
          select
            t.route,
            t.buckets
          from ${minutesOf(scope, launchId, stretch)}
        ) t on t.route = o.route
        cross join lateral generate_subscripts(t.buckets, 1) as b(bucket)
      group by
        1,
        2
    `
    : [];
  const groups = byKey(counts);
  const figures = new Map<string, TrafficFigures>();
  for (const id of components.map((c) => c.id)) {
    const ofComponent = sums.filter((_, index) => owned[index] === id);
    figures.set(id, figuresOf(total(ofComponent), groups.get(id)));
  }
  figures.set(WHOLE_LAUNCH, figuresOf(total(sums), counts));
  return figures;
}

const total = (sums: readonly Sum[]): Sum =>
  sums.reduce<Sum>(
    (all, s) => ({
      n: all.n + s.n,
      failed: all.failed + s.failed,
      noAnswers: all.noAnswers + s.noAnswers,
    }),
    NO_SUM,
  );

/**
 * Traffic over time, for lines: one point per step of the window, also where nothing was asked.
 * @param componentId only the routes of this component
 */
export async function readTrafficSeries(
  scope: Scope,
  launchId: string,
  window: TrafficWindow,
  now: Date,
  componentId: string | null = null,
): Promise<TrafficPoint[]> {
  const { minutes, stepMinutes } = TRAFFIC_WINDOWS[window];
  const stepMs = stepMinutes * MINUTE_MS;
  const untilMs = Math.ceil((now.getTime() + 1) / stepMs) * stepMs;
  const stretch = { from: new Date(untilMs - minutes * MINUTE_MS), until: new Date(untilMs) };
  return withScope(scope, async (tx) => {
    const routes =
      componentId === null ? null : await listRoutesOfIn(tx, scope, launchId, componentId, stretch);
    return readSeriesIn(tx, scope, launchId, stretch, stepMinutes, routes);
  });
}

/** The routes with requests in a stretch that belong to a component. */
export async function listRoutesOfIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  componentId: string,
  stretch: Stretch,
): Promise<string[]> {
  return (await listOwnedRoutesIn(tx, scope, launchId, stretch))
    .filter((route) => route.componentId === componentId)
    .map(({ route }) => route);
}

/** All routes with requests in a stretch, each with the component it belongs to. */
export async function listOwnedRoutesIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  stretch: Stretch,
): Promise<{ route: string; componentId: string | null }[]> {
  const components = await listRoutedComponentsIn(tx, scope, launchId);
  return (await sumRoutesIn(tx, scope, launchId, stretch)).map(({ route }) => ({
    route,
    componentId: componentOfRoute(components, route),
  }));
}

/**
 * One point per step of a stretch, also where nothing was asked.
 * @param stretch whole steps since 1970
 * @param routes only these; null for all
 */
export async function readSeriesIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  stretch: Stretch,
  stepMinutes: number,
  routes: readonly string[] | null,
): Promise<TrafficPoint[]> {
  const stepMs = stepMinutes * MINUTE_MS;
  const rows = sql`
    select
      extract(
        epoch
        from t.minute
      )::bigint / ${stepMinutes * 60}::bigint as step,
      t.n,
      ${FAILED} as failed,
      t.n_no_answer,
      t.buckets
    from
      ${minutesOf(scope, launchId, stretch)}
      and (
        ${routes}::text[] is null
        or t.route = any(${routes}::text[])
      )
  `;
  const sums = await tx.$queryRaw<(Sum & { step: string })[]>`
    select
      step::text,
      sum(n)::float8 as n,
      sum(failed)::float8 as failed,
      sum(n_no_answer)::float8 as "noAnswers"
    from (${rows}) r
    group by step
  `;
  const counts = await tx.$queryRaw<BucketSum[]>`
    select
      step::text as key,
      b.bucket,
      sum(r.buckets[b.bucket])::float8 as n
    from
      (${rows}) r
      cross join lateral generate_subscripts(r.buckets, 1) as b(bucket)
    group by
      1,
      2
  `;
  const sumOf = new Map(sums.map((s) => [s.step, s]));
  const groups = byKey(counts);
  const steps = Math.round((stretch.until.getTime() - stretch.from.getTime()) / stepMs);
  return Array.from({ length: steps }, (_, index) => {
    const atMs = stretch.from.getTime() + index * stepMs;
    const step = String(atMs / stepMs);
    return { at: new Date(atMs), ...figuresOf(sumOf.get(step), groups.get(step)) };
  });
}

/** Figures of the given routes in each of several stretches, in their order; two statements, however many. */
export async function readStretchesIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  routes: readonly string[],
  stretches: readonly Stretch[],
): Promise<TrafficFigures[]> {
  if (stretches.length === 0) return [];
  const rows = sql`
    select
      k.at,
      t.n,
      t.failed,
      t.n_no_answer,
      t.buckets
    from
      unnest(
        ${stretches.map((s) => s.from)}::timestamptz[],
        ${stretches.map((s) => s.until)}::timestamptz[]
      ) with ordinality as k(since, until, at)
      join lateral (
        select
          m.n,
          ${FAILED} as failed,
          m.n_no_answer,
          m.buckets
        from ${USE_MINUTES} m
        where
          m.org_id = ${scope.orgId}
          and m.launch_id = ${launchId}
          and m.minute >= k.since
          and m.minute < k.until
          and m.route = any(${routes}::text[])
      ) t on true
  `;
  const sums = await tx.$queryRaw<(Sum & { at: string })[]>`
    select
      at::text,
      sum(n)::float8 as n,
      sum(failed)::float8 as failed,
      sum(n_no_answer)::float8 as "noAnswers"
    from (${rows}) r
    group by 1
  `;
  const counts = await tx.$queryRaw<BucketSum[]>`
    select
      at::text as key,
      b.bucket,
      sum(r.buckets[b.bucket])::float8 as n
    from
      (${rows}) r
      cross join lateral generate_subscripts(r.buckets, 1) as b(bucket)
    group by
      1,
      2
  `;
  const sumOf = new Map(sums.map((s) => [s.at, s]));
  const groups = byKey(counts);
  return stretches.map((_, index) => {
    const key = String(index + 1);
    return figuresOf(sumOf.get(key), groups.get(key));
  });
}

/** Components whose routes have a burst of failed requests in the last 15 minutes; a signal that holds severity up. */
export async function componentErrorBursts(scope: Scope, launchId: string, now: Date): Promise<Set<string>> {
  return withScope(scope, async (tx) => {
    const sums = await sumRoutesIn(tx, scope, launchId, lastMinutes(now, BURST_MINUTES));
    if (!sums.some((s) => s.failed > 0)) return new Set();
    const byComponent = sumByComponent(await listRoutedComponentsIn(tx, scope, launchId), sums);
    return new Set(
      [...byComponent]
        .filter(([, sum]) => isErrorBurst({ requests: sum.n, errors: sum.failed }))
        .map(([id]) => id),
    );
  });
}

/** Each component's share (0–1) of the launch's requests in the last 24 hours; null when no traffic was measured. */
export async function componentTrafficShares(
  scope: Scope,
  launchId: string,
  now: Date,
): Promise<Map<string, number> | null> {
  return withScope(scope, async (tx) => {
    const sums = await sumRoutesIn(tx, scope, launchId, lastMinutes(now, 1_440));
    const all = total(sums).n;
    if (all === 0) return null;
    const byComponent = sumByComponent(await listRoutedComponentsIn(tx, scope, launchId), sums);
    return new Map([...byComponent].map(([id, sum]) => [id, sum.n / all]));
  });
}

function sumByComponent(
  components: readonly RoutedComponent[],
  sums: readonly RouteSum[],
): Map<string, { n: number; failed: number }> {
  const byComponent = new Map(components.map((c) => [c.id, { n: 0, failed: 0 }]));
  for (const sum of sums) {
    const ofComponent = byComponent.get(componentOfRoute(components, sum.route) ?? "");
    if (ofComponent) {
      ofComponent.n += sum.n;
      ofComponent.failed += sum.failed;
    }
  }
  return byComponent;
}
