import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { IssueAct } from "@/contracts/issues";
import { withScope } from "@/server/db/client";
import { mergeIssuesIn } from "@/server/feedback/issue-merge.commands";
import { wakeSnoozed } from "@/server/feedback/snooze.commands";
import {
  confirmCriterion,
  createCriterion,
  unwaiveCriterion,
  waiveCriterion,
} from "@/server/launches/criteria.commands";
import { movePhase, planPhase } from "@/server/launches/launches.commands";
import { now as clockNow } from "@/server/platform/clock";
import { workerScope } from "@/server/tenancy/scope.commands";
import { pendingOf, post } from "@/server/testing/arrivals";
import { makeWorld, type World } from "@/server/testing/factories";
import { makeIssue, makeItem, type IssueSeed } from "@/server/testing/issues";
import { asAdmin } from "@/server/testing/queries";
import {
  actOnIssue,
  bulkAct,
  mergeIssues,
  moveItems,
  relateIssues,
  splitIssue,
  undoChange,
  unmergeIssue,
} from "@/server/triage/board.commands";
import { quarantineItem, relabelItem, undoRelabel } from "@/server/triage/inbox.commands";
import { evaluateLaunch, evaluateSoon } from "./evaluate-criteria";
import { runStages } from "./stages";

/** Words of a reporter that no line of the log may hold. */
const WORDS = "The nightly export of parcel invoices leaves out its last column";

type Entry = {
  verb: string;
  actor_kind: string;
  actor_id: string;
  subject_id: string;
  data: { before?: Record<string, unknown>; after?: Record<string, unknown> } & Record<string, unknown>;
};

let world: World;
/** The place of the last entry before what a test does. */
let last: bigint;
beforeEach(async () => {
  world = await makeWorld();
});

const entries = (verb?: string) =>
  asAdmin<Entry>(
    `
      select
        verb,
        actor_kind,
        actor_id,
        subject_id,
        data
      from audit_event
      where
        org_id = $1
        and place > $2
        and ($3::text is null or verb = $3)
      order by place
    `,
    [world.orgId, String(last), verb ?? null],
  );
const mark = async () => {
  const [found] = await asAdmin<{ place: string | null }>(
    "select max(place)::text as place from audit_event where org_id = $1",
    [world.orgId],
  );
  last = BigInt(found!.place ?? 0);
};
/** What is done from here on leaves exactly one entry, of this verb. */
async function onlyEntry(verb: string): Promise<Entry> {
  const found = await entries();
  expect(found.map((entry) => entry.verb)).toEqual([verb]);
  return found[0]!;
}
const makeFilled = async (seed: IssueSeed = {}, reports = 2) => {
  const id = await makeIssue(world, seed);
  const items: string[] = [];
  for (let n = 0; n < reports; n++)
    items.push(
      await makeItem(world, { issueId: id, text: WORDS, ...(seed.severity && { severity: seed.severity }) }),
    );
  return { id, items };
};
const PERSON = { actor_kind: "person" };
const MACHINE = { actor_kind: "worker", actor_id: "worker" };
const carry = async () => runStages(workerScope(world.orgId), await pendingOf(world));
const send = async (text: string, email: string) => {
  const [id] = await post(world, [{ text, email }]);
  await carry();
  return id!;
};
const snooze = (issueId: string, conditions: object) =>
  actOnIssue(world.scope, {
    issueId,
    act: { kind: "snooze", whenWorse: false, reason: "", isCriticalConfirmed: false, ...conditions },
  });

describe("D7: a snooze that ends leaves one entry, by the machine, with what was and what is", () => {
  test("D7: by time, one entry for each issue", async () => {
    const issues = [await makeFilled(), await makeFilled()];
    for (const { id } of issues) await snooze(id, { until: new Date(Date.now() + 3_600_000) });
    await asAdmin("update issue set snoozed_until = now() - interval '1 minute' where org_id = $1", [
      world.orgId,
    ]);
    await mark();
    await wakeSnoozed(workerScope(world.orgId));
    const found = await entries();
    expect(found.map((entry) => entry.subject_id).sort()).toEqual(issues.map(({ id }) => id).sort());
    for (const entry of found)
      expect(entry).toMatchObject({
        verb: "issue.woken",
        ...MACHINE,
        data: { condition: "time", before: { snooze: { whenWorse: false } }, after: { snooze: null } },
      });
  });

  test.each([
    ["reports", { moreReports: 1 }, "The export leaves out its last column. Seen again."],
    ["worse", { whenWorse: true }, "All our invoices were deleted by the export, the data is lost."],
  ])("D7: by %s", async (condition, conditions, text) => {
    const first = await send(WORDS, "a@buyer.example");
    const [{ id }] = (await asAdmin<{ id: string }>("select issue_id as id from item where id = $1", [
      first,
    ])) as [{ id: string }];
    if (condition === "worse")
      await actOnIssue(world.scope, {
        issueId: id,
        act: { kind: "relabel", severity: "cosmetic", reason: "" },
      });
    await snooze(id, conditions);
    await mark();
    await send(condition === "worse" ? WORDS : `${WORDS}. ${text}`, "b@buyer.example");
    const found = await entries("issue.woken");
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      ...MACHINE,
      subject_id: id,
      data: {
        condition,
        before: { snooze: conditions },
        after: { snooze: null, needsReview: "snooze_ended" },
      },
    });
  });
});

describe("D7: what machines decide about issues", () => {
  test("D7: grouping names each report and the issue it went to", async () => {
    await mark();
    const id = await send(WORDS, "a@buyer.example");
    const [entry] = await entries("items.triaged");
    const [item] = await asAdmin<{ issue_id: string }>("select issue_id from item where id = $1", [id]);
    expect(entry).toMatchObject({
      ...MACHINE,
      data: { grouped: [{ itemId: id, before: { issueId: null }, after: { issueId: item!.issue_id } }] },
    });
  });

  test("D7: an automatic merge has the machine as its actor", async () => {
    const [a, b] = [await makeFilled(), await makeFilled({ labels: ["eu"] })];
    const machine = workerScope(world.orgId);
    await mark();
    await withScope(machine, (tx) =>
      mergeIssuesIn(tx, machine, { intoId: a.id, issueIds: [b.id], reason: "Alike.", by: "model" }),
    );
    expect(await onlyEntry("issue.merged")).toMatchObject({
      ...MACHINE,
      data: { issueIds: [b.id], before: { labels: [] }, after: { labels: [expect.any(String)] } },
    });
  });

  test("D7: a report that raises an issue", async () => {
    const first = await send(WORDS, "a@buyer.example");
    const [{ id }] = (await asAdmin<{ id: string }>("select issue_id as id from item where id = $1", [
      first,
    ])) as [{ id: string }];
    await asAdmin("update issue set severity = 'cosmetic' where id = $1", [id]);
    await mark();
    await send(WORDS, "b@buyer.example");
    const found = await entries("issue.severity_raised");
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      ...MACHINE,
      subject_id: id,
      data: { before: { severity: "cosmetic" } },
    });
  });

  test("D7: a regression", async () => {
    const first = await send(WORDS, "a@buyer.example");
    const [{ id }] = (await asAdmin<{ id: string }>("select issue_id as id from item where id = $1", [
      first,
    ])) as [{ id: string }];
    await asAdmin(
      "update issue set state = 'closed', settled_at = now() - interval '1 hour', severity = 'major' where id = $1",
      [id],
    );
    await mark();
    await send(WORDS, "b@buyer.example");
    expect((await entries("issue.regressed"))[0]).toMatchObject({
      ...MACHINE,
      data: { before: { state: "closed" }, after: { state: "accepted" } },
    });
  });
});

describe("D7: exit criteria", () => {
  const minutes = (n: number) => new Date(clockNow().getTime() + n * 60_000);
  let criterion: string;
  beforeEach(async () => {
    const { id } = await createCriterion(world.scope, {
      launchId: world.launchId,
      kind: "manual",
      title: "Support has taken over",
      target: 1,
      targetMinutes: null,
      holdHours: 0,
      componentId: null,
      ownerId: null,
    });
    criterion = id;
    await evaluateLaunch(workerScope(world.orgId), world.launchId, clockNow());
    await mark();
  });
  const versionOf = async () =>
    (
      await asAdmin<{ version: number; state: string }>(
        "select version, state from exit_criterion where id = $1",
        [criterion],
      )
    )[0]!;

  test("D7: flipping to met and back is the machine's entry, though a person's act was its occasion", async () => {
    const { version, state } = await versionOf();
    await confirmCriterion(world.scope, { criterionId: criterion, version, evidence: "Signed." });
    await evaluateSoon(world.scope, world.launchId);
    const [confirmed, flipped] = await entries();
    expect(confirmed).toMatchObject({ verb: "criterion.confirmed", ...PERSON });
    expect(flipped).toMatchObject({
      verb: "criterion.state_changed",
      ...MACHINE,
      subject_id: criterion,
      data: { before: { state }, after: { state: "met" } },
    });
  });

  test("D7: a waiver, its taking back, and its running out", async () => {
    const { version } = await versionOf();
    await waiveCriterion(world.scope, {
      criterionId: criterion,
      version,
      reason: "Agreed.",
      until: minutes(60),
    });
    expect(await onlyEntry("criterion.waived")).toMatchObject({
      ...PERSON,
      data: { after: { state: "waived" } },
    });
    await mark();
    await evaluateLaunch(workerScope(world.orgId), world.launchId, minutes(61));
    const expired = await onlyEntry("criterion.waiver_expired");
    expect(expired).toMatchObject({ ...MACHINE, data: { before: { state: "waived" } } });
    expect(expired.data.after!["state"]).not.toBe("waived");
    await mark();
    await unwaiveCriterion(world.scope, { criterionId: criterion, version: version + 1 });
    expect(await onlyEntry("criterion.unwaived")).toMatchObject({
      ...PERSON,
      data: { after: { waivedUntil: null } },
    });
  });
});

describe("D7: phases", () => {
  test("D7: a move and a plan", async () => {
    await mark();
    await movePhase(world.scope, {
      launchId: world.launchId,
      version: 1,
      phase: "stabilising",
      reason: "Calmer",
    });
    expect(await onlyEntry("launch.phase_changed")).toMatchObject({
      ...PERSON,
      data: { before: { phase: "live" }, after: { phase: "stabilising" } },
    });
    await mark();
    const startsAt = new Date("2026-12-20T08:00:00Z");
    await planPhase(world.scope, { launchId: world.launchId, phase: "exiting", startsAt, endsAt: null });
    expect(await onlyEntry("launch.phase_planned")).toMatchObject({
      data: { after: { startsAt: startsAt.toISOString() } },
    });
  });
});

describe("D7: undoing leaves one entry with what was and what is", () => {
  type Filled = { id: string; items: string[] };
  let [a, b] = [] as unknown as [Filled, Filled];
  beforeEach(async () => {
    [a, b] = [await makeFilled({ labels: ["eu"] }), await makeFilled({ ownerId: world.ownerId })];
  });
  const act = async (what: IssueAct) => (await actOnIssue(world.scope, { issueId: a.id, act: what })).undoId;
  const STRUCTURE: [string, () => Promise<string | null>][] = [
    [
      "merge",
      async () => (await mergeIssues(world.scope, { intoId: a.id, issueIds: [b.id], reason: "" })).undoId,
    ],
    [
      "split",
      async () =>
        (await splitIssue(world.scope, { issueId: a.id, itemIds: [a.items[0]!], reason: "" })).undoId,
    ],
    [
      "move",
      async () => (await moveItems(world.scope, { itemIds: a.items, toIssueId: b.id, reason: "" })).undoId,
    ],
    [
      "unmerge",
      async () => {
        await mergeIssues(world.scope, { intoId: a.id, issueIds: [b.id], reason: "" });
        return (await unmergeIssue(world.scope, { issueId: b.id, reason: "" })).undoId;
      },
    ],
    [
      "relation",
      async () =>
        (await relateIssues(world.scope, { issueId: a.id, otherId: b.id, kind: "related", reason: "" }))
          .undoId,
    ],
  ];
  test.each(STRUCTURE)("D7: of a %s", async (_name, doIt) => {
    const undoId = await doIt();
    await mark();
    await undoChange(world.scope, undoId!);
    const entry = await onlyEntry("issue.undone");
    expect(entry).toMatchObject({ ...PERSON, data: { groupId: undoId, changes: expect.any(Array) } });
  });

  const ACTS: [string, IssueAct, string, unknown, unknown][] = [
    ["acceptance", { kind: "accept" }, "state", "accepted", "new"],
    ["relabelling", { kind: "relabel", severity: "critical", reason: "" }, "severity", "critical", "minor"],
    [
      "rename",
      { kind: "rename", title: "Other" },
      "title",
      "(5 characters)",
      expect.stringMatching(/characters/),
    ],
    ["label", { kind: "tag", add: ["vip"], remove: [] }, "labels", expect.any(Array), expect.any(Array)],
    ["urgency", { kind: "urgency", urgency: "now" }, "urgency", "now", "this_week"],
  ];
  test.each(ACTS)("D7: of an %s", async (_name, what, field, before, after) => {
    await mark();
    const undoId = await act(what);
    const [done] = await entries();
    expect(done!.data.after![field]).toEqual(before);
    await mark();
    await undoChange(world.scope, undoId!);
    const entry = await onlyEntry("issue.undone");
    const [change] = entry.data["changes"] as {
      before: Record<string, unknown>;
      after: Record<string, unknown>;
    }[];
    expect([change!.before[field], change!.after[field]]).toEqual([before, after]);
  });

  test("D7: of many at once, with each issue's change", async () => {
    await mark();
    const { undoId } = await bulkAct(world.scope, {
      launchId: world.launchId,
      target: { ids: [a.id, b.id] },
      act: { kind: "accept" },
    });
    const done = await onlyEntry("issue.accepted");
    expect((done.data["changes"] as unknown[]).length).toBe(2);
    await mark();
    await undoChange(world.scope, undoId!);
    expect(((await onlyEntry("issue.undone")).data["changes"] as unknown[]).length).toBe(2);
  });

  test("D7: of one report's relabelling, and its quarantine", async () => {
    const [itemId] = a.items as [string];
    await relabelItem(world.scope, { itemId, severity: "major", reason: "" });
    await mark();
    await undoRelabel(world.scope, itemId);
    expect(await onlyEntry("item.relabel_undone")).toMatchObject({
      ...PERSON,
      data: { before: { severity: "major" }, after: { severity: "minor" } },
    });
    await mark();
    await quarantineItem(world.scope, { itemId, reason: "Spam." });
    expect(await onlyEntry("item.quarantined")).toMatchObject({
      data: { before: { state: "open", issueId: a.id }, after: { state: "quarantined", issueId: null } },
    });
  });
});

describe("D7: the log", () => {
  beforeAll(async () => {
    last = 0n;
  });
  test("D7: holds none of a reporter's words, whatever was done", async () => {
    last = 0n;
    const first = await send(WORDS, "a@buyer.example");
    await send(WORDS, "b@buyer.example");
    const [{ id }] = (await asAdmin<{ id: string }>("select issue_id as id from item where id = $1", [
      first,
    ])) as [{ id: string }];
    const other = await makeFilled();
    const merged = await mergeIssues(world.scope, { intoId: id, issueIds: [other.id], reason: WORDS });
    await undoChange(world.scope, merged.undoId);
    await splitIssue(world.scope, { issueId: id, itemIds: [first], reason: WORDS, title: WORDS });
    expect(JSON.stringify(await entries())).not.toContain("parcel invoices");
    expect((await entries()).length).toBeGreaterThan(4);
  });
});
