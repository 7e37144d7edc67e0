import { describe, expect, test } from "vitest";
import type { Snooze } from "@/contracts/snooze";
import type { Severity } from "@/contracts/triage";
import { beginSnooze, isEndedBySeverity, wokenBy, worseBecause, type SnoozeEvidence } from "./snooze";

const NOW = new Date("2026-11-24T10:00:00Z");
const snooze = (rest: Partial<Snooze> = {}): Snooze => ({
  since: "2026-11-24T08:00:00.000Z",
  until: null,
  moreReports: null,
  morePeople: null,
  whenWorse: false,
  severity: "minor",
  reason: "",
  ...rest,
});
const evidence = (rest: Partial<SnoozeEvidence> = {}): SnoozeEvidence => ({
  severity: "minor",
  reportedSeverities: ["minor"],
  reports: 1,
  people: 1,
  lastDay: 1,
  dayBefore: 0,
  newAccounts: 0,
  ...rest,
});

describe("worse", () => {
  test.each<[string, Partial<Snooze>, Partial<SnoozeEvidence>, boolean]>([
    ["nothing new", {}, { reports: 0, lastDay: 0, reportedSeverities: [] }, false],
    ["a report of the same severity", {}, {}, false],
    ["a report that is less severe", { severity: "major" }, { severity: "major" }, false],
    ["the issue's severity rose", {}, { severity: "major" }, true],
    ["the issue's severity fell", { severity: "major" }, { severity: "cosmetic" }, false],
    ["a report that is more severe", {}, { reportedSeverities: ["cosmetic", "major"] }, true],
    ["four in a day after none", {}, { lastDay: 4 }, false],
    ["five in a day after none", {}, { lastDay: 5 }, true],
    ["five in a day after two", {}, { lastDay: 5, dayBefore: 2 }, true],
    ["five in a day after three", {}, { lastDay: 5, dayBefore: 3 }, false],
    ["as many as before, however many", {}, { lastDay: 400, dayBefore: 400 }, false],
    ["twice as many as before", {}, { lastDay: 800, dayBefore: 400 }, true],
    ["many over several days", {}, { reports: 40, lastDay: 4 }, false],
    ["two accounts that had not reported it", {}, { newAccounts: 2 }, false],
    ["three accounts that had not reported it", {}, { newAccounts: 3 }, true],
  ])("%s", (_name, before, since, expected) =>
    expect(worseBecause(snooze(before), evidence(since)) !== null).toBe(expected),
  );
});

describe("a snooze ends by whichever comes first", () => {
  const all = { until: "2026-11-24T12:00:00.000Z", moreReports: 10, morePeople: 5, whenWorse: true };
  test.each<[string, Partial<Snooze>, Partial<SnoozeEvidence>, Date, string | null]>([
    ["before any of them", all, { reports: 9, people: 4 }, NOW, null],
    ["at its moment", all, {}, new Date("2026-11-24T12:00:00Z"), "time"],
    ["at the number of reports", all, { reports: 10 }, NOW, "reports"],
    ["at the number of people", all, { reports: 9, people: 5 }, NOW, "people"],
    ["when it gets worse", all, { lastDay: 5 }, NOW, "worse"],
    ["by a critical report", all, { reportedSeverities: ["critical"] }, NOW, "critical"],
    [
      "by a critical report though it waits for a time",
      { until: all.until },
      { reportedSeverities: ["critical"] },
      NOW,
      "critical",
    ],
    [
      "not by a number it does not wait for",
      { until: all.until },
      { reports: 900, people: 900, lastDay: 900 },
      NOW,
      null,
    ],
    [
      "not by what is worse when it waits for reports",
      { moreReports: 10 },
      { severity: "major", lastDay: 9 },
      NOW,
      null,
    ],
    ["one report is one", { moreReports: 1 }, { reports: 1 }, NOW, "reports"],
  ])("%s", (_name, waitsFor, since, now, expected) =>
    expect(wokenBy(snooze(waitsFor), evidence(since), now)?.condition ?? null).toBe(expected),
  );

  test("and says why, one and several apart", () => {
    expect(wokenBy(snooze({ moreReports: 1 }), evidence(), NOW)?.reason).toBe(
      "Woke because 1 more report came; 1 was waited for.",
    );
    expect(wokenBy(snooze({ morePeople: 2 }), evidence({ people: 3 }), NOW)?.reason).toBe(
      "Woke because 3 more people reported it; 2 were waited for.",
    );
    expect(wokenBy(snooze({ whenWorse: true }), evidence({ severity: "major" }), NOW)?.reason).toBe(
      "Woke because it got worse: its severity rose from minor to major.",
    );
  });
});

describe("beginning one", () => {
  const act = { kind: "snooze", whenWorse: true, reason: "", isCriticalConfirmed: false } as const;
  test.each<[string, Severity, object, boolean]>([
    ["a minor one", "minor", {}, true],
    ["a critical", "critical", {}, false],
    ["a critical, confirmed without a reason", "critical", { isCriticalConfirmed: true }, false],
    ["a critical, with a reason and not confirmed", "critical", { reason: "Known." }, false],
    [
      "a critical, confirmed with a reason",
      "critical",
      { isCriticalConfirmed: true, reason: "Known." },
      true,
    ],
    ["until a moment ahead", "minor", { until: new Date(NOW.getTime() + 1) }, true],
    ["until now", "minor", { until: NOW }, false],
  ])("%s: %s", (_name, severity, rest, expected) =>
    expect(beginSnooze({ severity }, { ...act, ...rest }, NOW).ok).toBe(expected),
  );
});

test.each<[Partial<Snooze> | null, Severity, boolean]>([
  [null, "critical", false],
  [{}, "critical", true],
  [{}, "major", false],
  [{ whenWorse: true }, "major", true],
  [{ whenWorse: true, severity: "major" }, "major", false],
])("a snooze of %j ends when something %s joins: %s", (waitsFor, severity, expected) =>
  expect(isEndedBySeverity(waitsFor && snooze(waitsFor), severity)).toBe(expected),
);

describe("a snooze that begins", () => {
  const act = { kind: "snooze", whenWorse: false, reason: "", isCriticalConfirmed: false } as const;
  test("keeps what it waits for, and how things were", () => {
    expect(
      beginSnooze(
        { severity: "major" },
        { ...act, until: new Date("2026-11-25T10:00:00Z"), moreReports: 3, morePeople: 2, reason: "Known." },
        NOW,
      ),
    ).toEqual({
      ok: true,
      snooze: {
        since: "2026-11-24T10:00:00.000Z",
        until: "2026-11-25T10:00:00.000Z",
        moreReports: 3,
        morePeople: 2,
        whenWorse: false,
        severity: "major",
        reason: "Known.",
      },
    });
    expect(beginSnooze({ severity: "minor" }, { ...act, whenWorse: true }, NOW)).toMatchObject({
      snooze: { until: null, moreReports: null, morePeople: null, whenWorse: true },
    });
  });
  test("or says why it does not", () => {
    expect(beginSnooze({ severity: "critical" }, act, NOW)).toEqual({
      ok: false,
      message: "it is critical, and that has to be confirmed with a reason.",
    });
    expect(beginSnooze({ severity: "minor" }, { ...act, until: NOW }, NOW)).toEqual({
      ok: false,
      message: "the moment it was to end is past.",
    });
  });
});

test.each<[Partial<Snooze>, Partial<SnoozeEvidence>, string]>([
  [{}, { reportedSeverities: ["critical"] }, "Woke because a critical report came, which ends every snooze."],
  [{ until: "2026-11-24T10:00:00.000Z" }, {}, "Woke because the time had come that it was snoozed until."],
  [
    { whenWorse: true },
    { reportedSeverities: ["minor", "major"] },
    "Woke because it got worse: a major report came, and it was minor.",
  ],
  [
    { whenWorse: true },
    { lastDay: 6, dayBefore: 3 },
    "Woke because it got worse: 6 reports came within 24 hours, against 3 in the 24 hours before the snooze.",
  ],
  [
    { whenWorse: true },
    { newAccounts: 3 },
    "Woke because it got worse: 3 customer accounts reported it that had not before.",
  ],
  [{ moreReports: 2 }, { reports: 5 }, "Woke because 5 more reports came; 2 were waited for."],
  [{ morePeople: 1 }, { people: 1 }, "Woke because 1 more person reported it; 1 was waited for."],
])("a snooze of %j with %j is over: %s", (waitsFor, since, reason) =>
  expect(wokenBy(snooze(waitsFor), evidence(since), NOW)?.reason).toBe(reason),
);
