import { beforeAll, describe, expect, test } from "vitest";
import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import { traceIn } from "@/server/feedback/issue-writes.commands";
import { movePhase } from "@/server/launches/launches.commands";
import { newId } from "@/server/platform/ids";
import { makeWorld, type World } from "@/server/testing/factories";
import { makeIssue, makeItem } from "@/server/testing/issues";
import { readFeed } from "./feed.queries";
import { readWarRoom } from "./war-room.queries";

const MINUTE_MS = 60_000;
const now = new Date();
const ago = (minutes: number) => new Date(now.getTime() - minutes * MINUTE_MS);

let world: World;
let criticalId: string;

beforeAll(async () => {
  world = await makeWorld();
  criticalId = await makeIssue(world, { title: "Paid twice", severity: "critical", lastSeenAt: ago(120) });
  await makeIssue(world, { title: "Old critical", severity: "critical", lastSeenAt: ago(60 * 40) });
  await makeIssue(world, {
    title: "A critical wish",
    type: "wish",
    severity: "critical",
    lastSeenAt: ago(10),
  });
  for (const minutes of [5, 20, 40])
    await makeItem(world, {
      issueId: criticalId,
      severity: "critical",
      occurredAt: ago(minutes),
      text: `Charged twice, ${minutes} minutes ago.`,
    });
  for (const minutes of [24 * 60 + 5, 24 * 60 + 50]) await makeItem(world, { occurredAt: ago(minutes) });
  await makeItem(world, { occurredAt: ago(7), state: "quarantined", text: "Buy now" });
  await withScope(world.scope, async (tx) => {
    await tx.releaseMarker.create({
      data: {
        orgId: world.orgId,
        id: newId("release"),
        launchId: world.launchId,
        kind: "deployment",
        title: "Checkout 1.4.2",
        releaseVersion: "1.4.2",
        startedAt: ago(185),
        outcome: "succeeded",
        deliveryId: "d1",
      },
    });
    for (const minutes of [170, 160])
      await tx.trafficMinute.create({
        data: {
          orgId: world.orgId,
          launchId: world.launchId,
          minute: new Date(Math.floor(ago(minutes).getTime() / MINUTE_MS) * MINUTE_MS),
          service: "pay",
          route: "/v2/payments",
          method: "POST",
          n: 100,
          n4xx: 0,
          n5xx: 40,
          bytesOut: 1n,
          latencySum: 1,
          latencyMax: 1,
          buckets: [],
        },
      });
    const criterionId = newId("criterion");
    await tx.exitCriterion.create({
      data: {
        orgId: world.orgId,
        id: criterionId,
        launchId: world.launchId,
        kind: "open_critical",
        title: "No open criticals",
      },
    });
    await tx.criterionReading.create({
      data: { orgId: world.orgId, criterionId, at: ago(60 * 5 - 1), value: 2, state: "not_met" },
    });
    await recordIn(tx, world.scope, {
      verb: "issue.accepted",
      subjectKind: "issue",
      subjectId: criticalId,
      launchId: world.launchId,
      data: { reason: "Confirmed." },
    });
    await traceIn(
      tx,
      world.scope,
      null,
      [{ issueId: criticalId, kind: "accepted", data: { reason: "Confirmed." } }],
      new Date(),
    );
  });
});

describe("the war room", () => {
  test("counts open critical defects and leaves wishes out", async () => {
    const { criticals } = await readWarRoom(world.scope, world.launchId, now);
    expect(criticals).toMatchObject({ open: 2, openedToday: 1 });
    expect(criticals.series).toHaveLength(24);
    expect(criticals.series!.slice(-5)).toEqual([2, 2, 2, 2, 2]);
    expect(criticals.series![0]).toBeNull();
  });

  test("counts this hour and the same hour of the days before, without what was set aside", async () => {
    const { incoming } = await readWarRoom(world.scope, world.launchId, now);
    expect(incoming).toMatchObject({
      lastHour: 3,
      sameHourBefore: [2, 0, 0, 0, 0, 0, 0],
      last24h: 3,
      previous24h: 2,
    });
    expect(incoming.perHour.at(-1)).toBe(3);
  });

  test("compares nothing before the first report, nor before the launch went live", async () => {
    const { incoming } = await readWarRoom(world.scope, world.launchId, now);
    const firstReport = ago(24 * 60 + 50);
    expect(incoming.since).toEqual(firstReport);
    const liveAtIs = (liveAt: Date) =>
      withScope(world.scope, (tx) =>
        tx.launch.update({
          where: { orgId_id: { orgId: world.orgId, id: world.launchId } },
          data: { liveAt },
        }),
      );
    const sinceNow = async () => (await readWarRoom(world.scope, world.launchId, now)).incoming.since;
    const { liveAt } = await withScope(world.scope, (tx) =>
      tx.launch.findUniqueOrThrow({ where: { orgId_id: { orgId: world.orgId, id: world.launchId } } }),
    );
    await liveAtIs(ago(30));
    expect(await sinceNow()).toEqual(ago(30));
    await liveAtIs(ago(-60));
    expect(await sinceNow()).toEqual(firstReport);
    await liveAtIs(liveAt);
  });

  test("says nothing of answers where nobody can know of any", async () => {
    const { response } = await readWarRoom(world.scope, world.launchId, now);
    expect(response).toMatchObject({
      targetMinutes: 60,
      due: 0,
      sharePercent: null,
      medianMinutes: null,
      answered: 0,
      waiting: { n: 0, isCapped: false },
      oldest: [],
      unanswerable: 3,
      series: null,
    });
  });

  test("puts releases, errors, criticals and decisions on one axis", async () => {
    const { events, traffic } = await readWarRoom(world.scope, world.launchId, now);
    expect(new Set(events.map((e) => e.kind))).toEqual(
      new Set(["release", "errors", "critical", "decision"]),
    );
    expect(events.map((e) => e.at.getTime())).toEqual(
      [...events.map((e) => e.at.getTime())].sort((a, b) => a - b),
    );
    expect(traffic.episodes).toHaveLength(1);
    expect(traffic.episodes[0]).toMatchObject({
      method: "POST",
      route: "/v2/payments",
      errors: 80,
      suspect: { version: "1.4.2" },
    });
  });

  test("feeds reports, decisions and releases, newest first, with what was set aside said to be so", async () => {
    const feed = await readFeed(world.scope, world.launchId, 20, now);
    expect(feed.map((e) => e.kind)).toContain("release");
    expect(feed.find((e) => e.kind === "decision")).toMatchObject({
      verb: "issue.accepted",
      actorName: "Olga Owner",
      reason: "Confirmed.",
      issueTitle: "Paid twice",
    });
    expect(feed.filter((e) => e.kind === "report" && e.isQuarantined)).toHaveLength(1);
    expect(feed.map((e) => e.at.getTime())).toEqual(
      [...feed.map((e) => e.at.getTime())].sort((a, b) => b - a),
    );
  });

  test("feeds a move to another phase, and puts it on the axis", async () => {
    const launched = await makeWorld();
    await movePhase(launched.scope, {
      launchId: launched.launchId,
      version: 1,
      phase: "stabilising",
      reason: "Calmer",
    });
    const moved = { verb: "launch.phase_changed", reason: "Calmer", issueTitle: "stabilising" };
    const at = new Date(Date.now() + 1_000);
    expect(await readFeed(launched.scope, launched.launchId, 20, at)).toContainEqual(
      expect.objectContaining({ kind: "decision", ...moved }),
    );
    expect((await readWarRoom(launched.scope, launched.launchId, at)).events).toContainEqual(
      expect.objectContaining({ kind: "decision", verb: moved.verb, title: "stabilising" }),
    );
  });

  test("tells another organization nothing", async () => {
    const stranger = await makeWorld();
    await expect(readWarRoom(stranger.scope, world.launchId, now)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await readFeed(stranger.scope, world.launchId, 20, now)).toEqual([]);
  });
});
