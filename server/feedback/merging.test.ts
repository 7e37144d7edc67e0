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

describe("what goes back, and what does not", () => {
  const before = {
    state: "closed",
    reopenedCount: 1,
    fixedVersion: "2.0.3",
    settledAt: "2026-11-01T00:00:00.000Z",
  };
  const after = { state: "accepted", reopenedCount: 2, fixedVersion: null, settledAt: null };
  const open = { state: "accepted", reopenedCount: 2, fixedVersion: null, settledAt: null } as const;

  test("a state goes back with what belongs to it", () =>
    expect(takenBack(issue(open), { before, after }, false)).toEqual(before));
  test.each<[string, Partial<ActableIssue>]>([
    ["its version was set since", { fixedVersion: "2.1.0" }],
    ["it was opened once more", { reopenedCount: 3 }],
    ["it is worked on", { state: "in_progress" }],
  ])("no part of it goes back where %s", (_, since) =>
    expect(takenBack(issue({ ...open, ...since }), { before, after }, false)).toEqual({}),
  );

  test("a snooze goes back with its moment, or not at all", () => {
    const changes = {
      before: { snooze: { since: "x" }, snoozedUntil: "2026-11-25T10:00:00.000Z" },
      after: { snooze: null, snoozedUntil: null },
    };
    expect(takenBack(issue({ snooze: null, snoozedUntil: null }), changes, true)).toEqual(changes.before);
    expect(
      takenBack(issue({ snooze: null, snoozedUntil: new Date("2026-12-01T00:00:00Z") }), changes, true),
    ).toEqual({});
  });

  test("an owner goes back alone, whatever became of the rest, and not one that was chosen since", () => {
    const changes = {
      before: { ownerId: null, workaround: null },
      after: { ownerId: "ben", workaround: "Wait." },
    };
    expect(takenBack(issue({ ownerId: "ben", workaround: "Reload." }), changes, false)).toEqual({
      ownerId: null,
    });
    expect(takenBack(issue({ ownerId: "cy", workaround: "Wait." }), changes, false)).toEqual({
      workaround: null,
    });
  });

  test("what was not written is taken for nothing", () =>
    expect(takenBack(issue({ teamId: null }), { before: { teamId: "t" }, after: {} }, false)).toEqual({
      teamId: "t",
    }));

  test("labels that it had stay although somebody took them away meanwhile", () => {
    const given = { before: { labels: ["a", "b"] }, after: { labels: ["a", "b", "c"] } };
    expect(takenBack(issue({ labels: ["b", "c"] }), given, false)).toEqual({ labels: ["b"] });
  });
});

test("a report that goes back itself follows nobody, and one that was brought by itself stays", () => {
  const returning = new Map([
    ["r1", "A"],
    ["r2", "B"],
  ]);
  const arrived = [
    { itemId: "r2", matchId: "r1" },
    { itemId: "x", matchId: "x" },
  ];
  expect([...followersOf(returning, arrived)]).toEqual([]);
});
