import { expect, test } from "vitest";
import type { DayEvent } from "@/contracts/analysis";
import { prepareDayAxis } from "./prepare-day-axis";

const now = Date.parse("2026-11-24T12:00:00Z");
const ago = (hours: number) => new Date(now - hours * 3_600_000);
const event = (kind: DayEvent["kind"], hours: number, until: number | null = null): DayEvent => ({
  id: `${kind}${hours}`,
  at: ago(hours),
  kind,
  title: "",
  detail: null,
  verb: null,
  until: until === null ? null : ago(until),
  issueNumber: null,
});
const lane = (events: DayEvent[], kind: DayEvent["kind"]) =>
  prepareDayAxis(events, now).lanes.find((lane) => lane.kind === kind)!;

test("events that would lie on top of each other share a mark, and the lane still counts each", () => {
  const criticals = lane([event("critical", 12), event("critical", 11.5), event("critical", 6)], "critical");
  expect(criticals.count).toBe(3);
  expect(criticals.marks.map((mark) => mark.events.length)).toEqual([2, 1]);
  expect(criticals.marks.map((mark) => mark.share)).toEqual([0.5, 0.75]);
});

test("a run of errors keeps its length, is cut at the edge of the day, and never shares a mark", () => {
  const errors = lane([event("errors", 30, 23), event("errors", 12, 6), event("errors", 11.9, 11)], "errors");
  expect(errors.marks.map((mark) => [mark.share, Math.round(mark.widthShare * 240) / 10])).toEqual([
    [0, 1],
    [0.5, 6],
    [expect.any(Number), 0.9],
  ]);
});

test("what is over and older than a day is not drawn", () => {
  expect(lane([event("decision", 25)], "decision").marks).toEqual([]);
});
