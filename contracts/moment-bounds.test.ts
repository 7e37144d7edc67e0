import { describe, expect, test } from "vitest";
import { describeRefusal, MomentKey, ownMoment, PostedMoment, readLocalField, readMoment } from "./moment";

const read = (value: unknown) => {
  const moment = readMoment(value);
  return moment.ok ? new Date(moment.ms).toISOString() : moment.reason;
};

describe("the edges of what is a moment", () => {
  test.each([
    ["2000-01-01T00:00:00Z", "2000-01-01T00:00:00.000Z"],
    ["2099-12-31T23:59:59.999Z", "2099-12-31T23:59:59.999Z"],
    ["2026-12-31T23:59:59Z", "2026-12-31T23:59:59.000Z"],
    ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00.000Z"],
    ["2026-11-24T09:30:00.5Z", "2026-11-24T09:30:00.500Z"],
    ["2026-11-24T09:30:00.007Z", "2026-11-24T09:30:00.007Z"],
    ["2026-11-24T09:30:00GMT", "2026-11-24T09:30:00.000Z"],
    ["2026-11-24T09:30:00+14:00", "2026-11-23T19:30:00.000Z"],
    ["2026-11-24T09:30:00-12:00", "2026-11-24T21:30:00.000Z"],
    ["2026-11-24T09:30:00+00:59", "2026-11-24T08:31:00.000Z"],
    ["  2026-11-24T09:30:00Z\n", "2026-11-24T09:30:00.000Z"],
    ["TUE, 24 NOV 2026 09:30:15 gmt", "2026-11-24T09:30:15.000Z"],
    ["1 Nov 2026 09:30:00 -0230", "2026-11-01T12:00:00.000Z"],
    ["01/Jan/2026:00:00:00 +0000", "2026-01-01T00:00:00.000Z"],
    ["31/Dec/2026:23:59:59 +0000", "2026-12-31T23:59:59.000Z"],
    [946_684_800, "2000-01-01T00:00:00.000Z"],
    [4_102_444_799_999, "2099-12-31T23:59:59.999Z"],
  ])("%j is %s", (written, meant) => expect(read(written)).toBe(meant));

  test.each([
    ["1999-12-31T23:59:59.999Z", "lies outside of the years 2000 to 2099"],
    ["2100-01-01T00:00:00Z", "lies outside of the years 2000 to 2099"],
    [946_684_799, "lies outside of the years 2000 to 2099"],
    [4_102_444_800_000, "lies outside of the years 2000 to 2099"],
    [100_000_000, "lies outside of the years 2000 to 2099"],
    [99_999_999, "counts neither seconds nor milliseconds, micro- or nanoseconds since 1970"],
    [Number.POSITIVE_INFINITY, "is no number"],
    ["1900-02-29T00:00:00Z", "is no day of the calendar"],
    ["2400-02-29T00:00:00Z", "lies outside of the years 2000 to 2099"],
    ["2026-11-24T09:30:00+14:01", "has an offset that no place on earth has"],
    ["2026-11-24T09:30:00-12:01", "has an offset that no place on earth has"],
    ["2026-11-24T09:30:00+01:60", "has an offset that no place on earth has"],
    ["2026-13-01", "has a month that is none"],
    ["2026-11-24", "is a day without a time"],
    ["20261124T0930", "has no time zone: end it with Z, or with an offset such as +0100"],
    ["2026-11-24T09:30", "has no time zone: end it with Z, or with an offset such as +01:00"],
    ["24 Nov 026 09:30:00 GMT", "has a year of 3 digits"],
    ["Sat, 30 Feb 2026 09:30:00 GMT", "is no day of the calendar"],
    ["Tue, 24 Nov 2026 25:30:00 GMT", "has a time that no clock shows"],
    ["2026-09-30T22:59:60Z", "has a leap second where there is none"],
    ["2026-10-01T04:59:60Z", "has a leap second where there is none"],
    ["2026-10-01T00:00:60Z", "has a leap second where there is none"],
    ["2026-10-19T23:59:60Z", "has a leap second where there is none"],
    [
      "x".repeat(60),
      "is no time: write it as 2026-11-24T09:30:00Z, or count seconds or milliseconds since 1970",
    ],
    ["x".repeat(61), "is longer than any time (60 characters)"],
    ["10/11/2026", "may mean several days: write it as 2026-11-24T09:30:00Z"],
    ["26-11-24", "has a year of two digits"],
  ])("%j %s", (written, reason) => expect(read(written)).toBe(reason));

  test.each([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].map((days, index) => [index + 1, days]))(
    "the last day of month %i is the %ith",
    (month, days) => {
      const onDay = (day: number) => read(`2026-${String(month).padStart(2, "0")}-${day}T12:00:00Z`);
      expect(onDay(days)).toContain(`-${days}T12`);
      expect(onDay(days + 1)).toBe("is no day of the calendar");
    },
  );
});

describe("a refusal", () => {
  test.each<[unknown, string]>([
    ["yesterday", "“yesterday” is no time."],
    [42, "“42” is no time."],
    ["x".repeat(50), `“${"x".repeat(40)}” is no time.`],
    [null, "It is no time."],
    [{ at: 1 }, "It is no time."],
  ])("of %j quotes what can be quoted", (value, words) =>
    expect(describeRefusal(value, "is no time")).toBe(words),
  );

  test("of what others post says what was posted, and why not", () => {
    expect(PostedMoment.safeParse("2026-11-24").error?.issues).toMatchObject([
      { code: "custom", message: "“2026-11-24” is a day without a time." },
    ]);
    expect(PostedMoment.parse("2026-11-24T09:30:00Z")).toEqual(new Date(Date.UTC(2026, 10, 24, 9, 30)));
    expect(PostedMoment.parse(1_795_521_540)).toEqual(new Date(1_795_521_540_000));
  });

  test("of our own says that it was ours", () =>
    expect(() => ownMoment("2026-11-24")).toThrow("A moment of our own is a day without a time."));
});

test.each([
  ["2026-11-24T09:30:00.123456Z", true],
  ["2026-11-24 09:30:00.123456+00", true],
  ["2026-11-24", false],
  ["1; drop", false],
])("a cursor may hold the moment %s: %s", (key, isOne) =>
  expect(MomentKey.safeParse(key).success).toBe(isOne),
);

describe("a field of a browser", () => {
  test.each([
    ["2026-11-24T23:59:59", new Date(2026, 10, 24, 23, 59, 59)],
    ["2026-01-31T00:00", new Date(2026, 0, 31)],
  ])("may hold %s", (field, at) => expect(readLocalField(field)).toEqual(at));

  test.each([
    "2026-11-24T23:60",
    "2026-11-24T23:59:60",
    "2026-11-24T09",
    "2026-11-24T09:30:00.000",
    "2026-11-24T09:30Z",
    " 2026-11-24",
    "12026-11-24",
    "2026-00-10",
  ])("never holds %j", (field) => expect(readLocalField(field)).toBeNull());
});
