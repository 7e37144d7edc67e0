import { beforeEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import type { ActOnIssue } from "@/contracts/issues";
import type { LiveEvent } from "@/contracts/live";
import { withScope } from "@/server/db/client";
import { wakeSnoozed } from "@/server/feedback/snooze.commands";
import { publishIssuesIn } from "@/server/live/issues-changed";
import { makeWorld, type World } from "@/server/testing/factories";
import { makeIssue, makeItem } from "@/server/testing/issues";
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
  unrelateIssues,
} from "./board.commands";
import { quarantineItem, relabelItem } from "./inbox.commands";

/** What every command is tried on: two issues with two reports each, and what is done before the measured command. */
type Ground = { world: World; a: string; b: string; items: string[] };

const relation = ({ a, b }: Ground) => ({
  issueId: a,
  otherId: b,
  kind: "related" as const,
  reason: "Seen.",
});
const merge = ({ world, a, b }: Ground) => mergeIssues(world.scope, { intoId: a, issueIds: [b], reason: "" });
const split = ({ world, a, items }: Ground) =>
  splitIssue(world.scope, { issueId: a, itemIds: [items[0]!], reason: "" });
const move = ({ world, b, items }: Ground) =>
  moveItems(world.scope, { toIssueId: b, itemIds: [items[0]!], reason: "" });
const undo =
  (command: (ground: Ground) => Promise<{ undoId: string | null }>) =>
  async (ground: Ground): Promise<() => Promise<unknown>> => {
    const { undoId } = await command(ground);
    return () => undoChange(ground.world.scope, undoId!);
  };
const direct = (command: (ground: Ground) => Promise<unknown>) => (ground: Ground) =>
  Promise.resolve(() => command(ground));
const act =
  (what: z.output<typeof ActOnIssue>["act"]) =>
  ({ world, a }: Ground) =>
    actOnIssue(world.scope, { issueId: a, act: what });

/** A command, and how many issues' trails it writes a line into. */
const COMMANDS: Record<
  string,
  { begin: (ground: Ground) => Promise<() => Promise<unknown>>; lines: number }
> = {
  accept: { begin: direct(act({ kind: "accept" })), lines: 1 },
  close: { begin: direct(act({ kind: "close", reason: "Seen." })), lines: 1 },
  snooze: {
    begin: direct(
      act({
        kind: "snooze",
        until: new Date(Date.now() + 3_600_000),
        whenWorse: true,
        reason: "",
        isCriticalConfirmed: false,
      }),
    ),
    lines: 1,
  },
  "a snooze that runs out": {
    begin: async (ground) => {
      await act({
        kind: "snooze",
        until: new Date(Date.now() + 3_600_000),
        whenWorse: true,
        reason: "",
        isCriticalConfirmed: false,
      })(ground);
      await asAdmin("update issue set snoozed_until = now() - interval '1 minute' where id = $1", [ground.a]);
      return () => wakeSnoozed(ground.world.scope);
    },
    lines: 1,
  },
  urgency: { begin: direct(act({ kind: "urgency", urgency: "later" })), lines: 1 },
  relabel: { begin: direct(act({ kind: "relabel", severity: "critical", reason: "" })), lines: 1 },
  place: {
    begin: direct(({ world, a }) =>
      actOnIssue(world.scope, { issueId: a, act: { kind: "place", impact: 90 } }),
    ),
    lines: 1,
  },
  "a bulk act": {
    begin: direct(({ world, a, b }) =>
      bulkAct(world.scope, { launchId: world.launchId, target: { ids: [a, b] }, act: { kind: "accept" } }),
    ),
    lines: 2,
  },
  merge: { begin: direct(merge), lines: 2 },
  unmerge: {
    begin: async (ground) => {
      await merge(ground);
      return () => unmergeIssue(ground.world.scope, { issueId: ground.b, reason: "" });
    },
    lines: 2,
  },
  // The new issue is opened as well.
  split: { begin: direct(split), lines: 3 },
  move: { begin: direct(move), lines: 2 },
  relate: { begin: direct((ground) => relateIssues(ground.world.scope, relation(ground))), lines: 2 },
  unrelate: { begin: direct((ground) => unrelateIssues(ground.world.scope, relation(ground))), lines: 2 },
  "relabel a report": {
    begin: direct(({ world, items }) =>
      relabelItem(world.scope, { itemId: items[0]!, severity: "major", reason: "" }),
    ),
    lines: 0,
  },
  "quarantine a report": {
    begin: direct(({ world, items }) =>
      quarantineItem(world.scope, { itemId: items[0]!, reason: "advertising" }),
    ),
    lines: 1,
  },
  "undo an act": { begin: undo(act({ kind: "accept" })), lines: 1 },
  "undo a merge": { begin: undo(merge), lines: 2 },
  "undo a split": { begin: undo(split), lines: 2 },
  "undo a move": { begin: undo(move), lines: 2 },
};

const audits = (world: World) => asAdmin("select id from audit_event where org_id = $1", [world.orgId]);
const lines = (world: World) => asAdmin("select id from issue_event where org_id = $1", [world.orgId]);
const events = async (world: World) =>
  (
    await asAdmin<{ event: LiveEvent }>("select event from live_event where org_id = $1 order by id", [
      world.orgId,
    ])
  ).map((row) => row.event);

describe("every command on issues and reports ends the same way", () => {
  test.each(Object.entries(COMMANDS))(
    "%s: one line of audit, its trail, one event",
    async (_name, command) => {
      const world = await makeWorld();
      const [a, b] = [await makeIssue(world), await makeIssue(world)];
      const items: string[] = [];
      for (const issueId of [a, a, b, b]) items.push(await makeItem(world, { issueId }));
      const measured = await command.begin({ world, a, b, items });
      const before = [
        (await audits(world)).length,
        (await lines(world)).length,
        (await events(world)).length,
      ] as const;
      await measured();
      expect((await audits(world)).length - before[0], "audit").toBe(1);
      expect((await lines(world)).length - before[1], "trail").toBe(command.lines);
      const published = (await events(world)).slice(before[2]);
      expect(published).toEqual([
        { kind: "issues.changed", launchId: world.launchId, ids: expect.arrayContaining([]) },
      ]);
      expect(published[0]!.ids.length).toBeGreaterThan(0);
    },
  );
});

describe("issues that changed are named up to two hundred", () => {
  let world: World;
  beforeEach(async () => void (world = await makeWorld()));
  const numbered = (n: number) => Array.from({ length: n }, (_, index) => `iss_${index}`);

  test.each([
    ["one", numbered(1), 1],
    ["two hundred", numbered(200), 200],
    ["two hundred, each twice", [...numbered(200), ...numbered(200)], 200],
    ["two hundred and one: any", numbered(201), 0],
    ["a thousand: any", numbered(1_000), 0],
  ])("%s", async (_name, ids, named) => {
    await withScope(world.scope, (tx) => publishIssuesIn(tx, world.scope, world.launchId, ids, 5));
    const [event] = await events(world);
    expect(event).toMatchObject({ kind: "issues.changed", launchId: world.launchId, since: 5 });
    expect(event!.ids).toHaveLength(named);
  });
});
