import { describe, expect, test } from "vitest";
import { ISSUE_STATES, OPEN_STATES, type IssueState } from "@/contracts/feedback";
import {
  canMove,
  isOpenState,
  isReopening,
  MOVES,
  regressionOf,
  reopened,
  settledAfter,
} from "./issue-lifecycle";
import type { Deployed } from "./versions";

//                new  acc  inp  fix  ver  clo  dec  par
const TABLE: Record<IssueState, string> = {
  new: "         .    x    x    x    .    x    x    x",
  accepted: "    .    .    x    x    .    x    x    x",
  in_progress: " .    x    .    x    .    x    x    x",
  fixed: "       .    x    x    .    x    x    .    .",
  verified: "    .    x    .    .    .    x    .    .",
  closed: "      .    x    .    .    .    .    .    .",
  declined: "    .    x    .    .    .    .    .    .",
  parked: "      .    x    .    .    .    x    x    .",
};

describe("moves", () => {
  const cases = ISSUE_STATES.flatMap((from) =>
    TABLE[from]
      .trim()
      .split(/\s+/)
      .map((mark, index) => [from, ISSUE_STATES[index]!, mark === "x"] as const),
  );
  test.each(cases)("%s → %s: %s", (from, to, allowed) => expect(canMove(from, to)).toBe(allowed));

  test("every state but new can be reached from new", () => {
    const seen = new Set<IssueState>(["new"]);
    for (const state of seen) for (const next of MOVES[state]) seen.add(next);
    expect([...seen].sort()).toEqual([...ISSUE_STATES].sort());
  });

  test("every state at rest can be opened again in one move", () => {
    for (const state of ISSUE_STATES)
      if (!isOpenState(state))
        expect(MOVES[state].some((to) => isOpenState(to) && isReopening(state, to))).toBe(true);
  });

  test("open states are the contract's", () =>
    expect(ISSUE_STATES.filter(isOpenState)).toEqual([...OPEN_STATES]));
});

describe("regression", () => {
  const settledAt = new Date("2026-11-20T10:00:00Z");
  const [earlier, later] = [new Date("2026-11-20T09:00:00Z"), new Date("2026-11-20T10:00:01Z")];
  const deployed = (version: string, at: Date): Deployed => ({
    version,
    startedAt: at,
    endedAt: at,
    outcome: "succeeded",
  });

  test.each<[string, string | null, string | null, Date, Deployed[], string | null]>([
    // An older version than the one with the fix, whenever it was reported.
    ["an older version", "2.0.3", "2.0.2", later, [], null],
    ["a candidate of the fix", "2.0.3", "2.0.3-rc.1", later, [], null],
    ["the same version", "2.0.3", "v2.0.3", later, [], "Seen again on v2.0.3, the version that has the fix."],
    [
      "the same version, reported late",
      "2.0.3",
      "2.0.3",
      earlier,
      [],
      "Seen again on 2.0.3, the version that has the fix.",
    ],
    ["a newer version", "2.0.3", "2.0.4", later, [], "Seen again on 2.0.4; it was fixed in 2.0.3."],
    // Versions without an order of their own: by the releases.
    [
      "an older release",
      "9d41e07",
      "3f2a91c",
      later,
      [deployed("3f2a91c", earlier), deployed("9d41e07", settledAt)],
      null,
    ],
    [
      "a newer release",
      "3f2a91c",
      "9d41e07",
      later,
      [deployed("3f2a91c", earlier), deployed("9d41e07", settledAt)],
      "Seen again on 9d41e07; it was fixed in 3f2a91c.",
    ],
    // Neither numbers nor releases: by time.
    [
      "a version nobody knows, after the fix",
      "2.0.3",
      "3f2a91c",
      later,
      [],
      "Reported again after it was fixed in 2.0.3; nothing says whether 3f2a91c is older.",
    ],
    ["a version nobody knows, before the fix", "2.0.3", "3f2a91c", earlier, [], null],
    ["no version, before it was fixed", "2.0.3", null, earlier, [], null],
    [
      "no version, after it was fixed",
      "2.0.3",
      null,
      later,
      [],
      "Reported again after it was fixed in 2.0.3; the report names no version.",
    ],
    [
      "no version, after the fix was deployed, which was before it was marked",
      "2.0.3",
      null,
      new Date("2026-11-20T09:30:00Z"),
      [deployed("2.0.3", earlier)],
      "Reported again after 2.0.3 was deployed; the report names no version.",
    ],
    [
      "no version, after it was marked and before the fix was deployed",
      "2.0.3",
      null,
      later,
      [deployed("2.0.3", new Date("2026-11-20T12:00:00Z"))],
      null,
    ],
    // A fix without a version is deployed when it is marked.
    ["a fix without a version, before it", null, "2.0.2", earlier, [], null],
    ["a fix without a version, at the moment of it", null, "2.0.2", settledAt, [], null],
    ["a fix without a version, after it", null, "2.0.2", later, [], "Reported again after it was fixed."],
  ])("%s", (_name, fixedVersion, version, occurredAt, releases, expected) =>
    expect(
      regressionOf(
        { state: "fixed", isDefect: true, settledAt, fixedVersion },
        { occurredAt, version },
        releases,
      )?.reason ?? null,
    ).toBe(expected),
  );

  test.each([
    ["fixed", true, true],
    ["verified", true, true],
    ["closed", true, true],
    ["closed", false, false],
    ["declined", true, false],
    ["parked", true, false],
    ["accepted", true, false],
  ] as const)("%s, defect %s → %s", (state, isDefect, expected) =>
    expect(
      regressionOf(
        { state, isDefect, settledAt, fixedVersion: null },
        { occurredAt: later, version: null },
        [],
      ) !== null,
    ).toBe(expected),
  );
});

describe("when an issue came to rest", () => {
  const [before, now] = [new Date("2026-11-20T10:00:00Z"), new Date("2026-11-21T10:00:00Z")];
  test.each<[IssueState, Date | null, IssueState, Date | null]>([
    ["accepted", null, "fixed", now],
    ["fixed", before, "verified", before],
    ["verified", before, "closed", before],
    ["in_progress", null, "closed", now],
    ["parked", before, "declined", before],
    ["fixed", before, "in_progress", null],
    ["closed", before, "accepted", null],
    // What was settled before the moment was kept.
    ["fixed", null, "verified", now],
  ])("%s since %s → %s: %s", (state, settledAt, to, expected) =>
    expect(settledAfter({ state, settledAt }, to, now)).toEqual(expected),
  );
});

test.each<[IssueState, IssueState, boolean]>([
  ["fixed", "accepted", true],
  ["fixed", "in_progress", true],
  ["fixed", "verified", false],
  ["fixed", "closed", false],
  ["closed", "accepted", true],
  ["parked", "accepted", true],
  ["parked", "declined", false],
  ["new", "accepted", false],
  ["accepted", "in_progress", false],
  ["in_progress", "accepted", false],
])("from %s to %s an issue is taken up again: %s", (from, to, isAgain) =>
  expect(isReopening(from, to)).toBe(isAgain),
);

test("an issue that is taken up again is counted, and its fix is none any more", () =>
  expect(reopened({ reopenedCount: 2 })).toEqual({
    state: "accepted",
    reopenedCount: 3,
    fixedVersion: null,
    settledAt: null,
  }));

describe("what shows that an issue came back", () => {
  const settledAt = new Date("2026-11-20T10:00:00Z");
  const occurredAt = new Date("2026-11-20T10:00:01Z");
  const issue = { state: "fixed", isDefect: true, settledAt, fixedVersion: "2.0.3" } as const;
  test.each<[string, string | null, string | null, string | null]>([
    ["the version that has the fix", "2.0.3", "2.0.3", "2.0.3"],
    ["a newer one", "2.0.3", "2.1.0", "2.1.0"],
    ["a version that nothing is known of", "2.0.3", "3f2a91c", null],
    ["no version", "2.0.3", null, null],
    ["any version, where the fix had none", null, "2.0.3", null],
  ])("%s: %s against %s is seen on %s", (_, fixedVersion, version, seenOn) =>
    expect(regressionOf({ ...issue, fixedVersion }, { occurredAt, version }, [])).toMatchObject({ seenOn }),
  );

  test.each(["fixed", "verified", "closed"] as const)(
    "%s without a version is told as what it was",
    (state) =>
      expect(
        regressionOf({ ...issue, state, fixedVersion: null }, { occurredAt, version: null }, [])?.reason,
      ).toBe(`Reported again after it was ${state === "closed" ? "closed" : "fixed"}.`),
  );

  test("a report of the very moment at which the fix was deployed is still one of before", () => {
    const releases = [{ version: "2.0.3", startedAt: occurredAt, endedAt: occurredAt, outcome: "succeeded" }];
    expect(regressionOf(issue, { occurredAt, version: null }, releases)).toBeNull();
    expect(regressionOf(issue, { occurredAt: settledAt, version: null }, [])).toBeNull();
  });
});
