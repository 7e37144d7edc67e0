import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { LogReceipt } from "@/contracts/monitoring";
import { readWarRoom } from "@/server/analysis/war-room.queries";
import { createSource } from "@/server/intake/sources.commands";
import { emptyLogNotes } from "@/server/db/due-doors";
import { listTroubledFeeds, readFeed } from "@/server/monitoring/feed-health.queries";
import { listRoutes } from "@/server/monitoring/route-traffic.queries";
import { lastMinutes, readTraffic, WHOLE_LAUNCH } from "@/server/monitoring/traffic.queries";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { startWebServer, type TestServer } from "@/server/testing/web-server";

/** Public cases about what becomes of log lines, through the door for logs, each with siblings of the same kind. */

let web: TestServer;
let world: World;
let source: { id: string; key: string };
const now = new Date();

beforeAll(async () => {
  web = await startWebServer();
});
afterAll(() => web.close());
beforeEach(async () => {
  world = await makeWorld();
  const { id, key } = await createSource(world.scope, {
    launchId: world.launchId,
    kind: "gateway_logs",
    name: "Edge",
  });
  source = { id, key };
});

type Line = Record<string, unknown>;
const line = (over: Line = {}, secondsAgo = 90): Line => ({
  ts: new Date(now.getTime() - secondsAgo * 1_000).toISOString(),
  method: "POST",
  path: "/v1/checkout",
  status: 200,
  latencyMs: 120,
  ...over,
});
async function post(body: string | readonly Line[], status = 202): Promise<LogReceipt> {
  const answer = await fetch(`${web.url}/api/v1/logs/${source.key}`, {
    method: "POST",
    headers: { "content-type": "application/x-ndjson" },
    body: typeof body === "string" ? body : body.map((line) => JSON.stringify(line)).join("\n"),
  });
  const answered: unknown = await answer.json();
  expect([answer.status, answered]).toEqual([status, expect.anything()]);
  return answered as LogReceipt;
}
const whole = async () =>
  (await readTraffic(world.scope, world.launchId, lastMinutes(now, 60))).get(WHOLE_LAUNCH);
const stored = (columns: string) =>
  asAdmin(`select ${columns} from gateway_log where org_id = $1 order by seq`, [world.orgId]);
const feed = () => readFeed(world.scope, source.id, now);

const kong = (over: Line) => ({
  started_at: now.getTime() - 90_000,
  request: { id: "k-1", method: "POST", uri: "/v1/checkout", size: "12" },
  latencies: { request: 60_004, kong: 4, proxy: -1 },
  ...over,
});

describe("C4: who got no answer is in no log by a status, and is counted all the same", () => {
  const withoutStatus: [string, Line][] = [
    ["Envoy's 0", line({ status: 0 })],
    ["null", line({ status: null })],
    ["nginx's dash", line({ status: "-" })],
    ["an empty text", line({ status: "" })],
    ["no status field", line({ status: undefined })],
    ["curl's 000", line({ status: "000" })],
    ["HAProxy's -1", line({ status: -1, termination_state: "sC--" })],
    ["HAProxy's -1 as text", line({ status: "-1" })],
    [
      "Envoy's response_code beside its flags",
      line({ status: undefined, response_code: 0, response_flags: "UF,URX" }),
    ],
    ["Envoy's flags alone", line({ status: undefined, response_flags: "UH" })],
    ["Kong without response.status", kong({ response: { headers: {}, size: 0 } })],
    ["Kong with an empty response", kong({ response: {} })],
    ["Kong without a response", kong({})],
    ["Kong with null for a response", kong({ response: null })],
  ];

  test.each(withoutStatus)("%s", async (_, unanswered) => {
    expect(await post([unanswered])).toMatchObject({ accepted: 1, rejected: 0 });
    expect(await stored("status")).toEqual([{ status: null }]);
    expect(await whole()).toMatchObject({ requests: 1, errors: 1, noAnswers: 1, errorPercent: 100 });
  });

  test("they are slow, they fail, and the route shows them", async () => {
    const lines = [
      ...Array.from({ length: 90 }, () => line()),
      ...Array.from({ length: 10 }, () => line({ status: 0, latencyMs: 30_000 })),
    ];
    await post(lines);
    const figures = await whole();
    expect(figures).toMatchObject({ requests: 100, errors: 10, noAnswers: 10, errorPercent: 10 });
    expect(figures!.p95Ms).toBeGreaterThan(29_000);
    const { routes } = await listRoutes(world.scope, world.launchId, lastMinutes(now, 60), "failing");
    expect(routes).toMatchObject([{ route: "/v1/checkout", requests: 100, noAnswers: 10, errors: 10 }]);
    expect((await feed()).tally).toMatchObject({ accepted: 100, noAnswer: 10 });
    const room = await readWarRoom(world.scope, world.launchId, now);
    expect(room.traffic.episodes).toMatchObject([{ errors: 10, requests: 100 }]);
  });

  test("nginx's 499 is an answer that the client did not wait for: a 4xx, and no failure of the service", async () => {
    await post([line({ status: 499, latencyMs: 9_000 }), line({ status: "499" }), line()]);
    expect(await whole()).toMatchObject({ requests: 3, errors: 0, noAnswers: 0 });
    expect(
      await asAdmin("select sum(n4xx)::int as n from traffic_minute where org_id = $1", [world.orgId]),
    ).toEqual([{ n: 2 }]);
  });

  test.each([["abc"], [42], [1_200], ["2xx"], [99.5], [-2], [true]])(
    "%j is no status: the line is refused, with its number and reason",
    async (status) => {
      expect(await post([line(), line({ status })])).toMatchObject({
        accepted: 1,
        rejected: 1,
        rejections: [{ line: 2, reason: "status is not an HTTP status" }],
      });
    },
  );

  test("a whole feed without a status is stored, and its page says what is wrong with it", async () => {
    const receipt = await post(Array.from({ length: 20 }, () => line({ status: undefined, code: 200 })));
    expect(receipt).toMatchObject({
      accepted: 20,
      warnings: [expect.stringContaining("No line has a status")],
    });
    expect((await feed()).warnings).toMatchObject([{ kind: "implausible", n: 20 }]);
  });
});

describe("C5: a duration is read where it can mean one thing only, and otherwise counted as unreadable", () => {
  test.each([
    [{ latencyMs: "0,95" }, 0.95, null],
    [{ latencyMs: "4001ms" }, 4_001, null],
    [{ latencyMs: "1.2s" }, 1_200, null],
    [{ latencyMs: "350µs" }, 0.35, null],
    [{ latencyMs: " 41.5 " }, 41.5, null],
    [{ latencyMs: "PT0.35S" }, 350, null],
    [{ latencyMs: "1m2s" }, 62_000, null],
    [{ latencyMs: "4.001e3" }, 4_001, null],
    [{ latencyMs: 120, upstreamMs: "0.002, 4.1" }, 120, 4.102],
    [{ latencyMs: 120, upstreamMs: "-, 1.394" }, 120, 1.394],
    [{ latencyMs: 120, upstreamMs: "0.001 : 0.002" }, 120, 0.003],
    [{ latencyMs: 120, upstreamMs: ["1.5", 2.5] }, 120, 4],
    [{ latencyMs: undefined, request_time: "0.024", upstream_response_time: "0.002, 0.021" }, 24, 23],
    [{ latencyMs: undefined, request_time: 1.25 }, 1_250, null],
    [{ latencyMs: undefined, duration_us: "1500" }, 1.5, null],
    [{ latencyMs: undefined, duration: "15.2ms" }, 15.2, null],
    [{ latencyMs: "-", upstreamMs: -1 }, null, null],
  ])("%j", async (over, latency, upstream) => {
    await post([line(over)]);
    const [row] = await stored("latency_ms::float8, upstream_ms::float8");
    for (const [read, ms] of [
      [row!["latency_ms"], latency],
      [row!["upstream_ms"], upstream],
    ])
      if (ms === null) expect(read).toBeNull();
      else expect(read).toBeCloseTo(Number(ms), 4);
    expect((await feed()).tally.unreadable).toBe(0);
  });

  test.each([["fast"], ["1,234"], ["NaN"], ["Infinity"], [-350], ["12 parsecs"], [1e12], [{ ms: 3 }]])(
    "%j can't be read: the line counts, its latency does not, and the page shows it",
    async (latencyMs) => {
      expect(await post([line({ latencyMs }), line()])).toMatchObject({ accepted: 2 });
      expect(await stored("latency_ms")).toEqual([{ latency_ms: null }, { latency_ms: 120 }]);
      const { tally, notes } = await feed();
      expect(tally).toMatchObject({ accepted: 2, unreadable: 1 });
      expect(notes).toMatchObject([
        {
          kind: "unreadable",
          reason: "latencyMs can't be read as a duration",
          lastDay: 1,
          examples: [expect.stringMatching(/^latencyMs: ./)],
        },
      ]);
    },
  );

  test("a bare number in a field without a unit is not guessed at", async () => {
    await post([line({ latencyMs: undefined, duration: 250 })]);
    expect(await stored("latency_ms")).toEqual([{ latency_ms: null }]);
    expect((await feed()).notes).toMatchObject([{ reason: "duration can't be read as a duration" }]);
  });

  const many = (of: (index: number) => Line) => Array.from({ length: 40 }, (_, index) => line(of(index)));
  test.each([
    [
      "seconds in a field of milliseconds",
      (i: number) => ({ latencyMs: 0.024 + (i % 9) * 0.11 }),
      "look like seconds",
    ],
    [
      "the same as text",
      (i: number) => ({ latency_ms: `0.${100 + i}`, latencyMs: undefined }),
      "look like seconds",
    ],
    [
      "milliseconds in a field of seconds",
      (i: number) => ({ latencyMs: undefined, request_time: 24 + i }),
      "look like milliseconds",
    ],
    [
      "microseconds of slow requests in a field of milliseconds",
      (i: number) => ({ latencyMs: 700_000 + i * 1_000 }),
      "over ten minutes",
    ],
    ["two units in one line", (i: number) => ({ latencyMs: 3 + i, upstreamMs: 900 + i }), "another unit"],
  ])("%s: the batch is stored as it came and named", async (_, of, words) => {
    const receipt = await post(many(of));
    expect(receipt).toMatchObject({ accepted: 40, warnings: [expect.stringContaining(words)] });
    const { warnings, notes } = await feed();
    expect(warnings).toMatchObject([
      { kind: "implausible", reason: expect.stringContaining(words) as string },
    ]);
    expect(notes[0]!.examples.length).toBeGreaterThan(0);
    expect(await listTroubledFeeds(world.scope, world.launchId, now)).toMatchObject([{ name: "Edge" }]);
  });

  test.each([
    ["fast requests in milliseconds", (i: number) => ({ latencyMs: 2.25 + (i % 60) })],
    ["slow ones in seconds", (i: number) => ({ latencyMs: undefined, request_time: 1.024 + i })],
    ["a service behind a gateway", (i: number) => ({ latencyMs: 41.5 + i, upstreamMs: 38 + i })],
    ["some without an answer", (i: number) => ({ status: i % 2 ? 0 : 200 })],
  ])("%s: nothing is named", async (_, of) => {
    expect((await post(many(of))).warnings).toEqual([]);
    expect((await feed()).warnings).toEqual([]);
  });
});

describe("C7: lines that were refused are in sight", () => {
  test("one good line and 999 that are no use: on the source's page, in the list and in the war room, at once", async () => {
    const bad = Array.from({ length: 999 }, (_, index) => line({ status: "abc", requestId: `r-${index}` }));
    expect(await post([line(), ...bad])).toMatchObject({ accepted: 1, rejected: 999 });
    const { arrived, tally, notes, warnings } = await feed();
    expect(arrived).toBe(1_000);
    expect(tally).toMatchObject({ accepted: 1, refused: 999 });
    expect(notes).toMatchObject([
      {
        kind: "refused",
        reason: "status is not an HTTP status",
        lastDay: 999,
        all: 999,
        last: expect.any(Date) as Date,
      },
    ]);
    expect(notes[0]!.examples[0]).toContain('"status":"abc"');
    expect(warnings).toMatchObject([{ kind: "refused", n: 999, percent: 99.9 }]);
    expect((await readWarRoom(world.scope, world.launchId, now)).troubledFeeds).toMatchObject([
      { sourceId: source.id, name: "Edge", warnings: [{ kind: "refused" }] },
    ]);
  });

  test("each reason is counted with its own examples", async () => {
    await post(
      [
        JSON.stringify(line()),
        '{"ts": broken',
        "[1]",
        JSON.stringify(line({ ts: "yesterday" })),
        JSON.stringify(line({ method: undefined })),
        JSON.stringify(line({ path: "" })),
        JSON.stringify(line({ ts: "2020-01-01T00:00:00Z" })),
        JSON.stringify(line({ status: 42 })),
        JSON.stringify(line({ status: 43 })),
      ].join("\n"),
    );
    const { notes, tally } = await feed();
    expect(tally).toMatchObject({ accepted: 1, refused: 8 });
    expect(notes.find((note) => note.reason === "status is not an HTTP status")).toMatchObject({
      lastDay: 2,
    });
    expect(new Set(notes.map((note) => note.reason)).size).toBe(7);
    expect(notes.every((note) => note.examples.length > 0)).toBe(true);
  });

  test("a batch that is refused as a whole is counted too", async () => {
    await post(["no", "use", "at", "all"].join("\n"), 400);
    await post([line({ status: 7 }), line({ method: 7 })], 422);
    expect((await feed()).tally).toMatchObject({ accepted: 0, refused: 2 });
  });

  test("an example shows what is wrong, and nobody's address, agent, query string or secret", async () => {
    const secrets = {
      clientIp: "203.0.113.77",
      userAgent: "Mozilla/5.0 Marker",
      consumer: "jo.marker@kunde.example",
      authorization: "Bearer marker-1234",
      path: "/v1/orders/jo@kunde.example?card=4242marker",
    };
    await post(
      [
        JSON.stringify(line()),
        JSON.stringify(line({ ...secrets, status: "nope" })),
        JSON.stringify(line({ status: "eyJhbGciOiJIUzI1NiJ9.marker.sig" })),
        '203.0.113.77 - jo@kunde.example "GET /a?token=marker HTTP/1.1" 200',
        '{"ts":"2026-01-01T00:00:00Z","password":"marker", broken',
        '{"ip":"2001:db8::77:1","x": broken',
        JSON.stringify(line({ status: "🙂".repeat(400) })),
      ].join("\n"),
    );
    const examples = (await feed()).notes.flatMap((note) => note.examples);
    expect(examples.length).toBeGreaterThan(3);
    expect(examples.join("\n")).not.toMatch(/marker|4242|kunde|203\.0\.113|2001:db8|Mozilla|eyJ/i);
    expect(examples.join("\n")).toContain('"status":"nope"');
    expect(examples.join("\n")).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
    expect(examples.every((example) => example.length <= 240)).toBe(true);
  });

  test("what is kept of them is emptied after a week, for every organization", async () => {
    await post([line(), line({ status: "abc" })]);
    expect(await emptyLogNotes(new Date(now.getTime() - 3_600_000))).toBe(0);
    await asAdmin("update log_note set hour = hour - interval '8 days' where org_id = $1", [world.orgId]);
    await asAdmin("update log_tally set hour = hour - interval '8 days' where org_id = $1", [world.orgId]);
    expect((await feed()).notes).toEqual([]);
    expect(await emptyLogNotes(new Date(now.getTime() - 7 * 86_400_000))).toBe(2);
    expect(await asAdmin("select 1 from log_note where org_id = $1", [world.orgId])).toEqual([]);
  });

  test("another organization sees none of it", async () => {
    await post([line(), line({ status: "abc" })]);
    const stranger = await makeWorld();
    expect(await readFeed(stranger.scope, source.id, now)).toMatchObject({ arrived: 0, notes: [] });
  });
});

describe("C8: a request is counted once, in whatever batches its line comes again", () => {
  const requests = Array.from({ length: 6 }, (_, index) =>
    line(
      { requestId: `req-${index}`, status: index === 2 || index === 4 ? 502 : 200, latencyMs: 100 + index },
      90 - index,
    ),
  );

  test("req-0 to req-3, then req-0 to req-5: six requests, two errors", async () => {
    expect(await post(requests.slice(0, 4))).toMatchObject({ accepted: 4, duplicates: 0 });
    expect(await post(requests)).toMatchObject({ accepted: 2, duplicates: 4, rejected: 0 });
    expect(await whole()).toMatchObject({ requests: 6, errors: 2 });
    expect(await stored("request_id")).toHaveLength(6);
    expect((await feed()).tally).toMatchObject({ accepted: 6, duplicates: 4 });
  });

  test("one at a time, backwards, overlapping, twice in one batch", async () => {
    for (const request of requests.slice(0, 3)) await post([request]);
    await post([...requests].reverse());
    await post(requests.slice(2, 5));
    expect(await post([requests[0]!, requests[5]!, requests[5]!])).toMatchObject({
      accepted: 0,
      duplicates: 3,
    });
    expect(await post([line({ requestId: "twice" }), line({ requestId: "twice" })])).toMatchObject({
      accepted: 1,
      duplicates: 1,
    });
    expect(await whole()).toMatchObject({ requests: 7, errors: 2 });
    expect(
      await asAdmin(
        "select sum((select sum(c) from unnest(buckets) c))::int as n from traffic_minute where org_id = $1",
        [world.orgId],
      ),
    ).toEqual([{ n: 7 }]);
  });

  test("batches with the same lines that meet, in any order: each request once, and nobody is told to give up", async () => {
    const many = Array.from({ length: 400 }, (_, index) =>
      line({ requestId: `met-${index}`, latencyMs: index }),
    );
    const orders = [
      many,
      [...many].reverse(),
      many.slice(100),
      many.slice(0, 300),
      [...many.slice(200), ...many.slice(0, 200)],
    ];
    const answers = await Promise.all(
      orders.map((lines, n) =>
        fetch(`${web.url}/api/v1/logs/${source.key}`, {
          method: "POST",
          headers: { "content-type": "application/x-ndjson", "idempotency-key": `met-${n}` },
          body: lines.map((line) => JSON.stringify(line)).join("\n"),
        }),
      ),
    );
    expect(answers.every((answer) => answer.status === 202 || answer.status === 503)).toBe(true);
    for (const lines of orders) await post(lines);
    expect(await whole()).toMatchObject({ requests: 400 });
    expect(await stored("request_id")).toHaveLength(400);
  });

  test("a long batch that is sent again in two halves, read in its thread", async () => {
    const many = Array.from({ length: 6_000 }, (_, index) =>
      line({ requestId: `long-${index}`, latencyMs: index % 900 }),
    );
    expect(await post(many)).toMatchObject({ accepted: 6_000 });
    expect(await post(many.slice(0, 2_999))).toMatchObject({ accepted: 0, duplicates: 2_999 });
    expect(await post([...many.slice(2_999), line({ requestId: "new" })])).toMatchObject({
      accepted: 1,
      duplicates: 3_001,
    });
    expect(await whole()).toMatchObject({ requests: 6_001 });
  });

  test.each([
    [
      "a page's trace id for all its requests",
      (i: number) => ({ requestId: "page-1", path: `/api/part-${i}` }),
    ],
    ["a constant", (i: number) => ({ requestId: "abc", latencyMs: i })],
    ["a constant, and lines that are alike", () => ({ requestId: "abc", ts: "whole" })],
    ["zero", () => ({ requestId: "0" })],
    ["a dash", () => ({ requestId: "-" })],
    ["nothing", () => ({ requestId: "" })],
    ["zeros in groups", () => ({ requestId: "00000000-0000-0000-0000-000000000000" })],
    ["the word null", () => ({ requestId: "null" })],
  ])("%s is no request's own id, and swallows none", async (_, of) => {
    const second = `${new Date(now.getTime() - 60_000).toISOString().slice(0, 19)}Z`;
    const lines = Array.from({ length: 12 }, (_, index) => {
      const over: Line = of(index);
      return line({ ...over, ts: second });
    });
    expect(await post(lines)).toMatchObject({ accepted: 12, duplicates: 0 });
    expect(await whole()).toMatchObject({ requests: 12 });
  });

  test("the same id at another time, on another path, with another answer or of another source is another request", async () => {
    const first = line({ requestId: "same" });
    await post([first, { ...first, path: "/v1/other" }, { ...first, status: 503 }]);
    expect(await post([line({ requestId: "same" }, 91)])).toMatchObject({ accepted: 1 });
    const other = await createSource(world.scope, {
      launchId: world.launchId,
      kind: "gateway_logs",
      name: "Inner",
    });
    source = { id: other.id, key: other.key };
    expect(await post([first])).toMatchObject({ accepted: 1, duplicates: 0 });
    expect(await whole()).toMatchObject({ requests: 5 });
  });

  test("a batch that comes again as a whole counts its lines as repeated, and answers as before", async () => {
    await post(requests);
    expect(await post(requests)).toMatchObject({ isDuplicate: true, accepted: 6, duplicates: 0 });
    expect((await feed()).tally).toMatchObject({ accepted: 6, duplicates: 6 });
    expect(await whole()).toMatchObject({ requests: 6 });
  });
});
