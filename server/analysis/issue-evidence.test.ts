import { expect, test } from "vitest";
import type { EvidenceZoom } from "@/contracts/evidence";
import { besideReports, hoursBeside, routesNamed, stretchesAround, timeAround } from "./issue-evidence";

const at = (text: string) => new Date(`2026-11-${text}Z`);
const spans = (stretches: { from: Date; until: Date }[]) => stretches.map(({ from, until }) => [from, until]);

test.each([
  { what: "no report", moments: [], expected: [] },
  {
    what: "whole minutes on both sides",
    moments: [at("24T12:00:30")],
    expected: [[at("24T11:45:00"), at("24T12:16:00")]],
  },
  {
    what: "joined where they meet, newest first",
    moments: [at("24T12:00:00"), at("24T12:20:00"), at("24T15:00:00")],
    expected: [
      [at("24T14:45:00"), at("24T15:16:00")],
      [at("24T11:45:00"), at("24T12:36:00")],
    ],
  },
])("the time around reports: $what", ({ moments, expected }) => {
  expect(spans(stretchesAround(moments))).toEqual(expected);
});

test("a year of reports is searched around the newest ones only", () => {
  const daily = Array.from(
    { length: 365 },
    (_, day) => new Date(at("24T12:00:00").getTime() - day * 86_400_000),
  );
  expect(stretchesAround(daily)).toHaveLength(48);
});

test.each<{
  what: string;
  first: Date;
  last: Date;
  zoom?: EvidenceZoom;
  expected: [from: Date, until: Date, stepMinutes: number, isPart: boolean];
}>([
  {
    what: "one report: six hours before it",
    first: at("24T12:02:00"),
    last: at("24T12:02:00"),
    expected: [at("24T06:00:00"), at("24T13:05:00"), 5, false],
  },
  {
    what: "never beyond now",
    first: at("24T12:02:00"),
    last: at("25T11:45:00"),
    expected: [at("24T06:00:00"), at("25T12:30:00"), 30, false],
  },
  {
    what: "a quarter of what follows, where that is more than six hours",
    first: at("24T00:00:00"),
    last: at("25T11:00:00"),
    expected: [at("23T15:00:00"), at("25T12:30:00"), 30, false],
  },
  {
    what: "of a long time two days around the onset",
    first: at("10T12:00:00"),
    last: at("20T12:00:00"),
    expected: [at("10T00:00:00"), at("12T00:30:00"), 30, true],
  },
  {
    what: "or its newest two days",
    first: at("10T12:00:00"),
    last: at("20T12:00:00"),
    zoom: "latest",
    expected: [at("18T13:00:00"), at("20T13:30:00"), 30, true],
  },
  {
    what: "or all of it, with a quarter before it",
    first: at("10T12:00:00"),
    last: at("20T11:00:00"),
    zoom: "whole",
    expected: [at("08T00:00:00"), at("20T16:00:00"), 240, true],
  },
  {
    what: "a short one whole, whatever part is wanted",
    first: at("24T12:02:00"),
    last: at("24T12:02:00"),
    zoom: "latest",
    expected: [at("24T06:00:00"), at("24T13:05:00"), 5, false],
  },
])("the time that is drawn: $what", ({ first, last, zoom = "onset", expected }) => {
  const time = timeAround({ firstSeenAt: first, lastSeenAt: last }, zoom, at("25T12:00:00"));
  expect([time.from, time.until, time.stepMinutes, time.isPart]).toEqual(expected);
  if (zoom !== "latest" || !time.isPart) expect(time.from.getTime()).toBeLessThan(first.getTime());
});

test("what is drawn begins before the first report however long the issue is open, and in about a hundred steps", () => {
  for (const days of [0, 0.5, 1, 1.5, 2, 5, 14, 60, 400])
    for (const zoom of ["onset", "whole"] as const) {
      const now = at("25T12:00:00");
      const firstSeenAt = new Date(now.getTime() - days * 86_400_000);
      const { from, until, stepMinutes } = timeAround({ firstSeenAt, lastSeenAt: now }, zoom, now);
      expect(firstSeenAt.getTime() - from.getTime()).toBeGreaterThanOrEqual(6 * 3_600_000);
      expect(until.getTime()).toBeGreaterThan(firstSeenAt.getTime());
      expect((until.getTime() - from.getTime()) / 60_000 / stepMinutes).toBeLessThanOrEqual(112);
    }
});

test.each<{ what: string; named: string[][]; expected: string[] }>([
  { what: "none is named", named: [[], []], expected: [] },
  { what: "a page that the gateway does not know", named: [["/checkout"]], expected: [] },
  { what: "one in its own spelling", named: [["/v2/search"], []], expected: ["/v2/Search"] },
  {
    what: "several, the most named first",
    named: [["/v2/orders"], ["/v2/search", "/checkout"], ["/v2/search"]],
    expected: ["/v2/Search", "/v2/orders"],
  },
  {
    what: "without one that a single report of five names",
    named: [...Array.from({ length: 4 }, () => ["/v2/search"]), ["/v2/orders"]],
    expected: ["/v2/Search"],
  },
])("the routes that reports name: $what", ({ named, expected }) => {
  expect(routesNamed(named, ["/v2/orders", "/v2/Search", "/v2/payments/{id}"])).toEqual(expected);
});

test("the hours beside a release leave out its own minute and what has not come yet", () => {
  const { before, after } = hoursBeside(at("24T12:00:20"), at("24T12:30:00"));
  expect(spans([before, after])).toEqual([
    [at("24T11:00:00"), at("24T12:00:00")],
    [at("24T12:01:00"), at("24T12:30:00")],
  ]);
});

test("a request stands with the report nearest to it", () => {
  const line = (key: string, time: string) => ({
    key,
    at: at(time),
    method: "POST",
    route: "/v2/payments",
    status: 502,
    latencyMs: 900,
    upstreamMs: null,
    lastedMs: null,
    trafficClass: "use" as const,
    version: null,
    consumer: null,
    requestId: null,
  });
  const reports = [
    { reference: "R-LATE", occurredAt: at("24T12:10:00") },
    { reference: "R-EARLY", occurredAt: at("24T12:00:00") },
  ];
  expect(
    besideReports([line("1", "24T11:58:00"), line("2", "24T12:07:00")], reports).map(({ key, reference }) => [
      key,
      reference,
    ]),
  ).toEqual([
    ["2", "R-LATE"],
    ["1", "R-EARLY"],
  ]);
});
