import { beforeAll, describe, expect, test } from "vitest";
import type { InboxSort, ReviewReason } from "@/contracts/board";
import { withScope } from "@/server/db/client";
import { compareSeverity, type Severity } from "@/contracts/triage";
import { makeWorld, type World } from "@/server/testing/factories";
import { makeIssue, makeItem } from "@/server/testing/issues";
import { actOnIssue } from "./board.commands";
import { listInbox, type InboxRow } from "./inbox.queries";
import { scoreIssuesIn } from "./score.commands";

let world: World;
const seeded: { id: string; severity: Severity; impact: number }[] = [];

beforeAll(async () => {
  world = await makeWorld();
  const severities = ["critical", "major", "minor", "cosmetic"] as const;
  for (let at = 0; at < 48; at++) {
    const severity = severities[(at * 7) % 4]!;
    // Several have the same impact, so that pages have to be cut among them.
    const impact = (at * 13) % 6;
    const id = await makeIssue(world, {
      severity,
      impact,
      needsReview: at % 5 === 0 ? "low_confidence" : "new",
    });
    seeded.push({ id, severity, impact });
  }
  await makeIssue(world, { severity: "critical", impact: 99, needsReview: null });
});

async function walk(sort: InboxSort, limit: number, between?: () => Promise<unknown>): Promise<InboxRow[]> {
  const all: InboxRow[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await listInbox(world.scope, {
      launchId: world.launchId,
      sort,
      limit,
      ...(cursor ? { cursor } : {}),
    });
    all.push(...page.rows);
    cursor = page.nextCursor;
    if (cursor) await between?.();
  } while (cursor);
  return all;
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? 1 : -1);
const EXPECTED: Readonly<Record<InboxSort, () => string[]>> = {
  severity: () =>
    [...seeded]
      .sort((a, b) => compareSeverity(a.severity, b.severity) || b.impact - a.impact || byId(a, b))
      .map(({ id }) => id),
  newest: () => [...seeded].sort(byId).map(({ id }) => id),
  oldest: () =>
    [...seeded]
      .sort(byId)
      .reverse()
      .map(({ id }) => id),
};

describe("the inbox", () => {
  test.each(["severity", "newest", "oldest"] as const)(
    "is walked by %s in one order whatever the page, each issue once",
    async (sort) => {
      for (const limit of [1, 7, 48, 100])
        expect((await walk(sort, limit)).map(({ id }) => id)).toEqual(EXPECTED[sort]());
    },
  );

  test("is sorted by severity where nothing else was asked for", async () => {
    const { rows } = await listInbox(world.scope, { launchId: world.launchId, limit: 10 });
    expect(rows.map(({ id }) => id)).toEqual(EXPECTED.severity().slice(0, 10));
  });

  test.each(["severity", "newest", "oldest"] as const)(
    "by %s shows a single reason in the same order",
    async (sort) => {
      const { rows } = await listInbox(world.scope, {
        launchId: world.launchId,
        sort,
        reason: "low_confidence",
        limit: 100,
      });
      const wanted = new Set(seeded.filter((_issue, at) => at % 5 === 0).map(({ id }) => id));
      expect(rows.map(({ id }) => id)).toEqual(EXPECTED[sort]().filter((id) => wanted.has(id)));
    },
  );

  test("refuses a cursor that is not its own", async () => {
    await expect(
      listInbox(world.scope, { launchId: world.launchId, cursor: "bm9uZQ" }),
    ).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });
});

describe("what matters in it", () => {
  test("an issue that twenty people reported comes before single reports of its severity, however new they are", async () => {
    const other = await makeWorld();
    const often = await makeIssue(other, { severity: "major", needsReview: "new" });
    for (let report = 0; report < 20; report++) await makeItem(other, { issueId: often });
    const singles: string[] = [];
    for (let issue = 0; issue < 12; issue++) {
      const id = await makeIssue(other, { severity: "major", needsReview: "new" });
      await makeItem(other, { issueId: id });
      singles.push(id);
    }
    const critical = await makeIssue(other, { severity: "critical", needsReview: "new" });
    await makeItem(other, { issueId: critical });
    await withScope(other.scope, (tx) =>
      scoreIssuesIn(tx, other.scope, [often, critical, ...singles], new Date()),
    );
    const { rows } = await listInbox(other.scope, { launchId: other.launchId });
    expect(rows.map(({ id }) => id).slice(0, 2)).toEqual([critical, often]);
  });

  test("what nobody could read comes right behind the criticals, by impact, and pages are cut among it", async () => {
    const other = await makeWorld();
    const make = (severity: Severity, impact: number, needsReview: ReviewReason) =>
      makeIssue(other, { severity, impact, needsReview });
    const wanted = [
      await make("critical", 80, "new"),
      await make("critical", 60, "unread"),
      await make("minor", 30, "unread"),
      await make("major", 20, "unread"),
      await make("major", 10, "unread"),
      await make("major", 90, "new"),
      await make("minor", 99, "low_confidence"),
    ];
    const pages = async (limit: number, of: { sort?: InboxSort; reason?: ReviewReason } = {}) => {
      const ids: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await listInbox(other.scope, { launchId: other.launchId, limit, cursor, ...of });
        ids.push(...page.rows.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor);
      return ids;
    };
    for (const limit of [1, 2, 3, 100]) expect(await pages(limit)).toEqual(wanted);
    expect(await pages(2, { reason: "unread" })).toEqual(wanted.slice(1, 5));
    expect(await pages(2, { reason: "low_confidence" })).toEqual(wanted.slice(6));
    expect(await pages(3, { sort: "oldest" })).toEqual([...wanted].sort());
  });

  test("each row says why its severity is what it is, and who set it by hand last", async () => {
    const id = await makeIssue(world, { severity: "minor", impact: 90, needsReview: "new" });
    const read = async () => {
      const { rows } = await listInbox(world.scope, { launchId: world.launchId, sort: "newest", limit: 1 });
      return rows[0]!;
    };
    expect(await read()).toMatchObject({
      id,
      provenance: { severity: { by: "model", reason: "Test." }, type: { by: "model" } },
      labelledBy: {},
    });
    await actOnIssue(world.scope, {
      issueId: id,
      act: { kind: "relabel", severity: "major", reason: "Three accounts called." },
    });
    expect(await read()).toMatchObject({
      id,
      provenance: { severity: { by: "person", reason: "Three accounts called." } },
      labelledBy: { severity: world.scope.actor.name },
    });
  });

  test("another organization's inbox shows none of it", async () => {
    const stranger = await makeWorld();
    const { rows, total } = await listInbox(stranger.scope, { launchId: world.launchId });
    expect(rows).toEqual([]);
    expect(total.n).toBe(0);
  });
});
