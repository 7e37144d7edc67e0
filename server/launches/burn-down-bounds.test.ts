import { describe, expect, test } from "vitest";
import { projectBurnDown, type BurnDownDay, type Projection } from "./burn-down";

const NOW = new Date("2026-03-14T10:00:00Z");
const DAY_MS = 86_400_000;
type Day = readonly [opened: number, closed: number];
/** The last full days, the newest last. */
const days = (nets: readonly Day[]): BurnDownDay[] =>
  nets.map(([opened, closed], index) => ({
    day: new Date(NOW.getTime() - (nets.length - index) * DAY_MS),
    opened,
    closed,
  }));
const steady = (n: number, [opened, closed]: Day = [1, 2]): BurnDownDay[] =>
  days(Array.from({ length: n }, (): Day => [opened, closed]));
const project = (openNow: number, of: readonly BurnDownDay[], target?: number): Projection =>
  projectBurnDown({ openNow, target, days: of }, NOW);
const dated = (projection: Projection) => {
  if (projection.kind !== "date") throw new Error(projection.reason);
  return projection;
};
const daysUntil = (date: Date | null): number | null =>
  date === null ? null : (date.getTime() - NOW.getTime()) / DAY_MS;

describe("what data a projection needs", () => {
  test.each<[string, readonly BurnDownDay[], string]>([
    ["no day", [], "No projection: no full day has passed, three are needed."],
    ["one day", steady(1), "No projection: only one full day has passed, three are needed."],
    ["two days", steady(2), "No projection: only 2 full days have passed, three are needed."],
    ["nothing closed", steady(3, [1, 0]), "No projection: nothing has been closed in 3 days."],
    [
      "one closed",
      days([
        [0, 1],
        [0, 0],
        [0, 0],
      ]),
      "No projection: only 1 has been closed in 3 days.",
    ],
    [
      "two closed",
      days([
        [0, 1],
        [0, 1],
        [0, 0],
        [0, 0],
      ]),
      "No projection: only 2 have been closed in 4 days.",
    ],
    [
      "as many opened as closed",
      steady(3, [2, 2]),
      "No projection: as many defects arrive as are closed, or more (net 0 a day).",
    ],
    [
      "more opened than closed",
      steady(4, [5, 2]),
      "No projection: as many defects arrive as are closed, or more (net -3 a day).",
    ],
  ])("%s is not enough", (_, of, reason) => expect(project(5, of)).toEqual({ kind: "none", reason }));

  test("three days in which three were closed are", () =>
    expect(dated(project(5, steady(3, [0, 1])))).toMatchObject({
      netPerDay: 1,
      daysUsed: 3,
      reason:
        "5 to close at a net 1 a day over the last 3 days; four of five ways they could go on end within the range.",
    }));

  test("a line that arrives within 120 days has a date, and one that does not has none", () => {
    const last = dated(project(120, steady(5)));
    expect([last.earliest, last.likely, last.latest].map(daysUntil)).toEqual([120, 120, 120]);
    expect(project(121, steady(5))).toEqual({
      kind: "none",
      reason:
        "No projection: the last 5 days swing too much; in 100 % of the ways they could go on there is no end within 120 days.",
    });
  });
});

describe("which days count", () => {
  test("the last fourteen full ones", () => {
    expect(dated(project(9, steady(20))).daysUsed).toBe(14);
    const old = { day: new Date(NOW.getTime() - 14 * DAY_MS), opened: 0, closed: 2 };
    expect(project(9, [old]).reason).toMatch(/only 2 have been closed in 14 days/);
    const older = { ...old, day: new Date(NOW.getTime() - 15 * DAY_MS) };
    expect(project(9, [older]).reason).toMatch(/no full day/);
  });

  test("the day before, until its last moment, and not the running one", () => {
    const yesterday = { day: new Date("2026-03-13T23:59:59.999Z"), opened: 0, closed: 3 };
    const today = { ...yesterday, day: new Date("2026-03-14T00:00:00Z") };
    expect(project(9, [yesterday]).reason).toMatch(/only one full day/);
    expect(project(9, [today]).reason).toMatch(/no full day/);
  });

  test("quiet ones between them too, and rows of one day together", () => {
    const row = (ago: number, closed: number, opened = 0): BurnDownDay => ({
      day: new Date(NOW.getTime() - ago * DAY_MS),
      opened,
      closed,
    });
    expect(project(10, [row(5, 2), row(5, 4, 1), row(1, 3)])).toEqual(
      project(
        10,
        days([
          [1, 6],
          [0, 0],
          [0, 0],
          [0, 0],
          [0, 3],
        ]),
      ),
    );
  });

  test("one counts twice as much as the one four days before it", () => {
    const weights = [0, 1, 2, 3, 4].map((ago) => 0.5 ** (ago / 4));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const first = dated(
      project(
        10,
        days([
          [0, 10],
          [0, 0],
          [0, 0],
          [0, 0],
          [0, 1],
        ]),
      ),
    );
    expect(first.netPerDay).toBeCloseTo((0.5 * 10 + 1) / total, 1);
    const last = dated(
      project(
        10,
        days([
          [0, 1],
          [0, 0],
          [0, 0],
          [0, 0],
          [0, 10],
        ]),
      ),
    );
    expect(last.netPerDay).toBeCloseTo((0.5 + 10) / total, 1);
  });
});

describe("where the line has to arrive", () => {
  test("is the target, where one is set", () => {
    expect(daysUntil(dated(project(12, steady(5), 2)).likely)).toBeCloseTo(10, 9);
    expect(daysUntil(dated(project(12, steady(5))).likely)).toBeCloseTo(12, 9);
    expect(dated(project(3, steady(5), 2)).reason).toMatch(/^1 to close/);
  });

  test.each([
    ["no day", [], 0, 0],
    ["some days", steady(4, [1, 2]), 1, 4],
    [
      "days of thirds",
      days([
        [0, 1],
        [0, 0],
        [0, 0],
      ]),
      0.3,
      3,
    ],
  ])("there it is now, with the plain average of %s", (_, of, netPerDay, daysUsed) => {
    for (const openNow of [0, 2])
      expect(project(openNow, of, 2)).toEqual({
        kind: "date",
        likely: NOW,
        earliest: NOW,
        latest: NOW,
        netPerDay,
        daysUsed,
        reason: "No open defect stands in the way.",
      });
  });

  test("a part of a day is left where the last day closes more than is left", () =>
    expect(daysUntil(dated(project(5, steady(5, [0, 2]))).likely)).toBeCloseTo(2.5, 9));
});
