import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { BoardFilter, formatFilter, ME, NONE, sinceMs } from "@/contracts/board";
import { ISSUE_STATES, OPEN_STATES, type IssueState } from "@/contracts/feedback";
import { QUADRANTS, type ItemType, type Severity, type Urgency, quadrantOf } from "@/contracts/triage";
import { withScope } from "@/server/db/client";
import { newId } from "@/server/platform/ids";
import { makeWorld, type World } from "@/server/testing/factories";
import { makeIssue, makeItem, SEED_VALUES } from "@/server/testing/issues";
import { asAdmin } from "@/server/testing/queries";
import { countIssues } from "./board-counts.queries";
import { readKanban, readMatrix } from "./board-layouts.queries";
import { listIssues } from "./board.queries";
import { patiently } from "@/server/testing/waiting";

type Known = {
  id: string;
  number: number;
  title: string;
  type: ItemType;
  severity: Severity;
  state: IssueState;
  urgency: Urgency;
  impact: number;
  effort: number;
  componentId: string | null;
  ownerId: string | null;
  labels: string[];
  lastSeenAt: Date;
  sources: string[];
};

let world: World;
let componentId: string;
const known: Known[] = [];
const LABELS = ["vip", "mobile", "eu"];

beforeAll(async () => {
  world = await makeWorld();
  componentId = (
    await withScope(world.scope, (tx) => tx.component.findFirstOrThrow({ where: { orgId: world.orgId } }))
  ).id;
  const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!;
  for (let n = 0; n < 120; n++) {
    const seed = {
      title: n % 7 === 0 ? `Payment fails for card ${n}` : `Something else ${n}`,
      type: pick(SEED_VALUES.types, n * 3),
      severity: pick(SEED_VALUES.severities, n * 5 + (n >> 2)),
      state: pick(SEED_VALUES.states, n * 11 + (n >> 3)),
      urgency: pick(SEED_VALUES.urgencies, n),
      impact: (n * 37) % 101,
      effort: (n * 53) % 101,
      componentId: n % 3 === 0 ? componentId : null,
      ownerId: n % 4 === 0 ? world.ownerId : null,
      labels: LABELS.filter((_, index) => (n >> index) % 3 === 0),
      lastSeenAt: new Date(Date.now() - n * 1_900_000),
    };
    const id = await makeIssue(world, seed);
    const sources: string[] = [];
    if (n % 5 === 0) {
      await makeItem(world, { issueId: id });
      sources.push("form");
    }
    if (n % 6 === 0) {
      await makeItem(world, { issueId: id, sourceId: world.apiSourceId });
      sources.push("api");
    }
    known.push({ id, number: n + 1, ...seed, sources });
  }
}, patiently(120_000));

const matches = (filter: BoardFilter, i: Known): boolean => {
  const among = (list: readonly string[], value: string | null) =>
    list.length === 0 || (value === null ? list.includes(NONE) : list.includes(value));
  return (
    among(filter.states, i.state) &&
    among(filter.severities, i.severity) &&
    among(filter.types, i.type) &&
    among(filter.urgencies, i.urgency) &&
    among(filter.quadrants, quadrantOf(i.impact, i.effort)) &&
    among(filter.components, i.componentId === null ? null : "checkout") &&
    among(
      filter.owners.map((o) => (o === ME ? world.ownerId : o)),
      i.ownerId,
    ) &&
    (filter.labels.length === 0 || filter.labels.some((l) => i.labels.includes(l))) &&
    (filter.sources.length === 0 || filter.sources.some((s) => i.sources.includes(s))) &&
    (filter.since === null || i.lastSeenAt.getTime() >= Date.now() - sinceMs(filter.since)) &&
    (filter.text === "" || i.title.startsWith("Payment"))
  );
};

async function walk(
  filter: string,
  sort?: "impact" | "last_seen" | "created" | "severity",
  limit = 17,
  between?: () => Promise<unknown>,
) {
  const rows = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listIssues>> = await listIssues(world.scope, {
      launchId: world.launchId,
      filter,
      sort,
      cursor,
      limit,
    });
    rows.push(...page.rows);
    cursor = page.nextCursor;
    await between?.();
  } while (cursor);
  return rows;
}

const some = <T>(values: readonly T[]) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant([] as T[]) },
    { weight: 2, arbitrary: fc.uniqueArray(fc.constantFrom(...values), { maxLength: 3 }) },
  );
const anyFilter = fc
  .record({
    states: fc.oneof(some(SEED_VALUES.states), fc.constant([...OPEN_STATES])),
    severities: some(SEED_VALUES.severities),
    types: some(SEED_VALUES.types),
    quadrants: some(QUADRANTS),
    urgencies: some(SEED_VALUES.urgencies),
    components: some(["checkout", NONE, "nowhere"]),
    owners: some([ME, NONE]),
    labels: some([...LABELS, "nobody-has-this"]),
    sources: some(["form", "api", "zendesk"]),
    since: fc.constantFrom(null, null, "12h", "2d"),
    text: fc.constantFrom("", "", "", "payment card"),
  })
  .map((parts) => BoardFilter.parse(parts));

describe("filters", () => {
  test("every filter lists exactly the issues that it describes, and counts them", async () => {
    await fc.assert(
      fc.asyncProperty(anyFilter, async (filter) => {
        const expected = known
          .filter((i) => matches(filter, i))
          .map((i) => i.id)
          .sort();
        const written = formatFilter(filter);
        expect((await walk(written, "impact")).map((r) => r.id).sort()).toEqual(expected);
        const counts = await countIssues(world.scope, { launchId: world.launchId, filter: written });
        expect(counts.total).toEqual({ n: expected.length, isCapped: false });
        const matrix = await readMatrix(world.scope, { launchId: world.launchId, filter: written });
        expect(matrix.bubbles.map((b) => b.id).sort()).toEqual(expected);
        expect(Object.values(matrix.quadrants).reduce((sum, c) => sum + c.n, 0)).toBe(expected.length);
      }),
      { numRuns: 120 },
    );
  });

  test("the kanban shows every issue of a filter in the column of its state", async () => {
    const { columns } = await readKanban(world.scope, {
      launchId: world.launchId,
      filter: "component:checkout",
    });
    const expected = known.filter((i) => i.componentId !== null);
    expect(columns.map(({ state }) => state)).toEqual(ISSUE_STATES);
    expect(expected.length).toBeGreaterThan(0);
    for (const column of columns) {
      const here = expected.filter((i) => i.state === column.state);
      expect(column.count.n).toBe(here.length);
      expect(column.rows.map((r) => r.id).sort()).toEqual(here.map((i) => i.id).sort());
    }
  });

  test("a filter of another organization's ids finds nothing, and its owner still finds his", async () => {
    const stranger = await makeWorld();
    const theirs = await listIssues(stranger.scope, {
      launchId: world.launchId,
      filter: `owner:${world.ownerId}`,
    });
    expect(theirs.rows).toEqual([]);
    expect((await countIssues(stranger.scope, { launchId: world.launchId })).total.n).toBe(0);
    expect((await readMatrix(stranger.scope, { launchId: world.launchId })).bubbles).toEqual([]);
    expect((await listIssues(stranger.scope, { launchId: world.launchId, filter: "payment" })).rows).toEqual(
      [],
    );
    expect(
      (await listIssues(world.scope, { launchId: world.launchId, filter: "owner:me" })).rows.length,
    ).toBeGreaterThan(0);
  });
});

describe("pages", () => {
  test.each(["impact", "last_seen", "created", "severity"] as const)(
    "walking all pages by %s gives each issue once and in order, while others arrive",
    async (sort) => {
      const before = known.map((i) => i.id).sort();
      const late: string[] = [];
      const rows = await walk("", sort, 13, async () =>
        late.push(await makeIssue(world, { impact: 50, title: "Latecomer" })),
      );
      const seen = rows.map((r) => r.id);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((id) => before.includes(id)).sort()).toEqual(before);
      const rank = (r: (typeof rows)[number]) =>
        sort === "impact"
          ? -r.impact
          : sort === "last_seen"
            ? -r.lastSeenAt.getTime()
            : sort === "created"
              ? -r.number
              : SEED_VALUES.severities.indexOf(r.severity) * 1000 - r.impact;
      expect(rows.map(rank)).toEqual(rows.map(rank).sort((a, b) => a - b));
      await withScope(world.scope, (tx) =>
        tx.issue.updateMany({
          where: { orgId: world.orgId, id: { in: late } },
          data: { mergedIntoId: known[0]!.id },
        }),
      );
    },
  );

  test("search results come best first and page without repeating", async () => {
    const all = await listIssues(world.scope, {
      launchId: world.launchId,
      filter: "payment card",
      limit: 200,
    });
    expect(all.sort).toBe("relevance");
    expect(all.rows.length).toBe(known.filter((i) => i.title.startsWith("Payment")).length);
    const first = await listIssues(world.scope, {
      launchId: world.launchId,
      filter: "payment card",
      limit: 5,
    });
    const second = await listIssues(world.scope, {
      launchId: world.launchId,
      filter: "payment card",
      limit: 5,
      cursor: first.nextCursor,
    });
    expect([...first.rows, ...second.rows].map((r) => r.id)).toEqual(all.rows.slice(0, 10).map((r) => r.id));
  });

  test("a reference or a number finds the one issue behind it, and words of a report find its issue", async () => {
    const [issue] = known;
    const reference = "R-TEST-0001";
    const itemId = await makeItem(world, { issueId: issue!.id, text: "The zebrafinch tariff is gone" });
    await asAdmin("update item set reference = $2 where id = $1", [itemId, reference]);
    const find = async (filter: string) =>
      (await listIssues(world.scope, { launchId: world.launchId, filter })).rows.map((row) => row.id);
    expect(await find("r-test-0001")).toEqual([issue!.id]);
    expect(await find(`#${issue!.number}`)).toEqual([issue!.id]);
    expect(await find("zebrafinch tariff")).toEqual([issue!.id]);
    expect(await find("R-TEST-0002")).toEqual([]);
    // Much-reported issues come once, and what was merged away is found as the issue it went into.
    const merged = await makeIssue(world, { title: "Nothing of the kind" });
    for (const text of ["The zebrafinch tariff again", "A zebrafinch tariff for geese"])
      await makeItem(world, { issueId: merged, text });
    expect((await find("zebrafinch tariff")).sort()).toEqual([issue!.id, merged].sort());
    await asAdmin("update issue set merged_into_id = $2 where id = $1", [merged, issue!.id]);
    expect(await find("geese")).toEqual([issue!.id]);
  });

  test("a page marker of another list is refused", async () => {
    await expect(listIssues(world.scope, { launchId: world.launchId, cursor: "e30" })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
    await expect(
      listIssues(world.scope, {
        launchId: world.launchId,
        cursor: Buffer.from(JSON.stringify(["x", newId("issue")])).toString("base64url"),
      }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  test("what a filter does not understand is told, and the rest applies", async () => {
    const page = await listIssues(world.scope, {
      launchId: world.launchId,
      filter: "severity:critical,huge",
    });
    expect(page.problems).toEqual([
      { token: "severity:huge", message: "There is no severity called “huge”." },
    ]);
    expect(page.rows.every((r) => r.severity === "critical")).toBe(true);
  });
});
