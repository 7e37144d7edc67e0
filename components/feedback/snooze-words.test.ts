import { describe, expect, test } from "vitest";
import { describeProgress, describeSnooze, presetsFrom, toLocalInput } from "./snooze-words";

describe("what a snooze waits for, in words", () => {
  test.each([
    [{ whenWorse: true }, "it gets worse"],
    [{ moreReports: 1 }, "1 more report"],
    [{ moreReports: 10, whenWorse: true }, "10 more reports or it gets worse"],
    [{ moreReports: 10, morePeople: 1, whenWorse: true }, "10 more reports, 1 more person or it gets worse"],
    [{}, ""],
  ])("%j → %s", (conditions, expected) => expect(describeSnooze(conditions)).toBe(expected));

  test.each([
    [{ moreReports: 10, morePeople: null }, ["6 of 10 reports"]],
    [{ moreReports: null, morePeople: 5 }, ["2 of 5 people"]],
    [{ moreReports: 1, morePeople: 1 }, ["6 of 1 report", "2 of 1 person"]],
    [{ moreReports: null, morePeople: null }, []],
  ])("%j → %j", (snooze, expected) =>
    expect(describeProgress(snooze, { reports: 6, people: 2 })).toEqual(expected),
  );
});

describe("moments to choose from", () => {
  test.each([
    [
      "on a Tuesday",
      new Date(2026, 10, 24, 15, 30),
      ["2026-11-24T19:30", "2026-11-25T09:00", "2026-11-27T09:00", "2026-11-30T09:00"],
    ],
    [
      "on a Sunday, whose tomorrow is Monday",
      new Date(2026, 10, 29, 8),
      ["2026-11-29T12:00", "2026-11-30T09:00", "2026-12-02T09:00"],
    ],
    [
      "on a Monday",
      new Date(2026, 10, 30, 8),
      ["2026-11-30T12:00", "2026-12-01T09:00", "2026-12-03T09:00", "2026-12-07T09:00"],
    ],
    [
      "on a Friday, three days before Monday",
      new Date(2026, 11, 4, 8),
      ["2026-12-04T12:00", "2026-12-05T09:00", "2026-12-07T09:00"],
    ],
  ])("%s", (_name, now, expected) =>
    expect(presetsFrom(now).map(({ at }) => toLocalInput(at))).toEqual(expected),
  );
});
