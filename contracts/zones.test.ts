import { describe, expect, test, vi } from "vitest";
import { addDays, dayStart, daysBetween, instantsAt, isTimeZone, offsetOf, readerOffset } from "./zones";

const HOUR = 3_600_000;
const local = (text: string) => Date.parse(`${text}Z`);
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString().slice(0, 16));

describe("the name of a time zone", () => {
  test.each(["UTC", "Europe/Berlin", "America/Argentina/Ushuaia"])("%s is one", (name) =>
    expect(isTimeZone(name)).toBe(true),
  );
  test.each(["", "Mars/Olympus", "Europe", "Berlin time"])("%j is none", (name) => {
    expect(isTimeZone(name)).toBe(false);
    expect(() => offsetOf(name)).toThrow(RangeError);
  });
});

describe("how far clocks are ahead", () => {
  test.each([
    ["Europe/Berlin", "2026-12-01T10:15:30.999Z", 1],
    ["Europe/Berlin", "2026-07-01T10:15:30.001Z", 2],
    ["America/St_Johns", "2026-12-31T23:59:59.999Z", -3.5],
    ["Asia/Kathmandu", "2026-12-31T20:00:00.500Z", 5.75],
    ["UTC", "1969-12-31T23:59:59.999Z", 0],
  ])("in %s at %s: %d hours", (zone, at, hours) => expect(offsetOf(zone)(Date.parse(at))).toBe(hours * HOUR));

  test("on this machine: as its own clock says, which counts the other way", () => {
    const counted = vi.spyOn(Date.prototype, "getTimezoneOffset").mockReturnValue(210);
    try {
      expect(readerOffset(Date.UTC(2026, 11, 1))).toBe(-3.5 * HOUR);
    } finally {
      counted.mockRestore();
    }
  });
});

describe("C9: when a zone's clocks show a time", () => {
  test.each([
    ["Europe/Berlin", "2026-10-25T01:30", ["2026-10-24T23:30"]],
    ["Europe/Berlin", "2026-10-25T02:30", ["2026-10-25T00:30", "2026-10-25T01:30"]],
    ["Europe/Berlin", "2026-03-29T02:30", []],
    ["America/Santiago", "2026-04-04T23:30", ["2026-04-05T02:30", "2026-04-05T03:30"]],
    ["America/Santiago", "2026-09-06T00:30", []],
    ["Asia/Beirut", "2026-10-24T23:30", ["2026-10-24T20:30", "2026-10-24T21:30"]],
    ["Australia/Lord_Howe", "2026-04-05T01:45", ["2026-04-04T14:45", "2026-04-04T15:15"]],
    ["Australia/Lord_Howe", "2026-10-04T02:15", []],
    ["America/St_Johns", "2026-11-01T01:30", ["2026-11-01T04:00", "2026-11-01T05:00"]],
    ["Asia/Kathmandu", "2026-10-25T01:30", ["2026-10-24T19:45"]],
    ["Pacific/Apia", "2011-12-30T12:00", []],
  ])("%s, %s", (zone, clock, instants) =>
    expect(instantsAt(local(clock), offsetOf(zone)).map(iso)).toEqual(instants),
  );

  test.each([
    ["Europe/Berlin", "2026-10-25T00:00", "2026-10-24T22:00"],
    ["America/Santiago", "2026-09-06T00:00", "2026-09-06T04:00"],
    ["America/Santiago", "2026-04-05T00:00", "2026-04-05T04:00"],
    ["Asia/Beirut", "2026-03-29T00:00", "2026-03-28T22:00"],
    ["America/Havana", "2026-11-01T00:00", "2026-11-01T04:00"],
    ["Atlantic/Azores", "2026-10-25T00:00", "2026-10-25T00:00"],
    ["Pacific/Apia", "2011-12-30T00:00", null],
    ["Pacific/Apia", "2011-12-31T00:00", "2011-12-30T10:00"],
  ])("the day of %s that is %s begins at %s", (zone, midnight, start) =>
    expect(iso(dayStart(local(midnight), offsetOf(zone)))).toBe(start),
  );

  test.each([
    "Europe/Berlin",
    "America/Santiago",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "America/Havana",
    "Atlantic/Azores",
    "Asia/Kathmandu",
    "Pacific/Chatham",
    "Pacific/Apia",
    "UTC",
  ])("the days of a year in %s follow each other without a gap", (zone) => {
    const offset = offsetOf(zone);
    const starts = Array.from({ length: 367 }, (_, day) => dayStart(Date.UTC(2026, 0, 1 + day), offset)!);
    const lengths = starts.slice(1).map((start, index) => (start - starts[index]!) / HOUR);
    expect(lengths.every((hours) => [23, 23.5, 24, 24.5, 25].includes(hours))).toBe(true);
    for (const start of starts) {
      const dayOf = (at: number) => Math.floor((at + offset(at)) / (24 * HOUR));
      expect(dayOf(start) - dayOf(start - 1)).toBe(1);
    }
  });

  test.each([
    ["Europe/Berlin", "2026-10-20T07:00", 14, "2026-11-03T08:00"],
    ["Europe/Berlin", "2026-03-28T01:30", 1, "2026-03-29T01:30"],
    ["America/Santiago", "2026-09-05T04:30", 1, "2026-09-06T04:30"],
    ["Australia/Lord_Howe", "2026-04-04T00:00", 2, "2026-04-06T00:30"],
    ["UTC", "2026-10-20T07:00", 14, "2026-11-03T07:00"],
    ["UTC", "2026-11-03T07:00", -14, "2026-10-20T07:00"],
    // A time that comes twice: from summer the first of them, from winter the second.
    ["Europe/Berlin", "2026-10-18T00:30", 7, "2026-10-25T00:30"],
    ["Europe/Berlin", "2026-11-01T01:30", -7, "2026-10-25T01:30"],
  ])("in %s from %s on %i days later the clock shows the same", (zone, from, days, to) => {
    const [offset, start] = [offsetOf(zone), new Date(`${from}Z`)];
    const end = addDays(start, days, offset);
    expect(iso(end.getTime())).toBe(to);
    if (zone !== "America/Santiago" && days > 1) expect(daysBetween(start, end, offset)).toBe(days);
  });
});
