import { describe, expect, test } from "vitest";
import { readOccurred, timeNotTaken } from "./occurred";

const arrived = new Date("2026-11-24T12:00:00Z");

describe("C10: when a report occurred", () => {
  test.each([undefined, null, ""])("%j says nothing", (value) =>
    expect(readOccurred(value, arrived)).toEqual({ at: arrived, problem: null }),
  );
  test.each([
    ["2026-11-24T11:59:00Z", "2026-11-24T11:59:00Z"],
    ["2026-11-24T13:04:00+01:00", "2026-11-24T12:04:00Z"],
    [1_795_521_540, "2026-11-24T11:59:00Z"],
    ["2026-11-24T12:05:00Z", "2026-11-24T12:05:00Z"],
    ["2026-10-25T12:00:00Z", "2026-10-25T12:00:00Z"],
  ])("%j is taken", (value, at) => {
    expect(readOccurred(value, arrived)).toEqual({ at: new Date(at), problem: null });
    expect(timeNotTaken(value, new Date(at))).toBeUndefined();
  });
  test.each([
    ["2026-11-31T10:00:00Z", "no day of the calendar"],
    ["yesterday", "is no time"],
    ["2026-11-24 11:59", "has no time zone"],
    ["2026-11-24T12:05:00.001Z", "lies in the future"],
    ["2026-10-25T11:59:59Z", "lies more than 30 days back"],
    [7, "counts neither"],
    [{ at: 1 }, "neither a text nor a number"],
  ])("%j never costs the report: the time of arrival is kept, and why is said", (value, why) => {
    const { at, problem } = readOccurred(value, arrived);
    expect(at).toBe(arrived);
    expect(problem).toContain(why);
    expect(problem).toContain("The time of arrival is kept instead.");
    expect(timeNotTaken(value, at)).toBe(typeof value === "object" ? undefined : String(value));
  });
  test("what was refused is quoted with the reason", () =>
    expect(readOccurred("2026-11-24T12:06:00Z", arrived)).toEqual({
      at: arrived,
      problem: "“2026-11-24T12:06:00Z” lies in the future. The time of arrival is kept instead.",
    }));
  test("a time that was taken otherwise is kept as its sender wrote it", () => {
    expect(timeNotTaken("2026-11-24T11:00:00Z", arrived)).toBe("2026-11-24T11:00:00Z");
    expect(timeNotTaken(true, arrived)).toBeUndefined();
  });
});
