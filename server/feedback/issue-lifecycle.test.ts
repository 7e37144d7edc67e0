import { describe, expect, test } from "vitest";
import { ISSUE_STATES, OPEN_STATES, type IssueState } from "@/contracts/feedback";
import { canMove, isOpenState, isRegression, isReopening, MOVES } from "./issue-lifecycle";

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
  const rested = new Date("2026-11-20T10:00:00Z");
  const later = new Date("2026-11-20T10:00:01Z");
  test.each([
    ["closed", true, later, true],
    ["verified", true, later, true],
    ["closed", true, rested, false],
    ["closed", false, later, false],
    ["fixed", true, later, false],
    ["declined", true, later, false],
    ["parked", true, later, false],
    ["accepted", true, later, false],
  ] as const)("%s, defect %s, reported %o → %s", (state, isDefect, at, expected) =>
    expect(isRegression({ state, isDefect, restedAt: rested }, at)).toBe(expected),
  );
});
