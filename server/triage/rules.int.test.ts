import { beforeAll, describe, expect, test } from "vitest";
import type { RoutingRuleDraft } from "@/contracts/routing";
import { createView, removeView, updateView } from "@/server/feedback/views.commands";
import { makeMember, makeWorld, type World } from "@/server/testing/factories";
import { makeIssue, makeItem } from "@/server/testing/issues";
import { asAdmin } from "@/server/testing/queries";
import { createRule, removeRule, reorderRules, updateRule } from "./rules.commands";
import { listRules, testRules } from "./rules.queries";
import { listViewsWithCounts } from "./views.queries";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

const rule = (name: string, words: string[], effects: RoutingRuleDraft["effects"]): RoutingRuleDraft => ({
  name,
  conditions: [{ field: "text", op: "contains_any", value: words }],
  effects,
});

describe("rules", () => {
  test("keep their order through adding, moving and removing", async () => {
    const made = [];
    for (const name of ["one", "two", "three"])
      made.push(
        (
          await createRule(world.scope, {
            launchId: world.launchId,
            rule: rule(name, ["x"], { urgency: "now" }),
            isEnabled: true,
          })
        ).ruleId,
      );
    await reorderRules(world.scope, { launchId: world.launchId, ruleIds: [made[2]!, made[0]!, made[1]!] });
    await removeRule(world.scope, made[0]!);
    expect((await listRules(world.scope, world.launchId)).map((r) => [r.name, r.position])).toEqual([
      ["three", 0],
      ["two", 1],
    ]);
    await expect(
      reorderRules(world.scope, { launchId: world.launchId, ruleIds: [made[2]!] }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    for (const id of [made[1]!, made[2]!]) await removeRule(world.scope, id);
  });

  test("are changed only from the version that was seen", async () => {
    const { ruleId } = await createRule(world.scope, {
      launchId: world.launchId,
      rule: rule("guarded", ["x"], { urgency: "now" }),
      isEnabled: true,
    });
    expect(await updateRule(world.scope, { ruleId, expectedVersion: 1, isEnabled: false })).toEqual({
      ruleId,
      version: 2,
    });
    await expect(
      updateRule(world.scope, { ruleId, expectedVersion: 1, isEnabled: true }),
    ).rejects.toMatchObject({ code: "CONFLICT", details: { currentVersion: 2 } });
    await removeRule(world.scope, ruleId);
  });

  test("that name what the launch does not have, or skip the AI on what only the AI knows, are refused", async () => {
    const add = (draft: RoutingRuleDraft) =>
      createRule(world.scope, { launchId: world.launchId, rule: draft, isEnabled: true });
    await expect(add(rule("team", ["x"], { teamId: "tea_nowhere" }))).rejects.toMatchObject({
      code: "UNPROCESSABLE",
      details: { field: "effects.teamId" },
    });
    await expect(add(rule("component", ["x"], { component: "nowhere" }))).rejects.toMatchObject({
      code: "UNPROCESSABLE",
    });
    await expect(
      add({
        name: "late",
        conditions: [{ field: "severity", op: "is", value: ["critical"] }],
        effects: { skipAi: true },
      }),
    ).rejects.toMatchObject({ code: "UNPROCESSABLE", details: { field: "effects.skipAi" } });
    expect(await listRules(world.scope, world.launchId)).toEqual([]);
  });

  test("are tried on recent reports beside the rules of today, and nothing is written", async () => {
    const here = await makeWorld();
    await makeItem(here, { text: "The voucher is not accepted." });
    await makeItem(here, { text: "The invoice is wrong." });
    const { ruleId } = await createRule(here.scope, {
      launchId: here.launchId,
      rule: rule("money", ["voucher", "invoice"], { labels: ["money"] }),
      isEnabled: true,
    });
    const before = await asAdmin("select count(*)::int as n from audit_event where org_id = $1", [
      here.orgId,
    ]);
    const result = await testRules(here.scope, {
      launchId: here.launchId,
      rules: [
        { ...rule("voucher", ["voucher"], { urgency: "now" }) },
        { id: ruleId, ...rule("money", ["voucher", "invoice"], { labels: ["money"], urgency: "later" }) },
      ],
    });
    expect(result.rows.map((r) => [r.now.effects, r.then.effects, r.isChanged])).toEqual([
      [{ labels: ["money"] }, { labels: ["money"], urgency: "later" }, true],
      [{ labels: ["money"] }, { urgency: "now", labels: ["money"] }, true],
    ]);
    expect(result).toMatchObject({
      changed: 2,
      perRule: [
        { name: "voucher", matched: 1, counted: 1 },
        { name: "money", matched: 2, counted: 2 },
      ],
    });
    expect(
      await asAdmin("select count(*)::int as n from audit_event where org_id = $1", [here.orgId]),
    ).toEqual(before);
  });

  test("of one organization are neither seen nor changed by another", async () => {
    const stranger = await makeWorld();
    const { ruleId } = await createRule(world.scope, {
      launchId: world.launchId,
      rule: rule("mine", ["x"], { urgency: "now" }),
      isEnabled: true,
    });
    expect(await listRules(stranger.scope, world.launchId)).toEqual([]);
    await expect(updateRule(stranger.scope, { ruleId, isEnabled: false })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(removeRule(stranger.scope, ruleId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(
      createRule(stranger.scope, {
        launchId: world.launchId,
        rule: rule("theirs", ["x"], { urgency: "now" }),
        isEnabled: true,
      }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await listRules(world.scope, world.launchId)).map((r) => r.isEnabled)).toEqual([true]);
  });
});

describe("views", () => {
  test("show how many issues they hold right now; shared ones are everybody's, others their maker's alone", async () => {
    const colleague = await makeMember(world, "support");
    await makeIssue(world, { severity: "critical" });
    const shared = await createView(world.scope, {
      launchId: world.launchId,
      name: "Criticals",
      filter: "severity:critical",
      layout: "matrix",
      sort: "last_seen",
      isShared: true,
    });
    const own = await createView(world.scope, {
      launchId: world.launchId,
      name: "Mine",
      filter: "owner:me",
      layout: "table",
      sort: null,
      isShared: false,
    });
    expect(
      (await listViewsWithCounts(world.scope, world.launchId)).map((v) => [
        v.name,
        v.count.n,
        v.isShared,
        v.layout,
        v.sort,
      ]),
    ).toEqual([
      ["Criticals", 1, true, "matrix", "last_seen"],
      ["Mine", 0, false, "table", null],
    ]);
    expect((await listViewsWithCounts(colleague.scope, world.launchId)).map((v) => v.name)).toEqual([
      "Criticals",
    ]);
    await expect(removeView(colleague.scope, own.viewId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(
      await updateView(colleague.scope, {
        viewId: shared.viewId,
        expectedVersion: 1,
        name: "Loud",
        sort: null,
      }),
    ).toMatchObject({ version: 2 });
    await expect(
      updateView(world.scope, { viewId: shared.viewId, expectedVersion: 1, name: "Quiet" }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    const stranger = await makeWorld();
    expect(await listViewsWithCounts(stranger.scope, world.launchId)).toEqual([]);
    await expect(removeView(stranger.scope, shared.viewId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(
      createView(stranger.scope, {
        launchId: world.launchId,
        name: "x",
        filter: "",
        layout: "table",
        sort: null,
        isShared: true,
      }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await removeView(world.scope, shared.viewId);
  });
});
