import { beforeAll, describe, expect, test } from "vitest";
import { withScope } from "@/server/db/client";
import { mergeIssuesIn } from "@/server/feedback/issue-merge.commands";
import { listIssueItems, readIssue } from "@/server/feedback/issues.queries";
import { logItem } from "@/server/feedback/log-item.commands";
import { releaseItem } from "@/server/feedback/quarantine-item.commands";
import { listQuarantine, readItem } from "@/server/feedback/items.queries";
import { workerScope } from "@/server/tenancy/scope.commands";
import { makeWorld, type World } from "@/server/testing/factories";
import { makeIssue, makeItem, type IssueSeed } from "@/server/testing/issues";
import { asAdmin } from "@/server/testing/queries";
import {
  actOnIssue,
  mergeIssues,
  moveItems,
  relateIssues,
  splitIssue,
  undoChange,
  unmergeIssue,
  unrelateIssues,
} from "./board.commands";
import { quarantineItem, relabelItem, undoRelabel } from "./inbox.commands";
import { listItemLabels } from "./overrides.queries";
import { findSimilarIssues, findSimilarToText } from "./similar.queries";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

async function makeFilled(seed: IssueSeed, items: number): Promise<{ id: string; items: string[] }> {
  const id = await makeIssue(world, seed);
  const made: string[] = [];
  for (let n = 0; n < items; n++)
    made.push(
      await makeItem(world, {
        issueId: id,
        person: `email:${id}-${n}@x.test`,
        severity: seed.severity ?? "minor",
      }),
    );
  return { id, items: made };
}
const issueOf = (id: string) => readIssue(world.scope, id);
const itemsOf = async (id: string) =>
  (await listIssueItems(world.scope, { issueId: id, limit: 100 })).rows.map((r) => r.id).sort();
const merge = (
  intoId: string,
  issueIds: string[],
  rest: { reason?: string; expectedVersion?: number } = {},
) => mergeIssues(world.scope, { intoId, issueIds, reason: "", ...rest });
const relations = (a: string, b: string) =>
  asAdmin<{ kind: string; set_by: string }>(
    `
      select
        kind,
        set_by
      from issue_relation
      where
        (
          issue_id = $1
          and other_id = $2
        )
        or (
          issue_id = $2
          and other_id = $1
        )
      order by kind
    `,
    [a, b],
  );

/** No report is ever in two issues, and every issue's members are its current ones. */
const assertWhole = async () => {
  expect(
    await asAdmin(
      `
        select t.id
        from
          item t
          left join issue_item j on j.org_id = t.org_id
          and j.item_id = t.id
          and j.left_at is null
        where
          t.org_id = $1
          and t.issue_id is distinct from j.issue_id
      `,
      [world.orgId],
    ),
  ).toEqual([]);
  expect(
    await asAdmin(
      `
        select t.id
        from
          item t
          join issue i on i.org_id = t.org_id
          and i.id = t.issue_id
        where
          t.org_id = $1
          and i.merged_into_id is not null
      `,
      [world.orgId],
    ),
  ).toEqual([]);
  expect(
    await asAdmin(
      `
        select c.id
        from
          issue c
          join issue p on p.org_id = c.org_id
          and p.id = c.merged_into_id
        where
          c.org_id = $1
          and p.merged_into_id is not null
      `,
      [world.orgId],
    ),
  ).toEqual([]);
};

describe("merging", () => {
  test("moves the reports, counts and scores anew, points the duplicate at the lead, and traces both", async () => {
    const [a, b] = [await makeFilled({}, 2), await makeFilled({}, 3)];
    const done = await merge(a.id, [b.id], { reason: "Same card." });
    expect(done).toMatchObject({ movedItems: 3, raised: null, merged: [{ id: b.id }] });
    expect(await issueOf(a.id)).toMatchObject({
      itemCount: 5,
      reporterCount: 5,
      duplicates: [{ id: b.id, itemCount: 3 }],
    });
    expect(await issueOf(b.id)).toMatchObject({ mergedIntoId: a.id, lead: { id: a.id } });
    expect(await itemsOf(a.id)).toEqual([...a.items, ...b.items].sort());
    expect(await relations(a.id, b.id)).toEqual([{ kind: "duplicate_of", set_by: "person" }]);
    await assertWhole();
  });

  test("never hides a critical: the lead is raised, taken up again, woken, and the answer says so", async () => {
    const lead = await makeFilled({ severity: "minor", state: "closed" }, 1);
    const critical = await makeFilled({ severity: "critical" }, 1);
    await actOnIssue(world.scope, {
      issueId: lead.id,
      act: { kind: "snooze", whenWorse: true, reason: "", isCriticalConfirmed: false },
    });
    await actOnIssue(world.scope, {
      issueId: lead.id,
      act: { kind: "relabel", severity: "cosmetic", reason: "A person said so." },
    });
    const done = await merge(lead.id, [critical.id]);
    expect(done.raised).toMatch(/raised from cosmetic to critical.*open again.*no longer snoozed/);
    expect(await issueOf(lead.id)).toMatchObject({
      severity: "critical",
      state: "accepted",
      needsReview: "regressed",
      snooze: null,
      reopenedCount: 1,
    });
    const open = `
        select count(*)::int as n
        from issue
        where
          org_id = $1
          and severity = 'critical'
          and is_open
          and merged_into_id is null
      `;
    expect((await asAdmin<{ n: number }>(open, [world.orgId]))[0]!.n).toBe(1);
    await undoChange(world.scope, done.undoId);
    expect(await issueOf(lead.id)).toMatchObject({ severity: "cosmetic", state: "closed", reopenedCount: 0 });
    expect(await itemsOf(critical.id)).toEqual(critical.items);
    expect((await asAdmin<{ n: number }>(open, [world.orgId]))[0]!.n).toBe(1);
    await assertWhole();
  });

  test("a person's lower word stays for what is not critical", async () => {
    const [lead, louder] = [
      await makeFilled({ severity: "major" }, 1),
      await makeFilled({ severity: "major" }, 1),
    ];
    await actOnIssue(world.scope, {
      issueId: lead.id,
      act: { kind: "relabel", severity: "minor", reason: "" },
    });
    expect((await merge(lead.id, [louder.id])).raised).toBeNull();
    expect((await issueOf(lead.id)).severity).toBe("minor");
  });

  test("undone leaves everything as it was, and no edge between the two", async () => {
    const [a, b] = [await makeFilled({}, 2), await makeFilled({ needsReview: "new" }, 2)];
    const before = [await issueOf(a.id), await issueOf(b.id)];
    const done = await merge(a.id, [b.id]);
    expect((await issueOf(a.id)).decidedAt).toBeNull();
    await undoChange(world.scope, done.undoId);
    const after = [await issueOf(a.id), await issueOf(b.id)];
    for (const [at, issue] of after.entries())
      expect(issue).toMatchObject({
        state: before[at]!.state,
        severity: before[at]!.severity,
        mergedIntoId: null,
        itemCount: 2,
        decidedAt: null,
        needsReview: before[at]!.needsReview,
        duplicates: [],
      });
    expect(await itemsOf(b.id)).toEqual(b.items);
    expect(await relations(a.id, b.id)).toEqual([]);
    await assertWhole();
  });

  test("answers stay with their reports through merge, split, move and their undoing", async () => {
    const [a, b] = [await makeFilled({}, 2), await makeFilled({}, 2)];
    const all = [...a.items, ...b.items];
    const at = new Date(Date.now() - 3_600_000);
    await asAdmin("update item set first_response_at = $2 where id = any($1)", [
      [a.items[0], b.items[1]],
      at,
    ]);
    const answers = () =>
      asAdmin<{ id: string; at: Date | null }>(
        "select id, first_response_at as at from item where id = any($1) order by id",
        [all],
      );
    const before = await answers();
    const merged = await merge(a.id, [b.id]);
    expect(await answers()).toEqual(before);
    expect((await issueOf(a.id)).responses).toMatchObject({ answered: 2, firstAnswerAt: at });
    const split = await splitIssue(world.scope, {
      issueId: a.id,
      itemIds: [b.items[1]!],
      reason: "",
    });
    expect(await answers()).toEqual(before);
    expect((await issueOf(split.newIssueId)).responses).toMatchObject({ answered: 1, firstAnswerAt: at });
    expect((await issueOf(a.id)).responses.answered).toBe(1);
    await undoChange(world.scope, split.undoId);
    await undoChange(world.scope, merged.undoId);
    expect(await answers()).toEqual(before);
    expect((await issueOf(b.id)).responses.answered).toBe(1);
    await assertWhole();
  });

  test("what had been merged into a source follows it and comes back with it", async () => {
    const [a, b, c] = [await makeFilled({}, 1), await makeFilled({}, 1), await makeFilled({}, 1)];
    await merge(b.id, [c.id]);
    await merge(a.id, [b.id]);
    expect((await issueOf(c.id)).mergedIntoId).toBe(a.id);
    await assertWhole();
    await unmergeIssue(world.scope, { issueId: b.id, reason: "" });
    expect((await issueOf(c.id)).mergedIntoId).toBe(b.id);
    expect(await itemsOf(b.id)).toEqual([...b.items, ...c.items].sort());
    await assertWhole();
    await unmergeIssue(world.scope, { issueId: c.id, reason: "" });
    expect([await itemsOf(a.id), await itemsOf(b.id), await itemsOf(c.id)]).toEqual([
      a.items,
      b.items,
      c.items,
    ]);
    await assertWhole();
  });

  test("is refused for itself, for a merged issue, for another launch, for a version that moved on, and for a stranger", async () => {
    const [a, b, c] = [await makeFilled({}, 1), await makeFilled({}, 1), await makeFilled({}, 1)];
    const stranger = await makeWorld();
    const theirs = await makeIssue(stranger);
    await expect(merge(a.id, [a.id])).rejects.toMatchObject({ code: "UNPROCESSABLE" });
    await expect(merge(a.id, [b.id], { expectedVersion: 7 })).rejects.toMatchObject({
      code: "CONFLICT",
      details: { reason: "version" },
    });
    await expect(merge(a.id, [theirs])).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(
      mergeIssues(stranger.scope, { intoId: theirs, issueIds: [b.id], reason: "" }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(
      mergeIssues(stranger.scope, { intoId: a.id, issueIds: [b.id], reason: "" }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await merge(a.id, [b.id]);
    await expect(merge(b.id, [c.id])).rejects.toMatchObject({
      code: "CONFLICT",
      details: { reason: "merged", mergedIntoId: a.id },
    });
    await expect(actOnIssue(world.scope, { issueId: b.id, act: { kind: "accept" } })).rejects.toMatchObject({
      code: "CONFLICT",
      details: { mergedIntoId: a.id },
    });
  });

  test("two merges at the same moment end in one of them, never in both halves", async () => {
    const [a, b] = [await makeFilled({}, 2), await makeFilled({}, 2)];
    const results = await Promise.allSettled([merge(a.id, [b.id]), merge(b.id, [a.id])]);
    expect(results.filter((r) => r.status === "fulfilled")).toHaveLength(1);
    await assertWhole();
  });

  test("by a machine neither takes a critical nor what a person kept apart", async () => {
    const machine = workerScope(world.orgId);
    const [a, critical, apart] = [
      await makeFilled({}, 1),
      await makeFilled({ severity: "critical" }, 1),
      await makeFilled({}, 1),
    ];
    await relateIssues(world.scope, { issueId: apart.id, otherId: a.id, kind: "not_same", reason: "" });
    const attempt = (id: string) =>
      withScope(machine, (tx) =>
        mergeIssuesIn(tx, machine, { intoId: a.id, issueIds: [id], reason: "Alike.", by: "model" }),
      );
    await expect(attempt(critical.id)).rejects.toMatchObject({
      code: "UNPROCESSABLE",
      details: { reason: "critical" },
    });
    await expect(attempt(apart.id)).rejects.toMatchObject({
      code: "UNPROCESSABLE",
      details: { reason: "not_same" },
    });
    expect(await itemsOf(a.id)).toEqual(a.items);
  });
});

describe("unmerging", () => {
  test("brings back the reports that came, keeps those that arrived since, and leaves a not-the-same that sticks", async () => {
    const [a, b] = [await makeFilled({}, 1), await makeFilled({}, 2)];
    await merge(a.id, [b.id]);
    const late = await makeItem(world, { issueId: a.id });
    await unmergeIssue(world.scope, { issueId: b.id, reason: "Another card." });
    expect(await itemsOf(b.id)).toEqual(b.items);
    expect(await itemsOf(a.id)).toEqual([...a.items, late].sort());
    expect(await relations(a.id, b.id)).toEqual([{ kind: "not_same", set_by: "person" }]);
    expect(await issueOf(b.id)).toMatchObject({ mergedIntoId: null, itemCount: 2 });
    const machine = workerScope(world.orgId);
    await expect(
      withScope(machine, (tx) =>
        mergeIssuesIn(tx, machine, { intoId: a.id, issueIds: [b.id], reason: "", by: "model" }),
      ),
    ).rejects.toMatchObject({ details: { reason: "not_same" } });
    await assertWhole();
  });

  test("lowers again what the merge had raised, unless somebody decided since", async () => {
    for (const isDecided of [false, true]) {
      const [lead, critical] = [
        await makeFilled({ severity: "minor" }, 1),
        await makeFilled({ severity: "critical" }, 1),
      ];
      await merge(lead.id, [critical.id]);
      if (isDecided)
        await actOnIssue(world.scope, {
          issueId: lead.id,
          act: { kind: "relabel", severity: "critical", reason: "It is." },
        });
      await unmergeIssue(world.scope, { issueId: critical.id, reason: "" });
      expect((await issueOf(lead.id)).severity).toBe(isDecided ? "critical" : "minor");
      expect((await issueOf(critical.id)).severity).toBe("critical");
    }
  });

  test("undone merges again and takes the edge away", async () => {
    const [a, b] = [await makeFilled({}, 1), await makeFilled({}, 2)];
    await merge(a.id, [b.id]);
    const done = await unmergeIssue(world.scope, { issueId: b.id, reason: "" });
    await undoChange(world.scope, done.undoId);
    expect(await issueOf(b.id)).toMatchObject({ mergedIntoId: a.id });
    expect(await relations(a.id, b.id)).toEqual([{ kind: "duplicate_of", set_by: "person" }]);
    await assertWhole();
  });

  test("is refused for an issue that is not merged", async () => {
    const { id } = await makeFilled({}, 1);
    await expect(unmergeIssue(world.scope, { issueId: id, reason: "" })).rejects.toMatchObject({
      code: "CONFLICT",
      details: { reason: "not_merged" },
    });
  });
});

describe("splitting and moving", () => {
  test("a split takes reports into an issue named after them, which no machine puts back, and can be undone", async () => {
    const from = await makeFilled({ state: "in_progress", labels: ["vip"] }, 3);
    const [one, two] = from.items as [string, string, string];
    await asAdmin(
      "update item set text = 'The invoice PDF is empty since Monday.', severity = 'critical' where id = $1",
      [one],
    );
    const done = await splitIssue(world.scope, {
      issueId: from.id,
      itemIds: [one, two],
      reason: "Two problems.",
    });
    const made = await issueOf(done.newIssueId);
    expect(made).toMatchObject({
      title: expect.stringContaining("invoice PDF"),
      severity: "critical",
      state: "accepted",
      labels: ["vip"],
      itemCount: 2,
      needsReview: null,
    });
    expect(made.impact).toBeGreaterThan(0);
    expect((await issueOf(from.id)).itemCount).toBe(1);
    expect(
      await asAdmin("select item_id from item_not_issue where issue_id = $1 order by 1", [from.id]),
    ).toEqual([one, two].sort().map((item_id) => ({ item_id })));
    expect(await relations(from.id, made.id)).toEqual([{ kind: "not_same", set_by: "person" }]);
    await undoChange(world.scope, done.undoId);
    expect(await itemsOf(from.id)).toEqual(from.items);
    expect(await issueOf(made.id)).toMatchObject({ mergedIntoId: from.id });
    expect(await asAdmin("select 1 from item_not_issue where issue_id = $1", [from.id])).toEqual([]);
    await assertWhole();
  });

  test("a split of everything, or of reports that are elsewhere by now, is refused", async () => {
    const [a, b] = [await makeFilled({}, 2), await makeFilled({}, 1)];
    await expect(
      splitIssue(world.scope, { issueId: a.id, itemIds: a.items, reason: "" }),
    ).rejects.toMatchObject({ code: "UNPROCESSABLE" });
    await expect(
      splitIssue(world.scope, { issueId: a.id, itemIds: b.items, reason: "" }),
    ).rejects.toMatchObject({ code: "CONFLICT", details: { reason: "moved" } });
  });

  test("a split issue that somebody worked on since is not folded away by undo", async () => {
    const from = await makeFilled({}, 2);
    const done = await splitIssue(world.scope, { issueId: from.id, itemIds: [from.items[0]!], reason: "" });
    await actOnIssue(world.scope, { issueId: done.newIssueId, act: { kind: "start" } });
    await expect(undoChange(world.scope, done.undoId)).rejects.toMatchObject({
      code: "CONFLICT",
      details: { reason: "newer" },
    });
  });

  test(
    "moving a critical report raises the issue it goes to; an issue left without reports becomes part of it; all " +
      "of it can be undone",
    async () => {
      const [from, to] = [
        await makeFilled({ severity: "critical" }, 1),
        await makeFilled({ severity: "minor" }, 1),
      ];
      const done = await moveItems(world.scope, { itemIds: from.items, toIssueId: to.id, reason: "" });
      expect(done).toMatchObject({
        movedItems: 1,
        emptied: [{ id: from.id }],
        raised: expect.stringContaining("critical"),
      });
      expect(await issueOf(to.id)).toMatchObject({ severity: "critical", itemCount: 2 });
      expect(
        await asAdmin("select 1 from item_not_issue where item_id = $1 and issue_id = $2", [
          from.items[0],
          from.id,
        ]),
      ).toHaveLength(1);
      await assertWhole();
      await undoChange(world.scope, done.undoId!);
      expect(await issueOf(from.id)).toMatchObject({ mergedIntoId: null, itemCount: 1 });
      expect(await issueOf(to.id)).toMatchObject({ severity: "minor", itemCount: 1 });
      await assertWhole();
    },
  );

  test("a stranger's reports cannot be moved, split or set aside", async () => {
    const [mine, stranger] = [await makeFilled({}, 2), await makeWorld()];
    const theirs = await makeIssue(stranger);
    await expect(
      moveItems(stranger.scope, { itemIds: mine.items, toIssueId: theirs, reason: "" }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(
      splitIssue(stranger.scope, { issueId: mine.id, itemIds: [mine.items[0]!], reason: "" }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(
      quarantineItem(stranger.scope, { itemId: mine.items[0]!, reason: "spam" }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await itemsOf(mine.id)).toEqual(mine.items);
  });
});

describe("relations", () => {
  test("what is kept apart is not offered as similar; undoing brings back what was said before", async () => {
    const seed = { terms: ["refund", "voucher", "cent"], fingerprint: "abc123abc123" };
    const [a, b] = [await makeIssue(world, seed), await makeIssue(world, seed)];
    await asAdmin("insert into term_stat (org_id, launch_id, term, n) select $1, $2, unnest($3::text[]), 2", [
      world.orgId,
      world.launchId,
      seed.terms,
    ]);
    for (const issueId of [a, b])
      await asAdmin(
        "insert into issue_exemplar (org_id, item_id, launch_id, terms, fingerprint) values ($1, $2, $3, $4, $5)",
        [world.orgId, await makeItem(world, { issueId }), world.launchId, seed.terms, seed.fingerprint],
      );
    expect((await findSimilarIssues(world.scope, a)).map((s) => s.id)).toEqual([b]);
    await relateIssues(world.scope, { issueId: a, otherId: b, kind: "related", reason: "Both about money." });
    const apart = await relateIssues(world.scope, { issueId: b, otherId: a, kind: "not_same", reason: "" });
    expect(await relations(a, b)).toEqual([{ kind: "not_same", set_by: "person" }]);
    expect(await findSimilarIssues(world.scope, a)).toEqual([]);
    await undoChange(world.scope, apart.undoId);
    expect(await relations(a, b)).toEqual([{ kind: "related", set_by: "person" }]);
    await unrelateIssues(world.scope, { issueId: a, otherId: b, kind: "related", reason: "" });
    expect(await relations(a, b)).toEqual([]);
  });
});

describe("what was called related", () => {
  test("is offered as the likely duplicate, whatever words are rare by now", async () => {
    const [a, b] = [await makeIssue(world), await makeIssue(world)];
    expect(await findSimilarIssues(world.scope, a)).toEqual([]);
    await relateIssues(world.scope, { issueId: b, otherId: a, kind: "related", reason: "Both at night." });
    expect(await findSimilarIssues(world.scope, a)).toMatchObject([{ id: b, isLikely: true }]);
  });
});

describe("reports", () => {
  const call = {
    launchId: "",
    idempotencyKey: "key-12345678",
    text: "Caller says the voucher was taken twice.",
    channel: "call" as const,
    reporter: { name: "Ada", email: "ada@example.test" },
    context: {},
  };

  test("a logged call is one report however often it is sent, with what the agent said, and is handed to the pipeline", async () => {
    const input = { ...call, launchId: world.launchId, severity: "major" as const };
    const first = await logItem(world.scope, input);
    const second = await logItem(world.scope, input);
    expect(second).toEqual({ ...first, isNew: false });
    await expect(logItem(world.scope, { ...input, text: "Something else." })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    expect(await readItem(world.scope, first.itemId)).toMatchObject({
      severity: "major",
      type: "functional",
      source: { kind: "agent" },
      reporter: { name: "Ada", email: "ada@example.test" },
      provenance: { severity: { by: "person" }, type: { by: "model", confidence: 0 } },
      context: { channel: "call" },
    });
    expect(
      await asAdmin("select topic, state from outbox where org_id = $1 and ref = $2", [
        world.orgId,
        first.itemId,
      ]),
    ).toEqual([{ topic: "pipeline.run", state: "pending" }]);
  });

  test("a logged call goes to the issue that the agent recognised, at once", async () => {
    const { id } = await makeFilled({}, 1);
    const { itemId } = await logItem(world.scope, {
      ...call,
      launchId: world.launchId,
      idempotencyKey: "key-of-known",
      issueId: id,
    });
    expect(await issueOf(id)).toMatchObject({ itemCount: 2, reporterCount: 2 });
    expect((await readItem(world.scope, itemId)).joined).toMatchObject([
      { issueId: id, joinedBy: "person", leftAt: null },
    ]);
    const stranger = await makeWorld();
    await expect(
      logItem(stranger.scope, { ...call, launchId: stranger.launchId, issueId: id }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(logItem(stranger.scope, { ...call, launchId: world.launchId })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("while typing, issues that share any telling word are offered, open ones first", async () => {
    const id = await makeIssue(world, { title: "Kundenkonto gesperrt nach Passwortwechsel" });
    expect(
      (
        await findSimilarToText(
          world.scope,
          world.launchId,
          "der anrufer sagt kundenkonto sei seit heute gesperrt",
        )
      )[0],
    ).toMatchObject({ id, state: "new" });
    expect(await findSimilarToText(world.scope, world.launchId, "zzzz qqqq")).toEqual([]);
    const stranger = await makeWorld();
    expect(await findSimilarToText(stranger.scope, world.launchId, "kundenkonto gesperrt")).toEqual([]);
  });

  test("a report set aside leaves its issue and stays in sight; released it is read again", async () => {
    const { id, items } = await makeFilled({}, 2);
    await quarantineItem(world.scope, { itemId: items[0]!, reason: "advertising" });
    expect((await issueOf(id)).itemCount).toBe(1);
    const { rows, counts, total } = await listQuarantine(world.scope, { launchId: world.launchId });
    expect(rows.map((r) => r.id)).toEqual([items[0]]);
    expect({ counts, total }).toEqual({
      counts: [{ reason: "advertising", n: 1 }],
      total: { n: 1, isCapped: false },
    });
    await releaseItem(world.scope, items[0]!);
    expect(await readItem(world.scope, items[0]!)).toMatchObject({
      state: "open",
      provenance: { quarantine: { by: "person" } },
    });
    expect(
      await asAdmin("select 1 from outbox where ref = $1 and state = 'pending'", [items[0]]),
    ).toHaveLength(1);
    await expect(releaseItem(world.scope, items[0]!)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("a person's word on a report is kept, guarded by its version, and moves its issue's counts", async () => {
    const { id, items } = await makeFilled({}, 1);
    const done = await relabelItem(world.scope, {
      itemId: items[0]!,
      expectedVersion: 1,
      sentiment: "negative",
      reason: "Shouting.",
    });
    expect(done.version).toBe(2);
    expect((await issueOf(id)).negativeCount).toBe(1);
    expect(
      await asAdmin("select field, value, previous, set_by from label where subject_id = $1", [items[0]]),
    ).toEqual([{ field: "sentiment", value: "negative", previous: "neutral", set_by: "person" }]);
    await expect(
      relabelItem(world.scope, { itemId: items[0]!, expectedVersion: 1, severity: "major", reason: "" }),
    ).rejects.toMatchObject({ code: "CONFLICT", details: { currentVersion: 2 } });
  });

  test("a person's word on a report is taken back once, as long as nothing newer was said", async () => {
    const { id, items } = await makeFilled({}, 1);
    const itemId = items[0]!;
    const before = await readItem(world.scope, itemId);
    await relabelItem(world.scope, {
      itemId,
      sentiment: "negative",
      severity: "critical",
      reason: "Shouting.",
    });
    await undoRelabel(world.scope, itemId);
    const after = await readItem(world.scope, itemId);
    const labelsOf = (item: typeof before) => ({
      type: item.type,
      severity: item.severity,
      sentiment: item.sentiment,
      provenance: item.provenance,
    });
    expect(labelsOf(after)).toEqual(labelsOf(before));
    expect((await issueOf(id)).negativeCount).toBe(0);
    expect(
      await asAdmin("select verb from audit_event where subject_id = $1 order by place", [itemId]),
    ).toMatchObject([{ verb: "item.relabelled" }, { verb: "item.relabel_undone" }]);
    expect((await listItemLabels(world.scope, itemId)).map(({ field, value }) => [field, value])).toEqual(
      expect.arrayContaining([
        ["sentiment", "negative"],
        ["sentiment", before.sentiment],
      ]),
    );
    await expect(undoRelabel(world.scope, itemId)).rejects.toMatchObject({ details: { reason: "undone" } });
    await relabelItem(world.scope, { itemId, severity: "critical", reason: "" });
    await quarantineItem(world.scope, { itemId, reason: "advertising" });
    await expect(undoRelabel(world.scope, itemId)).rejects.toMatchObject({ details: { reason: "newer" } });
  });
});
