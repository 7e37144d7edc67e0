import { beforeAll, describe, expect, test } from "vitest";
import type { AnyAct } from "@/contracts/issues";
import { withScope } from "@/server/db/client";
import { readIssue, listIssueTrail } from "@/server/feedback/issues.queries";
import { recountIssuesIn } from "@/server/feedback/issue-facts.commands";
import { wakeSnoozed } from "@/server/feedback/snooze.commands";
import { makeMember, makeWorld, type World } from "@/server/testing/factories";
import { makeIssue, makeItem, type IssueSeed } from "@/server/testing/issues";
import { asAdmin } from "@/server/testing/queries";
import { actOnIssue, bulkAct, previewBulk, undoChange } from "./board.commands";
import { explainRank } from "./overrides.queries";
import { scoreIssuesIn } from "./score.commands";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

const act = (issueId: string, what: AnyAct, expectedVersion?: number) =>
  actOnIssue(world.scope, { issueId, act: what, expectedVersion } as Parameters<typeof actOnIssue>[1]);
const issueOf = (id: string) => readIssue(world.scope, id);
const columns = async (id: string) =>
  (
    await asAdmin(
      "select to_jsonb(i) - 'version' - 'updated_at' - 'search' as row from issue i where id = $1",
      [id],
    )
  )[0]!["row"] as Record<string, unknown>;
const rescore = (id: string) =>
  withScope(world.scope, (tx) => scoreIssuesIn(tx, world.scope, [id], new Date()));

describe("every act", () => {
  const cases: [string, IssueSeed, AnyAct, Record<string, unknown>][] = [
    ["accept", { needsReview: "new" }, { kind: "accept" }, { state: "accepted", needsReview: null }],
    ["decline", {}, { kind: "decline", reason: "works as intended" }, { state: "declined" }],
    ["start", { state: "accepted" }, { kind: "start" }, { state: "in_progress" }],
    [
      "fix",
      { state: "in_progress" },
      { kind: "fix", version: "1.4.3" },
      { state: "fixed", fixedVersion: "1.4.3" },
    ],
    ["verify", { state: "fixed" }, { kind: "verify", evidence: "Seen." }, { state: "verified" }],
    ["close", { state: "verified" }, { kind: "close", reason: "" }, { state: "closed" }],
    [
      "reopen",
      { state: "closed" },
      { kind: "reopen", reason: "It is back." },
      { state: "accepted", reopenedCount: 1 },
    ],
    [
      "park as a wish",
      { needsReview: "new" },
      { kind: "park", asWish: true, reason: "" },
      { state: "parked", type: "wish", isDefect: false, needsReview: null },
    ],
    [
      "park as it is",
      {},
      { kind: "park", asWish: false, reason: "" },
      { state: "parked", type: "functional" },
    ],
    [
      "snooze",
      { needsReview: "new" },
      { kind: "snooze", moreReports: 3, whenWorse: true, reason: "", isCriticalConfirmed: false },
      {
        needsReview: null,
        snooze: expect.objectContaining({ moreReports: 3, whenWorse: true, severity: "minor" }),
      },
    ],
    ["rename", {}, { kind: "rename", title: "Card is charged twice" }, { title: "Card is charged twice" }],
    ["tag", { labels: ["a", "b"] }, { kind: "tag", add: ["c"], remove: ["a"] }, { labels: ["b", "c"] }],
    [
      "workaround",
      {},
      { kind: "workaround", text: "Use another browser." },
      { workaround: "Use another browser." },
    ],
    ["urgency", {}, { kind: "urgency", urgency: "now" }, { urgency: "now" }],
    [
      "relabel",
      {},
      { kind: "relabel", severity: "critical", type: "technical", reason: "Data is lost." },
      { severity: "critical", type: "technical" },
    ],
    ["move to a column", {}, { kind: "move", state: "in_progress", reason: "" }, { state: "in_progress" }],
    [
      "place",
      {},
      { kind: "place", impact: 90, impactReason: "The board asked.", effort: 10, effortReason: "A switch." },
      {
        impact: 90,
        effort: 10,
        isImpactOverridden: true,
        isEffortOverridden: true,
        impactReason: "The board asked.",
        effortReason: "A switch.",
        impactSetByName: "Olga Owner",
        effortSetByName: "Olga Owner",
        quadrant: "quick_win",
      },
    ],
  ];

  test.each(cases)(
    "%s changes what it says, is traced with before and after, audited, told to open screens, and undone without a trace in the fields",
    async (_name, seed, what, expected) => {
      const id = await makeIssue(world, seed);
      await makeItem(world, { issueId: id });
      await rescore(id);
      const before = await columns(id);
      const done = await act(id, what);
      expect(done).toMatchObject({
        changed: 1,
        undoId: expect.stringMatching(/^evt_/),
        issues: [{ id, version: 2 }],
      });
      expect(await issueOf(id)).toMatchObject({ ...expected, version: 2 });

      const { rows } = await listIssueTrail(world.scope, { issueId: id });
      expect(rows[0]).toMatchObject({
        actorName: "Olga Owner",
        undoId: done.undoId,
        data: { before: expect.any(Object), after: expect.any(Object) },
      });
      expect(
        await asAdmin(
          "select verb from audit_event where org_id = $1 and subject_id = $2 and verb like 'issue.%'",
          [world.orgId, id],
        ),
      ).toHaveLength(1);
      expect(
        (
          await asAdmin(
            `
              select 1
              from live_event
              where
                org_id = $1
                and event ->> 'kind' = 'issues.changed'
                and event -> 'ids' ? $2
            `,
            [world.orgId, id],
          )
        ).length,
      ).toBeGreaterThan(0);

      await undoChange(world.scope, done.undoId!);
      expect(await columns(id)).toEqual(before);
      expect((await listIssueTrail(world.scope, { issueId: id })).rows[0]).toMatchObject({
        kind: "undone",
        undoId: null,
      });
      await expect(undoChange(world.scope, done.undoId!)).rejects.toMatchObject({
        code: "CONFLICT",
        details: { reason: "undone" },
      });
    },
  );

  test("an act that changes nothing leaves no trace and nothing to undo", async () => {
    const id = await makeIssue(world, { title: "Same" });
    expect(await act(id, { kind: "rename", title: "Same" })).toMatchObject({ changed: 0, undoId: null });
    expect((await listIssueTrail(world.scope, { issueId: id })).rows).toEqual([]);
  });

  test("an act that does not fit the state is refused with what would", async () => {
    const id = await makeIssue(world, { state: "closed" });
    await expect(act(id, { kind: "accept" })).rejects.toMatchObject({
      code: "CONFLICT",
      details: { reason: "state", state: "closed", allowed: ["accepted"] },
    });
    await expect(act(id, { kind: "verify", evidence: "Seen." })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("an act on a version that has moved on is refused with both versions, and nothing is written", async () => {
    const id = await makeIssue(world);
    await act(id, { kind: "rename", title: "First" }, 1);
    await expect(act(id, { kind: "rename", title: "Second" }, 1)).rejects.toMatchObject({
      code: "CONFLICT",
      details: { reason: "version", expectedVersion: 1, currentVersion: 2, current: { title: "First" } },
    });
    expect((await issueOf(id)).title).toBe("First");
  });

  test("owners, teams and components have to be of here", async () => {
    const [id, other] = [await makeIssue(world), await makeWorld()];
    const theirs = (
      await withScope(other.scope, (tx) => tx.component.findFirstOrThrow({ where: { orgId: other.orgId } }))
    ).id;
    await expect(act(id, { kind: "assign", ownerId: other.ownerId })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(act(id, { kind: "assign", teamId: "tea_nowhere" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(act(id, { kind: "relabel", componentId: theirs, reason: "" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await act(id, { kind: "assign", ownerId: world.ownerId })).toMatchObject({ changed: 1 });
  });

  test("a stranger can neither act on nor undo what the owner can", async () => {
    const [id, stranger] = [await makeIssue(world), await makeWorld()];
    await expect(actOnIssue(stranger.scope, { issueId: id, act: { kind: "accept" } })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const done = await act(id, { kind: "accept" });
    await expect(undoChange(stranger.scope, done.undoId!)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(
      await bulkAct(stranger.scope, {
        launchId: world.launchId,
        target: { ids: [id] },
        act: { kind: "close", reason: "" },
      }),
    ).toMatchObject({ changed: 0 });
    await expect(readIssue(stranger.scope, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await issueOf(id)).state).toBe("accepted");
    expect(await undoChange(world.scope, done.undoId!)).toMatchObject({ issueIds: [id] });
  });
});

describe("a person's word", () => {
  test("on impact and effort stays when the machine computes anew, which goes on beneath it, and gives way when taken back", async () => {
    const id = await makeIssue(world, { severity: "major" });
    await act(id, { kind: "place", impact: 5, effort: 95, effortReason: "Nobody uses it." });
    for (let n = 0; n < 12; n++)
      await makeItem(world, { issueId: id, person: `email:p${n}@example.test`, sentiment: "negative" });
    await rescore(id);
    const current = await issueOf(id);
    expect(current).toMatchObject({
      impact: 5,
      effort: 95,
      effortReason: "Nobody uses it.",
      itemCount: 12,
      reporterCount: 12,
      negativeCount: 12,
    });
    expect(current.computedImpact).toBeGreaterThan(40);
    await act(id, { kind: "place", impact: null, effort: null });
    const freed = await issueOf(id);
    expect(freed).toMatchObject({
      impact: current.computedImpact,
      isImpactOverridden: false,
      impactReason: null,
      isEffortOverridden: false,
    });
    expect(freed.effortReason).toContain("function");
    expect(freed.impactParts.reduce((sum, part) => sum + part.points, 0)).toBe(freed.impact);
  });

  test("on severity is kept as a label, marked as a person's, and scored at once", async () => {
    const id = await makeIssue(world, { severity: "minor" });
    await makeItem(world, { issueId: id });
    await rescore(id);
    const before = await issueOf(id);
    const done = await act(id, { kind: "relabel", severity: "critical", reason: "Orders vanish." });
    const after = await issueOf(id);
    expect(after.provenance["severity"]).toEqual({ by: "person", confidence: 1, reason: "Orders vanish." });
    const lifted = after.impactParts.find((part) => part.key === "minimum")!.points;
    expect(after.impact - lifted).toBe(before.impact + 28);
    expect((await explainRank(world.scope, id)).labels).toMatchObject([
      { field: "severity", value: "critical", previous: "minor", setBy: "person", actorName: "Olga Owner" },
    ]);
    await undoChange(world.scope, done.undoId!);
    expect((await explainRank(world.scope, id)).labels[0]).toMatchObject({
      field: "severity",
      value: "minor",
      previous: "critical",
      setBy: "model",
      reason: "Undone.",
    });
    expect(await issueOf(id)).toMatchObject({ severity: "minor", impact: before.impact });
  });

  test("that repeats the machine's is kept all the same", async () => {
    const id = await makeIssue(world, { severity: "minor" });
    expect(await act(id, { kind: "relabel", severity: "minor", reason: "Checked." })).toMatchObject({
      changed: 1,
    });
    expect((await issueOf(id)).provenance["severity"]?.by).toBe("person");
    expect(await act(id, { kind: "relabel", severity: "minor", reason: "Again." })).toMatchObject({
      changed: 0,
    });
  });
});

describe("deciding", () => {
  const answered = (item: string) =>
    asAdmin<{ at: Date | null }>("select first_response_at as at from item where id = $1", [item]);
  const decided = async (id: string) => (await issueOf(id)).decidedAt;

  test.each<AnyAct>([
    { kind: "accept" },
    { kind: "decline", reason: "out of scope" },
    { kind: "park", asWish: true, reason: "later" },
    { kind: "start" },
    { kind: "close", reason: "gone" },
  ])("is noted once, goes with its undo, and answers nobody: %o", async (what) => {
    const id = await makeIssue(world, { state: what.kind === "start" ? "accepted" : "new" });
    const item = await makeItem(world, { issueId: id });
    const done = await act(id, what);
    expect(await decided(id)).toBeInstanceOf(Date);
    expect(await answered(item)).toEqual([{ at: null }]);
    await undoChange(world.scope, done.undoId!);
    expect(await decided(id)).toBeNull();
    await act(id, what);
    const first = await decided(id);
    await act(id, { kind: "reopen", reason: "" }).catch(() => undefined);
    await act(id, { kind: "rename", title: "Later" });
    expect(await decided(id)).toEqual(first);
    expect(await answered(item)).toEqual([{ at: null }]);
    expect((await issueOf(id)).responses).toMatchObject({ answered: 0, firstAnswerAt: null });
  });

  test("takes nothing from a report that staff have answered, and neither does its undo", async () => {
    const id = await makeIssue(world);
    const item = await makeItem(world, { issueId: id });
    const at = new Date(Date.now() - 60_000);
    await asAdmin("update item set first_response_at = $2 where id = $1", [item, at]);
    const done = await act(id, { kind: "accept" });
    await undoChange(world.scope, done.undoId!);
    expect(await answered(item)).toEqual([{ at }]);
  });

  test.each<AnyAct>([
    { kind: "rename", title: "x" },
    { kind: "tag", add: ["x"], remove: [] },
    { kind: "relabel", severity: "major", reason: "" },
    { kind: "snooze", whenWorse: true, reason: "", isCriticalConfirmed: false },
  ])("is not %o", async (what) => {
    const id = await makeIssue(world);
    await act(id, what);
    expect(await decided(id)).toBeNull();
  });
});

describe("undo", () => {
  test("is refused when something newer touched the same field, and allowed when it touched another", async () => {
    const id = await makeIssue(world, { severity: "minor" });
    const first = await act(id, { kind: "relabel", severity: "major", reason: "" });
    const second = await act(id, { kind: "relabel", severity: "minor", reason: "" });
    await expect(undoChange(world.scope, first.undoId!)).rejects.toMatchObject({
      code: "CONFLICT",
      details: { reason: "newer", issueIds: [id] },
    });
    await act(id, { kind: "rename", title: "Other field" });
    await undoChange(world.scope, second.undoId!);
    await undoChange(world.scope, first.undoId!);
    expect(await issueOf(id)).toMatchObject({ severity: "minor", title: "Other field" });
  });

  test("is refused after ten minutes", async () => {
    const id = await makeIssue(world);
    const done = await act(id, { kind: "accept" });
    await asAdmin("update issue_event set at = at - interval '11 minutes' where group_id = $1", [
      done.undoId,
    ]);
    await expect(undoChange(world.scope, done.undoId!)).rejects.toMatchObject({
      code: "CONFLICT",
      details: { reason: "too_late" },
    });
  });

  test("of a priority needs the permission that setting it needed", async () => {
    const id = await makeIssue(world);
    const done = await act(id, { kind: "place", impact: 99 });
    const engineer = await makeMember(world, "engineer");
    await expect(undoChange(engineer.scope, done.undoId!)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const owner = await makeMember(world, "product_owner");
    expect(await undoChange(owner.scope, done.undoId!)).toMatchObject({ issueIds: [id] });
  });

  test("keeps what the machine found out meanwhile", async () => {
    const id = await makeIssue(world, { needsReview: "new" });
    const done = await act(id, { kind: "accept" });
    await asAdmin("update issue set needs_review = 'regressed' where id = $1", [id]);
    await undoChange(world.scope, done.undoId!);
    expect(await issueOf(id)).toMatchObject({ state: "new", needsReview: "regressed" });
  });
});

describe("bulk", () => {
  test("does one thing to all that a filter finds, with one audit row and one undo, and tells which it did not fit", async () => {
    const here = await makeWorld();
    const ids = [];
    for (let n = 0; n < 6; n++)
      ids.push(
        await makeIssue(here, { labels: ["sweep"], state: n === 0 ? "closed" : "new", needsReview: "new" }),
      );
    await makeIssue(here, { labels: ["other"] });
    const target = { filter: "label:sweep" };
    expect(await previewBulk(here.scope, { launchId: here.launchId, target })).toEqual({
      count: 6,
      isTooMany: false,
      cap: 500,
    });
    const done = await bulkAct(here.scope, {
      launchId: here.launchId,
      target,
      act: { kind: "decline", reason: "spam" },
      expectedCount: 6,
    });
    expect(done).toMatchObject({
      changed: 5,
      skipped: [{ id: ids[0], reason: expect.stringContaining("closed") }],
    });
    expect(
      await asAdmin(
        "select data ->> 'count' as n from audit_event where org_id = $1 and verb = 'issue.declined'",
        [here.orgId],
      ),
    ).toEqual([{ n: "5" }]);
    expect(
      await asAdmin("select count(*)::int as n from issue where org_id = $1 and state = 'declined'", [
        here.orgId,
      ]),
    ).toEqual([{ n: 5 }]);
    await undoChange(here.scope, done.undoId!);
    expect(
      await asAdmin(
        "select count(*)::int as n from issue where org_id = $1 and state = 'new' and needs_review = 'new'",
        [here.orgId],
      ),
    ).toEqual([{ n: 5 }]);
  });

  test("is refused when there are more than the preview said, more than 500, or a word of the filter means nothing", async () => {
    const here = await makeWorld();
    for (let n = 0; n < 3; n++) await makeIssue(here);
    const launchId = here.launchId;
    await expect(
      bulkAct(here.scope, {
        launchId,
        target: { filter: "state:open" },
        act: { kind: "accept" },
        expectedCount: 2,
      }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(
      bulkAct(here.scope, { launchId, target: { filter: "severity:huge" }, act: { kind: "accept" } }),
    ).rejects.toMatchObject({ code: "UNPROCESSABLE" });
    await asAdmin(
      `
        insert into
          issue (
            org_id,
            id,
            launch_id,
            number,
            title,
            type,
            severity,
            impact,
            computed_impact,
            effort,
            computed_effort,
            first_seen_at,
            last_seen_at
          )
        select
          org_id,
          'iss_bulk' || n,
          id,
          1000 + n,
          'x',
          'functional',
          'minor',
          1,
          1,
          1,
          1,
          now(),
          now()
        from
          launch,
          generate_series(1, 500) n
        where id = $1
      `,
      [launchId],
    );
    await expect(
      bulkAct(here.scope, { launchId, target: { filter: "" }, act: { kind: "accept" } }),
    ).rejects.toMatchObject({ code: "UNPROCESSABLE", details: { reason: "too_many" } });
    const done = await bulkAct(here.scope, {
      launchId,
      target: { ids: Array.from({ length: 500 }, (_, n) => `iss_bulk${n + 1}`) },
      act: { kind: "accept" },
    });
    expect(done.changed).toBe(500);
    await undoChange(here.scope, done.undoId!);
    expect(
      await asAdmin("select count(*)::int as n from issue where org_id = $1 and state = 'new'", [here.orgId]),
    ).toEqual([{ n: 503 }]);
  });
});

describe("counts", () => {
  test("the maintained counters equal the issues after every kind of act", async () => {
    const [drift] = await asAdmin(
      `
        select count(*)::int as n
        from
          (
            select
              org_id,
              launch_id,
              state,
              severity,
              quadrant,
              is_defect,
              count(*) as n
            from issue
            where merged_into_id is null
            group by
              1,
              2,
              3,
              4,
              5,
              6
            except
            select
              org_id,
              launch_id,
              state,
              severity,
              quadrant,
              is_defect,
              n
            from issue_count
          ) x
      `,
    );
    expect(drift).toEqual({ n: 0 });
  });

  test("recounting tells distinct people, accounts, moods and times", async () => {
    const id = await makeIssue(world);
    const at = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    await makeItem(world, {
      issueId: id,
      person: "email:a@x.test",
      account: "A",
      sentiment: "negative",
      occurredAt: at(1),
    });
    await makeItem(world, { issueId: id, person: "email:a@x.test", account: "A", occurredAt: at(30) });
    await makeItem(world, {
      issueId: id,
      person: null,
      account: "B",
      occurredAt: at(70),
      text: "long ".repeat(100),
    });
    const [facts] = await withScope(world.scope, (tx) => recountIssuesIn(tx, world.scope, [id], new Date()));
    expect(facts).toMatchObject({
      itemCount: 3,
      reporterCount: 1,
      accountCount: 2,
      negativeCount: 1,
      itemsLast24h: 1,
      itemsPrev24h: 1,
      hasDetail: true,
    });
    expect((await issueOf(id)).version).toBe(1);
  });
});

describe("snooze", () => {
  test("until a moment ends when the moment has come", async () => {
    const id = await makeIssue(world, { needsReview: "new" });
    await act(id, {
      kind: "snooze",
      until: new Date(Date.now() + 60_000),
      whenWorse: true,
      reason: "",
      isCriticalConfirmed: false,
    });
    await wakeSnoozed(world.scope);
    expect((await issueOf(id)).snooze).not.toBeNull();
    await asAdmin("update issue set snoozed_until = now() - interval '1 second' where id = $1", [id]);
    expect(await wakeSnoozed(world.scope)).toBe(1);
    expect(await issueOf(id)).toMatchObject({
      snooze: null,
      snoozedUntil: null,
      needsReview: "snooze_ended",
    });
  });
});
