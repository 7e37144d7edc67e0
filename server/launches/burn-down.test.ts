import { describe, expect, it } from "vitest";
import { projectBurnDown, type BurnDownDay, type BurnDownInput } from "./burn-down";

const NOW = new Date("2026-03-14T10:00:00Z");
const DAY_MS = 86_400_000;
const days = (nets: readonly (readonly [opened: number, closed: number])[]): BurnDownDay[] =>
  nets.map(([opened, closed], index) => ({
    day: new Date(NOW.getTime() - (nets.length - index) * DAY_MS),
    opened,
    closed,
  }));
const inDays = (date: Date | null): number =>
  date === null ? Infinity : (date.getTime() - NOW.getTime()) / DAY_MS;

describe("burn-down", () => {
  it("a steady rate ends when the division says, with a narrow range", () => {
    const projection = projectBurnDown(
      { openNow: 20, days: days(Array.from({ length: 7 }, () => [3, 5] as const)) },
      NOW,
    );
    expect(projection).toMatchObject({ kind: "date", netPerDay: 2, daysUsed: 7 });
    if (projection.kind !== "date") return;
    expect(inDays(projection.likely)).toBeCloseTo(10, 5);
    expect(inDays(projection.earliest)).toBeCloseTo(10, 5);
  });
  it("a swinging rate has a wider range around its likely date", () => {
    const projection = projectBurnDown(
      {
        openNow: 20,
        days: days([
          [2, 9],
          [6, 5],
          [1, 6],
          [7, 5],
          [2, 8],
          [5, 4],
        ]),
      },
      NOW,
    );
    expect(projection.kind).toBe("date");
    if (projection.kind !== "date") return;
    expect(projection.earliest < projection.likely).toBe(true);
    expect(inDays(projection.latest)).toBeGreaterThan(inDays(projection.likely) + 1);
  });
  it.each<[string, BurnDownInput, RegExp]>([
    ["no day", { openNow: 5, days: [] }, /no full day/],
    [
      "two days",
      {
        openNow: 5,
        days: days([
          [1, 4],
          [1, 4],
        ]),
      },
      /only 2 full days/,
    ],
    [
      "nothing closed",
      {
        openNow: 5,
        days: days([
          [1, 0],
          [1, 0],
          [1, 0],
        ]),
      },
      /nothing has been closed/,
    ],
    [
      "more arrive than are closed",
      {
        openNow: 9,
        days: days([
          [5, 3],
          [6, 4],
          [5, 5],
          [7, 4],
        ]),
      },
      /as many defects arrive/,
    ],
    [
      "luck",
      {
        openNow: 60,
        days: days([
          [8, 4],
          [9, 3],
          [1, 9],
          [9, 8],
          [8, 9],
        ]),
      },
      /swing too much|as many defects arrive/,
    ],
  ])("says no projection and why: %s", (_, input, reason) => {
    const projection = projectBurnDown(input, NOW);
    expect(projection.kind).toBe("none");
    expect(projection.reason).toMatch(/^No projection: /);
    expect(projection.reason).toMatch(reason);
  });
  it("with nothing above the target it is now", () => {
    expect(projectBurnDown({ openNow: 3, target: 3, days: [] }, NOW)).toMatchObject({
      kind: "date",
      likely: NOW,
      latest: NOW,
    });
  });
  it("the running day and days long past do not count", () => {
    const steady = days(Array.from({ length: 5 }, () => [1, 3] as const));
    const noisy = [
      ...steady,
      { day: NOW, opened: 500, closed: 0 },
      { day: new Date(NOW.getTime() - 40 * DAY_MS), opened: 900, closed: 0 },
    ];
    expect(projectBurnDown({ openNow: 8, days: noisy }, NOW)).toEqual(
      projectBurnDown({ openNow: 8, days: steady }, NOW),
    );
  });
  it("the same data always gives the same answer, in any order", () => {
    const input = days([
      [2, 9],
      [6, 5],
      [1, 6],
      [7, 5],
    ]);
    expect(projectBurnDown({ openNow: 20, days: [...input].reverse() }, NOW)).toEqual(
      projectBurnDown({ openNow: 20, days: input }, NOW),
    );
  });
});
