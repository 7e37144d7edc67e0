import { beforeAll, describe, expect, test } from "vitest";
import { withScope } from "@/server/db/client";
import { ingestBatch } from "@/server/monitoring/logs.commands";
import { newId } from "@/server/platform/ids";
import { makeLogSource, makeWorld, type World } from "@/server/testing/factories";
import { makeIssue, makeItem } from "@/server/testing/issues";
import { asAdmin } from "@/server/testing/queries";
import { readIssueEvidence } from "./issue-evidence.queries";
import { patiently } from "@/server/testing/waiting";

const MINUTE_MS = 60_000;
const now = new Date();
const ago = (minutes: number) => new Date(now.getTime() - minutes * MINUTE_MS);

type Line = { minutesAgo: number; status?: number; latencyMs?: number; requestId?: string; path?: string };

async function sendLines(world: World, lines: readonly Line[]): Promise<void> {
  const target = await makeLogSource(world);
  const body = lines.map(
    ({ minutesAgo, status = 200, latencyMs = 40, requestId, path = "/v2/payments/77" }) =>
      JSON.stringify({
        ts: ago(minutesAgo).toISOString(),
        method: "POST",
        path,
        status,
        service: "payments",
        consumer: "web-shop",
        version: "2.0.2",
        latencyMs,
        upstreamMs: latencyMs - 4,
        requestId,
      }),
  );
  await ingestBatch(
    target,
    {
      maxInflatedBytes: null,
      body: new TextEncoder().encode(body.join("\n")),
      batchId: newId("request"),
    },
    now,
  );
}

/** An issue first reported an hour ago, with one report whose context says what is given. */
async function reported(
  world: World,
  more: {
    componentId?: string | null;
    type?: "functional" | "performance";
    context?: Record<string, string>;
  } = {},
): Promise<string> {
  const issueId = await makeIssue(world, {
    lastSeenAt: ago(60),
    componentId: more.componentId ?? null,
    type: more.type ?? "functional",
  });
  const itemId = await makeItem(world, { issueId, occurredAt: ago(60) });
  await withScope(world.scope, (tx) =>
    tx.item.update({
      where: { orgId_id: { orgId: world.orgId, id: itemId } },
      data: { context: more.context ?? {} },
    }),
  );
  return issueId;
}

const checkoutOf = (world: World) =>
  withScope(
    world.scope,
    async (tx) => (await tx.component.findFirstOrThrow({ where: { orgId: world.orgId } })).id,
  );

let world: World;
let stranger: World;
let componentId: string;

beforeAll(async () => {
  [world, stranger] = [await makeWorld(), await makeWorld()];
  componentId = await checkoutOf(world);
  await sendLines(world, [
    { minutesAgo: 61, status: 502, latencyMs: 900, requestId: "req-quoted" },
    { minutesAgo: 63, status: 503, latencyMs: 30, requestId: "req-near" },
    { minutesAgo: 62, latencyMs: 4_000, requestId: "req-slow" },
    { minutesAgo: 62, status: 500, requestId: "req-elsewhere", path: "/v2/search" },
    { minutesAgo: 90, status: 500, requestId: "req-too-early" },
    ...Array.from({ length: 60 }, (_, index) => ({ minutesAgo: 100 + (index % 20) })),
    ...Array.from({ length: 60 }, (_, index) => ({
      minutesAgo: 64 + (index % 5),
      status: index % 6 === 0 ? 502 : 200,
    })),
  ]);
  // The same ids in another organization, and more of them.
  await sendLines(stranger, [
    { minutesAgo: 61, status: 500, latencyMs: 9_000, requestId: "req-quoted" },
    { minutesAgo: 62, status: 500, latencyMs: 9_000, requestId: "req-near" },
  ]);
  await withScope(world.scope, async (tx) => {
    for (const [version, minutes] of [
      ["2.0.2", 72],
      ["2.0.1", 60 * 30],
    ] as const)
      await tx.releaseMarker.create({
        data: {
          orgId: world.orgId,
          id: newId("release"),
          launchId: world.launchId,
          kind: "deployment",
          title: version,
          releaseVersion: version,
          startedAt: ago(minutes),
          outcome: "succeeded",
          deliveryId: version,
        },
      });
  });
});

describe("the evidence of an issue", () => {
  test("is the very request that a report quotes, and never another organization's", async () => {
    const issueId = await reported(world, { context: { requestId: " req-quoted " } });
    const evidence = await readIssueEvidence(world.scope, issueId, now);
    expect(evidence.quoted).toEqual([
      expect.objectContaining({
        requestId: "req-quoted",
        method: "POST",
        route: "/v2/payments/{id}",
        status: 502,
        latencyMs: 900,
        upstreamMs: 896,
        version: "2.0.2",
        consumer: "web-shop",
        at: ago(61),
        reportedAt: ago(60),
      }),
    ]);
    expect(evidence).toMatchObject({
      quotedIds: 1,
      reports: 1,
      hasLogSource: true,
      component: null,
      traffic: null,
    });
    expect(evidence.around.lines).toEqual([]);
  });

  test("is what failed on the component's routes around a report that quotes nothing, newest first", async () => {
    const issueId = await reported(world, { componentId });
    const { around, quoted } = await readIssueEvidence(world.scope, issueId, now);
    expect(quoted).toEqual([]);
    expect(around.kind).toBe("failing");
    expect(around.lines.slice(0, 2).map((line) => line.requestId)).toEqual(["req-quoted", "req-near"]);
    expect(
      around.lines.every((line) => (line.status ?? 0) >= 500 && line.route === "/v2/payments/{id}"),
    ).toBe(true);
    expect(around.lines.map((line) => line.requestId)).not.toContain("req-too-early");
    expect(around.lines).toHaveLength(12);
  });

  test("is what was slowest there, where slowness is the matter", async () => {
    const issueId = await reported(world, { componentId, type: "performance" });
    const { around } = await readIssueEvidence(world.scope, issueId, now);
    expect(around.kind).toBe("slowest");
    expect(around.lines).toHaveLength(50);
    expect(around.lines.reduce((most, line) => Math.max(most, line.latencyMs ?? 0), 0)).toBe(4_000);
  });

  test("names the release that errors rose with, and draws the component's traffic", async () => {
    const issueId = await reported(world, { componentId, context: { version: "v2.0.2" } });
    const { suspects, traffic, releases } = await readIssueEvidence(world.scope, issueId, now);
    expect(suspects.map((suspect) => suspect.release.version)).toEqual(["2.0.2"]);
    expect(suspects[0]).toMatchObject({
      named: { reports: 1, of: 1 },
      leadMs: 12 * MINUTE_MS,
      haveErrorsRisen: true,
      before: { requests: 60 + 1, errors: 1 },
    });
    expect(traffic!.points.reduce((sum, point) => sum + point.requests, 0)).toBe(124);
    expect(releases.map((release) => release.version)).toEqual(["2.0.2"]);
  });

  test("counts an old release whose version the report names", async () => {
    const issueId = await reported(world, { context: { version: "2.0.1" } });
    const { suspects } = await readIssueEvidence(world.scope, issueId, now);
    expect(suspects.map((suspect) => suspect.release.version).sort()).toEqual(["2.0.1", "2.0.2"]);
  });

  test("is empty without logs, and tells another organization nothing", async () => {
    const bare = await makeWorld();
    const issueId = await reported(bare, {
      componentId: await checkoutOf(bare),
      context: { requestId: "req-quoted" },
    });
    expect(await readIssueEvidence(bare.scope, issueId, now)).toMatchObject({
      hasLogSource: false,
      quoted: [],
      around: { lines: [] },
      suspects: [],
    });
    await expect(readIssueEvidence(stranger.scope, issueId, now)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("is read through the indexes of the days' partitions, which every one of them has", async () => {
    // Enough of another organization's lines that reading a partition whole would be chosen only by mistake.
    await asAdmin(`
      insert into
        gateway_log (org_id, ts, launch_id, source_id, method, path, route, service, status, request_id)
      select
        'org_other',
        now() - make_interval(secs => n * 0.5),
        'l',
        's',
        'GET',
        '/',
        '/',
        's',
        200,
        'other-' || n
      from generate_series(1, 20000) n
    `);
    await asAdmin("analyze gateway_log");
    const issueIds = [
      await reported(world, { context: { requestId: "req-quoted" } }),
      await reported(world, { componentId }),
      await reported(world, { componentId, type: "performance" }),
    ];
    const scans = async () =>
      (
        await asAdmin<{ whole: number; indexed: number }>(`
          select
            sum(seq_scan)::int as whole,
            sum(idx_scan)::int as indexed
          from pg_stat_user_tables
          where
            relname like 'gateway_log_%'
            and n_live_tup > 1000
        `)
      )[0]!;
    await expect.poll(async () => (await scans()).indexed, { timeout: patiently(10_000) }).not.toBeNull();
    const before = await scans();
    for (const issueId of issueIds) await readIssueEvidence(world.scope, issueId, now);
    // Sessions report what they scanned a second after they fall idle.
    await expect
      .poll(async () => (await scans()).indexed - before.indexed, { timeout: patiently(15_000) })
      .toBeGreaterThanOrEqual(issueIds.length);
    expect((await scans()).whole).toBe(before.whole);
    expect(
      await asAdmin(`
        select c.relname
        from
          pg_inherits i
          join pg_class c on c.oid = i.inhrelid
        where
          i.inhparent = 'gateway_log'::regclass
          and not exists (
            select
            from pg_indexes x
            where
              x.tablename = c.relname
              and x.indexdef like '%(org_id, request_id, ts, line_hash) WHERE (request_id IS NOT NULL)'
          )
      `),
    ).toEqual([]);
  });
});
