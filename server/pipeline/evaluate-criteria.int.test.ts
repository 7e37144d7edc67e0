import { describe, expect, test } from "vitest";
import type { CriterionKind } from "@/contracts/exit";
import { listLaunchesWithHealth } from "@/server/analysis/launch-health.queries";
import { readExit } from "@/server/analysis/exit.queries";
import { withScope } from "@/server/db/client";
import { createSource } from "@/server/intake/sources.commands";
import { actOnIssue } from "@/server/triage/board.commands";
import { createCriterion, unwaiveCriterion, waiveCriterion } from "@/server/launches/criteria.commands";
import { ingestBatch } from "@/server/monitoring/logs.commands";
import { newId, newReference } from "@/server/platform/ids";
import { workerScope } from "@/server/tenancy/scope.commands";
import { makeLogSource, makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { evaluateLaunch } from "./evaluate-criteria";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const start = new Date();
const at = (hours: number) => new Date(start.getTime() + hours * HOUR_MS);

const judge = (world: World, now: Date) => evaluateLaunch(workerScope(world.orgId), world.launchId, now);
const addCriterion = async (
  world: World,
  kind: CriterionKind,
  over: {
    target?: number;
    targetMinutes?: number;
    holdHours?: number;
    componentId?: string | null;
  } = {},
) =>
  (
    await createCriterion(world.scope, {
      launchId: world.launchId,
      kind,
      title: kind,
      target: 0,
      holdHours: 0,
      componentId: null,
      ownerId: world.ownerId,
      ...over,
    })
  ).id;

type State = {
  state: string;
  value: number | null;
  held_since: Date | null;
  held_ms: number;
  blocked_by: string | null;
  note: string | null;
};
const stateOf = async (id: string) =>
  (
    await asAdmin<State>(
      "select state, value, held_since, held_ms::int, blocked_by, note from exit_criterion where id = $1",
      [id],
    )
  )[0]!;
const componentOf = async (world: World) =>
  (await asAdmin<{ id: string }>("select id from component where org_id = $1", [world.orgId]))[0]!.id;

let number = 0;
type IssueSpec = {
  severity?: string;
  type?: string;
  state?: string;
  impact?: number;
  componentId?: string | null;
  firstSeenAt?: Date;
  mergedIntoId?: string | null;
};
async function addIssue(
  world: World,
  {
    severity = "critical",
    type = "technical",
    state = "new",
    impact = 50,
    componentId = null,
    firstSeenAt = start,
    mergedIntoId = null,
  }: IssueSpec = {},
): Promise<string> {
  const id = newId("issue");
  await withScope(world.scope, (tx) =>
    tx.issue.create({
      data: {
        orgId: world.orgId,
        id,
        launchId: world.launchId,
        number: ++number,
        title: `Issue ${number}`,
        type,
        severity,
        state,
        impact,
        computedImpact: impact,
        effort: 10,
        computedEffort: 10,
        componentId,
        firstSeenAt,
        lastSeenAt: firstSeenAt,
        createdAt: firstSeenAt,
        mergedIntoId,
      },
    }),
  );
  return id;
}

async function moveIssue(world: World, id: string, from: string, to: string, when: Date): Promise<void> {
  await withScope(world.scope, async (tx) => {
    await tx.issue.update({ where: { orgId_id: { orgId: world.orgId, id } }, data: { state: to } });
    await tx.issueEvent.create({
      data: {
        orgId: world.orgId,
        id: newId("issueEvent"),
        issueId: id,
        at: when,
        kind: to,
        actorKind: "person",
        actorId: world.ownerId,
        actorName: "Olga",
        data: { before: { state: from }, after: { state: to } },
      },
    });
  });
}

type ItemSpec = {
  occurredAt: Date;
  state?: string;
  sentiment?: string;
  firstResponseAt?: Date | null;
  issueId?: string | null;
  componentId?: string | null;
  /** The helpdesk it is a ticket of. */ helpdesk?: string;
};
async function addItem(
  world: World,
  {
    occurredAt,
    state = "open",
    sentiment = "neutral",
    firstResponseAt = null,
    issueId = null,
    componentId = null,
    helpdesk,
  }: ItemSpec,
): Promise<void> {
  await withScope(world.scope, (tx) =>
    tx.item.create({
      data: {
        orgId: world.orgId,
        id: newId("item"),
        launchId: world.launchId,
        sourceId: helpdesk ?? world.formSourceId,
        ticketId: helpdesk === undefined ? null : newId("item"),
        reference: newReference(),
        text: "A report",
        occurredAt,
        receivedAt: occurredAt,
        state,
        type: "technical",
        severity: "minor",
        sentiment,
        firstResponseAt,
        issueId,
        componentId,
      },
    }),
  );
}

async function addTraffic(
  world: World,
  when: Date,
  requests: number,
  failing: number,
  latencyMs: number,
  path = "/v2/payments/7",
): Promise<void> {
  const target = await makeLogSource(world);
  const lines = Array.from({ length: requests }, (_, n) =>
    JSON.stringify({
      ts: when.toISOString(),
      method: "GET",
      path,
      status: n < failing ? 502 : 200,
      latencyMs,
    }),
  );
  await ingestBatch(
    target,
    { maxInflatedBytes: null, body: new TextEncoder().encode(lines.join("\n")), batchId: "b" },
    when,
  );
}

describe("live values", () => {
  test("open criticals and majors count defects that still ask for work, and nothing else", async () => {
    const world = await makeWorld();
    const [critical, major] = [
      await addCriterion(world, "open_critical"),
      await addCriterion(world, "open_major", { target: 1 }),
    ];
    const counted = await addIssue(world);
    await addIssue(world, { state: "fixed" });
    for (const over of [
      { type: "wish" },
      { type: "question" },
      { type: "praise" },
      { state: "closed" },
      { state: "declined" },
      { state: "parked" },
      { state: "verified" },
      { mergedIntoId: counted },
      { severity: "minor" },
    ])
      await addIssue(world, over);
    await addIssue(world, { severity: "major" });
    await judge(world, at(0));
    expect(await stateOf(critical)).toMatchObject({
      state: "not_met",
      value: 2,
      blocked_by: "2 critical issues are open; none may be.",
    });
    expect(await stateOf(major)).toMatchObject({ state: "met", value: 1, blocked_by: null });
  });

  test("of a component they count the component's own", async () => {
    const world = await makeWorld();
    const componentId = await componentOf(world);
    const [critical, error] = [
      await addCriterion(world, "open_critical", { componentId }),
      await addCriterion(world, "error_rate", { componentId, target: 50 }),
    ];
    await addIssue(world);
    await addTraffic(world, at(0), 10, 10, 40, "/elsewhere");
    await judge(world, at(0));
    expect(await stateOf(critical)).toMatchObject({ state: "met", value: 0 });
    expect(await stateOf(error)).toMatchObject({
      state: "unknown",
      value: null,
      blocked_by: "No requests of real use in the last 60 minutes.",
    });
    await addIssue(world, { componentId });
    await judge(world, at(0.1));
    expect(await stateOf(critical)).toMatchObject({ state: "not_met", value: 1 });
  });

  test("new items a day are those that occurred in the last 24 hours, without spam", async () => {
    const world = await makeWorld();
    const id = await addCriterion(world, "new_items_per_day", { target: 2 });
    for (const item of [
      { occurredAt: at(-1) },
      { occurredAt: at(-23.9) },
      { occurredAt: at(-24.1) },
      { occurredAt: at(1) },
      { occurredAt: at(-2), state: "quarantined" },
    ])
      await addItem(world, item);
    await judge(world, at(0));
    expect(await stateOf(id)).toMatchObject({ state: "met", value: 2 });
  });

  describe("a first response", () => {
    const openHelpdesk = async (world: World) =>
      (await createSource(world.scope, { launchId: world.launchId, kind: "zendesk", name: "Helpdesk" })).id;
    const answeredAfter = (hours: number, minutes: number) => ({
      occurredAt: at(hours),
      firstResponseAt: new Date(at(hours).getTime() + minutes * MINUTE_MS),
    });
    const criterionFor = (world: World, over: object = {}) =>
      addCriterion(world, "first_response", { target: 80, targetMinutes: 60, ...over });

    test("is judged by the share of due tickets that were answered in time", async () => {
      const world = await makeWorld();
      const [id, helpdesk] = [await criterionFor(world), await openHelpdesk(world)];
      for (const minutes of [5, 10, 20, 59])
        await addItem(world, { ...answeredAfter(-10, minutes), helpdesk });
      await addItem(world, { ...answeredAfter(-9, 240), helpdesk });
      await addItem(world, { occurredAt: at(-0.5), helpdesk });
      await addItem(world, { occurredAt: at(-3), state: "quarantined", helpdesk });
      await addItem(world, { occurredAt: at(-3) });
      await judge(world, at(0));
      expect(await stateOf(id)).toMatchObject({
        state: "met",
        value: 80,
        note: "5 tickets due: 5 answered in 24 h; 1 not due yet. 1 report from sources without replies left out.",
      });
      await addItem(world, { occurredAt: at(-3), helpdesk });
      await judge(world, at(0.01));
      expect(await stateOf(id)).toMatchObject({
        state: "not_met",
        value: 66,
        blocked_by: "66 % were answered within 1 h; it must be at least 80 %.",
      });
    });

    test("gets no better while nobody answers, hour by hour and whatever comes in", async () => {
      const world = await makeWorld();
      const [id, helpdesk] = [await criterionFor(world, { target: 50 }), await openHelpdesk(world)];
      for (const minutes of [5, 10, 20, 30, 40, 200])
        await addItem(world, { ...answeredAfter(-10, minutes), helpdesk });
      const values: number[] = [];
      for (let quarter = 0; quarter <= 24; quarter++) {
        const hours = quarter / 4;
        for (let n = 0; n < 3; n++) await addItem(world, { occurredAt: at(hours), helpdesk });
        await judge(world, at(hours));
        const { state, value } = await stateOf(id);
        values.push(value!);
        expect(state).toBe(value! >= 50 ? "met" : "not_met");
      }
      expect(values[0]).toBe(83);
      expect(values.at(-1)).toBeLessThan(10);
      for (const [index, value] of values.entries())
        expect(value).toBeLessThanOrEqual(values[Math.max(0, index - 1)]!);
    });

    test("is unknown while fewer than five are due, and inflow alone never meets it", async () => {
      const world = await makeWorld();
      const [id, helpdesk] = [
        await criterionFor(world, { target: 1, targetMinutes: 600 }),
        await openHelpdesk(world),
      ];
      for (const minutes of [1, 1, 1, 1]) await addItem(world, { ...answeredAfter(-1, minutes), helpdesk });
      for (let n = 0; n < 40; n++) await addItem(world, { occurredAt: at(-1), helpdesk });
      await judge(world, at(0));
      expect(await stateOf(id)).toMatchObject({
        state: "unknown",
        value: null,
        blocked_by: "Only 4 tickets are due; a share is judged from 5.",
      });
      const silent = await makeWorld();
      const [other, desk] = [await criterionFor(silent, { target: 1 }), await openHelpdesk(silent)];
      for (let n = 0; n < 40; n++) await addItem(silent, { occurredAt: at(-5), helpdesk: desk });
      await judge(silent, at(0));
      expect(await stateOf(other)).toMatchObject({ state: "not_met", value: 0 });
      expect((await stateOf(other)).note).toMatch(/No public comment of staff has come from the helpdesk/);
    });

    test("is unknown for sources without replies, and says why", async () => {
      const world = await makeWorld();
      const id = await criterionFor(world);
      for (let n = 0; n < 12; n++) await addItem(world, { occurredAt: at(-2) });
      await judge(world, at(0));
      const { state, blocked_by } = await stateOf(id);
      expect(state).toBe("unknown");
      expect(blocked_by).toBe(
        "No helpdesk ticket was due. 12 reports of the last 24 hours came in otherwise: whether their reporters were " +
          "answered is not known until replies can be sent from here.",
      );
      // Nobody deceives it by accepting: a decision reaches no reporter.
      const issueId = await addIssue(world);
      await asAdmin("update item set issue_id = $2 where org_id = $1", [world.orgId, issueId]);
      await actOnIssue(world.scope, { issueId, act: { kind: "accept" } });
      await judge(world, at(0.1));
      expect((await stateOf(id)).state).toBe("unknown");
    });

    test("is held back by the issues whose reporters wait, closed ones too", async () => {
      const world = await makeWorld();
      const [id, helpdesk] = [await criterionFor(world), await openHelpdesk(world)];
      const [open, closed] = [await addIssue(world), await addIssue(world, { state: "closed" })];
      for (const issueId of [open, open, closed, closed, closed])
        await addItem(world, { occurredAt: at(-4), issueId, helpdesk });
      await judge(world, at(0));
      const { blockers } = await readExit(world.scope, world.launchId, at(0));
      expect(blockers.map((b) => [b.id, b.blocks])).toEqual(
        expect.arrayContaining([
          [closed, [{ criterionId: id, reason: "3 tickets past their time for an answer." }]],
          [open, [{ criterionId: id, reason: "2 tickets past their time for an answer." }]],
        ]),
      );
    });
  });

  test("the share of negative reports leaves spam out", async () => {
    const world = await makeWorld();
    const id = await addCriterion(world, "negative_share", { target: 30 });
    for (const sentiment of ["negative", "neutral", "positive", "neutral"])
      await addItem(world, { occurredAt: at(-1), sentiment });
    await addItem(world, { occurredAt: at(-1), sentiment: "negative", state: "quarantined" });
    await judge(world, at(0));
    expect(await stateOf(id)).toMatchObject({ state: "met", value: 25 });
  });

  test("error rate and p95 are those of the last 60 minutes", async () => {
    const world = await makeWorld();
    const [errors, slow] = [
      await addCriterion(world, "error_rate", { target: 1 }),
      await addCriterion(world, "latency_p95", { target: 800 }),
    ];
    await addTraffic(world, at(-2), 100, 100, 9_000);
    await addTraffic(world, at(-0.5), 200, 3, 400);
    await judge(world, at(0));
    expect(await stateOf(errors)).toMatchObject({ state: "not_met", value: 1.5 });
    const { state, value } = await stateOf(slow);
    expect(state).toBe("met");
    expect(Math.abs(value! - 400) / 400).toBeLessThan(0.02);
  });

  test("without traffic or reports nothing is known, and nothing is met", async () => {
    const world = await makeWorld();
    const ids = [];
    for (const kind of ["error_rate", "latency_p95", "first_response", "negative_share"] as const)
      ids.push(await addCriterion(world, kind, { target: kind === "first_response" ? 1 : 1_000 }));
    await judge(world, at(0));
    for (const id of ids)
      expect(await stateOf(id)).toMatchObject({ state: "unknown", value: null, held_since: null });
    expect(await readExit(world.scope, world.launchId, at(0))).toMatchObject({
      met: 0,
      total: 4,
      isReady: false,
    });
  });

  test("before the launch is live no clock runs", async () => {
    const world = await makeWorld();
    const id = await addCriterion(world, "open_critical", { holdHours: 1 });
    await asAdmin("update launch set phase = 'planned', live_at = now() + interval '2 days' where id = $1", [
      world.launchId,
    ]);
    await judge(world, at(0));
    expect(await stateOf(id)).toMatchObject({
      state: "unknown",
      held_since: null,
      blocked_by: "The launch is not live yet.",
    });
  });
});

describe("the hold clock", () => {
  test("a condition must be true for its whole period; one false reading starts it over", async () => {
    const world = await makeWorld();
    const id = await addCriterion(world, "open_critical", { holdHours: 72 });
    const states: string[] = [];
    const judgeAt = async (hours: number) => {
      await judge(world, at(hours));
      states.push((await stateOf(id)).state);
    };
    await judgeAt(0);
    await judgeAt(71.9);
    const issue = await addIssue(world);
    await judgeAt(71.95);
    await moveIssue(world, issue, "new", "closed", at(72));
    await judgeAt(72);
    await judgeAt(143.9);
    await judgeAt(144);
    expect(states).toEqual(["holding", "holding", "not_met", "holding", "holding", "met"]);
  });

  test("a stretch without traffic pauses it and takes nothing away", async () => {
    const world = await makeWorld();
    const id = await addCriterion(world, "error_rate", { target: 1, holdHours: 3 });
    await addTraffic(world, at(-0.1), 10, 0, 40);
    await judge(world, at(0));
    await addTraffic(world, at(0.9), 10, 0, 40);
    await judge(world, at(1));
    await judge(world, at(5));
    expect(await stateOf(id)).toMatchObject({ state: "unknown", held_since: null, held_ms: HOUR_MS });
    await addTraffic(world, at(9.9), 10, 0, 40);
    await judge(world, at(10));
    expect((await stateOf(id)).state).toBe("holding");
    const page = await readExit(world.scope, world.launchId, at(10));
    expect(page.criteria[0]).toMatchObject({
      state: "holding",
      hold: { heldMs: HOUR_MS, neededMs: 3 * HOUR_MS, until: at(12) },
    });
    await addTraffic(world, at(11.95), 10, 0, 40);
    await judge(world, at(12));
    expect((await stateOf(id)).state).toBe("met");
  });

  test("a waiver ends by itself, and the criterion is judged by its figures again", async () => {
    const world = await makeWorld();
    const id = await addCriterion(world, "open_critical");
    await addIssue(world);
    await waiveCriterion(world.scope, {
      criterionId: id,
      version: 1,
      reason: "Known and agreed",
      until: at(5),
    });
    await judge(world, at(4.9));
    expect((await stateOf(id)).state).toBe("waived");
    expect(await readExit(world.scope, world.launchId, at(4.9))).toMatchObject({
      met: 0,
      waived: 1,
      total: 1,
      isReady: true,
      criteria: [{ waiver: { reason: "Known and agreed", by: "Olga Owner", isExpired: false } }],
      blockers: [],
    });
    await judge(world, at(5));
    expect(await stateOf(id)).toMatchObject({ state: "not_met", value: 1 });
    expect(await readExit(world.scope, world.launchId, at(5))).toMatchObject({
      isReady: false,
      criteria: [{ waiver: { isExpired: true } }],
    });
  });

  test("a waiver taken back leaves the clock as it ran underneath", async () => {
    const world = await makeWorld();
    const id = await addCriterion(world, "open_critical", { holdHours: 10 });
    await judge(world, at(0));
    await waiveCriterion(world.scope, {
      criterionId: id,
      version: 1,
      reason: "Known and agreed",
      until: at(500),
    });
    await judge(world, at(10));
    await unwaiveCriterion(world.scope, { criterionId: id, version: 2 });
    await judge(world, at(10.1));
    expect((await stateOf(id)).state).toBe("met");
  });
});

describe("an evaluation", () => {
  test("leaves a trail for changes of state alone, and tells open screens", async () => {
    const world = await makeWorld();
    const id = await addCriterion(world, "open_critical");
    expect(await judge(world, at(0))).toEqual([id]);
    expect(await judge(world, at(0.01))).toEqual([]);
    await addIssue(world);
    expect(await judge(world, at(0.02))).toEqual([id]);
    const trail = await asAdmin(
      `
        select
          actor_kind,
          data ->> 'from' as was,
          data ->> 'to' as became
        from audit_event
        where
          org_id = $1
          and verb = 'criterion.state_changed'
        order by id
      `,
      [world.orgId],
    );
    expect(trail).toEqual([
      { actor_kind: "worker", was: "unknown", became: "met" },
      { actor_kind: "worker", was: "met", became: "not_met" },
    ]);
    expect(
      await asAdmin(
        `
          select event -> 'ids' as ids
          from live_event
          where
            org_id = $1
            and event ->> 'kind' = 'criteria.changed'
          order by id
        `,
        [world.orgId],
      ),
    ).toEqual([{ ids: [id] }, { ids: [id] }, { ids: [id] }]);
  });

  test("writes readings at least a minute apart, and few while nothing changes", async () => {
    const world = await makeWorld();
    const id = await addCriterion(world, "new_items_per_day", { target: 5 });
    for (let second = 0; second < 600; second += 20) {
      if (second % 100 === 0) await addItem(world, { occurredAt: at(-1) });
      await judge(world, new Date(start.getTime() + second * 1_000));
    }
    const readings = await asAdmin<{ at: Date }>(
      "select at from criterion_reading where criterion_id = $1 order by at",
      [id],
    );
    const gaps = readings.slice(1).map((r, n) => r.at.getTime() - readings[n]!.at.getTime());
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(MINUTE_MS);
    expect(readings.length).toBe(6);
    await judge(world, at(1));
    expect(await asAdmin("select 1 from criterion_reading where criterion_id = $1", [id])).toHaveLength(7);
  });

  test("ten at once leave one judgement, one trail line and one reading", async () => {
    const world = await makeWorld();
    const id = await addCriterion(world, "open_critical", { holdHours: 1 });
    await Promise.all(Array.from({ length: 10 }, () => judge(world, at(0))));
    expect(await stateOf(id)).toMatchObject({ state: "holding", held_since: at(0) });
    expect(
      await asAdmin("select 1 from audit_event where org_id = $1 and verb = 'criterion.state_changed'", [
        world.orgId,
      ]),
    ).toHaveLength(1);
    expect(await asAdmin("select 1 from criterion_reading where criterion_id = $1", [id])).toHaveLength(1);
  });

  test("of another organization's launch judges and changes nothing", async () => {
    const [world, other] = [await makeWorld(), await makeWorld()];
    const id = await addCriterion(other, "open_critical");
    expect(await evaluateLaunch(workerScope(world.orgId), other.launchId, at(0))).toEqual([]);
    expect((await stateOf(id)).state).toBe("unknown");
    await expect(readExit(world.scope, other.launchId, at(0))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("the exit page", () => {
  test("ranks what blocks the exit: criticals first, then what holds back most, then impact; met criteria block nothing", async () => {
    const world = await makeWorld();
    const componentId = await componentOf(world);
    const [critical, major, items, errors] = [
      await addCriterion(world, "open_critical"),
      await addCriterion(world, "open_major", { target: 0 }),
      await addCriterion(world, "new_items_per_day", { target: 0 }),
      await addCriterion(world, "error_rate", { target: 1 }),
    ];
    await addCriterion(world, "negative_share", { target: 100 });
    const alarming = await addIssue(world, { impact: 20 });
    const quiet = await addIssue(world, { severity: "major", impact: 90 });
    const both = await addIssue(world, { severity: "major", impact: 30, componentId });
    const many = await addIssue(world, { severity: "minor", impact: 99 });
    await addIssue(world, { severity: "critical", state: "closed", impact: 100 });
    await addItem(world, { occurredAt: at(-1), issueId: both });
    for (let n = 0; n < 3; n++)
      await addItem(world, { occurredAt: at(-1), issueId: many, sentiment: "negative" });
    await addTraffic(world, at(-0.1), 100, 20, 40);
    await judge(world, at(0));
    const { blockers, criteria } = await readExit(world.scope, world.launchId, at(0));
    expect(blockers.map((b) => b.id)).toEqual([alarming, both, quiet, many]);
    expect(blockers[0]!.blocks).toEqual([{ criterionId: critical, reason: "It is an open critical." }]);
    expect(blockers[1]!.blocks.map((b) => [b.criterionId, b.reason])).toEqual([
      [major, "It is an open major."],
      [items, "1 report in the last 24 hours."],
      [errors, "20.0 % of its component's requests fail."],
    ]);
    expect(blockers[3]!.blocks).toEqual([{ criterionId: items, reason: "3 reports in the last 24 hours." }]);
    expect(criteria.map((c) => [c.kind, c.unit, c.compare, c.owner?.name])).toContainEqual([
      "error_rate",
      "percent",
      "below",
      "Olga Owner",
    ]);
  });

  test("draws a line of at most 200 points that ends at the last reading", async () => {
    const world = await makeWorld();
    const id = await addCriterion(world, "open_critical");
    await asAdmin(
      `
        insert into criterion_reading (org_id, criterion_id, at, value, state)
        select
          $1,
          $2,
          $3::timestamptz - n * interval '1 minute',
          n,
          'not_met'
        from generate_series(0, 4000) n
      `,
      [world.orgId, id, start],
    );
    const [criterion] = (await readExit(world.scope, world.launchId, start)).criteria;
    expect(criterion!.readings.length).toBeGreaterThan(150);
    expect(criterion!.readings.length).toBeLessThanOrEqual(201);
    expect(criterion!.readings.at(-1)).toEqual({ at: start, value: 0, state: "not_met" });
    expect(criterion!.readings).toEqual(
      [...criterion!.readings].sort((a, b) => a.at.getTime() - b.at.getTime()),
    );
  });

  test("burns down from what came and went to what is open now, and projects only what the days carry", async () => {
    const world = await makeWorld();
    await addCriterion(world, "open_critical");
    await asAdmin("update launch set live_at = $2 where id = $1", [world.launchId, at(-6 * 24)]);
    const issues = [];
    for (let n = 0; n < 12; n++) issues.push(await addIssue(world, { firstSeenAt: at(-5.5 * 24 + n / 10) }));
    await addIssue(world, { severity: "minor", firstSeenAt: at(-24) });
    await addIssue(world, { mergedIntoId: issues[0]!, firstSeenAt: at(-24) });
    for (const [n, id] of issues.slice(0, 8).entries())
      await moveIssue(world, id, "new", "closed", at(-4.4 * 24 + n * 12));
    await judge(world, at(0));
    const { burnDown } = await readExit(world.scope, world.launchId, at(0));
    expect(burnDown).toMatchObject({ severities: ["critical"], goal: 0 });
    expect(burnDown.days.at(-1)).toMatchObject({ at: at(0), open: 4 });
    expect(burnDown.days.reduce((sum, d) => sum + d.opened, 0)).toBe(12);
    expect(burnDown.days.reduce((sum, d) => sum + d.resolved, 0)).toBe(8);
    expect(Math.max(...burnDown.days.map((d) => d.open))).toBeGreaterThanOrEqual(11);
    for (const [n, day] of burnDown.days.entries())
      if (n > 0) expect(day.open).toBe(burnDown.days[n - 1]!.open + day.opened - day.resolved);
  });

  test("counts a reopened issue as come again, and leaves out what was undone", async () => {
    const world = await makeWorld();
    await addCriterion(world, "open_critical");
    const id = await addIssue(world, { firstSeenAt: at(-60) });
    await moveIssue(world, id, "new", "closed", at(-40));
    await moveIssue(world, id, "closed", "accepted", at(-20));
    await moveIssue(world, id, "accepted", "declined", at(-1));
    await asAdmin("update issue_event set undone_at = now() where issue_id = $1 and kind = 'declined'", [id]);
    await asAdmin("update issue set state = 'accepted' where id = $1", [id]);
    const { burnDown } = await readExit(world.scope, world.launchId, at(0));
    expect(burnDown.days.at(-1)!.open).toBe(1);
    expect([
      burnDown.days.reduce((sum, d) => sum + d.opened, 0),
      burnDown.days.reduce((sum, d) => sum + d.resolved, 0),
    ]).toEqual([2, 1]);
    expect(burnDown.projection).toMatchObject({
      isKnown: false,
      reason: expect.stringMatching(/^No projection: /) as string,
    });
  });

  test("days are those of the launch's own time zone", async () => {
    const world = await makeWorld();
    await asAdmin("update launch set time_zone = 'Pacific/Auckland' where id = $1", [world.launchId]);
    const { burnDown } = await readExit(world.scope, world.launchId, start);
    const hourThere = (date: Date) =>
      new Intl.DateTimeFormat("en", {
        timeZone: "Pacific/Auckland",
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
      }).format(date);
    expect(burnDown.days.slice(0, -1).map((d) => hourThere(d.at))).toEqual(
      burnDown.days.slice(0, -1).map(() => "00:00"),
    );
  });

  test("health in the list says the same as the page", async () => {
    const world = await makeWorld();
    await addCriterion(world, "open_critical");
    await addCriterion(world, "open_major");
    await addIssue(world);
    await judge(world, at(0));
    const [launch] = await listLaunchesWithHealth(world.scope, at(0));
    expect(launch!.health).toMatchObject({
      openCriticals: 1,
      openMajors: 0,
      criteria: { met: 1, waived: 0, total: 2 },
    });
    expect(await readExit(world.scope, world.launchId, at(0))).toMatchObject({ met: 1, total: 2 });
  });
});
