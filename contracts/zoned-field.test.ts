import { describe, expect, test } from "vitest";
import { momentInZone, readZonedField, toZonedField } from "./moment";

/** What the machine's own zone is must not matter: every expectation is an instant of UTC. */
describe("D12: a date-time field is read by the clocks of a zone", () => {
  test.each([
    ["D12: winter in Berlin", "2026-11-24T14:21", "Europe/Berlin", "2026-11-24T13:21:00.000Z"],
    ["D12: summer in Berlin", "2026-07-01T14:21", "Europe/Berlin", "2026-07-01T12:21:00.000Z"],
    ["D12: half an hour in Kolkata", "2026-11-24T14:21", "Asia/Kolkata", "2026-11-24T08:51:00.000Z"],
    ["D12: three quarters in Kathmandu", "2027-01-15T09:00", "Asia/Kathmandu", "2027-01-15T03:15:00.000Z"],
    ["D12: the day before in Auckland", "2026-11-25T02:21", "Pacific/Auckland", "2026-11-24T13:21:00.000Z"],
    ["D12: midnight in Honolulu", "2026-11-24T00:00", "Pacific/Honolulu", "2026-11-24T10:00:00.000Z"],
  ])("%s", (_, field, zone, expected) => {
    const read = momentInZone(field, zone);
    expect(read?.toISOString()).toBe(expected);
    expect(toZonedField(read!, zone)).toBe(field);
  });

  test.each([
    ["D12: an hour skipped in Berlin", "2027-03-28T02:30", "Europe/Berlin"],
    ["D12: an hour skipped in New York", "2027-03-14T02:30", "America/New_York"],
    ["D12: half an hour skipped on Lord Howe", "2026-10-04T02:15", "Australia/Lord_Howe"],
    ["D12: midnight skipped in Santiago", "2026-09-06T00:30", "America/Santiago"],
  ])("%s", (_, field, zone) => {
    expect(readZonedField(field, zone)).toEqual({ kind: "skipped" });
    expect(momentInZone(field, zone)).toBeNull();
  });

  test.each([
    ["D12: an hour twice in Berlin", "2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z"],
    [
      "D12: half an hour twice on Lord Howe",
      "2027-04-04T01:45",
      "Australia/Lord_Howe",
      "2027-04-03T14:45:00.000Z",
    ],
  ])("%s is the first, and says so", (_, field, zone, expected) => {
    const read = readZonedField(field, zone);
    expect(read).toMatchObject({ kind: "read", isTwice: true });
    expect(momentInZone(field, zone)?.toISOString()).toBe(expected);
  });

  test("a time that comes once says so", () =>
    expect(readZonedField("2026-11-24T14:21:05", "Europe/Berlin")).toEqual({
      kind: "read",
      at: new Date("2026-11-24T13:21:05Z"),
      isTwice: false,
    }));

  test.each(["", "2026-02-30T10:00", "2026-11-24T24:00", "tomorrow"])("“%s” holds no moment", (field) => {
    expect(readZonedField(field, "Europe/Berlin")).toEqual({ kind: "none" });
  });
});
