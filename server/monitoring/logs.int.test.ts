import type { RouteOrder } from "@/contracts/monitoring";
import { describe, expect, test } from "vitest";
import { makeLogSource, makeWorld, type World } from "@/server/testing/factories";
import { asAdmin, asRole } from "@/server/testing/queries";
import { bucketOf, quantile } from "./latency-buckets";
import { ingestBatch, type LogTarget } from "./logs.commands";
import {
  componentErrorBursts,
  componentTrafficShares,
  lastMinutes,
  readTraffic,
  readTrafficSeries,
  WHOLE_LAUNCH,
} from "./traffic.queries";
import { listRoutes } from "./route-traffic.queries";

const now = new Date();
const bytes = (lines: object[]) => new TextEncoder().encode(lines.map((l) => JSON.stringify(l)).join("\n"));

const line = (over: Record<string, unknown> = {}, minutesAgo = 1) => ({
  ts: new Date(now.getTime() - minutesAgo * 60_000).toISOString(),
  method: "GET",
  path: "/v2/payments/77",
  status: 200,
  service: "payments",
  latencyMs: 40,
  bytesOut: 10,
  ...over,
});
const send = (target: LogTarget, batchId: string, lines: object[]) =>
  ingestBatch(target, { maxInflatedBytes: null, body: bytes(lines), batchId }, now);

const checkoutOf = async (world: World) =>
  (await asAdmin<{ id: string }>("select id from component where org_id = $1", [world.orgId]))[0]!.id;

describe("ingestBatch", () => {
  test("stores what is good, names what is not, and counts both", async () => {
    const target = await makeLogSource(await makeWorld());
    const receipt = await send(target, "b-1", [
      line(),
      line({ status: 9 }),
      line({ path: "/v2/search?q=secret" }),
    ]);
    expect(receipt).toEqual({
      batchId: "b-1",
      isDuplicate: false,
      accepted: 2,
      rejected: 1,
      duplicates: 0,
      warnings: [],
      rejections: [{ line: 2, reason: "status is not an HTTP status" }],
    });
    expect(
      await asAdmin(
        "select method, path, route, status, latency_ms from gateway_log where org_id = $1 order by path",
        [target.orgId],
      ),
    ).toEqual([
      { method: "GET", path: "/v2/payments/77", route: "/v2/payments/{id}", status: 200, latency_ms: 40 },
      { method: "GET", path: "/v2/search", route: "/v2/search", status: 200, latency_ms: 40 },
    ]);
    expect(
      await asAdmin("select accepted, rejected from ingest_batch where org_id = $1", [target.orgId]),
    ).toEqual([{ accepted: 2, rejected: 1 }]);
  });

  test("the same batch twenty times at once is stored once and answers alike", async () => {
    const target = await makeLogSource(await makeWorld());
    const receipts = await Promise.all(
      Array.from({ length: 20 }, () => send(target, "same", [line(), line()])),
    );
    expect(receipts.filter((r) => !r.isDuplicate)).toHaveLength(1);
    expect(new Set(receipts.map((r) => r.accepted))).toEqual(new Set([2]));
    expect(
      await asAdmin("select count(*)::int as n from gateway_log where org_id = $1", [target.orgId]),
    ).toEqual([{ n: 2 }]);
    expect(
      await asAdmin("select sum(n)::int as n from traffic_minute where org_id = $1", [target.orgId]),
    ).toEqual([{ n: 2 }]);
  });

  test("a batch of which nothing can be stored leaves nothing behind, and may be mended under the same id", async () => {
    const target = await makeLogSource(await makeWorld());
    await expect(send(target, "mend", [line({ status: 9 })])).rejects.toMatchObject({
      code: "UNPROCESSABLE",
    });
    expect(await asAdmin("select 1 from ingest_batch where org_id = $1", [target.orgId])).toEqual([]);
    expect(await send(target, "mend", [line()])).toMatchObject({ isDuplicate: false, accepted: 1 });
  });

  test("a batch of a source that does not exist here stores nothing", async () => {
    const world = await makeWorld();
    const stranger = await makeLogSource(await makeWorld());
    await expect(send({ ...stranger, orgId: world.orgId }, "x", [line()])).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await asAdmin("select 1 from gateway_log where org_id = $1", [world.orgId])).toEqual([]);
  });

  test("the minutes add up to the rows, over batches that meet in the same minutes", async () => {
    const target = await makeLogSource(await makeWorld());
    const lines = Array.from({ length: 4_000 }, (_, index) =>
      line(
        {
          path: `/v2/payments/${index % 3 ? index : "search"}`,
          status: index % 70 === 0 ? 0 : index % 50 === 0 ? 502 : index % 20 === 0 ? 404 : 200,
          latencyMs: index % 10 === 9 ? null : 1 + ((index * 7_919) % 3_000),
          bytesOut: index,
        },
        index % 7,
      ),
    );
    await Promise.all(
      [0, 1, 2, 3].map((part) =>
        send(
          target,
          `part-${part}`,
          lines.filter((_, index) => index % 4 === part),
        ),
      ),
    );
    const raw = await asAdmin(
      `
        select
          date_trunc('minute', ts) as minute,
          service,
          route,
          method,
          count(*)::int as n,
          count(*) filter (
            where status between 400 and 499
          )::int as n4xx,
          count(*) filter (
            where status >= 500
          )::int as n5xx,
          count(*) filter (
            where status is null
          )::int as n_no_answer,
          sum(bytes_out)::text as bytes_out,
          coalesce(sum(latency_ms), 0)::float8 as latency_sum,
          coalesce(max(latency_ms), 0)::real as latency_max,
          count(latency_ms)::int as measured
        from gateway_log
        where org_id = $1
        group by
          1,
          2,
          3,
          4
        order by
          1,
          2,
          3,
          4
      `,
      [target.orgId],
    );
    const rolled = await asAdmin(
      `
        select
          minute,
          service,
          route,
          method,
          n,
          n4xx,
          n5xx,
          n_no_answer,
          bytes_out::text,
          latency_sum,
          latency_max,
          (
            select coalesce(sum(c), 0)::int
            from unnest(buckets) c
          ) as measured
        from traffic_minute
        where org_id = $1
        order by
          1,
          2,
          3,
          4
      `,
      [target.orgId],
    );
    expect(rolled).toEqual(raw);
    expect(rolled.length).toBeGreaterThan(10);
  });

  test("a bucket's subscript is the bucket, however the batches came", async () => {
    const target = await makeLogSource(await makeWorld());
    for (const [at, latencyMs] of [700, 3, 90_000, 0.2].entries())
      await send(target, `b-${at}`, [line({ latencyMs })]);
    const found = await asAdmin<{ bucket: number; n: number }>(
      `
        select
          s as bucket,
          buckets[s] as n
        from
          traffic_minute,
          generate_subscripts(buckets, 1) s
        where
          org_id = $1
          and buckets[s] > 0
        order by s
      `,
      [target.orgId],
    );
    expect(found).toEqual([0.2, 3, 700, 90_000].map((ms) => ({ bucket: bucketOf(ms), n: 1 })));
  });

  test("one organization never sees another's lines: not through the table, a partition or the figures", async () => {
    const [a, b] = [await makeWorld(), await makeWorld()];
    const [mine, theirs] = [await makeLogSource(a), await makeLogSource(b)];
    await send(mine, "m", [line({ path: "/mine" })]);
    await send(theirs, "t", [line({ path: "/theirs" })]);
    const [{ partition }] = (await asAdmin<{ partition: string }>(
      "select tableoid::regclass::text as partition from gateway_log where org_id = $1",
      [b.orgId],
    )) as [{ partition: string }];
    expect(await asRole("app", a.orgId, "select path from gateway_log")).toEqual([{ path: "/mine" }]);
    expect(await asRole("app", a.orgId, `select path from ${partition}`)).toEqual([{ path: "/mine" }]);
    expect(await asRole("app", undefined, `select path from ${partition}`)).toEqual([]);
    expect((await readTraffic(a.scope, b.launchId, lastMinutes(now, 60))).get(WHOLE_LAUNCH)?.requests).toBe(
      0,
    );
    await expect(
      asRole(
        "app",
        a.orgId,
        `
          insert into ${partition} (org_id, ts, launch_id, source_id, method, path, route, service, status)
          select
            '${b.orgId}',
            now(),
            'x',
            'x',
            'GET',
            '/',
            '/',
            '',
            200
        `,
      ),
    ).rejects.toThrow(/row-level security/);
  });

  test("a partition made later has its own forced policy", async () => {
    await asAdmin("select ensure_log_partitions(current_date + 8, current_date + 9)");
    const partitions = await asAdmin<{ name: string; ok: boolean }>(
      `
        select
          c.relname as name,
          c.relrowsecurity
          and c.relforcerowsecurity
          and exists (
            select
            from pg_policy p
            where p.polrelid = c.oid
          ) as ok
        from
          pg_class c
          join pg_inherits i on i.inhrelid = c.oid
        where i.inhparent = 'gateway_log'::regclass
      `,
    );
    expect(partitions.length).toBeGreaterThanOrEqual(45);
    expect(partitions.filter((p) => !p.ok)).toEqual([]);
  });

  test("a day that nobody made a partition for is made on the spot", async () => {
    const target = await makeLogSource(await makeWorld());
    const day = new Date(now.getTime() + 5 * 86_400_000);
    await asAdmin(`drop table gateway_log_${day.toISOString().slice(0, 10).replaceAll("-", "")}`);
    expect(await send(target, "late-night", [line({ ts: day.toISOString() })])).toMatchObject({
      accepted: 1,
    });
  });

  test("open screens are told, at once and at most once a second", async () => {
    const target = await makeLogSource(await makeWorld());
    for (let index = 0; index < 5; index++) await send(target, `told-${index}`, [line()]);
    await expect
      .poll(() =>
        asAdmin(
          "select event ->> 'kind' as kind, event ->> 'launchId' as launch from live_event where org_id = $1",
          [target.orgId],
        ),
      )
      .toEqual([{ kind: "traffic.changed", launch: target.launchId }]);
    await expect
      .poll(() => asAdmin("select 1 from live_event where org_id = $1", [target.orgId]).then((r) => r.length))
      .toBe(2);
  });
});

describe("traffic figures", () => {
  test("error rate and p95 are those of the rows, for the launch and for each component", async () => {
    const world = await makeWorld();
    const target = await makeLogSource(world);
    const latencies = Array.from({ length: 1_000 }, (_, index) => 5 + ((index * 7_919) % 1_000));
    await send(target, "b", [
      ...latencies.map((latencyMs, index) =>
        line({ latencyMs, status: index < 30 ? 503 : 200 }, 1 + (index % 50)),
      ),
      ...Array.from({ length: 1_000 }, () => line({ path: "/v2/search", latencyMs: 10 }, 2)),
      line({ path: "/v2/payments/1", status: 500 }, 90),
    ]);
    const figures = await readTraffic(world.scope, world.launchId, lastMinutes(now, 60));
    const exact = [...latencies].sort((a, b) => a - b)[949]!;
    const checkout = figures.get(await checkoutOf(world))!;
    expect(checkout).toMatchObject({ requests: 1_000, errors: 30, errorPercent: 3 });
    expect(Math.abs(checkout.p95Ms! - exact) / exact).toBeLessThan(0.02);
    expect(figures.get(WHOLE_LAUNCH)).toMatchObject({ requests: 2_000, errors: 30, errorPercent: 1.5 });
  });

  test("without traffic the figures are unknown, not zero", async () => {
    const world = await makeWorld();
    expect((await readTraffic(world.scope, world.launchId, lastMinutes(now, 60))).get(WHOLE_LAUNCH)).toEqual({
      requests: 0,
      errors: 0,
      noAnswers: 0,
      errorPercent: null,
      p95Ms: null,
    });
    expect(await componentTrafficShares(world.scope, world.launchId, now)).toBeNull();
    expect(await componentErrorBursts(world.scope, world.launchId, now)).toEqual(new Set());
    expect(await listRoutes(world.scope, world.launchId, lastMinutes(now, 60), "slow")).toEqual({
      routes: [],
      total: 0,
      overflow: null,
    });
  });

  test("a line over time has every step, and the steps add up", async () => {
    const world = await makeWorld();
    const target = await makeLogSource(world);
    await send(
      target,
      "b",
      Array.from({ length: 300 }, (_, index) => line({ status: index % 10 ? 200 : 500 }, index)),
    );
    const day = await readTrafficSeries(world.scope, world.launchId, "24h", now);
    expect(day).toHaveLength(96);
    expect(day.reduce((sum, p) => sum + p.requests, 0)).toBe(300);
    expect(day[0]).toMatchObject({ requests: 0, errorPercent: null, p95Ms: null });
    expect(day.at(-1)!.p95Ms).toBeCloseTo(
      quantile(Object.assign(new Array<number>(bucketOf(40) + 1).fill(0), { [bucketOf(40)]: 1 }), 0.95)!,
    );
    const hour = await readTrafficSeries(world.scope, world.launchId, "1h", now, await checkoutOf(world));
    expect(hour).toHaveLength(60);
    expect(hour.filter((p) => p.requests > 0).length).toBeGreaterThanOrEqual(59);
  });

  test("routes come in an order taken over all of them: busiest, failing or slowest first, with their component", async () => {
    const world = await makeWorld();
    const target = await makeLogSource(world);
    await send(target, "b", [
      ...Array.from({ length: 5 }, () => line()),
      ...Array.from({ length: 9 }, () => line({ path: "/v2/search", latencyMs: 100 })),
      line({ method: "POST" }),
      ...Array.from({ length: 3 }, () => line({ path: "/v2/rare", status: 502 })),
      ...Array.from({ length: 2 }, () => line({ path: "/v2/slow", latencyMs: 9_000 })),
    ]);
    const first = async (order: RouteOrder) =>
      listRoutes(world.scope, world.launchId, lastMinutes(now, 60), order, 2);
    const { routes, total } = await first("busy");
    expect(total).toBe(5);
    expect(routes.map((r) => [r.method, r.route, r.requests, r.componentId])).toEqual([
      ["GET", "/v2/search", 9, null],
      ["GET", "/v2/payments/{id}", 5, await checkoutOf(world)],
    ]);
    expect(routes[0]!.p95Ms).toBeCloseTo(100, -1);
    expect((await first("failing")).routes[0]).toMatchObject({ route: "/v2/rare", errors: 3 });
    expect((await first("slow")).routes[0]).toMatchObject({ route: "/v2/slow", requests: 2 });
  });

  test("a burst of 5xx is a signal for its component; a few, or old ones, are not", async () => {
    const [loud, quiet, past] = [await makeWorld(), await makeWorld(), await makeWorld()];
    await send(
      await makeLogSource(loud),
      "b",
      Array.from({ length: 60 }, (_, index) => line({ status: index < 6 ? 502 : 200 }, 3)),
    );
    await send(
      await makeLogSource(quiet),
      "b",
      Array.from({ length: 60 }, (_, index) => line({ status: index < 2 ? 502 : 200 }, 3)),
    );
    await send(
      await makeLogSource(past),
      "b",
      Array.from({ length: 60 }, () => line({ status: 502 }, 40)),
    );
    expect(await componentErrorBursts(loud.scope, loud.launchId, now)).toEqual(
      new Set([await checkoutOf(loud)]),
    );
    expect(await componentErrorBursts(quiet.scope, quiet.launchId, now)).toEqual(new Set());
    expect(await componentErrorBursts(past.scope, past.launchId, now)).toEqual(new Set());
  });

  test("a component's share of the day's requests is known", async () => {
    const world = await makeWorld();
    await send(await makeLogSource(world), "b", [
      ...Array.from({ length: 3 }, () => line({}, 600)),
      line({ path: "/v2/search" }),
    ]);
    expect(await componentTrafficShares(world.scope, world.launchId, now)).toEqual(
      new Map([[await checkoutOf(world), 0.75]]),
    );
  });
});
