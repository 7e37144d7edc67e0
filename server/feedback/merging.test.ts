import { describe, expect, test } from "vitest";
import type { ActableIssue } from "./issue-acts";
import { followersOf, inheritedFrom, takenBack } from "./merging";

const issue = (fields: Partial<ActableIssue>): ActableIssue =>
  ({
    labels: [],
    ownerId: null,
    teamId: null,
    workaround: null,
    severity: "minor",
    state: "new",
    provenance: {},
    ...fields,
  }) as ActableIssue;

describe("what an issue takes over from those that become part of it", () => {
  const own = issue({ ownerId: "ana", labels: ["vip"], workaround: null });
  test.each([
    ["nothing, where there is nothing", issue({}), [issue({})], {}],
    ["nothing that it has itself", own, [issue({ ownerId: "ben", labels: ["vip"] })], {}],
    [
      "labels of all, its own first",
      own,
      [issue({ labels: ["eu"] }), issue({ labels: ["eu", "app"] })],
      { labels: ["vip", "eu", "app"] },
    ],
    [
      "owner, team and workaround of the first that has one",
      issue({}),
      [
        issue({ teamId: "t" }),
        issue({ ownerId: "ben", workaround: "Use another browser." }),
        issue({ ownerId: "cy" }),
      ],
      { ownerId: "ben", teamId: "t", workaround: "Use another browser." },
    ],
    [
      "no more labels than an issue may have",
      issue({ labels: Array.from({ length: 20 }, (_, n) => `l${n}`) }),
      [issue({ labels: ["one more"] })],
      {},
    ],
  ])("%s", (_name, target, sources, expected) => {
    expect(inheritedFrom(target, sources)).toEqual(expected);
  });
});

describe("what goes back", () => {
  const raised = {
    before: {
      severity: "minor",
      "provenance.severity": null,
      state: "closed",
      settledAt: "2026-11-01T00:00:00.000Z",
    },
    after: {
      severity: "critical",
      "provenance.severity": { by: "floor" },
      state: "accepted",
      settledAt: null,
    },
  };
  const now = issue({
    severity: "critical",
    provenance: { severity: { by: "floor" } as never },
    state: "accepted",
    settledAt: null,
  });
  test("all of it where nothing moved", () => {
    expect(takenBack(now, raised, false)).toEqual(raised.before);
  });
  test("neither severity nor its provenance when one of the two moved on", () => {
    const relabelled = { ...now, provenance: { severity: { by: "person" } as never } };
    expect(Object.keys(takenBack(relabelled, raised, false))).toEqual(["state", "settledAt"]);
  });
  test("no rest for an issue that took in further reports", () => {
    expect(Object.keys(takenBack(now, raised, true))).toEqual(["severity", "provenance.severity"]);
  });
  test("of labels those that came, whatever was added or removed since", () => {
    const given = { before: { labels: ["a"] }, after: { labels: ["a", "b", "c"] } };
    expect(takenBack(issue({ labels: ["a", "b", "c"] }), given, false)).toEqual({ labels: ["a"] });
    expect(takenBack(issue({ labels: ["b", "c", "mine"] }), given, false)).toEqual({ labels: ["mine"] });
  });
});

describe("which reports follow", () => {
  const returning = new Map([
    ["r1", "A"],
    ["r2", "B"],
    ["loose", null],
  ]);
  test.each([
    ["the one that brought it", [{ itemId: "x", matchId: "r1" }], [["x", "A"]]],
    [
      "through one that arrived as well, in any order",
      [
        { itemId: "y", matchId: "x" },
        { itemId: "x", matchId: "r2" },
      ],
      [
        ["y", "B"],
        ["x", "B"],
      ],
    ],
    ["nobody, where it was like a report that stays", [{ itemId: "x", matchId: "stays" }], []],
    ["nobody, where nothing is known", [{ itemId: "x", matchId: null }], []],
    ["nobody, where the other goes to no issue", [{ itemId: "x", matchId: "loose" }], []],
    [
      "nobody in a ring",
      [
        { itemId: "x", matchId: "y" },
        { itemId: "y", matchId: "x" },
      ],
      [],
    ],
  ])("%s", (_name, arrived, expected) => {
    expect([...followersOf(returning, arrived)]).toEqual(expected);
  });
});
