/** Cases C1 to C3: what is a latency, what is traffic, and caps that forget; all through the door that gateways use. */
import { beforeAll, describe, expect, test } from "vitest";
import { ROUTES_MAX, ROUTES_MAX_PATTERN } from "@/server/monitoring/route-cap";
import { gatherCriterionFactsIn } from "@/server/analysis/criteria-facts.queries";
import { withScope } from "@/server/db/client";
import { createComponent } from "@/server/launches/components.commands";
import { createSource } from "@/server/intake/sources.commands";
import { listRoutes } from "@/server/monitoring/route-traffic.queries";
import { previewTrafficRule } from "@/server/monitoring/traffic-preview.queries";
import {
  addTrafficRule,
  removeTrafficRule,
  switchTrafficRule,
} from "@/server/monitoring/traffic-rules.commands";
import { listTrafficRules } from "@/server/monitoring/traffic-rules.queries";
import { readTrafficOverview } from "@/server/monitoring/traffic-overview.queries";
import { componentErrorBursts, lastMinutes } from "@/server/monitoring/traffic.queries";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { createHttpApp } from "./app";
import type { HttpApp } from "./route";

let app: HttpApp;
beforeAll(() => (app = createHttpApp()));

type Feed = World & { key: string };
async function makeFeed(
  components: Record<string, string[]> = {},
): Promise<Feed & { ids: Record<string, string> }> {
  const world = await makeWorld();
  const { key } = await createSource(world.scope, {
    launchId: world.launchId,
    kind: "gateway_logs",
    name: "Gateway",
  });
  const ids: Record<string, string> = {};
  for (const [slug, routePatterns] of Object.entries(components))
    ids[slug] = (
      await createComponent(world.scope, {
        launchId: world.launchId,
        slug,
        name: slug,
        keywords: [],
        routePatterns,
        ownerTeamId: null,
      })
    ).id;
  return { ...world, key, ids };
}

const now = new Date();
let n = 0;
const line = (over: Record<string, unknown> = {}) => ({
  ts: new Date(now.getTime() - 60_000 - ++n).toISOString(),
  method: "GET",
  path: "/v1/orders",
  status: 200,
  latencyMs: 80,
  ...over,
});
const many = (count: number, of: (index: number) => object): object[] =>
  Array.from({ length: count }, (_, index) => of(index));
async function send(feed: Feed, ...lines: object[][]): Promise<{ accepted: number }> {
  const all = lines.flat();
  const answer = await app.request(`/api/v1/logs/${feed.key}`, {
    method: "POST",
    headers: { "content-type": "application/x-ndjson", "idempotency-key": `batch-${++n}` },
    body: all.map((request) => JSON.stringify(request)).join("\n"),
  });
  expect([answer.status, answer.ok ? "" : await answer.clone().text()]).toEqual([202, ""]);
  const receipt = (await answer.json()) as { accepted: number };
  expect(receipt.accepted).toBe(all.length);
  return receipt;
}
const overview = (feed: Feed) => readTrafficOverview(feed.scope, feed.launchId, "1h", now);
const routesOf = (feed: Feed) => listRoutes(feed.scope, feed.launchId, lastMinutes(now, 60), "busy", 100);
const beside = async (feed: Feed) =>
  Object.fromEntries(
    (await overview(feed)).beside.map(({ trafficClass, requests }) => [trafficClass, requests]),
  );
/** What the two criteria over traffic measure. */
async function judged(feed: Feed, componentId: string | null = null) {
  const criterion = (kind: "error_rate" | "latency_p95") => ({
    id: kind,
    kind,
    componentId,
    targetMinutes: null,
    confirmedAt: null,
  });
  const facts = await withScope(feed.scope, (tx) =>
    gatherCriterionFactsIn(
      tx,
      feed.scope,
      feed.launchId,
      [criterion("error_rate"), criterion("latency_p95")],
      now,
    ),
  );
  return { errorRate: facts.get("error_rate")!.value, p95: facts.get("latency_p95")!.value };
}

const HALF_AN_HOUR = 1_800_000;
const kong = (over: { request?: object; response?: object; latencies?: object }) => ({
  started_at: now.getTime() - 60_000 - ++n,
  request: { method: "GET", uri: "/live", size: 100, headers: {}, ...over.request },
  response: { status: 200, size: 100, headers: {}, ...over.response },
  latencies: { request: HALF_AN_HOUR, kong: 2, proxy: 12, ...over.latencies },
});

describe("C1: a connection's life is no latency", () => {
  test.each<[string, object]>([
    ["a switch of protocols", line({ path: "/ws", status: 101, latencyMs: HALF_AN_HOUR })],
    ["a websocket over HTTP/2", line({ path: "/cable", upgrade: "websocket", latencyMs: HALF_AN_HOUR })],
    ["an address that begins with wss", line({ path: "wss://shop.example/socket", latencyMs: HALF_AN_HOUR })],
    ["a tunnel", line({ method: "CONNECT", path: "/", latencyMs: HALF_AN_HOUR })],
    [
      "events that the server sends",
      line({ path: "/events", contentType: "text/event-stream; charset=utf-8", latencyMs: HALF_AN_HOUR }),
    ],
    [
      "a camera's pictures",
      line({ path: "/cam", content_type: "multipart/x-mixed-replace;boundary=x", latencyMs: HALF_AN_HOUR }),
    ],
    [
      "a stream of gRPC",
      line({
        method: "POST",
        path: "/shop.v1.Prices/Follow",
        grpc_type: "server_stream",
        latencyMs: HALF_AN_HOUR,
      }),
    ],
    [
      "gRPC's own watch over health",
      line({
        method: "POST",
        path: "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
        latencyMs: HALF_AN_HOUR,
      }),
    ],
    [
      "an answer that goes on for long",
      line({ path: "/export", first_byte_ms: 120, latencyMs: HALF_AN_HOUR }),
    ],
    [
      "nginx's own fields, in seconds",
      line({ path: "/export", upstream_header_time: "0.120", latencyMs: undefined, request_time: "1800.0" }),
    ],
    [
      "Kong: a websocket",
      kong({ request: { headers: { upgrade: "websocket" } }, response: { status: 101 } }),
    ],
    ["Kong: events", kong({ response: { headers: { "content-type": "text/event-stream" } } })],
    ["Kong: a websocket service", kong({ request: { url: "wss://shop.example:443/live" } })],
  ])("%s leaves p95 and its criterion alone, and is counted", async (_, connection) => {
    const feed = await makeFeed();
    await send(
      feed,
      many(300, () => line()),
      many(30, () => ({
        ...connection,
        ...("ts" in connection ? { ts: new Date(now.getTime() - 90_000 - ++n).toISOString() } : {}),
      })),
    );
    const { whole, connections } = await overview(feed);
    expect([whole.requests, connections]).toEqual([330, 30]);
    const { p95 } = await judged(feed);
    expect(p95).toBeGreaterThan(75);
    expect(p95).toBeLessThan(130);
    const [kept] = await asAdmin<{ latency: number | null; lasted: number }>(
      "select max(latency_ms) as latency, max(lasted_ms) as lasted from gateway_log where org_id = $1 and connection is not null",
      [feed.orgId],
    );
    expect(kept!.lasted).toBe(HALF_AN_HOUR);
    expect(kept!.latency ?? 0).toBeLessThan(130);
  });

  test.each<[string, object]>([
    [
      "a websocket that was refused",
      line({ path: "/ws", upgrade: "websocket", status: 502, latencyMs: 9_000 }),
    ],
    ["a client that offers h2c and gets an answer", line({ upgrade: "h2c", latencyMs: 9_000 })],
    [
      "an ordinary call of gRPC",
      line({
        method: "POST",
        path: "/shop.v1.Prices/Get",
        contentType: "application/grpc",
        latencyMs: 9_000,
      }),
    ],
    ["a slow answer whose first byte came late", line({ first_byte_ms: 8_900, latencyMs: 9_000 })],
    [
      "an answer in one-way streaming's clothes that failed",
      line({ contentType: "text/event-stream", status: 504, latencyMs: 9_000 }),
    ],
  ])("%s is a request with its latency", async (_, request) => {
    const feed = await makeFeed();
    await send(
      feed,
      many(30, () => ({ ...request, ts: new Date(now.getTime() - 90_000 - ++n).toISOString() })),
    );
    expect((await overview(feed)).connections).toBe(0);
    expect((await judged(feed)).p95).toBeGreaterThan(8_800);
  });

  test("by the time to the first byte a stream that begins late is slow", async () => {
    const feed = await makeFeed();
    await send(
      feed,
      many(20, () =>
        line({
          path: "/events",
          contentType: "text/event-stream",
          firstByteMs: 7_000,
          latencyMs: HALF_AN_HOUR,
        }),
      ),
    );
    const { p95 } = await judged(feed);
    expect(p95).toBeGreaterThan(6_800);
    expect(p95).toBeLessThan(7_200);
  });
});

const CHECKOUT = { payments: ["/v1/checkout", "/v1/checkout/*"] };
const sales = (failing = 20, of = 40) =>
  many(of, (index) => line({ method: "POST", path: "/v1/checkout", status: index < failing ? 502 : 201 }));

describe("C2: what comes beside real use", () => {
  test.each<[string, string, Record<string, unknown>]>([
    ["probes of Kubernetes", "probe", { path: "/v1/checkout/ping", userAgent: "kube-probe/1.29" }],
    ["a balancer at the root", "probe", { path: "/", userAgent: "ELB-HealthChecker/2.0" }],
    [
      "an uptime monitor that looks like a browser",
      "probe",
      { path: "/", userAgent: "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)" },
    ],
    ["probes by their path", "probe", { path: "/svc/healthz" }],
    ["readiness of Spring", "probe", { path: "/shop/actuator/health/readiness" }],
    ["a scrape of metrics", "probe", { path: "/metrics" }],
    ["health below a version", "probe", { path: "/api/v1/health" }],
    ["health checks of gRPC", "probe", { method: "POST", path: "/grpc.health.v1.Health/Check" }],
    ["preflights of the very component", "preflight", { method: "OPTIONS", path: "/v1/checkout" }],
    [
      "a search engine in the shop",
      "bot",
      {
        path: "/v1/checkout/offers",
        userAgent: "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
      },
    ],
    [
      "a crawler nobody has heard of",
      "bot",
      { path: "/offers", userAgent: "Lumenbot/0.3 (+https://lumen.example/bot)" },
    ],
    ["a scanner's foray", "bot", { path: "/.git/config", status: 404 }],
    ["a page's scripts", "static", { path: "/assets/main.3f2a9c.js" }],
    ["a page's fonts", "static", { path: "/fonts/Inter.WOFF2" }],
  ])("%s are shown apart", async (_, trafficClass, over) => {
    const feed = await makeFeed(CHECKOUT);
    await send(
      feed,
      many(3_000, () => line({ ...over, latencyMs: 1 })),
      sales(),
    );
    const { whole } = await overview(feed);
    expect([whole.requests, whole.errors, whole.errorPercent]).toEqual([40, 20, 50]);
    expect(await beside(feed)).toEqual({ [trafficClass]: 3_000 });
    expect((await judged(feed)).errorRate).toBe(50);
    expect((await judged(feed, feed.ids["payments"])).errorRate).toBe(50);
    expect((await judged(feed)).p95).toBeGreaterThan(70);
    expect(await componentErrorBursts(feed.scope, feed.launchId, now)).toEqual(
      new Set([feed.ids["payments"]]),
    );
    expect((await routesOf(feed)).routes.map(({ route }) => route)).toEqual(["/v1/checkout"]);
  });

  test.each<[string, Record<string, unknown>, Record<string, string[]>]>([
    ["an insurer's quotes", { path: "/health-insurance/quotes" }, {}],
    ["the state of an order", { path: "/status/orders" }, {}],
    ["the order's state itself", { path: "/status" }, {}],
    ["a game", { path: "/api/ping-pong" }, {}],
    ["a patient's health", { path: "/patients/4711/health" }, {}],
    ["figures that a product keeps", { method: "POST", path: "/metrics" }, {}],
    ["an invoice", { path: "/downloads/invoice.pdf" }, {}],
    ["a picture that a component lists", { path: "/v1/qr/77.png" }, { codes: ["/v1/qr/*"] }],
    ["a component named ping", { path: "/api/ping" }, { games: ["/api/ping"] }],
    ["a component of health records", { path: "/health" }, { records: ["/health", "/health/*"] }],
    [
      "a phone whose maker is called Cubot",
      { userAgent: "Mozilla/5.0 (Linux; Android 12; CUBOT X30) AppleWebKit/537.36 Mobile" },
      {},
    ],
    [
      "a customer's program that is called a bot",
      { userAgent: "Orderbot/2.0 (+https://customer.example)", consumer: "acme" },
      {},
    ],
    ["an ordinary client", { userAgent: "python-requests/2.32" }, {}],
  ])("%s is real use", async (_, over, components) => {
    const feed = await makeFeed(components);
    await send(
      feed,
      many(10, () => line(over)),
    );
    expect((await overview(feed)).whole.requests).toBe(10);
    expect(await beside(feed)).toEqual({});
  });

  test("a catch-all component does not make probes real use; one that spells the path out does", async () => {
    const feed = await makeFeed({ web: ["/*"] });
    await send(
      feed,
      many(5, () => line({ path: "/healthz" })),
      many(5, () => line({ path: "/logo.svg" })),
      many(5, () => line({ path: "/offers" })),
    );
    expect(await beside(feed)).toEqual({ probe: 5, static: 5 });
    const listed = await makeFeed({ web: ["/*"], probes: ["/healthz"] });
    await send(
      listed,
      many(5, () => line({ path: "/healthz" })),
    );
    expect((await overview(listed)).whole.requests).toBe(5);
  });

  test("a launch's own entry takes what it says from now on, shows what it took, and past figures stay", async () => {
    const feed = await makeFeed(CHECKOUT);
    const heartbeat = () => many(30, () => line({ path: "/orders/beat", userAgent: "warmer/1" }));
    await send(feed, heartbeat(), sales(0, 10));
    const rule = { matches: "path" as const, pattern: "/orders/beat", trafficClass: "probe" as const };
    const preview = await previewTrafficRule(feed.scope, feed.launchId, rule, now);
    expect(preview).toMatchObject({
      matched: 30,
      of: 40,
      isSample: false,
      counted: [{ trafficClass: "use", n: 30 }],
    });
    expect(preview.examples[0]).toMatchObject({ method: "GET", path: "/orders/beat", userAgent: "warmer/1" });
    const { id } = await addTrafficRule(feed.scope, { launchId: feed.launchId, rule });
    await expect(addTrafficRule(feed.scope, { launchId: feed.launchId, rule })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await send(feed, heartbeat());
    expect((await overview(feed)).whole.requests).toBe(40);
    expect(await beside(feed)).toEqual({ probe: 30 });
    const listed = await listTrafficRules(feed.scope, feed.launchId, now);
    expect(listed.find((request) => request.id === id)).toMatchObject({
      today: expect.any(Number),
      isOn: true,
      name: null,
    });
    const [taken] = await asAdmin<{ n: number }>(
      "select sum(n)::int as n from traffic_rule_count where org_id = $1 and rule_id = $2",
      [feed.orgId, id],
    );
    expect(taken).toEqual({ n: 30 });
    await switchTrafficRule(feed.scope, { launchId: feed.launchId, ruleId: id, isOn: false });
    await send(feed, heartbeat());
    expect((await overview(feed)).whole.requests).toBe(70);
    await removeTrafficRule(feed.scope, { launchId: feed.launchId, ruleId: id });
    await expect(
      removeTrafficRule(feed.scope, { launchId: feed.launchId, ruleId: id }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("a built-in entry can be switched off and on, for one launch alone", async () => {
    const [feed, other] = [await makeFeed(), await makeFeed()];
    await switchTrafficRule(feed.scope, {
      launchId: feed.launchId,
      ruleId: "preflight.options",
      isOn: false,
    });
    for (const request of [feed, other])
      await send(
        request,
        many(5, () => line({ method: "OPTIONS" })),
      );
    expect((await overview(feed)).whole.requests).toBe(5);
    expect(await beside(other)).toEqual({ preflight: 5 });
    await expect(
      switchTrafficRule(other.scope, { launchId: feed.launchId, ruleId: "preflight.options", isOn: true }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("a preview says which components keep what an entry would take", async () => {
    const feed = await makeFeed(CHECKOUT);
    await send(
      feed,
      sales(0, 12),
      many(8, () => line({ path: "/v1/search" })),
    );
    const preview = await previewTrafficRule(
      feed.scope,
      feed.launchId,
      { matches: "path", pattern: "/v1/*", trafficClass: "bot" },
      now,
    );
    expect(preview).toMatchObject({
      matched: 8,
      of: 20,
      keptBy: [{ componentId: feed.ids["payments"], n: 12 }],
    });
  });

  test("the same line sent again counts for no entry twice", async () => {
    const feed = await makeFeed();
    const probe = line({ path: "/healthz", requestId: "probe-1" });
    await send(feed, [probe]);
    const answer = await app.request(`/api/v1/logs/${feed.key}`, {
      method: "POST",
      headers: { "content-type": "application/x-ndjson" },
      body: `${JSON.stringify(probe)}\n${JSON.stringify(line({ path: "/healthz", requestId: "probe-2" }))}`,
    });
    expect(await answer.json()).toMatchObject({ accepted: 1, duplicates: 1 });
    expect(
      await asAdmin("select sum(n)::int as n from traffic_rule_count where org_id = $1", [feed.orgId]),
    ).toEqual([{ n: 2 }]);
  });
});

const word = (index: number): string =>
  [index % 26, Math.floor(index / 26) % 26, Math.floor(index / 676) % 26]
    .map((letter) => String.fromCharCode(97 + letter))
    .join("");

describe("C3: strangers can't fill what a launch knows", () => {
  const pay = () =>
    many(60, (index) => line({ method: "POST", path: "/v1/checkout/pay", status: index % 2 ? 502 : 200 }));
  const components = { till: ["/v1/checkout/*"] };

  test.each<[string, (index: number) => string]>([
    ["at the root", (index) => `/x${word(index)}`],
    ["two deep", (index) => `/${word(index % 25)}/${word(index)}`],
    ["beside the component", (index) => `/v1/${word(index)}`],
    ["within the component", (index) => `/v1/checkout/${word(index % 26)}/${word(index)}`],
  ])("700 paths %s, answered 200, and the component has its requests and errors", async (_, path) => {
    const feed = await makeFeed(components);
    const isWithin = path(0).startsWith("/v1/checkout");
    await send(
      feed,
      many(700, (index) => line({ path: path(index) })),
    );
    await send(feed, pay());
    const figures = (await overview(feed)).components.find(
      ({ componentId }) => componentId === feed.ids["till"],
    );
    expect(figures).toMatchObject({ requests: isWithin ? 760 : 60, errors: 30 });
    const { routes } = await routesOf(feed);
    expect(routes.find(({ route }) => route === "/v1/checkout/pay")).toMatchObject({
      requests: 60,
      errors: 30,
      componentId: feed.ids["till"],
    });
  });

  test("a route that nobody listed comes through a full cap when it is asked for, and the screen says what did not", async () => {
    const feed = await makeFeed();
    await send(
      feed,
      many(1_600, (index) => line({ path: `/${word(index % 40)}/${word(Math.floor(index / 40))}` })),
    );
    const full = await routesOf(feed);
    expect(full.overflow).toEqual({
      requests: 1_600 - ROUTES_MAX,
      paths: 1_600 - ROUTES_MAX,
      arePathsMore: false,
    });
    await send(
      feed,
      many(60, (index) => line({ method: "POST", path: "/refunds/open", status: index % 2 ? 502 : 200 })),
    );
    expect((await routesOf(feed)).routes.find(({ route }) => route === "/refunds/open")).toMatchObject({
      requests: 60,
      errors: 30,
    });
  });

  test.each(["/shops/:/cart", "/wiki/:", "/tenants/:/users/me"])(
    "%s: a position that keeps bringing new values becomes {id}",
    async (path) => {
      const feed = await makeFeed();
      for (let batch = 0; batch < 4; batch++)
        await send(
          feed,
          many(200, (index) => line({ path: path.replace(":", `${word(batch * 200 + index)}haus`) })),
        );
      const { routes } = await routesOf(feed);
      expect(routes).toEqual([expect.objectContaining({ route: path.replace(":", "{id}"), requests: 800 })]);
    },
  );

  test("a component's own room is bounded, and what finds none stays the component's", async () => {
    const feed = await makeFeed(components);
    await send(
      feed,
      many(900, (index) =>
        line({
          path: `/v1/checkout/${word(index % 30)}/${word(Math.floor(index / 30))}`,
          status: index % 3 ? 200 : 503,
        }),
      ),
    );
    const [rows] = await asAdmin<{ n: number }>(
      "select count(distinct route)::int as n from traffic_minute where org_id = $1",
      [feed.orgId],
    );
    expect(rows!.n).toBeLessThanOrEqual(ROUTES_MAX_PATTERN + 1);
    expect((await overview(feed)).components).toContainEqual(
      expect.objectContaining({ componentId: feed.ids["till"], requests: 900, errors: 300 }),
    );
  });

  test("adversary: long batches of every shape fill nothing, evict nobody and slow nobody", async () => {
    const feed = await makeFeed(components);
    const real = () => many(30, (index) => line({ path: `/shop/${word(index % 10)}` }));
    await send(feed, real(), real());
    const tookMs: number[] = [];
    for (let round = 0; round < 5; round++) {
      const from = performance.now();
      await send(
        feed,
        many(3_000, (index) => {
          const salt = word(round * 3_000 + index);
          return line({
            path: [
              `/${salt}`,
              `/v1/${salt}/x`,
              `/${word(index % 49)}/${word(index % 47)}/${salt}`,
              `/v1/checkout/${salt}${index}`,
            ][index % 4],
            status: index % 7 ? 200 : 404,
            userAgent: `Mozilla/5.0 (${salt})`,
          });
        }),
      );
      tookMs.push(performance.now() - from);
    }
    await send(feed, real(), pay());
    const { routes } = await routesOf(feed);
    for (let index = 0; index < 10; index++)
      expect(routes.find(({ route }) => route === `/shop/${word(index)}`)?.requests).toBe(9);
    expect(routes.find(({ route }) => route === "/v1/checkout/pay")).toMatchObject({
      requests: 60,
      errors: 30,
    });
    const [rows] = await asAdmin<{ n: number }>(
      "select count(distinct route)::int as n from traffic_minute where org_id = $1",
      [feed.orgId],
    );
    expect(rows!.n).toBeLessThan(2 * (ROUTES_MAX + ROUTES_MAX_PATTERN));
    expect(tookMs.at(-1)!).toBeLessThan(5 * Math.max(300, tookMs[0]!));
  });
});
