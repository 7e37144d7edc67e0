import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ITEM_TYPES, SEVERITIES, type Severity, type Urgency } from "@/contracts/triage";
import { withScope } from "@/server/db/client";
import { newId } from "@/server/platform/ids";
import { runStages } from "@/server/pipeline/stages";
import { pendingOf, post, type Post } from "@/server/testing/arrivals";
import { makeWorld, type World } from "@/server/testing/factories";
import { makeIssue, makeItem } from "@/server/testing/issues";
import { asAdmin } from "@/server/testing/queries";
import { actOnIssue, mergeIssues, undoChange } from "./board.commands";
import { refreshTrends } from "./refresh.commands";
import { scoreIssuesIn } from "./score.commands";
import { urgencyOf } from "./urgency";

type Row = {
  id: string;
  severity: Severity;
  urgency: Urgency;
  computedUrgency: Urgency;
  urgencyReason: string;
  decidedBy: string | null;
};

const issuesOf = (world: World) =>
  asAdmin<Row>(
    `
      select
        id,
        severity,
        urgency,
        computed_urgency as "computedUrgency",
        urgency_reason as "urgencyReason",
        provenance #>> '{urgency,by}' as "decidedBy"
      from issue
      where
        org_id = $1
        and merged_into_id is null
      order by id
    `,
    [world.orgId],
  );
const urgencyOfIssue = async (world: World, id: string) =>
  (await issuesOf(world)).find((issue) => issue.id === id)!;
async function send(world: World, posts: Post[]): Promise<void> {
  await post(world, posts);
  await runStages(world.scope, await pendingOf(world));
}
const score = (world: World, id: string, now = new Date()) =>
  withScope(world.scope, (tx) => scoreIssuesIn(tx, world.scope, [id], now));

describe("urgency follows its evidence", () => {
  test("every open critical is wanted now, however it became one, unless a person said otherwise", async () => {
    const world = await makeWorld();
    await withScope(world.scope, (tx) =>
      tx.routingRule.create({
        data: {
          orgId: world.orgId,
          id: newId("rule"),
          launchId: world.launchId,
          position: 0,
          name: "After hypercare",
          conditions: [{ field: "text", op: "contains_any", value: ["card", "colour"] }],
          effects: { urgency: "later" },
        },
      }),
    );
    await send(world, [
      { text: "I was charged twice for the same order, my card shows two payments of 49 euros." },
      { text: "All my saved projects have been deleted, everything is gone." },
      { text: "The colour of the footer is a little odd." },
      { text: "Nobody in our company can sign in since this morning." },
    ]);
    // One that a person makes critical, one that takes in a critical, and one that a report raises.
    const relabelled = await makeIssue(world, { severity: "minor" });
    await actOnIssue(world.scope, {
      issueId: relabelled,
      act: { kind: "relabel", severity: "critical", reason: "Seen." },
    });
    const [merged, loud] = [
      await makeIssue(world, { severity: "cosmetic" }),
      await makeIssue(world, { severity: "critical" }),
    ];
    await mergeIssues(world.scope, { intoId: merged, issueIds: [loud], reason: "" });
    const later = await makeIssue(world, { severity: "critical" });
    await actOnIssue(world.scope, { issueId: later, act: { kind: "urgency", urgency: "this_week" } });
    await score(world, later);
    const rows = await issuesOf(world);
    const criticals = rows.filter((row) => row.severity === "critical");
    expect(criticals.length).toBeGreaterThanOrEqual(6);
    for (const row of criticals)
      expect(row, JSON.stringify(row)).toMatchObject(
        row.id === later
          ? { urgency: "this_week", computedUrgency: "now", decidedBy: "person" }
          : { urgency: "now", computedUrgency: "now", urgencyReason: "It is critical." },
      );
    // What is not critical stays as the rule said.
    expect(rows.find((row) => row.severity !== "critical" && row.decidedBy === "rule")).toMatchObject({
      urgency: "later",
    });
  });

  test("rising reports make a major urgent, and a refresh calms it down again", async () => {
    const world = await makeWorld();
    const now = new Date();
    const id = await makeIssue(world, { severity: "major", lastSeenAt: new Date(now.getTime() - 7_200_000) });
    for (let n = 0; n < 5; n++)
      await makeItem(world, { issueId: id, occurredAt: new Date(now.getTime() - 7_200_000) });
    await score(world, id, now);
    expect(await urgencyOfIssue(world, id)).toMatchObject({
      urgency: "now",
      urgencyReason: "It is major and reports are rising.",
    });
    await asAdmin("update item set occurred_at = now() - interval '30 hours' where issue_id = $1", [id]);
    await asAdmin("update issue set last_seen_at = now() - interval '30 hours' where id = $1", [id]);
    await refreshTrends(world.scope);
    expect(await urgencyOfIssue(world, id)).toMatchObject({
      urgency: "today",
      urgencyReason: "It is major.",
    });
  });

  test("an impact that a person sets and a label that says who waits are evidence", async () => {
    const world = await makeWorld();
    const id = await makeIssue(world, { severity: "major" });
    await makeItem(world, { issueId: id });
    const { undoId } = await actOnIssue(world.scope, {
      issueId: id,
      act: { kind: "place", impact: 90, impactReason: "The fair is tomorrow." },
    });
    expect(await urgencyOfIssue(world, id)).toMatchObject({ urgency: "now" });
    await undoChange(world.scope, undoId!);
    expect(await urgencyOfIssue(world, id)).toMatchObject({ urgency: "today" });
    const minor = await makeIssue(world, { severity: "minor" });
    await actOnIssue(world.scope, { issueId: minor, act: { kind: "tag", add: ["executive"], remove: [] } });
    expect(await urgencyOfIssue(world, minor)).toMatchObject({
      urgency: "today",
      urgencyReason: "An executive is waiting for an answer.",
    });
  });

  test("a person's urgency stays until it is taken back or undone", async () => {
    const world = await makeWorld();
    const id = await makeIssue(world, { severity: "major", urgency: "today" });
    await makeItem(world, { issueId: id });
    const set = await actOnIssue(world.scope, { issueId: id, act: { kind: "urgency", urgency: "later" } });
    await score(world, id);
    expect(await urgencyOfIssue(world, id)).toMatchObject({ urgency: "later", computedUrgency: "today" });
    await undoChange(world.scope, set.undoId!);
    expect(await urgencyOfIssue(world, id)).toMatchObject({ urgency: "today", decidedBy: null });
    await actOnIssue(world.scope, { issueId: id, act: { kind: "urgency", urgency: "later" } });
    const back = await actOnIssue(world.scope, { issueId: id, act: { kind: "urgency", urgency: null } });
    expect(await urgencyOfIssue(world, id)).toMatchObject({ urgency: "today", decidedBy: null });
    await undoChange(world.scope, back.undoId!);
    expect(await urgencyOfIssue(world, id)).toMatchObject({ urgency: "later", decidedBy: "person" });
  });
});

test("the migration computes what the rule computes of issues without a trend", async () => {
  const world = await makeWorld();
  const sql = readFileSync("prisma/migrations/20261201010100_urgency_by_evidence/migration.sql", "utf8");
  const statement = sql
    .replace(/^--.*$/gm, "")
    .split(";")
    .find((part) => part.includes("computed_urgency = c.urgency"))!;
  const cases = SEVERITIES.flatMap((severity) =>
    ITEM_TYPES.flatMap((type) =>
      [
        [30, []],
        [64, ["executive"]],
        [65, []],
        [80, ["executive"]],
      ].map(([impact, labels]) => ({ severity, type, impact: impact as number, labels: labels as string[] })),
    ),
  );
  const ids: string[] = [];
  for (const seed of cases) ids.push(await makeIssue(world, { ...seed, urgency: "later" }));
  // Of this organization alone: others are being tested at the same time.
  await asAdmin(`${statement} and i.org_id = '${world.orgId}'`);
  const rows = new Map((await issuesOf(world)).map((row) => [row.id, row]));
  cases.forEach(({ severity, type, impact, labels }, index) => {
    const { urgency, reason } = urgencyOf({
      severity,
      type,
      impact,
      itemsLast24h: 1,
      itemsPrev24h: 1,
      hasExecutive: labels.includes("executive"),
    });
    expect(rows.get(ids[index]!), `${severity} ${type} ${impact} ${labels.join()}`).toMatchObject({
      urgency,
      computedUrgency: urgency,
      urgencyReason: reason,
    });
  });
});
