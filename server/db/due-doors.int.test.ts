import { beforeAll, describe, expect, test } from "vitest";
import { addProvider } from "@/server/ai/providers.commands";
import { sealAudit } from "@/server/audit/seal.commands";
import { createCriterion } from "@/server/launches/criteria.commands";
import { makeWorld, type World } from "@/server/testing/factories";
import { makeIssue, makeItem } from "@/server/testing/issues";
import { asAdmin } from "@/server/testing/queries";
import {
  launchesToJudge,
  organizationsToRefresh,
  organizationsToRescore,
  organizationsToSeal,
  organizationsToTrim,
  organizationsToWake,
} from "./due-doors";

const HOUR_MS = 3_600_000;
const now = new Date();
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);

const addCriterion = (world: World) =>
  createCriterion(world.scope, {
    launchId: world.launchId,
    kind: "open_critical",
    title: "No open criticals",
    target: 0,
    holdHours: 1,
    componentId: null,
    ownerId: world.ownerId,
  });

let [busy, idle]: World[] = [];
beforeAll(async () => {
  [busy, idle] = [await makeWorld(), await makeWorld()];
});

describe("what is due names the organizations that have something to do, and no other", () => {
  test("audit events that no block holds, until they are sealed", async () => {
    for (const world of [busy!, idle!]) await addCriterion(world);
    expect(await organizationsToSeal()).toEqual(expect.arrayContaining([busy!.orgId, idle!.orgId]));
    for (const world of [busy!, idle!]) await sealAudit(world.scope);
    expect(await organizationsToSeal()).not.toContain(idle!.orgId);
    await addCriterion(busy!);
    const due = await organizationsToSeal();
    expect(due).toContain(busy!.orgId);
    expect(due).not.toContain(idle!.orgId);
  });

  test("snoozes that have run out", async () => {
    const id = await makeIssue(busy!);
    await asAdmin('update issue set snooze = \'{"kind":"until"}\', snoozed_until = $2 where id = $1', [
      id,
      hoursAgo(-1),
    ]);
    expect(await organizationsToWake(now)).not.toContain(busy!.orgId);
    expect(await organizationsToWake(hoursAgo(-2))).toContain(busy!.orgId);
    expect(await organizationsToWake(hoursAgo(-2))).not.toContain(idle!.orgId);
  });

  test("issues that were seen since", async () => {
    const id = await makeIssue(busy!);
    await asAdmin("update issue set last_seen_at = $2 where org_id = $1", [busy!.orgId, hoursAgo(100)]);
    await asAdmin("update issue set last_seen_at = $2 where id = $1", [id, hoursAgo(10)]);
    expect(await organizationsToRefresh(hoursAgo(5))).not.toContain(busy!.orgId);
    expect(await organizationsToRefresh(hoursAgo(20))).toContain(busy!.orgId);
    expect(await organizationsToRefresh(hoursAgo(20))).not.toContain(idle!.orgId);
  });

  test("reports that a model is to read again, where there is one", async () => {
    for (const world of [busy!, idle!]) await makeItem(world);
    await asAdmin("update item set is_degraded = true where org_id in ($1, $2)", [busy!.orgId, idle!.orgId]);
    expect(await organizationsToRescore()).not.toContain(busy!.orgId);
    await addProvider(busy!.scope, { name: "Local", baseUrl: "https://models.example.com/v1", model: "m" });
    expect(await organizationsToRescore()).toContain(busy!.orgId);
    expect(await organizationsToRescore()).not.toContain(idle!.orgId);
  });

  test("live events that no stream can ask for", async () => {
    await asAdmin("delete from live_event where org_id in ($1, $2)", [busy!.orgId, idle!.orgId]);
    await asAdmin("insert into live_event (org_id, at, event) values ($1, $2, '{}'), ($3, $4, '{}')", [
      busy!.orgId,
      hoursAgo(2),
      idle!.orgId,
      hoursAgo(0),
    ]);
    expect(await organizationsToTrim(hoursAgo(1))).toContain(busy!.orgId);
    expect(await organizationsToTrim(hoursAgo(1))).not.toContain(idle!.orgId);
  });

  test("criteria never judged, those of a launch where something happens, and those whose hold has run out", async () => {
    const isDue = async (at: Date) =>
      (await launchesToJudge(at)).some((due) => due.launchId === busy!.launchId);
    const set = (state: string, heldSince: Date | null, evaluatedAt: Date | null) =>
      asAdmin(
        "update exit_criterion set state = $2, held_since = $3, held_ms = 0, evaluated_at = $4 where org_id = $1",
        [busy!.orgId, state, heldSince, evaluatedAt],
      );
    await asAdmin("delete from live_event where org_id = $1", [busy!.orgId]);
    await set("unknown", null, null);
    expect(await isDue(now)).toBe(true);
    await set("holding", hoursAgo(0.5), now);
    expect(await isDue(now)).toBe(false);
    expect(await isDue(hoursAgo(-0.6))).toBe(true);
    await set("met", hoursAgo(5), now);
    expect(await isDue(hoursAgo(-0.1))).toBe(false);
    // Where nothing happens it is looked at all the same now and then.
    expect(await isDue(hoursAgo(-0.2))).toBe(true);
    await asAdmin("insert into live_event (org_id, event) values ($1, '{}')", [busy!.orgId]);
    expect(await isDue(now)).toBe(true);
  });
});
