import { beforeAll, describe, expect, test } from "vitest";
import type { CriterionKind } from "@/contracts/exit";
import { ListWaiting, type WaitingCounts, type WaitingReport } from "@/contracts/responses";
import { withScope } from "@/server/db/client";
import { actOnIssue } from "@/server/triage/board.commands";
import { measureResponses } from "@/server/feedback/first-response";
import { createSource } from "@/server/intake/sources.commands";
import { createCriterion } from "@/server/launches/criteria.commands";
import { makeWorld, type World } from "@/server/testing/factories";
import { makeIssue, makeItem } from "@/server/testing/issues";
import { asAdmin } from "@/server/testing/queries";
import { gatherResponsesIn } from "./responses.queries";
import { listWaiting } from "./waiting.queries";
import { readWarRoom } from "./war-room.queries";

const MINUTE_MS = 60_000;
const now = new Date();
const ago = (minutes: number) => new Date(now.getTime() - minutes * MINUTE_MS);

const helpdeskOf = async (world: World): Promise<string> =>
  (await createSource(world.scope, { launchId: world.launchId, kind: "zendesk", name: "Helpdesk" })).id;
const componentOf = async (world: World) =>
  (await asAdmin<{ id: string }>("select id from component where org_id = $1", [world.orgId]))[0]!.id;

let tickets = 0;
type TicketSeed = {
  madeAgo: number;
  answeredAfter?: number;
  state?: "open" | "quarantined" | "withdrawn";
  issueId?: string;
  componentId?: string;
};
const addTicket = (world: World, sourceId: string, { madeAgo, answeredAfter, ...seed }: TicketSeed) =>
  makeItem(world, {
    sourceId,
    ticketId: String(++tickets),
    occurredAt: ago(madeAgo),
    answeredAt: answeredAfter === undefined ? null : ago(madeAgo - answeredAfter),
    ...seed,
  });

const figures = async (world: World, targetMinutes = 60, componentId: string | null = null, at = now) => {
  const question = { key: "q", componentId, targetMinutes };
  const gathered = await withScope(world.scope, (tx) =>
    gatherResponsesIn(tx, world.scope, world.launchId, [question], at),
  );
  return measureResponses(gathered.get("q")!, targetMinutes);
};

/** Every page of a list, as a person who presses "Show more" sees it. */
async function readAll(
  world: World,
  over: Partial<{ list: "waiting" | "unanswerable"; componentId: string }> = {},
  limit = 3,
) {
  const rows: WaitingReport[] = [];
  let counts: WaitingCounts | null = null;
  for (let cursor: string | null = null; ;) {
    const page = await listWaiting(
      world.scope,
      ListWaiting.parse({ launchId: world.launchId, limit, cursor, ...over }),
      now,
    );
    rows.push(...page.rows);
    counts ??= page.counts;
    if (page.nextCursor === null) return { rows, counts };
    ({ nextCursor: cursor } = page);
  }
}

describe("what is counted", () => {
  let world: World;
  let helpdesk: string;
  beforeAll(async () => {
    world = await makeWorld();
    helpdesk = await helpdeskOf(world);
  });

  test("spam, withdrawn reports and sources without replies are out; the clock starts when the report was made", async () => {
    await addTicket(world, helpdesk, { madeAgo: 300, answeredAfter: 10 });
    await addTicket(world, helpdesk, { madeAgo: 300, answeredAfter: 200 });
    await addTicket(world, helpdesk, { madeAgo: 90 });
    await addTicket(world, helpdesk, { madeAgo: 20 });
    await addTicket(world, helpdesk, { madeAgo: 500, state: "quarantined" });
    await addTicket(world, helpdesk, { madeAgo: 500, state: "withdrawn" });
    await addTicket(world, helpdesk, { madeAgo: 500, answeredAfter: 1, state: "quarantined" });
    await makeItem(world, { occurredAt: ago(400) });
    await makeItem(world, { occurredAt: ago(60 * 30) });
    expect(await figures(world)).toEqual({
      answered: 2,
      medianMinutes: 105,
      due: 3,
      sharePercent: 33,
      waiting: 2,
      overdue: 1,
      oldestWaitingAt: ago(90),
      unanswerable: 1,
    });
  });

  test("who waits is never forgotten, an answer is after a day", async () => {
    await addTicket(world, helpdesk, { madeAgo: 60 * 24 * 9 });
    await addTicket(world, helpdesk, { madeAgo: 60 * 24 * 9, answeredAfter: 5 });
    // Answered today after days: it is an answer of today, and came too late.
    await addTicket(world, helpdesk, { madeAgo: 60 * 24 * 9, answeredAfter: 60 * 24 * 9 - 30 });
    expect(await figures(world)).toMatchObject({ answered: 3, due: 5, sharePercent: 20, overdue: 2 });
  });

  test("of a component only its own", async () => {
    const componentId = await componentOf(world);
    await addTicket(world, helpdesk, { madeAgo: 45, answeredAfter: 15, componentId });
    expect(await figures(world, 60, componentId)).toMatchObject({
      answered: 1,
      sharePercent: 100,
      waiting: 0,
      unanswerable: 0,
    });
  });

  test("behind a declined issue a report waits as before: deciding tells nobody", async () => {
    const before = await figures(world);
    const issueId = await makeIssue(world);
    await addTicket(world, helpdesk, { madeAgo: 200, issueId });
    await actOnIssue(world.scope, { issueId, act: { kind: "decline", reason: "As designed." } });
    // What joins later is judged for itself.
    await addTicket(world, helpdesk, { madeAgo: 100, answeredAfter: 10, issueId });
    await addTicket(world, helpdesk, { madeAgo: 10, issueId });
    const after = await figures(world);
    expect(after).toMatchObject({
      waiting: before.waiting + 2,
      overdue: before.overdue + 1,
      answered: before.answered + 1,
    });
    expect((await readAll(world)).rows.filter((row) => row.issueState === "declined")).toHaveLength(2);
  });

  test("a helpdesk that is no longer connected says nothing: neither better nor worse", async () => {
    const other = await makeWorld();
    const source = await helpdeskOf(other);
    for (const madeAgo of [100, 200, 300]) await addTicket(other, source, { madeAgo, answeredAfter: 5 });
    await addTicket(other, source, { madeAgo: 400 });
    expect(await figures(other)).toMatchObject({ due: 4, sharePercent: 75 });
    await asAdmin("update source set state = 'paused' where id = $1", [source]);
    expect(await figures(other)).toMatchObject({ due: 0, sharePercent: null, waiting: 0, unanswerable: 4 });
    expect((await readAll(other)).rows).toEqual([]);
  });
});

describe("who waits", () => {
  test("opens exactly the reports that the figures count, oldest first, page by page", async () => {
    const world = await makeWorld();
    const helpdesk = await helpdeskOf(world);
    const issueId = await makeIssue(world);
    const componentId = await componentOf(world);
    await createCriterion(world.scope, {
      launchId: world.launchId,
      kind: "first_response" satisfies CriterionKind,
      title: "In time",
      target: 80,
      targetMinutes: 45,
      holdHours: 0,
      componentId: null,
      ownerId: null,
    });
    // Two of the same moment, so that a page may end between them.
    for (const madeAgo of [5, 44, 46, 46, 46, 46, 300, 60 * 50])
      await addTicket(world, helpdesk, { madeAgo, ...(madeAgo > 100 ? { issueId, componentId } : {}) });
    await addTicket(world, helpdesk, { madeAgo: 70, answeredAfter: 69 });
    await addTicket(world, helpdesk, { madeAgo: 70, state: "quarantined" });
    for (const madeAgo of [1, 60, 60 * 25]) await makeItem(world, { occurredAt: ago(madeAgo) });

    const room = await readWarRoom(world.scope, world.launchId, now);
    const { rows, counts } = await readAll(world);
    expect(room.response).toMatchObject({ targetMinutes: 45, overdue: 6, unanswerable: 2, answered: 1 });
    expect(rows).toHaveLength(room.response.waiting.n);
    expect(counts).toEqual({
      targetMinutes: 45,
      waiting: room.response.waiting,
      overdue: { n: 6, isCapped: false },
      unanswerable: { n: 2, isCapped: false },
    });
    expect(rows.filter((row) => row.isOverdue)).toHaveLength(room.response.overdue);
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
    const times = rows.map((row) => row.occurredAt.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(rows.slice(0, 5).map(({ id }) => id)).toEqual(room.response.oldest.map(({ id }) => id));
    expect(rows.slice(0, 2).map(({ issueState }) => issueState)).toEqual(["new", "new"]);

    expect((await readAll(world, { componentId })).rows.map(({ id }) => id)).toEqual(
      rows.slice(0, 2).map(({ id }) => id),
    );
    const unknown = await readAll(world, { list: "unanswerable" }, 1);
    expect(unknown.rows).toHaveLength(2);
    expect(unknown.rows.every((row) => !row.isOverdue && row.ticketId === null)).toBe(true);
  });

  test("count, list and rule agree on whatever there is", async () => {
    const world = await makeWorld();
    const helpdesk = await helpdeskOf(world);
    // A fixed row of numbers stands for chance, so that a failure can be repeated.
    let seed = 7;
    const draw = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const made: {
      madeAgo: number;
      answeredAfter?: number;
      isTicket: boolean;
      state: "open" | "quarantined";
    }[] = [];
    for (let n = 0; n < 60; n++) {
      const madeAgo = draw(60 * 60);
      const report = {
        madeAgo,
        isTicket: draw(4) > 0,
        state: draw(6) === 0 ? ("quarantined" as const) : ("open" as const),
        ...(draw(2) === 0 ? { answeredAfter: draw(madeAgo + 1) } : {}),
      };
      made.push(report);
      if (report.isTicket) await addTicket(world, helpdesk, report);
      else await makeItem(world, { occurredAt: ago(madeAgo), state: report.state });
    }
    for (const target of [1, 30, 240, 2_880]) {
      const counted = made.filter((r) => r.state === "open" && r.isTicket);
      const answers = counted.filter(
        (r) => r.answeredAfter !== undefined && r.madeAgo - r.answeredAfter < 24 * 60,
      );
      const waiting = counted.filter((r) => r.answeredAfter === undefined);
      const overdue = waiting.filter((r) => r.madeAgo > target);
      const inTime = answers.filter((r) => r.answeredAfter! <= target).length;
      const due = answers.length + overdue.length;
      expect(await figures(world, target)).toMatchObject({
        answered: answers.length,
        due,
        sharePercent: due === 0 ? null : Math.floor((inTime * 100) / due),
        waiting: waiting.length,
        overdue: overdue.length,
        unanswerable: made.filter((r) => r.state === "open" && !r.isTicket && r.madeAgo < 24 * 60).length,
      });
    }
    expect((await readAll(world, {}, 7)).rows).toHaveLength((await figures(world)).waiting);
  });

  test("belongs to its organization", async () => {
    const [mine, stranger] = [await makeWorld(), await makeWorld()];
    await addTicket(mine, await helpdeskOf(mine), { madeAgo: 30 });
    const input = { ...ListWaiting.parse({ launchId: mine.launchId }) };
    await expect(listWaiting(stranger.scope, input, now)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const theirs = await listWaiting(
      stranger.scope,
      ListWaiting.parse({ launchId: stranger.launchId, componentId: await componentOf(mine) }),
      now,
    );
    expect(theirs.rows).toEqual([]);
    await expect(
      listWaiting(mine.scope, ListWaiting.parse({ launchId: mine.launchId, cursor: "bm9wZQ" }), now),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});
