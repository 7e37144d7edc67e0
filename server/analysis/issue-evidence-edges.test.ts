import { describe, expect, test } from "vitest";
import type { LoggedRequest } from "@/contracts/evidence";
import { besideReports, hoursBeside, routesNamed, stretchesAround, timeAround } from "./issue-evidence";

const now = new Date("2026-11-25T12:00:00Z");
const HOUR_MS = 3_600_000;
const hoursAgo = (n: number) => new Date(now.getTime() - n * HOUR_MS);
const at = (clock: string) => new Date(`2026-11-24T${clock}Z`);

describe("the time around reports", () => {
  test("is joined where it touches, and not where a minute lies between", () => {
    expect(stretchesAround([at("12:00:00"), at("12:31:00")])).toEqual([
      { from: at("11:45:00"), until: at("12:47:00") },
    ]);
    expect(stretchesAround([at("12:00:00"), at("12:32:00")])).toHaveLength(2);
  });
  test("keeps the newest stretches", () => {
    const stretches = stretchesAround(Array.from({ length: 60 }, (_, n) => hoursAgo(n)));
    expect(stretches).toHaveLength(48);
    expect(stretches[0]?.until).toEqual(new Date(now.getTime() + 16 * 60_000));
  });
});

describe("the time that is drawn", () => {
  const drawn = (first: Date, last: Date, zoom: "onset" | "latest" | "whole" = "onset") =>
    timeAround({ firstSeenAt: first, lastSeenAt: last }, zoom, now);
  test("of an issue that was first seen after now ends with now", () => {
    expect(drawn(hoursAgo(-2), hoursAgo(-1))).toEqual({
      ...{ from: hoursAgo(6), until: new Date(now.getTime() + 5 * 60_000), stepMinutes: 5, isPart: false },
    });
  });
  test("is all of it up to 48 hours, and a part beyond", () => {
    // Two days with the hours before the first report and the hour after the last.
    expect(drawn(hoursAgo(38.4), now).isPart).toBe(false);
    expect(drawn(hoursAgo(38.5), now).isPart).toBe(true);
  });
  test.each([
    [3, 5],
    [4, 15],
    [21, 15],
    [22, 30],
    [38, 30],
  ])("of %d hours until now has steps of %d minutes", (hours, stepMinutes) => {
    expect(drawn(hoursAgo(hours), now).stepMinutes).toBe(stepMinutes);
  });
  test("of a very long one is five weeks at most, in the widest steps", () => {
    const { from, until, stepMinutes, isPart } = drawn(hoursAgo(24 * 90), now, "whole");
    expect([stepMinutes, isPart]).toEqual([480, true]);
    expect(until.getTime() - from.getTime()).toBe(35 * 24 * HOUR_MS + 8 * HOUR_MS);
    // Ninety days ago, a quarter of five weeks before it, and back to the beginning of a step.
    expect(from).toEqual(hoursAgo(90 * 24 + 210 + 2));
  });
});

describe("the routes that reports name", () => {
  const counted = ["/a", "/b", "/c", "/d", "/e"];
  test("count once a report, and where a quarter of the naming reports do", () => {
    const four = [["/a"], ["/a"], ["/a"], ["/b", "/b"]];
    expect(routesNamed(four, counted)).toEqual(["/a", "/b"]);
    expect(routesNamed([...four, ["/a"]], counted)).toEqual(["/a"]);
    expect(routesNamed([...four, [], ["/elsewhere"]], counted)).toEqual(["/a", "/b"]);
  });
  test("named as often come in the order of their letters", () => {
    expect(routesNamed([["/c", "/a", "/b"]], counted)).toEqual(["/a", "/b", "/c"]);
  });
});

describe("the hours beside a release", () => {
  test("end an hour after it, and hold nothing before it has begun", () => {
    expect(hoursBeside(at("12:00:59"), now).after).toEqual({ from: at("12:01:00"), until: at("13:01:00") });
    expect(hoursBeside(now, hoursAgo(1)).after).toEqual({
      from: new Date(now.getTime() + 60_000),
      until: new Date(now.getTime() + 60_000),
    });
  });
});

test("of reports as near to a request the first is named, and requests of one moment have an order", () => {
  const line = (key: string, clock: string): LoggedRequest => ({
    ...{ key, at: at(clock), method: "POST", route: "/pay", status: 502, latencyMs: 900, upstreamMs: null },
    ...{ lastedMs: null, trafficClass: "use", version: null, consumer: null, requestId: null },
  });
  const reports = [
    { reference: "R-1", occurredAt: at("12:10:00") },
    { reference: "R-2", occurredAt: at("12:00:00") },
  ];
  expect(
    besideReports(
      [line("a", "12:05:00"), line("c", "12:05:00"), line("b", "12:05:00"), line("z", "11:00:00")],
      reports,
    ),
  ).toMatchObject([
    { key: "c", reference: "R-1", reportedAt: at("12:10:00") },
    { key: "b", reference: "R-1" },
    { key: "a", reference: "R-1" },
    { key: "z", reference: "R-2", reportedAt: at("12:00:00") },
  ]);
});
