import { describe, expect, test } from "vitest";
import { isSettledState } from "./issue-moves";
import { ISSUE_STATES } from "./feedback";
import { issueItemsInput, IssueAct, lacksReason, ListIssueItems, type AnyAct } from "./issues";

test("what was marked as fixed or came to rest is settled", () =>
  expect(ISSUE_STATES.filter((state) => !isSettledState(state))).toEqual(["new", "accepted", "in_progress"]));

describe("a critical that is taken out of sight", () => {
  test.each<[AnyAct, boolean]>([
    [{ kind: "park", asWish: true, reason: "" }, true],
    [{ kind: "park", asWish: true, reason: "After the launch." }, false],
    [{ kind: "move", state: "parked", reason: "" }, true],
    [{ kind: "move", state: "parked", reason: "After the launch." }, false],
    [{ kind: "move", state: "closed", reason: "" }, false],
    [{ kind: "close", reason: "" }, false],
    [{ kind: "reopen", reason: "" }, false],
    [{ kind: "accept" }, false],
  ])("by %j lacks a reason: %s", (act, lacks) => {
    expect(lacksReason("critical", act)).toBe(lacks);
    expect(lacksReason("major", act)).toBe(false);
  });
});

describe("a snooze", () => {
  const snooze = (over: object) => IssueAct.safeParse({ kind: "snooze", ...over });
  test.each([
    { until: new Date("2026-12-02T09:00:00Z") },
    { moreReports: 1 },
    { morePeople: 10_000 },
    { whenWorse: true },
    { until: null, moreReports: null, morePeople: 3, whenWorse: false },
  ])("ends by %j", (over) => expect(snooze(over).success).toBe(true));

  test.each([{}, { until: null, moreReports: null, morePeople: null, whenWorse: false }])(
    "that nothing ends is refused: %j",
    (over) =>
      expect(snooze(over).error?.issues[0]?.message).toBe(
        "Say what ends the snooze: a time, a number of reports or people, or that it gets worse.",
      ),
  );
});

test("an issue's first reports are asked for the same way wherever they are", () => {
  expect(issueItemsInput("iss_1")).toStrictEqual({ issueId: "iss_1", limit: 30 });
  expect(issueItemsInput("iss_1", null)).toStrictEqual({ issueId: "iss_1", limit: 30 });
  const only = { facet: "version", value: "2.0.3" } as const;
  expect(issueItemsInput("iss_1", only)).toStrictEqual({ issueId: "iss_1", limit: 30, only });
  expect(ListIssueItems.parse(issueItemsInput("iss_1", only))).toMatchObject({ only });
});
