import { beforeAll, expect, test } from "vitest";
import { withScope } from "@/server/db/client";
import { makeWorld, type World } from "@/server/testing/factories";
import { makeIssue, makeItem } from "@/server/testing/issues";
import { readIssueSummary } from "./issue-summary.queries";
import { listIssueItems } from "./issues.queries";

const SAFARI = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1 Version/18.1 Safari/605.1";
const FAMILY = "👨‍👩‍👧‍👦";
let world: World;
let issueId: string;

async function report(
  text: string,
  more: {
    context?: Record<string, string>;
    language?: string;
    account?: string;
    severity?: "minor" | "critical";
    state?: "open" | "withdrawn";
  } = {},
): Promise<string> {
  const id = await makeItem(world, {
    issueId,
    text,
    account: more.account ?? null,
    severity: more.severity ?? "minor",
    state: more.state ?? "open",
  });
  await withScope(world.scope, (tx) =>
    tx.item.update({
      where: { orgId_id: { orgId: world.orgId, id } },
      data: { context: more.context ?? {}, language: more.language ?? "en" },
    }),
  );
  return id;
}

beforeAll(async () => {
  world = await makeWorld();
  issueId = await makeIssue(world, { severity: "critical" });
  await report("Broken.", { context: { version: "2.0.3", userAgent: SAFARI }, account: "Acme" });
  await report("The basket loses a line whenever I change its number, since the update of this morning.", {
    context: { version: "v2.0.3", userAgent: SAFARI, url: "https://shop.example/orders/77?tab=lines" },
    severity: "critical",
    account: "Birch",
  });
  await report("Der Warenkorb ist leer, nachdem ich ihn gespeichert habe, auch nach dem Neuladen.", {
    context: { version: "2.0.2", route: "GET /orders/18822" },
    language: "de",
  });
  await report("Taken back.", { state: "withdrawn", severity: "critical" });
});

test("quotes the clearest of the most severe reports and counts what they have in common", async () => {
  const { quote, facets, reports, isCapped } = await readIssueSummary(world.scope, issueId);
  expect(quote).toMatchObject({ accountKey: "Birch", isCut: false, language: "en" });
  expect(quote!.text).toMatch(/^The basket loses a line/);
  expect([reports, isCapped]).toEqual([4, false]);
  expect(facets.version).toEqual({
    values: 2,
    top: [
      { value: "2.0.3", reports: 2 },
      { value: "2.0.2", reports: 1 },
    ],
  });
  expect(facets.client.top).toEqual([{ value: "Safari on macOS", reports: 2 }]);
  expect(facets.route.top).toEqual([{ value: "/orders/{id}", reports: 2 }]);
  expect(facets.account.values).toBe(2);
  expect(facets.language.top).toEqual([
    { value: "en", reports: 3 },
    { value: "de", reports: 1 },
  ]);
});

test("every count opens exactly the reports that it counted", async () => {
  const { facets } = await readIssueSummary(world.scope, issueId);
  let opened = 0;
  for (const facet of ["version", "client", "route", "account", "language"] as const)
    for (const { value, reports } of facets[facet].top) {
      const { rows, total } = await listIssueItems(world.scope, { issueId, only: { facet, value } });
      expect(rows, `${facet} ${value}`).toHaveLength(reports);
      expect(total).toEqual({ n: reports, isCapped: false });
      opened += 1;
    }
  expect(opened).toBe(8);
  expect(
    (await listIssueItems(world.scope, { issueId, only: { facet: "version", value: "9.9" } })).rows,
  ).toEqual([]);
});

test("a filtered list is read page by page", async () => {
  const only = { facet: "language", value: "en" } as const;
  const first = await listIssueItems(world.scope, { issueId, only, limit: 2 });
  const second = await listIssueItems(world.scope, { issueId, only, limit: 2, cursor: first.nextCursor });
  const ids = [...first.rows, ...second.rows].map((row) => row.id);
  expect(new Set(ids).size).toBe(3);
  expect(second.nextCursor).toBeNull();
  expect([first.total, second.total]).toEqual([{ n: 3, isCapped: false }, null]);
  expect((await listIssueItems(world.scope, { issueId, limit: 1 })).total).toEqual({ n: 4, isCapped: false });
});

test("is empty for an issue without reports, and another organization learns nothing", async () => {
  const bare = await makeIssue(world);
  expect(await readIssueSummary(world.scope, bare)).toMatchObject({
    quote: null,
    reports: 0,
    facets: { version: { top: [], values: 0 } },
  });
  const stranger = await makeWorld();
  await expect(readIssueSummary(stranger.scope, issueId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const { rows } = await listIssueItems(stranger.scope, {
    issueId,
    only: { facet: "version", value: "2.0.3" },
  });
  expect(rows).toEqual([]);
});

test.each([
  ["a family of four", FAMILY],
  ["a flag", "🇩🇪"],
  ["a letter with its marks", "ẹ́"],
  ["a waving hand with its colour", "👋🏽"],
])("what is cut never ends within %s", async (_what, character) => {
  const own = await makeIssue(world);
  const id = await makeItem(world, { issueId: own, text: `a${character.repeat(700)}` });
  const { rows } = await listIssueItems(world.scope, { issueId: own });
  expect(rows[0]).toMatchObject({ id, isCut: true });
  expect(rows[0]!.excerpt.length % character.length).toBe(1);
  const { quote } = await readIssueSummary(world.scope, own);
  expect(quote).toMatchObject({ isCut: true });
  expect(quote!.text.length % character.length).toBe(1);
});
