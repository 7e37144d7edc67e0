import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { GatewayLogLine } from "@/contracts/monitoring";
import { BatchReader } from "./read-batch";

const now = new Date("2026-11-24T12:00:00Z");
const bytes = (text: string) => new TextEncoder().encode(text);

/** What a batch gives, however the network cuts it into pieces. */
async function readBatch(body: Uint8Array, at: Date, pieceBytes = body.length) {
  const reader = new BatchReader(at);
  const rows = [];
  for (let from = 0; from < body.length; from += pieceBytes)
    rows.push(...reader.push(body.subarray(from, from + pieceBytes)));
  rows.push(...reader.end());
  return Promise.resolve({
    rows,
    rejected: reader.summary.rejected,
    rejections: reader.summary.rejections,
  });
}
const read = (value: unknown) =>
  readBatch(bytes(typeof value === "string" ? value : JSON.stringify(value)), now);

const line = (over: Record<string, unknown> = {}) => ({
  ts: "2026-11-24T11:59:00.250Z",
  method: "get",
  path: "/v2/orders/18822?token=hunter2",
  status: 200,
  service: "orders",
  consumer: "shop-web",
  version: "2.0.1",
  latencyMs: 41.5,
  upstreamMs: 38,
  gatewayMs: 3.5,
  bytesIn: 155,
  bytesOut: 417,
  clientIp: "203.0.113.9",
  userAgent: "Mozilla/5.0",
  requestId: "req-1",
  traceId: "abc",
  ...over,
});

const kong = (over: Record<string, unknown> = {}) => ({
  started_at: now.getTime() - 60_000,
  client_ip: "203.0.113.9",
  request: {
    id: "k-1",
    method: "POST",
    uri: "/v2/orders/77?card=4242",
    url: "https://shop.example.test/v2/orders/77?card=4242",
    size: "155",
    querystring: { card: "4242" },
    headers: { "user-agent": ["Mozilla/5.0"], authorization: "Bearer hunter2", cookie: "sid=hunter2" },
    body: "hunter2",
  },
  response: {
    status: 502,
    size: 90,
    headers: { "x-app-version": "2.0.2", "set-cookie": "sid=hunter2" },
    body: { secret: "hunter2" },
  },
  latencies: { request: 44, kong: 41, proxy: -1 },
  service: { name: "orders", host: "10.0.0.1" },
  consumer: { username: "shop-web" },
  route: { name: "orders-create", paths: ["/v2/orders"] },
  ...over,
});

describe("the documented field set", () => {
  test("a line becomes a row; the query string stays outside", async () => {
    expect((await read(line())).rows).toEqual([
      {
        tsMs: Date.parse("2026-11-24T11:59:00.250Z"),
        method: "GET",
        path: "/v2/orders/18822",
        route: "/v2/orders/{id}",
        service: "orders",
        consumer: "shop-web",
        version: "2.0.1",
        status: 200,
        latencyMs: 41.5,
        upstreamMs: 38,
        gatewayMs: 3.5,
        firstByteMs: null,
        signs: { upgrade: null, scheme: null, grpcType: null, contentType: null },
        bytesIn: 155,
        bytesOut: 417,
        clientIp: "203.0.113.9",
        userAgent: "Mozilla/5.0",
        requestId: "req-1",
        traceId: "abc",
        isRouteNamed: false,
      },
    ]);
  });

  test("what the published schema shows is what the reader accepts", async () => {
    expect(GatewayLogLine.safeParse(line()).success).toBe(true);
    const needed = { ts: 1_795_521_540, method: "GET", path: "/", status: "204" };
    expect(GatewayLogLine.safeParse(needed).success).toBe(true);
    expect((await read(needed)).rows[0]).toMatchObject({
      tsMs: 1_795_521_540_000,
      route: "/",
      status: 204,
      latencyMs: null,
      service: "",
    });
    const snake = Object.fromEntries(
      Object.entries(line()).map(([name, value]) => [
        name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`),
        value,
      ]),
    );
    expect((await read(snake)).rows).toEqual((await read(line())).rows);
  });

  test.each([
    [{ ts: undefined }, "ts is missing"],
    [{ ts: "yesterday" }, "ts is no time"],
    [{ ts: "2026-11-24T11:59:00" }, "ts has no time zone"],
    [{ ts: "2026-11-31T11:59:00Z" }, "ts is no day of the calendar"],
    [{ ts: "2026-11-24T24:00:00Z" }, "ts has 24 o’clock"],
    [{ ts: undefined, time: "24/Nov/2026:11:61:00 +0000" }, "time has a time that no clock shows"],
    [{ ts: undefined, "@timestamp": "26-11-24T11:59:00Z" }, "@timestamp has a year of two digits"],
    [{ ts: "2026-10-19T12:00:00Z" }, "more than 35 days ago"],
    [{ ts: "2026-12-02T12:00:00Z" }, "more than 7 days ahead"],
    [{ status: 99 }, "status is not an HTTP status"],
    [{ status: "2xx" }, "status is not an HTTP status"],
    [{ status: 42 }, "status is not an HTTP status"],
    [{ status: 1_200 }, "status is not an HTTP status"],
    [{ status: 200.5 }, "status is not an HTTP status"],
    [{ status: false }, "status is not an HTTP status"],
    [{ method: 7 }, "method is missing"],
    [{ path: "" }, "path is missing"],
  ])("a line with %j is refused: %s", async (over, reason) => {
    const { rows, rejected, rejections } = await read([line(), line(over)]);
    expect(rows).toHaveLength(1);
    expect(rejected).toBe(1);
    expect(rejections[0]).toMatchObject({ line: 2, reason: expect.stringContaining(reason) as string });
  });

  test("odd values do not cost the line: they are left out or clamped", async () => {
    const [row] = (
      await read(
        line({
          latencyMs: -1,
          upstreamMs: "0.012",
          gatewayMs: "-",
          bytesOut: 9e15,
          method: "BREW-COFFEE",
          userAgent: "a\0b",
          consumer: { id: 1 },
        }),
      )
    ).rows;
    expect(row).toMatchObject({
      latencyMs: null,
      upstreamMs: 0.012,
      gatewayMs: null,
      bytesOut: 2_147_483_647,
      method: "OTHER",
      userAgent: "ab",
      consumer: null,
    });
  });

  test("a route the gateway names is kept as it is", async () => {
    expect((await read(line({ route: "/v2/orders/{orderId}" }))).rows[0]).toMatchObject({
      route: "/v2/orders/{orderId}",
      isRouteNamed: true,
    });
  });
});

describe("Kong's http-log", () => {
  test("an entry becomes a row without headers, bodies, cookies or query", async () => {
    const { rows } = await read(kong());
    expect(rows[0]).toMatchObject({
      tsMs: now.getTime() - 60_000,
      method: "POST",
      path: "/v2/orders/77",
      route: "/v2/orders/{id}",
      service: "orders",
      consumer: "shop-web",
      version: "2.0.2",
      status: 502,
      latencyMs: 44,
      upstreamMs: null,
      gatewayMs: 41,
      bytesIn: 155,
      userAgent: "Mozilla/5.0",
      requestId: "k-1",
    });
    expect(JSON.stringify(rows)).not.toMatch(/hunter2|4242/);
  });

  test.each([
    [["/v2/orders/{id}/lines"], "/v2/orders/{id}/lines"],
    [["~/v2/orders/(?<order>\\d+)$"], "/v2/orders/{order}"],
    [["~/v2/orders/[^/]+/lines$"], "/v2/orders/{id}/lines"],
    [["~/v2/(orders|baskets)/.*$"], "/v2/orders/{id}"],
    [["/v2"], "/v2/orders/{id}"],
    [["/a", "/b"], "/v2/orders/{id}"],
  ])("a route with paths %j is %s", async (paths, route) => {
    expect((await read(kong({ route: { name: "r", paths } }))).rows[0]?.route).toBe(route);
  });

  test("recorded entries of other gateways' users are read whole", async ({ skip }) => {
    const file = fileURLToPath(
      new URL("../../../../shared/data/logs/kong/http_log_2.8.1.json", import.meta.url),
    );
    if (!existsSync(file)) skip("no data");
    const text = readFileSync(file, "utf8");
    const recordedAt = new Date("2022-10-22T15:00:00Z");
    const { rows, rejected } = await readBatch(bytes(text), recordedAt);
    expect(rejected).toBe(0);
    expect(rows).toHaveLength((JSON.parse(text) as unknown[]).length);
    expect(rows[0]).toMatchObject({
      method: "GET",
      route: "/book-store/books",
      service: "book-store-service",
      status: 200,
      latencyMs: 44,
      gatewayMs: 41,
      upstreamMs: 3,
      bytesOut: 417,
    });
    expect(JSON.stringify(rows)).not.toContain("Rowling");
  });
});

describe("a batch", () => {
  test("an object, an array and one object per line say the same", async () => {
    const one = (await read(line())).rows;
    expect((await read([line()])).rows).toEqual(one);
    expect((await read(`${JSON.stringify(line())}\n`)).rows).toEqual(one);
    expect((await read(JSON.stringify(line(), null, 2))).rows).toEqual(one);
    expect((await read(`\ufeff${JSON.stringify(line())}\r\n\r\n${JSON.stringify(line())}`)).rows).toEqual([
      ...one,
      ...one,
    ]);
  });

  test("broken lines are counted with their numbers and do not take the others down", async () => {
    const batch = await read(`${JSON.stringify(line())}\n{"ts":\n[1]\n\n${JSON.stringify(kong())}`);
    expect(batch.rows).toHaveLength(2);
    expect(batch.rejections).toEqual([
      { line: 2, reason: "the line is not valid JSON" },
      { line: 3, reason: "the line is not a JSON object" },
    ]);
  });

  test.each([
    ["", "BAD_REQUEST"],
    ["  \n ", "BAD_REQUEST"],
    ["hello", "BAD_REQUEST"],
    ["[1, 2", "BAD_REQUEST"],
    ["[]", "BAD_REQUEST"],
    ["7", "BAD_REQUEST"],
    ["[null]", "UNPROCESSABLE"],
    ["{}", "UNPROCESSABLE"],
    ["[".repeat(100_000), "BAD_REQUEST"],
    ['{"a":'.repeat(50_000), "UNPROCESSABLE"],
  ])("a body that begins %.10j is refused as %s", async (body, code) =>
    expect(read(body)).rejects.toMatchObject({ code }),
  );

  test("more than 50,000 lines are refused as a whole", async () => {
    const text = `${JSON.stringify({ ts: now.toISOString(), method: "GET", path: "/", status: 200 })}\n`;
    expect((await read(text.repeat(50_000))).rows).toHaveLength(50_000);
    await expect(read(text.repeat(50_001))).rejects.toMatchObject({ code: "PAYLOAD_TOO_LARGE" });
  });

  test("a refusal of every line says why and lists them", async () => {
    await expect(read([line({ status: 9 })])).rejects.toMatchObject({
      code: "UNPROCESSABLE",
      details: { rejected: 1, rejections: [{ line: 1, reason: "status is not an HTTP status" }] },
    });
  });
});
