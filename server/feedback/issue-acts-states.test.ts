import { describe, expect, test } from "vitest";
import type { IssueState } from "@/contracts/feedback";
import type { AnyAct } from "@/contracts/issues";
import type { ActableIssue } from "./issue-acts";
import { asleep, awake, byPerson, changing, NOW, planned } from "./samples/plans";

describe("deciding where an issue stands", () => {
  test.each<[string, Partial<ActableIssue>, AnyAct, object]>([
    [
      "a new one is accepted, out of the inbox and awake",
      { needsReview: "new", ...asleep },
      { kind: "accept" },
      changing("accepted", { state: "accepted", needsReview: null, ...awake }, { isDecision: true }),
    ],
    [
      "accepting what is accepted confirms it, without a change",
      { state: "accepted" },
      { kind: "accept" },
      changing("reviewed", {}, { isDecision: true }),
    ],
    [
      "accepting what is accepted wakes it",
      { state: "accepted", ...asleep },
      { kind: "accept" },
      changing("reviewed", awake, { isDecision: true }),
    ],
    [
      "a move to where it is changes nothing and decides nothing",
      { state: "accepted", needsReview: "regressed" },
      { kind: "move", state: "accepted", reason: "Once more." },
      changing("moved", {}),
    ],
    [
      "a move says why",
      { state: "accepted" },
      { kind: "move", state: "in_progress", reason: "Bo has time." },
      changing("in_progress", { state: "in_progress" }, { reason: "Bo has time.", isDecision: true }),
    ],
    [
      "work begins",
      {},
      { kind: "start" },
      changing("in_progress", { state: "in_progress" }, { isDecision: true }),
    ],
    [
      "a fix that needs no version",
      { state: "in_progress" },
      { kind: "fix", version: null },
      changing("fixed", { state: "fixed", settledAt: NOW.toISOString() }, { isDecision: true }),
    ],
    [
      "closing says why, and when",
      { state: "accepted" },
      { kind: "close", reason: "Seen by nobody." },
      changing(
        "closed",
        { state: "closed", settledAt: NOW.toISOString() },
        { reason: "Seen by nobody.", isDecision: true },
      ),
    ],
    [
      "declining says why",
      { state: "accepted" },
      { kind: "decline", reason: "out of scope" },
      changing(
        "declined",
        { state: "declined", settledAt: NOW.toISOString() },
        { reason: "out of scope", isDecision: true },
      ),
    ],
    [
      "reopening counts, and forgets the fix",
      { state: "fixed", fixedVersion: "2.0.3", settledAt: NOW, reopenedCount: 2 },
      { kind: "reopen", reason: "Still there." },
      changing(
        "reopened",
        { state: "accepted", settledAt: null, reopenedCount: 3, fixedVersion: null },
        { reason: "Still there.", isDecision: true },
      ),
    ],
    [
      "what was fixed and is worked on again is opened again, too",
      { state: "fixed", settledAt: NOW },
      { kind: "start" },
      changing("reopened", { state: "in_progress", settledAt: null, reopenedCount: 1 }, { isDecision: true }),
    ],
    [
      "parked as a wish, which a person then said",
      { state: "accepted" },
      { kind: "park", asWish: true, reason: "" },
      changing(
        "parked",
        {
          state: "parked",
          settledAt: NOW.toISOString(),
          type: "wish",
          "provenance.type": byPerson("Parked as a wish."),
        },
        {
          isDecision: true,
          isRescored: true,
          labels: [
            {
              issueId: "iss_a",
              field: "type",
              value: "wish",
              previous: "functional",
              reason: "Parked as a wish.",
            },
          ],
        },
      ),
    ],
    [
      "parked as a wish that it is already",
      { state: "accepted", type: "wish" },
      { kind: "park", asWish: true, reason: "Next year." },
      changing(
        "parked",
        { state: "parked", settledAt: NOW.toISOString() },
        { reason: "Next year.", isDecision: true },
      ),
    ],
    [
      "parked as what it is",
      { state: "accepted" },
      { kind: "park", asWish: false, reason: "" },
      changing("parked", { state: "parked", settledAt: NOW.toISOString() }, { isDecision: true }),
    ],
  ])("%s", (_, on, act, plan) => expect(planned(on, act)).toEqual(plan));

  test("the reason for parking is the reason why it is a wish", () =>
    expect(
      planned({ state: "accepted" }, { kind: "park", asWish: true, reason: "Nobody lost anything." }),
    ).toMatchObject({
      changes: { "provenance.type": { reason: "Nobody lost anything." } },
      labels: [{ reason: "Nobody lost anything." }],
    }));

  test.each<[IssueState, AnyAct, "critical" | "major", boolean]>([
    ["accepted", { kind: "close", reason: "" }, "critical", true],
    ["closed", { kind: "reopen", reason: "" }, "critical", true],
    ["accepted", { kind: "close", reason: "" }, "major", false],
    ["accepted", { kind: "start" }, "critical", false],
    ["verified", { kind: "close", reason: "" }, "critical", false],
  ])("a change from %s by %j of a %s is scored anew: %s", (state, act, severity, isRescored) =>
    expect(planned({ state, severity }, act)).toMatchObject({ ok: true, isRescored }),
  );
});

describe("what cannot be done", () => {
  test.each<[string, Partial<ActableIssue>, AnyAct, string, IssueState[]]>([
    [
      "a critical is not parked without a word",
      { severity: "critical", state: "parked" },
      { kind: "park", asWish: false, reason: "" },
      "#4 was not parked: it is critical, and that needs a reason.",
      ["accepted", "declined", "closed"],
    ],
    [
      "what was closed is not accepted but opened again",
      { state: "closed" },
      { kind: "accept" },
      "#4 is closed: to take it up again, reopen it.",
      ["accepted"],
    ],
    [
      "what is parked is not worked on",
      { state: "parked" },
      { kind: "start" },
      "#4 is parked: from there it can become accepted, declined, closed, not in progress.",
      ["accepted", "declined", "closed"],
    ],
    [
      "what is worked on is not opened again",
      { state: "in_progress" },
      { kind: "reopen", reason: "" },
      "#4 is in progress: only what was fixed or has come to rest is reopened.",
      ["accepted", "fixed", "closed", "declined", "parked"],
    ],
    [
      "what was fixed is not parked as a wish either",
      { state: "fixed" },
      { kind: "park", asWish: true, reason: "" },
      "#4 is fixed: from there it can become verified, closed, accepted, in progress, not parked.",
      ["verified", "closed", "accepted", "in_progress"],
    ],
  ])("%s", (_, on, act, message, allowed) =>
    expect(planned(on, act)).toEqual({ ok: false, message, allowed }),
  );

  test("a critical is not snoozed without being confirmed", () =>
    expect(
      planned(
        { severity: "critical" },
        { kind: "snooze", whenWorse: true, reason: "", isCriticalConfirmed: false },
      ),
    ).toEqual({
      ok: false,
      message: "#4 was not snoozed: it is critical, and that has to be confirmed with a reason.",
      allowed: [],
    }));

  test("an open critical gets no impact below the line without a reason", () =>
    expect(planned({ severity: "critical" }, { kind: "place", impact: 49, impactReason: "" })).toEqual({
      ok: false,
      allowed: [],
      field: "impactReason",
      message: "#4 is an open critical: say why its impact is below 50.",
    }));
});
