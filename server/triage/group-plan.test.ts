import { describe, expect, it } from "vitest";
import { planGroups } from "@/server/triage/group-plan";
import type { Candidate, GroupItem } from "@/server/triage/grouping";
import { countTerms, type TermStats } from "@/server/reading/tokens";

const STATS: TermStats = { docCount: 200, df: new Map() };
const TWICE = "The card was charged twice for one order at the checkout";

const item = (id: string, text: string, change: Partial<GroupItem> = {}): GroupItem => ({
  id,
  terms: countTerms(null, text, "en"),
  title: null,
  text,
  component: null,
  fingerprint: null,
  severity: "minor",
  type: "functional",
  language: "en",
  ...change,
});

const known = (text: string, change: Partial<Candidate> = {}): Candidate => ({
  ...item("", text),
  issueId: "iss_known",
  title: text,
  itemCount: 1,
  state: "new",
  ...change,
});

const plan = (
  items: readonly GroupItem[],
  groups: Parameters<typeof planGroups>[1],
  candidates: readonly (readonly Candidate[])[],
) => planGroups(items, groups, candidates, STATS, (lead) => `iss_${lead.id}`);

const alone = (id: string) => ({ leadId: id, members: [] });

describe("what becomes of a batch", () => {
  it("is an issue of its own for what is like nothing, with all of its group in it", () => {
    const items = [item("a", TWICE), item("b", "Charged twice at the checkout")];
    const members = [{ itemId: "b", score: 0.7, reason: "Alike." }];
    const made = plan(items, [{ leadId: "a", members }], [[]]);
    expect(made.opened).toMatchObject([
      { issueId: "iss_a", lead: { id: "a" }, members: [{ id: "a" }, { id: "b" }] },
    ]);
    expect([...made.issueOf]).toEqual([
      ["a", "iss_a"],
      ["b", "iss_a"],
    ]);
    expect(made.joinings.map(({ itemId, score }) => [itemId, score])).toEqual([
      ["a", 1],
      ["b", 0.7],
    ]);
    expect(made.exemplars.map(({ id }) => id)).toEqual(["a", "b"]);
  });

  it("is the known issue for what says the same, which is no example of saying it anew", () => {
    const made = plan([item("a", TWICE)], [alone("a")], [[known(TWICE)]]);
    expect(made.issueOf.get("a")).toBe("iss_known");
    expect(made).toMatchObject({ opened: [], relations: [], raises: [], exemplars: [] });
  });

  it("raises the known issue once, to the loudest of those that join it", () => {
    const items = [
      item("a", TWICE, { severity: "major" }),
      item("b", TWICE, { severity: "critical" }),
      item("c", TWICE, { severity: "major" }),
    ];
    const offered = items.map(() => [known(TWICE)]);
    const made = plan(
      items,
      items.map(({ id }) => alone(id)),
      offered,
    );
    expect(made.raises).toMatchObject([{ issueId: "iss_known", severity: "critical" }]);
  });

  it("is an issue shown beside the known one where they may not be merged", () => {
    const criticalItem = item("a", TWICE, { severity: "critical" });
    const made = plan(
      [criticalItem],
      [alone("a")],
      [[known(TWICE, { state: "closed", severity: "critical" })]],
    );
    expect(made.opened).toMatchObject([{ issueId: "iss_a", decision: { kind: "related" } }]);
    expect(made.relations).toMatchObject([{ issueId: "iss_a", otherId: "iss_known" }]);
  });
});
