import { beforeAll, describe, expect, test } from "vitest";
import { withScope } from "@/server/db/client";
import { ingestBatch } from "@/server/monitoring/logs.commands";
import { newId } from "@/server/platform/ids";
import { makeLogSource, makeWorld, type World } from "@/server/testing/factories";
import { makeIssue, makeItem } from "@/server/testing/issues";
import { asAdmin } from "@/server/testing/queries";
import { findRequest, readIssueEvidence } from "./issue-evidence.queries";
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
    text?: string;
    firstSeenAt?: Date;
  } = {},
): Promise<string> {
  const issueId = await makeIssue(world, {
    lastSeenAt: ago(60),
    componentId: more.componentId ?? null,
    type: more.type ?? "functional",
  });
  const itemId = await makeItem(world, {
    issueId,
    occurredAt: ago(60),
    ...(more.text === undefined ? {} : { text: more.text }),
  });
  await withScope(world.scope, async (tx) => {
    await tx.item.update({
      where: { orgId_id: { orgId: world.orgId, id: itemId } },
      data: { context: more.context ?? {} },
    });
    if (more.firstSeenAt)
      await tx.issue.update({
        where: { orgId_id: { orgId: world.orgId, id: issueId } },
        data: { firstSeenAt: more.firstSeenAt },
      });
  });
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
    expect(evidence.around).toEqual([]);
  });

  test("is what failed on the component's routes around a report that quotes nothing, newest first", async () => {
    const issueId = await reported(world, { componentId });
    const evidence = await readIssueEvidence(world.scope, issueId, now);
    const around = evidence.around[0]!;
    expect(evidence.quoted).toEqual([]);
    expect(evidence.around.map(({ kind }) => kind)).toEqual(["failing"]);
    expect(evidence.subject).toEqual({
      name: "Checkout",
      routes: ["/v2/payments/{id}"],
      isNamedByReports: false,
    });
    expect(around.lines.slice(0, 2).map((line) => line.requestId)).toEqual(["req-quoted", "req-near"]);
    expect(
      around.lines.every((line) => (line.status ?? 0) >= 500 && line.route === "/v2/payments/{id}"),
    ).toBe(true);
    expect(around.lines.map((line) => line.requestId)).not.toContain("req-too-early");
    expect(around.lines).toHaveLength(12);
  });

  test("is what was slowest there, where slowness is the matter", async () => {
    const issueId = await reported(world, { componentId, type: "performance" });
    const evidence = await readIssueEvidence(world.scope, issueId, now);
    expect(evidence.around.map(({ kind }) => kind)).toEqual(["slowest"]);
    const around = evidence.around[0]!;
    expect(around.lines).toHaveLength(50);
    expect(around.lines.reduce((most, line) => Math.max(most, line.latencyMs ?? 0), 0)).toBe(4_000);
  });

  test.each([
    "Paying is awfully slow since this morning.",
    "Das Bezahlen dauert ewig.",
    "Le paiement est très lent.",
    "Payments take forever to go through.",
  ])("is what was slow for a functional issue whose reports say so: %s", async (text) => {
    const issueId = await reported(world, { componentId, type: "functional", text });
    const { around, symptoms } = await readIssueEvidence(world.scope, issueId, now);
    expect(symptoms).toEqual({ isSlow: true, isFailing: false });
    expect(around.map(({ kind }) => kind)).toEqual(["slowest"]);
    expect(around[0]!.lines.map((line) => line.requestId)).toContain("req-slow");
  });

  test("is of the route that its reports name, not of another of the component's or the launch's", async () => {
    const issueId = await reported(world, {
      componentId,
      text: "Search is very slow.",
      context: { url: "https://shop.example/basket", route: "GET /v2/search?q=tea" },
    });
    const { around, subject, traffic } = await readIssueEvidence(world.scope, issueId, now);
    expect(subject).toEqual({ name: "/v2/search", routes: ["/v2/search"], isNamedByReports: true });
    expect(around.map(({ kind }) => kind)).toEqual(["slowest"]);
    expect(around[0]!.lines.map((line) => line.requestId)).toEqual(["req-elsewhere"]);
    expect(traffic!.points.reduce((sum, point) => sum + point.requests, 0)).toBe(1);
  });

  test("is what failed and what was slow, each request once, where reports say both", async () => {
    const issueId = await reported(world, { componentId, text: "Very slow, and then it ends in an error." });
    const { around } = await readIssueEvidence(world.scope, issueId, now);
    expect(around.map(({ kind }) => kind)).toEqual(["failing", "slowest"]);
    const keys = around.flatMap(({ lines }) => lines.map((line) => line.key));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeLessThanOrEqual(50);
  });

  test("is drawn from before the first report, however long ago that was", async () => {
    for (const hours of [1, 20, 24 * 10]) {
      const firstSeenAt = ago(60 * hours);
      const issueId = await reported(world, { componentId, firstSeenAt });
      for (const zoom of ["onset", "whole"] as const) {
        const { traffic } = await readIssueEvidence(world.scope, issueId, now, zoom);
        const before = firstSeenAt.getTime() - (traffic?.from.getTime() ?? Number.NaN);
        // Around an onset ten days ago the gateway logged nothing: the component is there, and its gap is drawn.
        expect(before).toBeGreaterThanOrEqual(6 * 60 * MINUTE_MS);
      }
    }
    const issueId = await reported(world, { componentId, firstSeenAt: ago(60 * 24 * 10) });
    const latest = (await readIssueEvidence(world.scope, issueId, now, "latest")).traffic!;
    expect(latest).toMatchObject({ isPart: true });
    expect(latest.points.reduce((sum, point) => sum + point.requests, 0)).toBe(124);
  });

  test("counts the go-live among the suspects and on the time that is drawn", async () => {
    const fresh = await makeWorld();
    const liveAt = ago(180);
    const goLive = { kind: "go_live", version: null, startedAt: liveAt };
    await asAdmin("update launch set live_at = $2 where id = $1", [fresh.launchId, liveAt]);
    const issueId = await reported(fresh, { context: { version: "2.0.0" } });
    const { suspects, releases } = await readIssueEvidence(fresh.scope, issueId, now);
    expect(suspects).toEqual([
      expect.objectContaining({
        release: expect.objectContaining(goLive) as unknown,
        leadMs: 120 * MINUTE_MS,
        named: { reports: 0, of: 1 },
      }),
    ]);
    expect(releases).toEqual([expect.objectContaining(goLive)]);
    // Three days later it is no suspect any more.
    expect((await readIssueEvidence(world.scope, await reported(world), now)).suspects).not.toContainEqual(
      expect.objectContaining({ release: expect.objectContaining({ kind: "go_live" }) as unknown }),
    );
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
      around: [],
      subject: null,
      suspects: [],
    });
    await expect(readIssueEvidence(stranger.scope, issueId, now)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("is found by a request id, with the reports that quote it, in its own organization alone", async () => {
    const issueId = await reported(world, { context: { requestId: " req-near " } });
    const found = await findRequest(world.scope, world.launchId, "req-near", now);
    expect(found.lines).toEqual([expect.objectContaining({ requestId: "req-near", status: 503 })]);
    expect(found.reports.map((report) => report.issue?.id)).toEqual([issueId]);
    const gone = await reported(world, { context: { requestId: "req-never-logged" } });
    expect(await findRequest(world.scope, world.launchId, "req-never-logged", now)).toMatchObject({
      lines: [],
      reports: [{ issue: { id: gone } }],
    });
    expect(await findRequest(world.scope, world.launchId, "req-nobody-knows", now)).toEqual({
      lines: [],
      reports: [],
    });
    await expect(findRequest(stranger.scope, world.launchId, "req-near", now)).rejects.toMatchObject({
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
