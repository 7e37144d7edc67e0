import { describe, expect, test } from "vitest";
import type { DurationWitness } from "./duration-fields";
import { looksLikeKong, readKong } from "./kong";
import type { Fields, LogRow } from "./log-row";

const AT_MS = Date.UTC(2026, 10, 24, 11, 59);
const entry = (over: Fields = {}): Fields => ({
  started_at: AT_MS,
  request: { id: "k-1", method: "post", uri: "/v2/orders/77?card=4242", size: 155 },
  response: { status: 200, size: 90 },
  ...over,
});
const read = (over: Fields = {}): LogRow => {
  const row = readKong(entry(over));
  if (typeof row === "string") throw new Error(row);
  return row;
};
const request = (over: Fields): Fields => ({ request: { uri: "/v2/orders", method: "GET", ...over } });

describe("an entry of Kong's", () => {
  test.each<[Fields, boolean]>([
    [{ request: {}, started_at: 1 }, true],
    [{ request: {}, started_at: null }, true],
    [{ request: {} }, false],
    [{ started_at: 1 }, false],
    [{ request: "GET /", started_at: 1 }, false],
  ])("%j is one: %s", (fields, isKong) => expect(looksLikeKong(fields)).toBe(isKong));

  test("has what it says and nothing that it does not", () =>
    expect(read()).toEqual({
      tsMs: AT_MS,
      method: "POST",
      path: "/v2/orders/77",
      route: "/v2/orders/{id}",
      service: "",
      consumer: null,
      version: null,
      status: 200,
      latencyMs: null,
      upstreamMs: null,
      gatewayMs: null,
      firstByteMs: null,
      signs: { upgrade: null, scheme: null, grpcType: null, contentType: null },
      bytesIn: 155,
      bytesOut: 90,
      clientIp: null,
      userAgent: null,
      requestId: "k-1",
      traceId: null,
      isRouteNamed: false,
    }));

  test.each<[Fields, string]>([
    [{ started_at: "yesterday" }, "started_at is no time"],
    [{ response: { status: "2xx" } }, "response.status is not an HTTP status"],
    [{ request: { method: "GET" } }, "request.uri is missing"],
  ])("with %j is refused: %s", (over, reason) => expect(readKong(entry(over))).toContain(reason));

  test.each([undefined, null, {}, "nothing", { status: 0 }])("with the answer %j got none", (response) =>
    expect(read({ response }).status).toBeNull(),
  );
});

describe("the address, first of", () => {
  test.each<[string, Fields, string]>([
    ["uri", { ...request({ uri: "/a", url: "https://x.test/b" }), upstream_uri: "/c" }, "/a"],
    ["url", { ...request({ uri: "", url: "https://x.test/b" }), upstream_uri: "/c" }, "/b"],
    ["upstream_uri", { request: { method: "GET" }, upstream_uri: "/c" }, "/c"],
  ])("%s", (_, over, path) => expect(read(over).path).toBe(path));

  test("says its scheme where it is whole", () => {
    expect(read(request({ url: "wss://x.test/b" })).signs.scheme).toBe("wss");
    expect(read(request({ url: 7 })).signs.scheme).toBeNull();
  });
});

describe("who and what took part", () => {
  test.each<[Fields, Partial<LogRow>]>([
    [{ service: { name: "orders", host: "10.0.0.1", id: "s-1" } }, { service: "orders" }],
    [{ service: { host: "10.0.0.1", id: "s-1" } }, { service: "10.0.0.1" }],
    [{ service: { id: "s-1" } }, { service: "s-1" }],
    [{ service: "orders" }, { service: "" }],
    [{ consumer: { username: "shop", custom_id: "7", id: "c-1" } }, { consumer: "shop" }],
    [{ consumer: { username: "", custom_id: "7", id: "c-1" } }, { consumer: "7" }],
    [{ consumer: { id: "c-1" } }, { consumer: "c-1" }],
    [{ authenticated_entity: { consumer_id: "c-2", id: "e-1" } }, { consumer: "c-2" }],
    [{ consumer: { username: "shop" }, authenticated_entity: { id: "e-1" } }, { consumer: "shop" }],
    [{ trace_id: "abc" }, { traceId: "abc" }],
    [{ trace_id: { datadog: "7", w3c: "abc" } }, { traceId: "abc" }],
    [{ trace_id: { datadog: "7" } }, { traceId: "7" }],
    [{ client_ip: "203.0.113.9" }, { clientIp: "203.0.113.9" }],
    [{ response: { headers: { "x-app-version": ["2.0.1", "2"] } } }, { version: "2.0.1" }],
    [{ response: { headers: { "x-version": "2.0.2", "x-release": "r7" } } }, { version: "2.0.2" }],
    [{ response: { headers: { "x-release": "r7" } } }, { version: "r7" }],
    [request({ headers: { "user-agent": ["curl/8", "x"] } }), { userAgent: "curl/8" }],
    [
      { ...request({ id: "k-1", headers: { "x-request-id": "h-1" } }), correlation_id: "c-1" },
      { requestId: "k-1" },
    ],
    [{ ...request({ headers: { "x-request-id": ["h-1"] } }), correlation_id: "c-1" }, { requestId: "h-1" }],
    [{ ...request({}), correlation_id: "c-1" }, { requestId: "c-1" }],
  ])("%j gives %j", (over, row) => expect(read(over)).toMatchObject(row));

  test("signs of a connection that stays open", () =>
    expect(
      read({
        ...request({ headers: { upgrade: ["websocket"] } }),
        response: { status: 200, headers: { "content-type": "text/event-stream" } },
      }).signs,
    ).toEqual({ upgrade: "websocket", scheme: null, grpcType: null, contentType: "text/event-stream" }));
});

describe("latencies", () => {
  test.each<[Fields, Partial<LogRow>]>([
    [
      { request: 44, kong: 3, proxy: 40 },
      { latencyMs: 44, gatewayMs: 3, upstreamMs: 40, firstByteMs: 43 },
    ],
    [
      { request: 44, proxy: 40 },
      { latencyMs: 44, gatewayMs: null, upstreamMs: 40, firstByteMs: 40 },
    ],
    [
      { request: 44, kong: 3, proxy: -1 },
      { latencyMs: 44, gatewayMs: 3, upstreamMs: null, firstByteMs: null },
    ],
    [{ request: -1 }, { latencyMs: null }],
  ])("%j are %j", (latencies, row) => expect(read({ latencies })).toMatchObject(row));

  test("are told to the witness by name", () => {
    const given: unknown[] = [];
    const witness: DurationWitness = {
      measured: (...of) => given.push(["measured", ...of]),
      unreadable: (...of) => given.push(["unreadable", ...of]),
    };
    readKong(entry({ latencies: { request: "fast", kong: 3, proxy: -1 } }), witness);
    expect(given).toEqual([
      ["measured", "latencies.kong", "ms", 3],
      ["unreadable", "latencies.request", "fast"],
    ]);
    readKong(entry({ latencies: { request: 44, proxy: "40" } }), witness);
    expect(given.slice(2)).toEqual([
      ["measured", "latencies.proxy", "ms", "40"],
      ["measured", "latencies.request", "ms", 44],
    ]);
  });
});

describe("the route's own template", () => {
  test.each<[unknown, string]>([
    [["/v2/orders/{id}/lines"], "/v2/orders/{id}/lines"],
    [["~/v2/orders/(?P<order>\\d+)$"], "/v2/orders/{order}"],
    [["~/v2/orders/(?<order>[^/]+)/lines"], "/v2/orders/{order}/lines"],
    [["~/v2/orders/\\d+/lines$"], "/v2/orders/{id}/lines"],
    [["~/v2/orders/[a-z]*/x"], "/v2/orders/{id}/x"],
    [["~/v2/(\\(x\\))/x"], "/v2/{id}/x"],
  ])("%j is %s", (paths, route) =>
    expect(read({ route: { paths } })).toMatchObject({ route, isRouteNamed: true }),
  );

  test.each<unknown>([
    { paths: ["/v2"] },
    { paths: ["/a/{id}", "/b/{id}"] },
    { paths: [] },
    { paths: [7] },
    { paths: "/v2/{id}" },
    { paths: ["v2/{id}"] },
    { paths: ["~/v2/orders$"] },
    { paths: ["~/v2/(a|b)/.*"] },
    { paths: ["x~/v2/(?<id>\\d+)"] },
    { paths: ["~/v2/orders/(?<id>\\d+)?x y"] },
    ["/v2/{id}"],
    null,
  ])("%j says less than the path", (route) =>
    expect(read({ route })).toMatchObject({ route: "/v2/orders/{id}", isRouteNamed: false }),
  );
});
