import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ownMoment, readLocalField, readMoment } from "./moment";

const iso = (value: unknown) => {
  const read = readMoment(value);
  return read.ok ? new Date(read.ms).toISOString() : read.reason;
};

describe("C10: a moment as others write it", () => {
  test.each([
    ["2026-11-24T09:30:00Z", "2026-11-24T09:30:00.000Z"],
    ["2026-11-24t09:30z", "2026-11-24T09:30:00.000Z"],
    ["2026-11-24 09:30:00.25+01:00", "2026-11-24T08:30:00.250Z"],
    ["2026-11-24T09:30:00,999999999-0330", "2026-11-24T13:00:00.999Z"],
    ["2026-11-24T09:30:00+05", "2026-11-24T04:30:00.000Z"],
    ["2026-11-24 09:30:00 UTC", "2026-11-24T09:30:00.000Z"],
    ["2026-11-24 09:30:00 +0545", "2026-11-24T03:45:00.000Z"],
    ["20261124T093000Z", "2026-11-24T09:30:00.000Z"],
    ["20261124T093000,5+0100", "2026-11-24T08:30:00.500Z"],
    ["2028-02-29T00:00:00Z", "2028-02-29T00:00:00.000Z"],
    ["2000-02-29T00:00:00Z", "2000-02-29T00:00:00.000Z"],
    ["2026-10-25T02:30:00+02:00", "2026-10-25T00:30:00.000Z"],
    ["2026-10-25T02:30:00+01:00", "2026-10-25T01:30:00.000Z"],
    ["[10/Oct/2026:13:55:36 -0700]", "2026-10-10T20:55:36.000Z"],
    ["10/Oct/2026:13:55:36 +0000", "2026-10-10T13:55:36.000Z"],
    ["Tue, 24 Nov 2026 09:30:00 GMT", "2026-11-24T09:30:00.000Z"],
    ["24 Nov 2026 09:30 +0100", "2026-11-24T08:30:00.000Z"],
    ["2016-12-31T23:59:60Z", "2016-12-31T23:59:59.999Z"],
    ["2017-01-01T00:59:60+01:00", "2016-12-31T23:59:59.999Z"],
    [1_795_521_540, "2026-11-24T11:59:00.000Z"],
    ["1795521540.123", "2026-11-24T11:59:00.123Z"],
    [1_795_521_540_123, "2026-11-24T11:59:00.123Z"],
    [1_795_521_540_123_456, "2026-11-24T11:59:00.123Z"],
    ["1795521540123456789", "2026-11-24T11:59:00.123Z"],
  ])("%j is %s", (written, meant) => expect(iso(written)).toBe(meant));

  test.each([
    ["2026-02-30T10:00:00Z", "no day of the calendar"],
    ["2026-02-29T10:00:00Z", "no day of the calendar"],
    ["2100-02-29T10:00:00Z", "no day of the calendar"],
    ["2026-04-31T10:00:00Z", "no day of the calendar"],
    ["2026-11-00T10:00:00Z", "no day of the calendar"],
    ["2026-02-30", "no day of the calendar"],
    ["31/Feb/2026:13:55:36 +0000", "no day of the calendar"],
    ["30 Feb 2026 09:30:00 GMT", "no day of the calendar"],
    ["2026-13-01T10:00:00Z", "a month that is none"],
    ["2026-00-10T10:00:00Z", "a month that is none"],
    ["10/Okt/2026:13:55:36 +0000", "a month that is none"],
    ["2026-10-19T25:00Z", "no clock shows"],
    ["2026-10-19T12:60Z", "no clock shows"],
    ["2026-10-19T12:00:61Z", "no clock shows"],
    ["2026-10-19T24:00Z", "24 o’clock"],
    ["2026-10-19T24:00:00Z", "24 o’clock"],
    ["2026-10-19T12:30:60Z", "leap second where there is none"],
    ["2026-10-19T23:59:60+02:00", "leap second where there is none"],
    ["2026-10-19T12:00:00", "has no time zone"],
    ["20261019T120000", "has no time zone"],
    ["2026-10-19", "a day without a time"],
    ["2026-10-19T12:00:00+25:00", "no place on earth"],
    ["2026-10-19T12:00:00-13:00", "no place on earth"],
    ["2026-10-19T12:00:00+01:75", "no place on earth"],
    ["26-10-19T12:00:00Z", "a year of two digits"],
    ["24 Nov 26 09:30:00 GMT", "a year of 2 digits"],
    ["19/10/2026 12:00", "several days"],
    ["10.11.2026", "several days"],
    ["Mon, 24 Nov 2026 09:30:00 GMT", "a weekday that this day is not"],
    ["9999-12-31T23:59:59Z", "outside of the years"],
    ["0001-01-01T00:00:00Z", "outside of the years"],
    ["1970-01-01T00:00:00Z", "outside of the years"],
    [0, "neither seconds nor"],
    [-1, "neither seconds nor"],
    [20_261_019, "neither seconds nor"],
    [Number.NaN, "no number"],
    [1e20, "neither seconds nor"],
    [99_999_999_999, "outside of the years"],
    ["yesterday", "is no time"],
    ["now", "is no time"],
    ["2026-W43-1", "is no time"],
    ["Oct 19 12:00:00", "is no time"],
    ["1795521540 ", "2026"],
    ["", "is empty"],
    ["  ", "is empty"],
    ["2".repeat(61), "longer than any time"],
    [null, "neither a text nor a number"],
    [true, "neither a text nor a number"],
    [{}, "neither a text nor a number"],
    ["２０２６-10-19T12:00:00Z", "is no time"],
    ["2026-10-19T12:00:00Z; drop", "is no time"],
  ])("%j is refused or read: %s", (written, reason) => expect(iso(written)).toContain(reason));

  test("what the calendar has comes back as it was written, and what it does not have never comes back", () => {
    const two = (n: number) => String(n).padStart(2, "0");
    fc.assert(
      fc.property(
        fc.integer({ min: 2000, max: 2099 }),
        fc.integer({ min: 0, max: 14 }),
        fc.integer({ min: 0, max: 33 }),
        fc.integer({ min: 0, max: 26 }),
        (year, month, day, hour) => {
          const text = `${year}-${two(month)}-${two(day)}T${two(hour)}:15:07.000Z`;
          const read = readMoment(text);
          const isReal = new Date(Date.UTC(year, month - 1, day, hour, 15, 7)).toISOString() === text;
          expect(read.ok).toBe(isReal);
          if (read.ok) expect(new Date(read.ms).toISOString()).toBe(text);
        },
      ),
    );
  });

  test("a moment of our own that is none is a fault of ours", () => {
    expect(ownMoment("2026-11-24T09:30:00.000Z").getTime()).toBe(Date.UTC(2026, 10, 24, 9, 30));
    expect(() => ownMoment("2026-02-30T09:30:00.000Z")).toThrow(/no day of the calendar/);
  });
});

describe("what a browser's field holds", () => {
  test("is read by the clock of this machine", () => {
    expect(readLocalField("2026-11-24T09:30")).toEqual(new Date(2026, 10, 24, 9, 30));
    expect(readLocalField("2028-02-29")).toEqual(new Date(2028, 1, 29));
  });
  test.each([
    "",
    "2026-02-30",
    "2026-02-29T10:00",
    "2026-13-01",
    "2026-11-24T25:00",
    "24.11.2026",
    "2026-11-24T24:00",
  ])("%j is nothing", (field) => expect(readLocalField(field)).toBeNull());
});
