import { describe, expect, test } from "vitest";
import { bucketOf } from "./latency-buckets";
import { addToMinutes, inKeyOrder, writeBuckets, type Minutes, type RolledRequest } from "./traffic-rollup";

const MINUTE_MS = 60_000;
const START_MS = Date.UTC(2026, 10, 30, 9);
const request = (over: Partial<RolledRequest> = {}): RolledRequest => ({
  trafficClass: "use",
  connection: null,
  tsMs: START_MS,
  service: "pay",
  route: "/v1/pay",
  method: "GET",
  status: 200,
  latencyMs: null,
  bytesOut: null,
  ...over,
});
const rolled = (...requests: Partial<RolledRequest>[]) => {
  const minutes: Minutes = new Map();
  addToMinutes(minutes, requests.map(request));
  return inKeyOrder(minutes);
};

describe("requests add up to minutes", () => {
  test("until the minute's last moment", () =>
    expect(
      rolled({}, { tsMs: START_MS + MINUTE_MS - 1 }, { tsMs: START_MS + MINUTE_MS }).map(
        ({ minuteMs, n }) => [minuteMs, n],
      ),
    ).toEqual([
      [START_MS, 2],
      [START_MS + MINUTE_MS, 1],
    ]));

  test.each<Partial<RolledRequest>>([
    { service: "search" },
    { route: "/v1/search" },
    { method: "POST" },
    { trafficClass: "bot" },
  ])("apart from those with %j", (over) =>
    expect(rolled({}, over, over).filter(({ n }) => n === 2)).toEqual([expect.objectContaining(over)]),
  );

  test.each<[number | null, object]>([
    [200, { n4xx: 0, n5xx: 0, nNoAnswer: 0 }],
    [399, { n4xx: 0, n5xx: 0, nNoAnswer: 0 }],
    [400, { n4xx: 1, n5xx: 0, nNoAnswer: 0 }],
    [499, { n4xx: 1, n5xx: 0, nNoAnswer: 0 }],
    [500, { n4xx: 0, n5xx: 1, nNoAnswer: 0 }],
    [null, { n4xx: 0, n5xx: 0, nNoAnswer: 1 }],
  ])("a status of %s counts as %j", (status, counts) =>
    expect(rolled({ status })).toEqual([expect.objectContaining({ n: 1, ...counts })]),
  );

  test("with what they sent, how long they took, and what stayed open", () =>
    expect(
      rolled(
        { status: 500, latencyMs: 40, bytesOut: 100 },
        { status: 404, latencyMs: 90, bytesOut: 50 },
        { latencyMs: 40 },
        { status: null, connection: "tunnel" },
        { status: 101, connection: "upgrade", latencyMs: 0, bytesOut: 7 },
      ),
    ).toEqual([
      {
        minuteMs: START_MS,
        service: "pay",
        route: "/v1/pay",
        method: "GET",
        trafficClass: "use",
        n: 5,
        n4xx: 1,
        n5xx: 1,
        nNoAnswer: 1,
        nConnections: 2,
        bytesOut: 157,
        latencySum: 170,
        latencyMax: 90,
        buckets: new Map([
          [bucketOf(40), 2],
          [bucketOf(90), 1],
          [bucketOf(0), 1],
        ]),
      },
    ]));

  test("go on where the last batch left them", () => {
    const minutes: Minutes = new Map();
    addToMinutes(minutes, [request({ latencyMs: 5 })]);
    addToMinutes(minutes, [request({ latencyMs: 5 })]);
    expect(inKeyOrder(minutes)).toEqual([
      expect.objectContaining({ n: 2, latencySum: 10, buckets: new Map([[bucketOf(5), 2]]) }),
    ]);
  });
});

test("minutes come in the order of the table's key, whatever order they were made in", () => {
  const inOrder: Partial<RolledRequest>[] = [
    { service: "a", route: "/z", method: "PUT", trafficClass: "use" },
    { service: "b", route: "/a", method: "PUT", trafficClass: "use" },
    { service: "b", route: "/b", method: "GET", trafficClass: "use" },
    { service: "b", route: "/b", method: "PUT", trafficClass: "bot" },
    { service: "b", route: "/b", method: "PUT", trafficClass: "use" },
    { tsMs: START_MS + MINUTE_MS, service: "a", route: "/a", method: "GET", trafficClass: "bot" },
  ];
  const keys = (requests: Partial<RolledRequest>[]) =>
    rolled(...requests).map(({ minuteMs, service, route, method, trafficClass }) => ({
      tsMs: minuteMs,
      service,
      route,
      method,
      trafficClass,
    }));
  const expected = inOrder.map((key) => ({ tsMs: START_MS, ...key }));
  expect(keys(inOrder)).toEqual(expected);
  expect(keys(inOrder.toReversed())).toEqual(expected);
});

test.each<[[number, number][], string]>([
  [[], "{}"],
  [[[0, 3]], "[0:0]={3}"],
  [
    [
      [120, 2],
      [118, 1],
    ],
    "[118:120]={1,0,2}",
  ],
])("counts %j are written %s", (counts, written) => expect(writeBuckets(new Map(counts))).toBe(written));
