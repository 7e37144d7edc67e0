import { beforeAll, describe, expect, test } from "vitest";
import { withScope } from "@/server/db/client";
import { newId } from "@/server/platform/ids";
import { makeWorld, type World } from "@/server/testing/factories";
import { makeIssue, makeItem } from "@/server/testing/issues";
import { readExit } from "./exit.queries";
import { readVerdictFacts } from "./verdict.queries";
import { readWarRoom } from "./war-room.queries";

const MINUTE_MS = 60_000;
const now = new Date();
const ago = (minutes: number) => new Date(now.getTime() - minutes * MINUTE_MS);

let world: World;

const settle = (issueId: string, minutes: number) =>
  withScope(world.scope, (tx) =>
    tx.issue.update({
      where: { orgId_id: { orgId: world.orgId, id: issueId } },
      data: { state: "closed", settledAt: ago(minutes) },
    }),
  );

beforeAll(async () => {
  world = await makeWorld();
});

describe("what the verdict is judged from", () => {
  test("of a launch that nothing has reached: no reports, no traffic, no criteria", async () => {
    const facts = await readVerdictFacts(world.scope, world.launchId, now);
    expect(facts).toMatchObject({
      openCriticals: 0,
      criticalFreeSince: null,
      criteria: { met: 0, waived: 0, total: 0 },
      hasTraffic: false,
      episodes: [],
      troubledFeeds: [],
    });
    expect(facts.incoming.since).toBeNull();
  });

  test("counts and projects as war room and exit do", async () => {
    const issueId = await makeIssue(world, { severity: "critical", lastSeenAt: ago(90) });
    await makeItem(world, { issueId, severity: "critical", occurredAt: ago(5) });
    await makeItem(world, { occurredAt: ago(24 * 60 + 5) });
    await makeItem(world, { occurredAt: ago(3 * 24 * 60 + 5) });
    const [facts, room, exit] = await Promise.all([
      readVerdictFacts(world.scope, world.launchId, now),
      readWarRoom(world.scope, world.launchId, now),
      readExit(world.scope, world.launchId, now),
    ]);
    expect(facts.openCriticals).toBe(1);
    expect(facts.openCriticals).toBe(room.criticals.open);
    expect(facts.incoming.sameHourBefore).toEqual([1, 0, 1, 0, 0, 0, 0]);
    expect(room.incoming).toMatchObject(facts.incoming);
    expect(facts.projection).toEqual(exit.burnDown.projection);
    await settle(issueId, 40);
  });

  test("is free of criticals since the last one was settled, or ceased to be counted as one", async () => {
    const issueId = await makeIssue(world, { severity: "critical", lastSeenAt: ago(90) });
    await settle(issueId, 30);
    const since = async () => (await readVerdictFacts(world.scope, world.launchId, now)).criticalFreeSince;
    expect(await since()).toEqual(ago(30));
    await withScope(world.scope, async (tx) => {
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
      for (const [minutes, value] of [
        [20, 3],
        [10, 1],
        [5, 0],
      ] as const)
        await tx.criterionReading.create({
          data: { orgId: world.orgId, criterionId, at: ago(minutes), value, state: "not_met" },
        });
    });
    expect(await since()).toEqual(ago(10));
  });

  test("tells another organization nothing", async () => {
    const stranger = await makeWorld();
    await expect(readVerdictFacts(stranger.scope, world.launchId, now)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
