import { beforeAll, describe, expect, test } from "vitest";
import type { AnyAct } from "@/contracts/issues";
import { withScope } from "@/server/db/client";
import { listIssueTrail, readIssue } from "@/server/feedback/issues.queries";
import { runStages } from "@/server/pipeline/stages";
import { pendingOf, post } from "@/server/testing/arrivals";
import { makeMember, makeWorld, type World } from "@/server/testing/factories";
import { makeIssue, makeItem, type IssueSeed } from "@/server/testing/issues";
import { asAdmin } from "@/server/testing/queries";
import { actOnIssue, bulkAct, mergeIssues, splitIssue, undoChange, unmergeIssue } from "./board.commands";
import { readMatrix } from "./board-layouts.queries";
import { listIssues } from "./board.queries";
import { listInbox } from "./inbox.queries";
import { scoreIssuesIn } from "./score.commands";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

/** An issue with reports of its severity, scored. */
async function makeScored(seed: IssueSeed = {}, items = 1): Promise<{ id: string; items: string[] }> {
  const id = await makeIssue(world, seed);
  const made: string[] = [];
  for (let n = 0; n < items; n++)
    made.push(await makeItem(world, { issueId: id, ...(seed.severity ? { severity: seed.severity } : {}) }));
  await withScope(world.scope, (tx) => scoreIssuesIn(tx, world.scope, [id], new Date()));
  return { id, items: made };
}
const act = (issueId: string, what: AnyAct, by = world.scope) =>
  actOnIssue(by, { issueId, act: what } as Parameters<typeof actOnIssue>[1]);
const issueOf = (id: string) => readIssue(world.scope, id);
const place = (id: string, rest: Omit<Extract<AnyAct, { kind: "place" }>, "kind">, by = world.scope) =>
  act(id, { kind: "place", ...rest }, by);
const relabel = (id: string, severity: "critical" | "minor") =>
  act(id, { kind: "relabel", severity, reason: "Seen." });

async function impactOf(id: string) {
  const issue = await issueOf(id);
  const points = issue.impactParts.reduce((sum, part) => sum + part.points, 0);
  expect(points).toBe(issue.computedImpact);
  return {
    impact: issue.impact,
    hasMinimum: issue.impactParts.some((part) => part.key === "minimum"),
    quadrant: issue.quadrant,
  };
}

describe("the computed impact of an open critical", () => {
  test("is at least 50 as soon as it is critical, and its own again when it is not", async () => {
    const { id } = await makeScored();
    expect(await impactOf(id)).toMatchObject({ hasMinimum: false, quadrant: "fill_in" });
    const done = await relabel(id, "critical");
    expect(await impactOf(id)).toMatchObject({ impact: 50, hasMinimum: true, quadrant: "big_bet" });
    await undoChange(world.scope, done.undoId!);
    expect(await impactOf(id)).toMatchObject({ hasMinimum: false, quadrant: "fill_in" });
  });

  test.each<[string, AnyAct, AnyAct]>([
    ["closed and reopened", { kind: "close", reason: "" }, { kind: "reopen", reason: "" }],
    [
      "parked and taken up",
      { kind: "park", asWish: false, reason: "After the launch." },
      { kind: "reopen", reason: "" },
    ],
    [
      "declined and moved back",
      { kind: "decline", reason: "spam" },
      { kind: "move", state: "accepted", reason: "" },
    ],
  ])("ends and begins with its state: %s", async (_name, settle, takeUp) => {
    const { id } = await makeScored({ severity: "critical", state: "accepted" });
    expect(await impactOf(id)).toMatchObject({ impact: 50, hasMinimum: true });
    const settled = await act(id, settle);
    expect((await impactOf(id)).hasMinimum).toBe(false);
    await undoChange(world.scope, settled.undoId!);
    expect(await impactOf(id)).toMatchObject({ impact: 50, hasMinimum: true });
    await act(id, settle);
    await act(id, takeUp);
    expect(await impactOf(id)).toMatchObject({ impact: 50, hasMinimum: true });
  });

  test("counts for what is critical and no defect by the same rule", async () => {
    const found = await Promise.all(
      (["wish", "question", "praise"] as const).map((type) => makeScored({ type, severity: "critical" })),
    );
    for (const { id } of found) expect(await impactOf(id)).toMatchObject({ impact: 50, hasMinimum: true });
  });

  test("holds for what arrives, and for what a critical report raises or opens again", async () => {
    const own = await makeWorld();
    const send = async (text: string) => {
      const [itemId] = await post(own, [{ text }]);
      await runStages(own.scope, await pendingOf(own));
      const [row] = await asAdmin<{ id: string }>("select issue_id as id from item where id = $1", [itemId]);
      return row!.id;
    };
    const read = (id: string) => readIssue(own.scope, id);
    const text = "Nobody in our company can sign in since this morning.";
    const id = await send(text);
    expect(await read(id)).toMatchObject({
      severity: "critical",
      quadrant: expect.stringMatching(/quick_win|big_bet/),
    });
    // Fixed is open still: it keeps its minimum until somebody has seen that the fix works.
    await actOnIssue(own.scope, { issueId: id, act: { kind: "fix", version: null } });
    expect((await read(id)).impact).toBeGreaterThanOrEqual(50);
    expect(await send(text)).toBe(id);
    expect(await read(id)).toMatchObject({ state: "accepted", reopenedCount: 1 });
    const { rows: criticals } = await listIssues(own.scope, {
      launchId: own.launchId,
      filter: "state:open severity:critical",
    });
    expect(criticals.map((issue) => issue.id)).toContain(id);
    for (const issue of criticals) expect(issue.impact).toBeGreaterThanOrEqual(50);
  });

  test("follows merging, unmerging and splitting", async () => {
    const [minor, critical] = [await makeScored(), await makeScored({ severity: "critical" }, 3)];
    await mergeIssues(world.scope, { intoId: minor.id, issueIds: [critical.id], reason: "" });
    const merged = await issueOf(minor.id);
    expect((await impactOf(minor.id)).hasMinimum).toBe(merged.severity === "critical");
    await unmergeIssue(world.scope, { issueId: critical.id, reason: "" });
    expect(await impactOf(critical.id)).toMatchObject({ impact: 50, hasMinimum: true });
    const split = await splitIssue(world.scope, {
      issueId: critical.id,
      itemIds: [critical.items[0]!],
      reason: "",
    });
    expect(await impactOf(split.newIssueId)).toMatchObject({ impact: 50, hasMinimum: true });
  });
});

describe("a person's impact below the line", () => {
  test("is refused without a reason, with a message that names the issue, and writes nothing", async () => {
    const { id } = await makeScored({ severity: "critical" });
    const before = await issueOf(id);
    await expect(place(id, { impact: 20 })).rejects.toMatchObject({
      code: "UNPROCESSABLE",
      message: `#${before.number} is an open critical: say why its impact is below 50.`,
      details: { reason: "reason_required", field: "impactReason" },
    });
    expect((await issueOf(id)).version).toBe(before.version);
  });

  test("is kept with its reason and its author, and marked on rows, bubbles and the issue", async () => {
    const { id } = await makeScored({ severity: "critical" });
    const ana = await makeMember(world, "product_owner");
    await place(id, { impact: 20, impactReason: "One customer, one order." }, ana.scope);
    expect(await issueOf(id)).toMatchObject({
      impact: 20,
      computedImpact: 50,
      belowLine: "confirmed",
      impactSetByName: ana.scope.actor.name,
      impactSetAt: expect.any(Date),
      effortSetByName: null,
      needsReview: null,
    });
    const input = { launchId: world.launchId, filter: "severity:critical" };
    expect(
      (await listIssues(world.scope, { ...input, limit: 100 })).rows.find((row) => row.id === id),
    ).toMatchObject({
      belowLine: "confirmed",
      impactReason: "One customer, one order.",
      impactSetByName: ana.scope.actor.name,
    });
    expect((await readMatrix(world.scope, input)).bubbles.find((bubble) => bubble.id === id)).toMatchObject({
      belowLine: "confirmed",
    });
  });

  test("that was set before it became critical stays, is put before a person once, and asks no more when it is minor again", async () => {
    const { id } = await makeScored();
    await act(id, { kind: "accept" });
    await place(id, { impact: 30 });
    expect(await issueOf(id)).toMatchObject({ belowLine: null, needsReview: null });
    await relabel(id, "critical");
    expect(await issueOf(id)).toMatchObject({
      impact: 30,
      computedImpact: 50,
      belowLine: "unconfirmed",
      needsReview: "below_line",
    });
    const inbox = await listInbox(world.scope, {
      launchId: world.launchId,
      reason: "below_line",
      limit: 100,
    });
    expect(inbox.rows.map((row) => row.id)).toContain(id);

    await act(id, { kind: "accept" });
    await withScope(world.scope, (tx) => scoreIssuesIn(tx, world.scope, [id], new Date()));
    expect(await issueOf(id)).toMatchObject({ belowLine: "unconfirmed", needsReview: null });
    await relabel(id, "minor");
    expect(await issueOf(id)).toMatchObject({ impact: 30, belowLine: null, needsReview: null });
  });

  test("is confirmed with a reason or taken back, and either is undone", async () => {
    const { id } = await makeScored();
    await act(id, { kind: "accept" });
    await place(id, { impact: 30, impactReason: "Few use it." });
    await relabel(id, "critical");
    const confirmed = await place(id, { impact: 30, impactReason: "Still few." });
    expect(await issueOf(id)).toMatchObject({
      belowLine: "confirmed",
      needsReview: null,
      impactReason: "Still few.",
    });
    await undoChange(world.scope, confirmed.undoId!);
    expect(await issueOf(id)).toMatchObject({
      belowLine: "unconfirmed",
      needsReview: "below_line",
      impactReason: "Few use it.",
    });
    const freed = await place(id, { impact: null });
    expect(await issueOf(id)).toMatchObject({
      impact: 50,
      belowLine: null,
      needsReview: null,
      impactSetBy: null,
    });
    await undoChange(world.scope, freed.undoId!);
    expect(await issueOf(id)).toMatchObject({
      impact: 30,
      belowLine: "unconfirmed",
      impactReason: "Few use it.",
    });
  });

  test("that was confirmed outlives being closed and reopened", async () => {
    const { id } = await makeScored({ severity: "critical", state: "accepted" });
    await place(id, { impact: 10, impactReason: "A test shop." });
    await act(id, { kind: "close", reason: "" });
    await act(id, { kind: "reopen", reason: "" });
    expect(await issueOf(id)).toMatchObject({ impact: 10, belowLine: "confirmed", needsReview: null });
  });

  test("is met by many at once as by one", async () => {
    const made = [await makeScored(), await makeScored()];
    for (const { id } of made) await place(id, { impact: 15 });
    await bulkAct(world.scope, {
      launchId: world.launchId,
      target: { ids: made.map(({ id }) => id) },
      act: { kind: "relabel", severity: "critical", reason: "Data is lost." },
    });
    for (const { id } of made)
      expect(await issueOf(id)).toMatchObject({ impact: 15, belowLine: "unconfirmed" });
  });
});

describe("impact and effort", () => {
  test("are undone each alone, whichever was set first", async () => {
    const { id } = await makeScored();
    const before = await issueOf(id);
    const impact = await place(id, { impact: 80, impactReason: "Every shop is affected." });
    const effort = await place(id, { effort: 90, effortReason: "Three teams." });
    await undoChange(world.scope, impact.undoId!);
    expect(await issueOf(id)).toMatchObject({
      impact: before.impact,
      isImpactOverridden: false,
      impactSetBy: null,
      effort: 90,
      effortReason: "Three teams.",
    });
    await undoChange(world.scope, effort.undoId!);
    expect(await issueOf(id)).toMatchObject({
      effort: before.effort,
      effortReason: before.effortReason,
      isEffortOverridden: false,
      effortSetBy: null,
      effortSetAt: null,
    });
    const { rows } = await listIssueTrail(world.scope, { issueId: id });
    expect(rows.map((row) => row.kind).filter((kind) => kind.endsWith("_set"))).toEqual([
      "effort_set",
      "impact_set",
    ]);
  });

  test("are kept in the audit without their reasons' words", async () => {
    const { id } = await makeScored();
    await place(id, {
      impact: 70,
      impactReason: "Mrs Gruber complains.",
      effort: 10,
      effortReason: "Mr Gruber knows how.",
    });
    const [entry] = await asAdmin<{ verb: string; data: unknown }>(
      "select verb, data from audit_event where org_id = $1 and subject_id = $2",
      [world.orgId, id],
    );
    expect(entry!.verb).toBe("issue.placed");
    expect(JSON.stringify(entry!.data)).not.toContain("Gruber");
  });
});
