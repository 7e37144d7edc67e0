import { describe, expect, test } from "vitest";
import { describeInZones } from "./zone-words";

describe("D12: a moment in two zones", () => {
  test.each([
    [
      "another zone",
      "2026-11-24T13:21:00Z",
      "Europe/Berlin",
      "America/New_York",
      "14:21 Europe/Berlin · 08:21 for you",
    ],
    [
      "half an hour apart",
      "2026-11-24T13:21:00Z",
      "Europe/Berlin",
      "Asia/Kolkata",
      "14:21 Europe/Berlin · 18:51 for you",
    ],
    ["three quarters", "2026-11-24T13:21:00Z", "UTC", "Asia/Kathmandu", "13:21 UTC · 19:06 for you"],
    [
      "the reader's next day",
      "2026-11-24T13:21:00Z",
      "Europe/Berlin",
      "Pacific/Auckland",
      "14:21 Europe/Berlin · 25 Nov, 02:21 for you",
    ],
    [
      "the reader's day before",
      "2026-11-24T02:00:00Z",
      "Europe/Berlin",
      "America/Los_Angeles",
      "03:00 Europe/Berlin · 23 Nov, 18:00 for you",
    ],
    ["the same zone", "2026-11-24T13:21:00Z", "Europe/Berlin", "Europe/Berlin", "14:21 Europe/Berlin"],
    [
      "another name, the same clocks",
      "2026-11-24T13:21:00Z",
      "Europe/Berlin",
      "Europe/Madrid",
      "14:21 Europe/Berlin",
    ],
    [
      "between two changes to winter time",
      "2026-10-27T13:00:00Z",
      "Europe/Berlin",
      "America/New_York",
      "14:00 Europe/Berlin · 09:00 for you",
    ],
    [
      "the hour that comes twice, first",
      "2026-10-25T00:30:00Z",
      "Europe/Berlin",
      "UTC",
      "02:30 Europe/Berlin · 00:30 for you",
    ],
    [
      "the hour that comes twice, second",
      "2026-10-25T01:30:00Z",
      "Europe/Berlin",
      "UTC",
      "02:30 Europe/Berlin · 01:30 for you",
    ],
  ])("%s", (_, at, zone, reader, expected) => {
    expect(describeInZones(new Date(at), zone, reader)).toBe(expected);
  });

  test("the clock that a field is filled in by stands first", () => {
    expect(
      describeInZones(new Date("2026-11-24T13:21:00Z"), "Europe/Berlin", "America/New_York", "reader"),
    ).toBe("08:21 for you · 14:21 Europe/Berlin");
  });
});
