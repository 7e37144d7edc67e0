import { describe, expect, test } from "vitest";
import type { Snooze } from "@/contracts/snooze";
import type { Severity } from "@/contracts/triage";
import type { ActableIssue } from "./issue-acts";
import { raiseFor } from "./severity-escalation";

const issue = (severity: Severity, rest: Partial<ActableIssue> = {}) =>
  ({
    id: "iss_a",
    number: 4,
    severity,
    state: "accepted",
    snooze: null,
    reopenedCount: 0,
    provenance: {},
    ...rest,
  }) as unknown as ActableIssue;
const SNOOZE: Snooze = {
  since: "2026-11-24T10:00:00.000Z",
  until: "2026-11-25T10:00:00.000Z",
  moreReports: null,
  morePeople: null,
  whenWorse: false,
  severity: "minor",
  reason: "",
};
const byPerson = {
  provenance: { severity: { by: "person", confidence: 1, reason: "" } },
} as Partial<ActableIssue>;

describe("what an issue becomes when others join it", () => {
  test.each<[string, Severity, Partial<ActableIssue>, Severity, boolean, Record<string, unknown> | null]>([
    ["louder raises", "minor", {}, "major", true, { severity: "major" }],
    ["quieter does nothing", "major", {}, "minor", true, null],
    ["equal does nothing", "critical", {}, "critical", true, null],
    ["what has come to rest raises nothing", "minor", {}, "critical", false, null],
    ["a person's lower word holds against major", "minor", byPerson, "major", true, null],
    [
      "a person's lower word gives way to critical",
      "minor",
      byPerson,
      "critical",
      true,
      { severity: "critical" },
    ],
    [
      "a critical opens what was closed",
      "critical",
      { state: "closed" },
      "critical",
      true,
      { state: "accepted", needsReview: "regressed", reopenedCount: 1 },
    ],
    [
      "a critical opens what was parked",
      "minor",
      { state: "parked" },
      "critical",
      true,
      { severity: "critical", state: "accepted" },
    ],
    ["a major does not open what was declined", "major", { state: "declined" }, "major", true, null],
    [
      "a critical wakes what was snoozed",
      "critical",
      { snooze: SNOOZE },
      "critical",
      true,
      { snooze: null, needsReview: "snooze_ended" },
    ],
    [
      "anything more severe wakes what sleeps until it gets worse",
      "minor",
      { snooze: { ...SNOOZE, whenWorse: true }, ...byPerson },
      "major",
      true,
      { snooze: null, needsReview: "snooze_ended" },
    ],
    ["and not what waits for a time", "major", { snooze: SNOOZE }, "major", true, null],
  ])("%s", (_name, severity, rest, joining, isOpen, expected) => {
    const raised = raiseFor(issue(severity, rest), [{ name: "#9", severity: joining, isOpen }]);
    if (expected === null) expect(raised).toBeNull();
    else expect(raised?.changes).toMatchObject(expected);
  });

  test("says what it did and why", () =>
    expect(raiseFor(issue("minor"), [{ name: "#9", severity: "critical", isOpen: true }])?.message).toBe(
      "#4 was raised from minor to critical, because #9 is.",
    ));
});

describe("of several that join", () => {
  const joining = (name: string, severity: Severity, isOpen = true) => ({ name, severity, isOpen });

  test("the loudest open one raises, and is named with the reason", () => {
    const raised = raiseFor(issue("cosmetic"), [
      joining("#7", "minor"),
      joining("#8", "critical", false),
      joining("R-9", "major"),
    ]);
    expect(raised).toEqual({
      changes: {
        severity: "major",
        "provenance.severity": {
          by: "floor",
          confidence: 1,
          reason: "Raised from cosmetic: R-9 is major.",
        },
      },
      message: "#4 was raised from cosmetic to major, because R-9 is.",
    });
  });

  test("none raises nothing", () => expect(raiseFor(issue("minor"), [])).toBeNull());

  test("everything that was done is told", () => {
    const target = issue("minor", { state: "parked", snooze: SNOOZE, reopenedCount: 1 });
    const raised = raiseFor(target, [joining("#9", "critical")]);
    expect(raised?.message).toBe(
      "#4 was raised from minor to critical, because #9 is. " +
        "#4 was parked and is open again, because a critical became part of it. #4 is no longer snoozed.",
    );
    // That it came back weighs more than that its snooze is over.
    expect(raised?.changes).toMatchObject({
      needsReview: "regressed",
      snooze: null,
      snoozedUntil: null,
      reopenedCount: 2,
    });
  });

  test("a machine's word does not hold against a louder one", () => {
    const byModel = { provenance: { severity: { by: "model", confidence: 1, reason: "" } } };
    expect(
      raiseFor(issue("minor", byModel as Partial<ActableIssue>), [joining("#9", "major")]),
    ).toMatchObject({
      changes: { severity: "major" },
    });
  });
});
