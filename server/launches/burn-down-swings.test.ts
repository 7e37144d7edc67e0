import { describe, expect, test } from "vitest";
import { projectBurnDown, type BurnDownDay } from "./burn-down";

const NOW = new Date("2026-03-14T10:00:00Z");
const DAY_MS = 86_400_000;
type Day = readonly [opened: number, closed: number];
const days = (nets: readonly Day[]): BurnDownDay[] =>
  nets.map(([opened, closed], index) => ({
    day: new Date(NOW.getTime() - (nets.length - index) * DAY_MS),
    opened,
    closed,
  }));

const SWINGING: readonly Day[] = [
  [2, 9],
  [6, 5],
  [1, 6],
  [7, 5],
  [2, 8],
  [5, 4],
];
const WILD: readonly Day[] = [
  [0, 9],
  [9, 0],
  [0, 9],
  [9, 1],
  [0, 8],
];
const SLOW: readonly Day[] = [
  [3, 4],
  [5, 2],
  [2, 6],
  [4, 5],
  [6, 3],
  [1, 5],
  [3, 4],
];

/** The stream of numbers is part of the rule: a date that people saw does not move while the data does not, whatever version runs. */
describe("days that swing", () => {
  test.each<[string, number, readonly Day[], number, number, number, number | null]>([
    ["with an end on nearly all ways", 5, SWINGING, 2, 0.8333, 1.8571, 21],
    ["without one on more than one way in ten", 20, SWINGING, 2, 3.6, 9.3333, null],
    ["wildly", 10, WILD, 1.9, 1.1111, 3.125, null],
    ["slowly", 40, SLOW, 0.9, 16.75, 40, null],
  ])("%s: %d to close", (_, openNow, nets, netPerDay, earliest, likely, latest) => {
    const projection = projectBurnDown({ openNow, days: days(nets) }, NOW);
    if (projection.kind !== "date") throw new Error(projection.reason);
    const daysUntil = (date: Date): number => (date.getTime() - NOW.getTime()) / DAY_MS;
    expect(projection.netPerDay).toBe(netPerDay);
    expect(daysUntil(projection.earliest)).toBeCloseTo(earliest, 3);
    expect(daysUntil(projection.likely)).toBeCloseTo(likely, 3);
    if (latest === null) expect(projection.latest).toBeNull();
    else expect(daysUntil(projection.latest!)).toBeCloseTo(latest, 3);
  });

  test.each<[number, readonly Day[], number, number]>([
    [60, WILD, 5, 34],
    [60, SLOW, 7, 33],
  ])("%d to close, without an end on too many ways, have no date", (openNow, nets, n, percent) =>
    expect(projectBurnDown({ openNow, days: days(nets) }, NOW)).toEqual({
      kind: "none",
      reason:
        `No projection: the last ${n} days swing too much; in ${percent} % of the ways they could go on ` +
        "there is no end within 120 days.",
    }),
  );
});
