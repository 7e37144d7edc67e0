import { expect, test } from "vitest";
import { judgeRows } from "./judge-rows";
import type { LogRow } from "./log-formats/log-row";
import { noRoutes } from "./route-cap";
import { TrafficJudge } from "./traffic-class";

const NOW_MS = Date.UTC(2026, 10, 30, 9);
const row = (over: Partial<LogRow>): LogRow => ({
  tsMs: NOW_MS,
  method: "GET",
  path: "/v1/pay",
  route: "/v1/pay",
  service: "",
  consumer: null,
  version: null,
  status: 200,
  latencyMs: 1_800_000,
  upstreamMs: null,
  gatewayMs: null,
  firstByteMs: null,
  signs: { upgrade: null, scheme: null, grpcType: null, contentType: null },
  bytesIn: null,
  bytesOut: null,
  clientIp: null,
  userAgent: null,
  requestId: null,
  traceId: null,
  isRouteNamed: false,
  ...over,
});
const judge = new TrafficJudge({
  components: [{ id: "cmp_pay", routePatterns: ["/v1/pay/*"] }],
  rules: [{ id: "own", matches: "path", patterns: ["/beat"], trafficClass: "probe", isBuiltIn: false }],
});

test("a line is stored with its class, its entry, its route, and of its duration what is a latency", () => {
  const given = [
    row({ path: "/v1/pay/77", route: "/v1/pay/{id}" }),
    row({ path: "/beat", route: "/beat" }),
    row({ path: "/v1/pay/live", route: "/v1/pay/live", status: 101, firstByteMs: 30 }),
  ];
  const { rows } = judgeRows(given, judge, noRoutes(), NOW_MS);
  expect(rows).toBe(given);
  expect(
    rows.map(({ trafficClass, ruleId, connection, latencyMs, lastedMs, route }) => ({
      trafficClass,
      ruleId,
      connection,
      latencyMs,
      lastedMs,
      route,
    })),
  ).toEqual([
    {
      trafficClass: "use",
      ruleId: null,
      connection: null,
      latencyMs: 1_800_000,
      lastedMs: null,
      route: "/v1/pay/{id}",
    },
    {
      trafficClass: "probe",
      ruleId: "own",
      connection: null,
      latencyMs: 1_800_000,
      lastedMs: null,
      route: "/beat",
    },
    {
      trafficClass: "use",
      ruleId: null,
      connection: "upgrade",
      latencyMs: 30,
      lastedMs: 1_800_000,
      route: "/v1/pay/live",
    },
  ]);
});

test("the portion's tallies count what is real use apart, and whose it is", () => {
  const { tallies } = judgeRows(
    [
      row({ path: "/v1/pay/77", route: "/v1/pay/{id}" }),
      row({ path: "/v1/pay/78", route: "/v1/pay/{id}", status: 404 }),
      row({ path: "/beat", route: "/beat" }),
    ],
    judge,
    noRoutes(),
    NOW_MS,
  );
  expect(tallies).toEqual([
    expect.objectContaining({
      route: "/v1/pay/{id}",
      owner: expect.objectContaining({ componentId: "cmp_pay" }) as unknown,
      n: 2,
      found: 1,
    }),
    expect.objectContaining({ route: "/beat", owner: null, n: 1, found: 0 }),
  ]);
});
