import { expect, test } from "vitest";
import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import { loadCandidatesIn } from "./candidates.queries";
import type { GroupItem } from "./grouping";

const scope: Scope = Object.assign(Object.create(null), { orgId: "org_1" });
const item = (change: Partial<GroupItem> = {}): GroupItem => ({
  id: "itm_1",
  terms: ["basket", "empty"],
  title: null,
  text: "The basket is empty.",
  component: null,
  fingerprint: null,
  severity: "minor",
  type: "functional",
  language: "en",
  ...change,
});
const row = (matchId: string, issueId: string, componentSlug: string | null = null) => ({
  ...{ matchId, issueId, componentSlug, title: issueId, text: "…", terms: ["basket"], fingerprint: null },
  ...{ severity: "minor", type: "functional", language: "en", itemCount: 2, state: "accepted" },
});

async function load(
  items: GroupItem[],
  hits: { ord: number; id: string }[],
  found: ReturnType<typeof row>[],
  df: Record<string, number> = {},
) {
  const requested: unknown[][] = [];
  const tx: Tx = Object.assign(Object.create(null), {
    $queryRaw: async (_words: TemplateStringsArray, ...values: unknown[]) => {
      requested.push(values);
      return requested.length === 1 ? hits : found;
    },
  });
  const lists = await loadCandidatesIn(tx, scope, "lau_1", items, { docCount: 100, df });
  return { lists, requested };
}

test("each report gets the issues that were found for it, in the order in which they were found", async () => {
  const { lists, requested } = await load(
    [item(), item({ id: "itm_2" }), item({ id: "itm_3" })],
    [
      { ord: 2, id: "itm_b" },
      { ord: 0, id: "itm_a" },
      { ord: 0, id: "itm_b" },
    ],
    [row("itm_a", "iss_1", "checkout"), row("itm_b", "iss_2")],
  );
  expect(lists.map((list) => list.map(({ issueId }) => issueId))).toEqual([
    ["iss_1", "iss_2"],
    [],
    ["iss_2"],
  ]);
  expect(lists[0]?.[0]).toMatchObject({ matchId: "itm_a", component: "checkout", itemCount: 2 });
  expect(lists[0]?.[0]).not.toHaveProperty("componentSlug");
  expect(lists[0]?.[1]?.component).toBeNull();
  expect(requested[1]).toEqual([["itm_b", "itm_a"], "org_1"]);
});

test("a report that belongs to no issue any more is no candidate", async () => {
  const { lists } = await load(
    [item()],
    [
      { ord: 0, id: "itm_gone" },
      { ord: 0, id: "itm_a" },
    ],
    [row("itm_a", "iss_1")],
  );
  expect(lists.map((list) => list.map(({ matchId }) => matchId))).toEqual([["itm_a"]]);
});

test("nothing is asked without reports, and nothing more where nothing is found", async () => {
  expect(await load([], [], [])).toEqual({ lists: [], requested: [] });
  const { lists, requested } = await load([item(), item()], [], []);
  expect([lists, requested.length]).toEqual([[[], []], 1]);
});

test("reports are looked for by at most eight rare terms and their fingerprint", async () => {
  const known = Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`word${n}`, n + 2]));
  const { requested } = await load(
    [
      item({ terms: Object.keys(known), fingerprint: "e1" }),
      item({ terms: { ...known, "": 1, word9: 50 } }),
      item({ terms: ["", "basket"] }),
    ],
    [],
    [],
    known,
  );
  expect(requested[0]?.[0]).toBe("lau_1");
  const searched: unknown = JSON.parse(String(requested[0]?.[1]));
  const rarest = ["word0", "word1", "word2", "word3", "word4", "word5", "word6", "word7"];
  expect(searched).toEqual([
    { ord: 0, terms: rarest, fingerprint: "e1" },
    { ord: 1, terms: rarest, fingerprint: null },
    { ord: 2, terms: ["basket"], fingerprint: null },
  ]);
});
