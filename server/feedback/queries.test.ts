import { describe, expect, test } from "vitest";
import type { Tx } from "@/server/db/sql";
import { mintScope } from "@/server/platform/mint-scope";
import { MACHINE } from "@/server/platform/scope";
import {
  holdErasableIn,
  issuesTouchedIn,
  itemsOfReportersIn,
  otherWordsIn,
  reportersOnlyOfIn,
} from "./erase.queries";
import { findQuotingIn, readIssueWordsIn } from "./issue-contexts.queries";
import { assertComponentIn, lockItemIn } from "./item-writes.commands";
import { transaction } from "./samples/transaction";
import { findSnoozedIn } from "./snooze.queries";
import { loadTermStatsIn } from "./term-stats.queries";

const SCOPE = mintScope("org_a", MACHINE, []);
const NOW = new Date("2026-11-24T10:00:00Z");

describe("every question is about the scope's own organization, and about what was named", () => {
  test.each<[string, (tx: Tx) => Promise<unknown>, RegExp, unknown[]]>([
    [
      "reports to be erased",
      (tx) => holdErasableIn(tx, SCOPE, ["i1", "i2"]),
      /for no key update/,
      [["i1", "i2"]],
    ],
    ["reports of people", (tx) => itemsOfReportersIn(tx, SCOPE, ["r1"]), /reporter_id = any/, [["r1"]]],
    ["issues that were touched", (tx) => issuesTouchedIn(tx, SCOPE, ["i1"]), /from issue_item/, [["i1"]]],
    [
      "others' words, the newest thousand, 2,000 characters of each",
      (tx) => otherWordsIn(tx, SCOPE, ["l1"], ["i1"]),
      /order by/,
      [2_000, ["l1"], ["i1"], 1_000],
    ],
    [
      "people without another report",
      (tx) => reportersOnlyOfIn(tx, SCOPE, ["r1"], ["i1"]),
      /not exists/,
      [["r1"], ["i1"]],
    ],
    ["an issue's words", (tx) => readIssueWordsIn(tx, SCOPE, "iss_1"), /order by/, ["iss_1", 60, 1_000]],
    [
      "reports that quote a request",
      (tx) => findQuotingIn(tx, SCOPE, "l1", "req-1", { from: NOW, until: NOW }),
      /btrim/,
      ["l1", "req-1", NOW, 20_000, 20],
    ],
    [
      "snoozed issues, what came within the last 24 hours",
      (tx) => findSnoozedIn(tx, SCOPE, ["iss_1"], NOW),
      /snooze is not null/,
      [["iss_1"], new Date("2026-11-23T10:00:00Z")],
    ],
    [
      "terms, and how many items there are",
      (tx) => loadTermStatsIn(tx, SCOPE, "l1", ["pay"]),
      /term_stat/,
      ["l1", ["*", "pay"]],
    ],
  ])("%s", async (_, request, words, values) => {
    const { tx, requested } = transaction([]);
    await request(tx);
    expect(requested[0]!.text).toMatch(words);
    expect(requested[0]!.values).toContain("org_a");
    for (const value of values) expect(requested[0]!.values).toContainEqual(value);
  });
});

describe("which issues an erasure touches", () => {
  test("those of its reports, and those merged with them, as far as the chain goes, once each and in order", async () => {
    const { tx, requested } = transaction([
      [{ id: "c" }],
      [
        { id: "c", into: "b" },
        { id: "d", into: null },
      ],
      [{ id: "b", into: "a" }],
      [{ id: "a", into: null }],
    ]);
    expect(await issuesTouchedIn(tx, SCOPE, ["i1"])).toEqual(["a", "b", "c", "d"]);
    // Asked again until nothing new is found, each time with everything found so far.
    expect(requested.map(({ values }) => values[1])).toEqual([
      ["i1"],
      ["c"],
      ["c", "b", "d"],
      ["c", "b", "d", "a"],
    ]);
    for (const { text, values } of requested.slice(1)) {
      expect(text).toContain("merged_into_id");
      expect(values).toEqual(["org_a", values[1], values[1]]);
    }
  });

  test("nothing is asked where the reports were in no issue, and a chain without end is followed eight times", async () => {
    const none = transaction([]);
    expect(await issuesTouchedIn(none.tx, SCOPE, ["i1"])).toEqual([]);
    expect(none.requested).toHaveLength(1);
    const endless = transaction(
      Array.from({ length: 40 }, (_, n) => (n === 0 ? [{ id: "c0" }] : [{ id: `c${n}`, into: null }])),
    );
    await issuesTouchedIn(endless.tx, SCOPE, ["i1"]);
    expect(endless.requested).toHaveLength(9);
  });
});

test("of others' words and of people only what was asked for is handed on", async () => {
  const words = transaction([[{ words: "one" }, { words: "two" }]]);
  expect(await otherWordsIn(words.tx, SCOPE, ["l1"], [])).toEqual(["one", "two"]);
  const people = transaction([[{ id: "r1" }, { id: "r2" }]]);
  expect(await reportersOnlyOfIn(people.tx, SCOPE, ["r1", "r2"], [])).toEqual(["r1", "r2"]);
});

describe("a report that a person decides about", () => {
  test("is held until the transaction ends", async () => {
    const { tx, requested } = transaction([[{ id: "i1", version: 3 }]]);
    expect(await lockItemIn(tx, SCOPE, "i1")).toEqual({ id: "i1", version: 3 });
    expect(requested[0]!.text).toContain("for no key update");
    expect(requested[0]!.values).toEqual(["org_a", "i1"]);
  });
  test("is refused where it is not there", async () =>
    expect(lockItemIn(transaction([]).tx, SCOPE, "i1")).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: "There is no such report here.",
    }));
});

describe("a component that a report is to get", () => {
  test("is looked for in the launch", async () => {
    const { tx, requested } = transaction([], { component: { id: "com_1" } });
    await expect(assertComponentIn(tx, SCOPE, "l1", "com_1")).resolves.toBeUndefined();
    expect(requested[0]!.values[0]).toContain('"orgId":"org_a","id":"com_1","launchId":"l1"');
  });
  test("is refused at its field where the launch has none", async () =>
    expect(assertComponentIn(transaction([]).tx, SCOPE, "l1", "com_1")).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: "There is no such component in this launch.",
      details: { field: "componentId" },
    }));
});

describe("what has come to snoozed issues", () => {
  test("nothing is asked of none", async () => {
    const { tx, requested } = transaction([]);
    expect(await findSnoozedIn(tx, SCOPE, [], NOW)).toEqual([]);
    expect(requested).toEqual([]);
  });
  test("the snooze stands apart from what has come since", async () => {
    const snooze = { since: "2026-11-24T08:00:00.000Z" };
    const evidence = { severity: "minor", reportedSeverities: [], reports: 2, people: 1 };
    const { tx } = transaction([[{ id: "iss_1", launchId: "l1", snooze, ...evidence }]]);
    expect(await findSnoozedIn(tx, SCOPE, ["iss_1"], NOW)).toEqual([
      { issueId: "iss_1", launchId: "l1", snooze, evidence },
    ]);
  });
});

describe("how often a launch uses its words", () => {
  test("the count of all items stands apart from the terms", async () => {
    const { tx } = transaction([
      [
        { term: "*", n: 40 },
        { term: "pay", n: 7 },
      ],
    ]);
    expect(await loadTermStatsIn(tx, SCOPE, "l1", ["pay", "card"])).toEqual({
      docCount: 40,
      df: new Map([["pay", 7]]),
    });
  });
  test("a launch without items has none", async () =>
    expect(await loadTermStatsIn(transaction([]).tx, SCOPE, "l1", ["pay"])).toEqual({
      docCount: 0,
      df: new Map(),
    }));
});
