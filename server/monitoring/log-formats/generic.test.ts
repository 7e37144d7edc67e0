import { describe, expect, test } from "vitest";
import { readGeneric } from "./generic";
import type { Fields, LogRow } from "./log-row";

const AT = "2026-11-24T11:59:00Z";
const AT_MS = Date.parse(AT);
const NEEDED = { ts: AT, method: "GET", path: "/v2/orders/77" };
const read = (over: Fields = {}): LogRow => {
  const row = readGeneric({ ...NEEDED, ...over });
  if (typeof row === "string") throw new Error(row);
  return row;
};

describe("a line", () => {
  test("of what is needed alone says nothing about the rest", () =>
    expect(read()).toEqual({
      tsMs: AT_MS,
      method: "GET",
      path: "/v2/orders/77",
      route: "/v2/orders/{id}",
      service: "",
      consumer: null,
      version: null,
      status: null,
      latencyMs: null,
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
    }));

  test.each(["ts", "time", "timestamp", "@timestamp"])("says when it began as %s", (name) => {
    const { ts, ...rest } = NEEDED;
    expect(readGeneric({ ...rest, ts: null, [name]: ts })).toMatchObject({ tsMs: AT_MS });
    expect(readGeneric({ ...rest, [name]: "soon" })).toMatch(new RegExp(`^${name} is no time`));
  });

  test("with two times goes by the first in order", () =>
    expect(read({ timestamp: "2026-11-24T11:00:00Z", time: "2026-11-24T10:00:00Z" }).tsMs).toBe(AT_MS));

  test.each<[Fields, string]>([
    [{ ts: null }, "ts is missing"],
    [{ status: "2xx" }, "status is not an HTTP status"],
    [{ response_code: 7 }, "status is not an HTTP status"],
    [{ method: undefined }, "method is missing"],
    [{ method: 7 }, "method is missing"],
    [{ path: "-" }, "path is missing"],
  ])("with %j is refused: %s", (over, reason) => expect(readGeneric({ ...NEEDED, ...over })).toBe(reason));
});

describe("names", () => {
  test.each(["status", "statusCode", "status_code", "response_code", "responseCode"])(
    "%s holds the status",
    (name) => expect(read({ [name]: 404 }).status).toBe(404),
  );

  test.each<[Fields, object]>([
    [{ service: "orders" }, { service: "orders" }],
    [{ version: 2 }, { version: "2" }],
    [{ scheme: "wss" }, { signs: { scheme: "wss" } }],
    [{ path: "wss://x.test/a" }, { path: "/a", signs: { scheme: "wss" } }],
    [{ upgrade: "websocket" }, { signs: { upgrade: "websocket" } }],
    [{ grpcType: "unary" }, { signs: { grpcType: "unary" } }],
    [{ grpc_type: "unary" }, { signs: { grpcType: "unary" } }],
    [{ contentType: "text/html" }, { signs: { contentType: "text/html" } }],
    [{ content_type: "text/html" }, { signs: { contentType: "text/html" } }],
    [{ bytesIn: 1 }, { bytesIn: 1 }],
    [
      { bytes_in: 1, bytes_out: 2 },
      { bytesIn: 1, bytesOut: 2 },
    ],
    [{ client_ip: "203.0.113.9" }, { clientIp: "203.0.113.9" }],
    [{ user_agent: "curl/8" }, { userAgent: "curl/8" }],
    [
      { request_id: "r-1", trace_id: "t-1" },
      { requestId: "r-1", traceId: "t-1" },
    ],
    [{ request_time: 0.25 }, { latencyMs: 250 }],
    [{ upstream_response_time: "0.002, 4.1" }, { upstreamMs: 4_102 }],
    [{ gateway_ms: 3 }, { gatewayMs: 3 }],
    [{ ttfb_ms: 12 }, { firstByteMs: 12 }],
    [{ latencyMs: null, duration_us: 1_500 }, { latencyMs: 1.5 }],
    [{ latencyMs: "-", request_time: 0.25 }, { latencyMs: 250 }],
    [{ latencyMs: "fast", request_time: 0.25 }, { latencyMs: null }],
  ])("%j gives %j", (fields, row) => expect(read(fields)).toMatchObject(row));
});

describe("the route", () => {
  test.each<[string, string]>([
    ["/v2/orders/{id}?x=1", "/v2/orders/{id}"],
    ["orders-by-id", "orders-by-id"],
    ["orders?x", "orders?x"],
  ])("%s keeps the gateway's name: %s", (route, named) =>
    expect(read({ route })).toMatchObject({ route: named, isRouteNamed: true }),
  );

  test.each([null, "", "-", {}])("%j is made from the path", (route) =>
    expect(read({ route })).toMatchObject({ route: "/v2/orders/{id}", isRouteNamed: false }),
  );
});
