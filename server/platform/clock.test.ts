import { expect, test } from "vitest";
import { DemoClock, readClock, writeClock } from "@/contracts/clock";

const REAL = 1_764_000_000_000;
const DAY = 86_400_000;
const demo = DemoClock.parse(`${REAL}:${REAL - 4 * DAY}:2000`);

test.each([
  ["shows real time without a demo", undefined, 5_000, 5_000],
  ["starts where the story does", demo, 0, -4 * DAY],
  ["runs as much faster as it says", demo, 60_000, -4 * DAY + 60_000 * 2_000],
  ["stops running ahead once it has caught up", demo, 10 * 60_000, 10 * 60_000],
])("%s", (_, clock, real, shown) => expect(readClock(REAL + real, clock)).toBe(REAL + shown));

test("what is written reads as before", () => expect(DemoClock.parse(writeClock(demo))).toEqual(demo));
