import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { withScope } from "@/server/db/client";
import { asAppError } from "@/server/platform/errors";
import { newId, newReference } from "@/server/platform/ids";
import { workerScope } from "@/server/tenancy/scope.commands";
import { pendingOf, post } from "@/server/testing/arrivals";
import { makeWorld, type World } from "@/server/testing/factories";
import { makeIssue, makeItem } from "@/server/testing/issues";
import { connectAs } from "@/server/testing/queries";
import {
  actOnIssue,
  mergeIssues,
  moveItems,
  relateIssues,
  splitIssue,
  undoChange,
  unmergeIssue,
} from "@/server/triage/board.commands";
import { scoreIssuesIn } from "@/server/triage/score.commands";
import { runStages } from "./stages";

let world: World;
let admin: Awaited<ReturnType<typeof connectAs>>;
beforeAll(async () => {
  admin = await connectAs("admin");
});
afterAll(async () => admin.end());
beforeEach(async () => {
  world = await makeWorld();
});

type Filled = { id: string; items: string[] };

/** An issue with reports and all that people give one: owner, workaround, labels, a snooze, a blocker beside it. */
async function makeFull(name: string, reports: number): Promise<Filled> {
  const id = await makeIssue(world, {
    title: `Issue ${name}`,
    labels: [`label-${name}`, "shared"],
    ownerId: world.ownerId,
  });
  const [{ itemIds }, blocker] = await Promise.all([
    makeReports(id, name, reports),
    makeIssue(world, { title: `Blocker of ${name}` }),
  ]);
  const snooze = {
    moreReports: 50,
    whenWorse: false,
    reason: "Waits.",
    severity: "minor",
    since: "2026-12-01T00:00:00.000Z",
  };
  await admin.query("update issue set workaround = $2, snooze = $3 where id = $1", [
    id,
    `Way around ${name}.`,
    { until: null, morePeople: null, ...snooze },
  ]);
  await relateIssues(world.scope, {
    issueId: blocker,
    otherId: id,
    kind: "related",
    reason: `Blocks ${name}.`,
  });
  return { id, items: itemIds };
}

/** Reports of as many people; in one statement, because hundreds of issues are made here. */
async function makeReports(issueId: string, name: string, reports: number): Promise<{ itemIds: string[] }> {
  const made = Array.from({ length: reports }, (_, n) => ({
    id: newId("item"),
    join_id: newId("issueItem"),
    reference: newReference(),
    person_key: `email:${name}${n}@x.example`,
  }));
  await admin.query(
    `
      with
        made as (
          select *
          from jsonb_to_recordset($4::jsonb) as m(id text, join_id text, reference text, person_key text)
        ),
        joined as (
          insert into issue_item (org_id, id, issue_id, item_id, joined_by, reason, score)
          select $1, join_id, $3, id, 'model', 'Test.', 0.8
          from made
        )
      insert into
        item (
          org_id, id, launch_id, source_id, reference, text, person_key, occurred_at, received_at,
          type, severity, sentiment, issue_id
        )
      select
        $1, id, $2, $5, reference, 'It does not work.', person_key, now(), now(),
        'functional', 'minor', 'neutral', $3
      from made
    `,
    [world.orgId, world.launchId, issueId, JSON.stringify(made), world.formSourceId],
  );
  return { itemIds: made.map(({ id }) => id) };
}
const score = (ids: readonly string[]) =>
  withScope(world.scope, (tx) => scoreIssuesIn(tx, world.scope, ids, new Date()));

type Row = Record<string, unknown>;
type Rows = Record<"issues" | "items" | "joins" | "relations" | "notSame" | "labels", Row[]>;

/** What is counted and computed from reports: a part keeps what it was when it was last an issue of its own. */
const FIGURES = `{computed_impact,impact,impact_parts,computed_effort,effort,effort_reason,urgency,computed_urgency,urgency_reason,
  item_count,reporter_count,account_count,negative_count,first_seen_at,last_seen_at,quadrant}`;

/** Every row that structure lives in, of issues or of all; without versions and moments of change, and parts without figures. */
async function rows(ids: readonly string[] | null = null): Promise<Rows> {
  const { rows: found } = await admin.query<{ rows: Rows }>(
    `
      select
        jsonb_build_object(
          'issues',
          (
            select
              jsonb_agg(
                to_jsonb(i)
                - '{version,updated_at,search}'::text[]
                - case when i.merged_into_id is null then '{}' else '${FIGURES}' end::text[]
                order by i.id
              )
            from issue i
            where
              i.org_id = $1
              and ($2::text[] is null or i.id = any($2))
          ),
          'items',
          (
            select coalesce(jsonb_agg(to_jsonb(t) - '{version,search}'::text[] order by t.id), '[]')
            from item t
            where
              t.org_id = $1
              and ($2::text[] is null or t.issue_id = any($2))
          ),
          'joins',
          (
            select coalesce(jsonb_agg(to_jsonb(j) order by j.id), '[]')
            from issue_item j
            where
              j.org_id = $1
              and j.left_at is null
              and ($2::text[] is null or j.issue_id = any($2))
          ),
          'relations',
          (
            select coalesce(jsonb_agg(to_jsonb(r) order by r.id), '[]')
            from issue_relation r
            where
              r.org_id = $1
              and ($2::text[] is null or r.issue_id = any($2) or r.other_id = any($2))
          ),
          'notSame',
          (
            select coalesce(jsonb_agg(to_jsonb(n) order by n.item_id, n.issue_id), '[]')
            from item_not_issue n
            where
              n.org_id = $1
              and ($2::text[] is null or n.issue_id = any($2))
          ),
          'labels',
          (
            select coalesce(jsonb_agg(to_jsonb(l) order by l.issue_id, l.label), '[]')
            from issue_label l
            where
              l.org_id = $1
              and ($2::text[] is null or l.issue_id = any($2))
          )
        ) as rows
    `,
    [world.orgId, ids],
  );
  return found[0]!.rows;
}
const issueOf = async (id: string) => (await rows([id])).issues[0]!;
const itemsOf = async (id: string) => (await rows([id])).items.map((item) => item["id"] as string);
const merge = (intoId: string, issueIds: string[]) =>
  mergeIssues(world.scope, { intoId, issueIds, reason: "Same." });
const undo = (undoId: string | null) => undoChange(world.scope, undoId!);

/** What a simple model in memory knows: which issue each report is in. */
type Model = Map<string, string>;

const placesIn = (current: Rows): [string, string][] =>
  current.items.map((item) => [item["id"] as string, item["issue_id"] as string] as [string, string]).sort();

/** What holds after every act: reports, pointers and relations agree, and nothing that people gave an issue is gone. */
async function assertConserved(first: Rows, model: Model): Promise<void> {
  assertConservedIn(await rows(), first, model);
}

function assertConservedIn(current: Rows, first: Rows, model: Model): void {
  const byId = new Map(current.issues.map((issue) => [issue["id"], issue]));
  expect(placesIn(current)).toEqual([...model].sort());
  const joined = new Map(current.joins.map((join) => [join["item_id"], join["issue_id"]]));
  expect(current.joins).toHaveLength(model.size);
  for (const item of current.items) {
    expect(joined.get(item["id"])).toBe(item["issue_id"]);
    expect(byId.get(item["issue_id"])!["merged_into_id"]).toBeNull();
  }
  const duplicates = current.relations.filter((relation) => relation["kind"] === "duplicate_of");
  const parts = current.issues.filter((issue) => issue["merged_into_id"] !== null);
  expect(duplicates.map((relation) => [relation["issue_id"], relation["other_id"]]).sort()).toEqual(
    parts.map((issue) => [issue["id"], issue["merged_into_id"]]).sort(),
  );
  for (const part of parts) expect(byId.get(part["merged_into_id"])!["merged_into_id"]).toBeNull();
  const spread = current.issues.flatMap((issue) =>
    (issue["labels"] as string[]).map((label) => `${String(issue["id"])} ${label}`),
  );
  expect(current.labels.map((row) => `${String(row["issue_id"])} ${String(row["label"])}`).sort()).toEqual(
    spread.sort(),
  );
  for (const issue of first.issues) {
    const kept = byId.get(issue["id"])!;
    for (const field of ["owner_id", "workaround", "snooze"])
      if (issue[field]) expect(kept[field]).toEqual(issue[field]);
    expect(kept["labels"]).toEqual(expect.arrayContaining(issue["labels"] as string[]));
  }
  for (const relation of first.relations) expect(current.relations).toContainEqual(relation);
}

describe("D6: merging two issues that each have reports, owner, workaround, snooze, labels and blockers", () => {
  test("D6: undone, every row of both is as it was, byte by byte", async () => {
    const [a, b] = [await makeFull("a", 2), await makeFull("b", 3)];
    await score([a.id, b.id]);
    const before = await rows();
    const done = await merge(a.id, [b.id]);
    await assertConserved(before, new Map([...a.items, ...b.items].map((item) => [item, a.id])));
    await undo(done.undoId);
    expect(await rows()).toEqual(before);
  });

  test("D6: what the other had and the first had not is in sight at the first, and gone from it with the undo", async () => {
    const [bare, full] = [{ id: await makeIssue(world, { title: "Bare" }) }, await makeFull("full", 1)];
    await makeItem(world, { issueId: bare.id });
    await score([bare.id, full.id]);
    const before = await rows();
    const done = await merge(bare.id, [full.id]);
    expect(await issueOf(bare.id)).toMatchObject({
      owner_id: world.ownerId,
      workaround: "Way around full.",
      labels: ["label-full", "shared"],
      snooze: null,
    });
    const blocks = (await rows([bare.id])).relations.filter((relation) => relation["kind"] === "related");
    expect(blocks.map((relation) => relation["reason"])).toEqual(["Blocks full."]);
    await undo(done.undoId);
    expect(await rows()).toEqual(before);
  });

  test("D6: a person's 'related' between the two survives the undo, with who said it, why and when", async () => {
    const [a, b] = [await makeFull("a", 1), await makeFull("b", 1)];
    await relateIssues(world.scope, {
      issueId: b.id,
      otherId: a.id,
      kind: "related",
      reason: "Both on Mondays.",
    });
    await score([a.id, b.id]);
    const before = await rows();
    const done = await merge(a.id, [b.id]);
    await undo(done.undoId);
    expect(await rows()).toEqual(before);
  });

  test("D6: merges of merges come apart in either order, and a part taken out of the middle stays out", async () => {
    const [a, b, c] = [await makeFull("a", 1), await makeFull("b", 2), await makeFull("c", 1)];
    await score([a.id, b.id, c.id]);
    const before = await rows();
    const first = await merge(b.id, [c.id]);
    const between = await rows();
    const second = await merge(a.id, [b.id]);
    await assertConserved(before, new Map([...a.items, ...b.items, ...c.items].map((item) => [item, a.id])));
    await expect(undo(first.undoId)).rejects.toMatchObject({ code: "CONFLICT" });
    await undo(second.undoId);
    expect(await rows()).toEqual(between);
    await undo(first.undoId);
    expect(await rows()).toEqual(before);

    await merge(b.id, [c.id]);
    const again = await merge(a.id, [b.id]);
    await unmergeIssue(world.scope, { issueId: c.id, reason: "" });
    expect(await itemsOf(c.id)).toEqual(c.items);
    await undo(again.undoId);
    expect(await itemsOf(c.id)).toEqual(c.items);
    expect(await itemsOf(b.id)).toEqual(b.items);
  });

  test("D6: an unmerge that is undone joins them again as they had been", async () => {
    const [bare, full] = [await makeIssue(world, { title: "Bare" }), await makeFull("full", 2)];
    const own = await makeItem(world, { issueId: bare });
    await merge(bare, [full.id]);
    await actOnIssue(world.scope, { issueId: bare, act: { kind: "tag", add: ["mine"], remove: ["shared"] } });
    await score([bare]);
    const joined = await rows();
    const parted = await unmergeIssue(world.scope, { issueId: full.id, reason: "" });
    expect(await issueOf(bare)).toMatchObject({ labels: ["mine"], owner_id: null, workaround: null });
    await undo(parted.undoId);
    const { joins: _joins, items: _items, ...again } = await rows();
    const { joins: _before, items: _held, ...had } = joined;
    expect(again).toEqual(had);
    expect(await itemsOf(bare)).toEqual([...full.items, own].sort());
    await unmergeIssue(world.scope, { issueId: full.id, reason: "" });
    expect(await itemsOf(full.id)).toEqual(full.items);
    expect(await issueOf(bare)).toMatchObject({ labels: ["mine"], owner_id: null });
  });

  test("D6: a move that empties an issue lets its own parts follow, and both come back", async () => {
    const [a, b, c] = [await makeFull("a", 1), await makeFull("b", 1), await makeFull("c", 1)];
    await merge(b.id, [c.id]);
    await score([a.id, b.id]);
    const before = await rows();
    const moved = await moveItems(world.scope, { itemIds: await itemsOf(b.id), toIssueId: a.id, reason: "" });
    expect((await issueOf(c.id))["merged_into_id"]).toBe(a.id);
    await undo(moved.undoId);
    expect(await rows()).toEqual(before);
    await moveItems(world.scope, { itemIds: await itemsOf(b.id), toIssueId: a.id, reason: "" });
    await unmergeIssue(world.scope, { issueId: b.id, reason: "" });
    expect(await itemsOf(b.id)).toEqual([...b.items, ...c.items].sort());
    expect((await rows([b.id])).notSame).toEqual([]);
  });

  test("D6: an undo after another person's change is refused whole; after a change elsewhere it is done", async () => {
    const [a, b] = [await makeFull("a", 1), await makeFull("b", 1)];
    const done = await merge(a.id, [b.id]);
    await actOnIssue(world.scope, { issueId: a.id, act: { kind: "tag", add: ["later"], remove: [] } });
    const changed = await rows();
    await expect(undo(done.undoId)).rejects.toMatchObject({ code: "CONFLICT", details: { reason: "newer" } });
    expect(await rows()).toEqual(changed);
    const [c, d] = [await makeFull("c", 1), await makeFull("d", 1)];
    const other = await merge(c.id, [d.id]);
    await actOnIssue(world.scope, { issueId: c.id, act: { kind: "rename", title: "Renamed since" } });
    await undo(other.undoId);
    expect(await issueOf(c.id)).toMatchObject({ title: "Renamed since", labels: ["label-c", "shared"] });
    expect(await itemsOf(d.id)).toEqual(d.items);
  });
});

describe("D6: a report that arrives between a merge and its undo", () => {
  const PRINT = "The label printer in the warehouse prints every parcel label twice since the update.";
  const LOGIN = "Signing in with the company account ends on an empty page with a spinning wheel.";
  const carry = async () => runStages(workerScope(world.orgId), await pendingOf(world));
  const send = async (text: string, email: string): Promise<string> => {
    const [id] = await post(world, [{ text, email }]);
    await carry();
    return id!;
  };
  const holderOf = async (itemId: string) =>
    (await rows()).items.find((item) => item["id"] === itemId)!["issue_id"] as string;

  test.each([
    ["with the reports it was like, at the part", PRINT, true],
    ["with the issue, when it was like that one's own", LOGIN, false],
  ])("D6: it goes %s", async (_name, text, isOfPart) => {
    const part = await holderOf(await send(PRINT, "a@buyer.example"));
    const target = await holderOf(await send(LOGIN, "b@buyer.example"));
    expect(part).not.toBe(target);
    const done = await merge(target, [part]);
    const late = await send(`${text} Still so today.`, "c@buyer.example");
    const later = await send(`${text} And again this evening.`, "d@buyer.example");
    expect([await holderOf(late), await holderOf(later)]).toEqual([target, target]);
    await undo(done.undoId);
    const home = isOfPart ? part : target;
    expect([await holderOf(late), await holderOf(later)]).toEqual([home, home]);
    expect((await issueOf(home))["item_count"]).toBe(3);
  });

  test("D6: one that nothing speaks for stays, and keeps the issue as severe and as open as it is", async () => {
    const rested = await makeIssue(world, { severity: "minor", state: "closed" });
    const [critical] = [await makeIssue(world, { severity: "critical" })];
    await makeItem(world, { issueId: critical, severity: "critical" });
    const done = await merge(rested, [critical]);
    const late = await makeItem(world, { issueId: rested, severity: "major" });
    await undo(done.undoId);
    expect(await holderOf(late)).toBe(rested);
    expect(await issueOf(rested)).toMatchObject({ severity: "major", state: "accepted" });
    expect(await issueOf(critical)).toMatchObject({ severity: "critical", item_count: 1 });
  });

  test("D6: one that raised the issue further does not keep the merge from being undone", async () => {
    const [lead, part] = [
      await makeIssue(world, { severity: "minor" }),
      await makeIssue(world, { severity: "major" }),
    ];
    await makeItem(world, { issueId: part, severity: "major" });
    const done = await merge(lead, [part]);
    await makeItem(world, { issueId: lead, severity: "critical" });
    const provenance = JSON.stringify({ severity: { by: "floor", confidence: 1, reason: "A report." } });
    await admin.query("update issue set severity = 'critical', provenance = $2 where id = $1", [
      lead,
      provenance,
    ]);
    await undo(done.undoId);
    expect((await issueOf(lead))["severity"]).toBe("critical");
    expect(await issueOf(part)).toMatchObject({ merged_into_id: null, severity: "major", item_count: 1 });
  });
});

describe("D6: random sequences of merge, split, unmerge, move, arrival and undo", () => {
  /** The same numbers for the same seed (mulberry32). */
  const randomOf = (seed: number) => {
    let state = seed;
    return (below: number) => {
      state = (state + 0x6d2b79f5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
    };
  };
  const SEEDS = Array.from({ length: 60 }, (_, n) => 20_261_201 + n);
  const STEPS = 6;

  test.each([0, 1, 2, 3])("D6: quarter %i of 60 seeds", async (quarter) => {
    for (const seed of SEEDS.filter((_, n) => n % 4 === quarter)) {
      world = await makeWorld();
      await runSequence(seed);
    }
  });

  async function runSequence(seed: number): Promise<void> {
    const pick = randomOf(seed);
    const issues = [await makeFull("a", 2), await makeFull("b", 2), await makeFull("c", 1)];
    const ids = issues.map((issue) => issue.id);
    const model: Model = new Map(issues.flatMap(({ id, items }) => items.map((item) => [item, id] as const)));
    await score(ids);
    const first = await rows();
    const log: string[] = [];
    const undoable: string[] = [];
    try {
      for (let step = 0; step < STEPS; step++) {
        const before = await rows();
        const held = new Map(model);
        const undoId = await act(pick, before, model, log);
        if (undoId === null) continue;
        await assertConserved(first, model);
        if (pick(2) === 0) {
          log.push("undo at once");
          await undo(undoId);
          model.clear();
          for (const [item, issue] of held) model.set(item, issue);
          const after = await rows();
          // A split leaves its issue behind as an empty part; nobody's number is given twice.
          const known = new Set(before.issues.map((issue) => issue["id"]));
          expect(after.issues.filter((issue) => known.has(issue["id"]))).toEqual(before.issues);
          expect(after.notSame).toEqual(before.notSame);
          assertConservedIn(after, first, model);
        } else undoable.push(undoId);
        if (undoable.length > 0 && pick(4) === 0)
          await undoLate(undoable.splice(pick(undoable.length), 1)[0]!, model, log);
      }
      await assertConserved(first, model);
    } catch (error) {
      throw new Error(
        `Seed ${seed} after ${log.join(" · ")}: ${error instanceof Error ? error.message : String(error)}`,
        {
          cause: error,
        },
      );
    }
  }

  const placesOf = async () => placesIn(await rows());

  /** Undoes what was done some steps ago: all of it, or nothing at all with a reason. */
  async function undoLate(undoId: string, model: Model, log: string[]): Promise<void> {
    log.push("undo later");
    const before = await rows();
    try {
      await undo(undoId);
      model.clear();
      for (const [item, issue] of await placesOf()) model.set(item, issue);
    } catch (error) {
      if (asAppError(error)?.code !== "CONFLICT") throw error;
      log.push("refused");
      expect(await rows()).toEqual(before);
    }
  }

  async function act(
    pick: (below: number) => number,
    state: Rows,
    model: Model,
    log: string[],
  ): Promise<string | null> {
    const filled = [...new Set(model.values())].sort();
    const parts = state.issues
      .filter((issue) => issue["merged_into_id"] !== null)
      .map((issue) => issue["id"] as string);
    const itemsIn = (id: string) => [...model].filter(([, issue]) => issue === id).map(([item]) => item);
    switch (pick(5)) {
      case 0: {
        if (filled.length < 2) return null;
        const into = filled[pick(filled.length)]!;
        const rest = filled.filter((id) => id !== into);
        const sources = pick(3) === 0 ? rest : [rest[pick(rest.length)]!];
        log.push(`merge ${sources.length}`);
        const done = await merge(into, sources);
        for (const [item, issue] of model) if (sources.includes(issue)) model.set(item, into);
        return done.undoId;
      }
      case 1: {
        const from = filled.find((id) => itemsIn(id).length > 1);
        if (!from) return null;
        log.push("split");
        const [item] = itemsIn(from);
        const done = await splitIssue(world.scope, { issueId: from, itemIds: [item!], reason: "" });
        model.set(item!, done.newIssueId);
        return done.undoId;
      }
      case 2: {
        const items = [...model.keys()];
        const item = items[pick(items.length)]!;
        const to = filled[pick(filled.length)]!;
        log.push("move");
        const done = await moveItems(world.scope, { itemIds: [item], toIssueId: to, reason: "" });
        model.set(item, to);
        return done.undoId;
      }
      case 3: {
        if (parts.length === 0) return null;
        const part = parts[pick(parts.length)]!;
        log.push("unmerge");
        const done = await unmergeIssue(world.scope, { issueId: part, reason: "" });
        // What returns was in the part, or followed what was; nothing else moves.
        for (const [item, issue] of await placesOf()) {
          expect([model.get(item), part]).toContain(issue);
          model.set(item, issue);
        }
        return done.undoId;
      }
      default: {
        const at = filled[pick(filled.length)]!;
        log.push("arrival");
        const item = await makeItem(world, { issueId: at });
        const [like] = itemsIn(at);
        await admin.query("update issue_item set matched_item_id = $2 where item_id = $1", [item, like]);
        await score([at]);
        model.set(item, at);
        return null;
      }
    }
  }
});
