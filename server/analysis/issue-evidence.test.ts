import { expect, test } from "vitest";
import { besideReports, hoursBeside, stretchesAround, timeAround } from "./issue-evidence";

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

test.each([
  {
    what: "one report",
    first: at("24T12:02:00"),
    last: at("24T12:02:00"),
    expected: [at("24T06:00:00"), at("24T13:05:00"), 5],
  },
  {
    what: "never beyond now",
    first: at("24T12:02:00"),
    last: at("25T11:45:00"),
    expected: [at("24T06:00:00"), at("25T12:30:00"), 30],
  },
  {
    what: "the last two days of a long time",
    first: at("10T12:00:00"),
    last: at("20T12:00:00"),
    expected: [at("18T13:00:00"), at("20T13:30:00"), 30],
  },
])("the time that is drawn: $what", ({ first, last, expected }) => {
  const { from, until, stepMinutes } = timeAround(first, last, at("25T12:00:00"));
  expect([from, until, stepMinutes]).toEqual(expected);
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
