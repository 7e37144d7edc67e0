import { existsSync, readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSource } from "@/server/intake/sources.commands";
import { signZendesk } from "@/server/intake/sources/zendesk";
import { createApiKey } from "@/server/tenancy/api-keys.commands";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { startWebServer, type TestServer } from "@/server/testing/web-server";
import { patiently } from "@/server/testing/waiting";

/** Hostile bodies per address; the same ones in every run. `npm run test:fuzz` sends 2,000. */
const PER_ADDRESS = Number(process.env["FUZZ_BODIES"] ?? 250);
const SEED = 20_261_124;
const AT_ONCE = 16;
const CALLED = ["intake.createSource", "intake.report", "intake.form", "account.signUp,account.me"];
/** The first bytes of a body as a part of an address. */
const inAddress = (body: string | Uint8Array, chars: number): string =>
  encodeURIComponent(Buffer.from(body).toString("latin1").slice(0, chars));

let web: TestServer;
let world: World;
let key: string;
let logsKey: string;
let zendesk: { key: string; secret: string };

beforeAll(async () => {
  web = await startWebServer();
  world = await makeWorld();
  key = (
    await createApiKey(world.scope, {
      name: "app",
      scopes: ["items:write", "releases:write"],
      lifetimeDays: null,
    })
  ).secret;
  logsKey = (
    await createSource(world.scope, { launchId: world.launchId, kind: "gateway_logs", name: "Kong" })
  ).key;
  const made = await createSource(world.scope, {
    launchId: world.launchId,
    kind: "zendesk",
    name: "Zendesk",
  });
  zendesk = { key: made.key, secret: made.secret! };
});
afterAll(() => web.close());

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const shared = "../shared/data/adversarial";
const documents = existsSync(shared)
  ? readdirSync(`${shared}/json_test_suite`).map((name) => readFileSync(`${shared}/json_test_suite/${name}`))
  : [];
const strangeStrings = existsSync(shared)
  ? (JSON.parse(readFileSync(`${shared}/blns.json`, "utf8")) as string[])
  : [];
/** Values that some layer below has been known to choke on. */
const STRANGE: unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  -0,
  2 ** 53,
  9_999_999_999_999,
  "",
  " ",
  "\u0000",
  "\ud800",
  "\udfff\ud800",
  "\uffff",
  "\u202e\u202d",
  "a".repeat(30_000),
  "🏳️‍🌈".repeat(400),
  "%00",
  "' or 1=1 --",
  "\\",
  "$1",
  "{{7*7}}",
  "${7*7}",
  "__proto__",
  "constructor",
  [],
  {},
  [[]],
  [null],
  { __proto__: 1 },
  { length: 1e9 },
  { toString: "x", valueOf: "x" },
  "2026-02-30T00:00:00Z",
  "+275760-09-13T00:00:00Z",
  "-000001-01-01T00:00:00Z",
  "0000-00-00",
  "NaN",
  "Infinity",
  "1e400",
  "to_tsquery('a & ')",
  "(((((a+)+)+)+)+)$",
  "\r\nset-cookie: a=b",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "<img src=x onerror=alert(1)>",
];

/** One valid body, broken in a way that depends on the draw: a value swapped, bytes changed, cut, repeated, nested, or replaced whole. */
function breakBody(valid: Record<string, unknown>, random: () => number, n: number): Uint8Array {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  if (documents.length > 0 && n % 3 === 0) return new Uint8Array(documents[(n / 3) % documents.length]!);
  const names = Object.keys(valid);
  switch (Math.floor(random() * 9)) {
    case 0:
      return encode({ ...valid, [pick(names)]: pick(STRANGE) });
    case 1:
      return encode({
        ...valid,
        [pick(names)]: strangeStrings.length > 0 ? pick(strangeStrings) : pick(STRANGE),
      });
    case 2:
      return new TextEncoder().encode(
        JSON.stringify({ ...valid, [pick(names)]: "HERE" }).replace(
          '"HERE"',
          pick([
            '"\\u0000"',
            '"\\ud800"',
            "1e400",
            "-1e400",
            "[".repeat(5_000),
            '{"a":'.repeat(2_000),
            "nul",
            '"\u0001"',
            "0123",
            "--1",
          ]),
        ),
      );
    case 3: {
      const bytes = encode(valid);
      for (let changes = 1 + Math.floor(random() * 8); changes > 0; changes--)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      return bytes;
    }
    case 4:
      return encode(valid).slice(0, Math.floor(random() * 60));
    case 5:
      return Uint8Array.from({ length: Math.floor(random() * 300) }, () => Math.floor(random() * 256));
    case 6:
      return encode(
        Object.fromEntries([
          ...Object.entries(valid),
          ...Array.from({ length: 400 }, (_, index) => [
            `${JSON.stringify(pick(STRANGE)).slice(0, 60)}${index}`,
            pick(STRANGE),
          ]),
        ]),
      );
    case 7:
      return encode(
        pick([
          [valid],
          [[[valid]]],
          pick(STRANGE),
          { data: valid },
          Array.from({ length: 500 }, () => valid),
        ]),
      );
    default:
      return encode(Object.fromEntries(names.map((name) => [name, pick(STRANGE)])));
  }
}

type Send = (body: Uint8Array, n: number) => Promise<Response>;
type Verdict = { sent: number; failures: string[]; slowestMs: number };

async function sendAll(valid: Record<string, unknown>, send: Send): Promise<Verdict> {
  const random = randomFrom(SEED);
  const verdict: Verdict = { sent: 0, failures: [], slowestMs: 0 };
  const bodies = Array.from({ length: PER_ADDRESS }, (_, n) => breakBody(valid, random, n));
  for (let from = 0; from < bodies.length; from += AT_ONCE) {
    await Promise.all(
      bodies.slice(from, from + AT_ONCE).map(async (body, index) => {
        const started = performance.now();
        const answer = await send(body, from + index);
        const text = await answer.text();
        verdict.slowestMs = Math.max(verdict.slowestMs, performance.now() - started);
        verdict.sent += 1;
        if (answer.status >= 500)
          verdict.failures.push(
            `${answer.status} for ${Buffer.from(body).toString("latin1").slice(0, 120)}: ${text.slice(0, 200)}`,
          );
      }),
    );
  }
  return verdict;
}

describe(`${PER_ADDRESS} hostile bodies per address (seed ${SEED}) bring neither a 5xx, nor a hang, nor the process down`, () => {
  const asBody = (body: Uint8Array) => body as BodyInit;
  const post = (path: string, headers: Record<string, string>, body: Uint8Array) =>
    fetch(`${web.url}${path}`, { method: "POST", headers, body: asBody(body), redirect: "manual" });
  const json = { "content-type": "application/json" };
  const item = {
    launch: "two",
    text: "It hangs.",
    title: "Hangs",
    reporter: { name: "Kim", email: "kim@example.test" },
    context: { url: "https://x.example", tags: ["a"] },
    occurredAt: new Date().toISOString(),
  };
  const form = {
    text: "It hangs.",
    email: "kim@example.test",
    url: "https://x.example",
    version: "1",
    account: "a",
    request_id: "r",
    nonce: "n",
    website: "",
  };
  const ticket = {
    ticket_id: "1",
    title: "Hangs",
    description: "<p>It hangs.</p>",
    url: "x.zendesk.com/1",
    tags: "a b",
    requester_email: "kim@example.test",
    type: "zen:event-type:ticket.created",
    detail: { id: "1" },
    event: {},
    time: new Date().toISOString(),
  };
  const line = {
    ts: new Date().toISOString(),
    method: "GET",
    path: "/a",
    status: 200,
    latencyMs: 5,
    route: "/a",
    service: "s",
    requestId: "r",
  };
  const kong = {
    started_at: Date.now(),
    request: { method: "GET", uri: "/a", url: "http://x/a", headers: {} },
    response: { status: 200, size: 3 },
    latencies: { request: 4, kong: 1, proxy: 3 },
    service: { name: "s" },
    route: { name: "r" },
    client_ip: "10.0.0.1",
  };
  const release = {
    launch: "two",
    kind: "deployment",
    version: "1",
    title: "One",
    startedAt: new Date().toISOString(),
    outcome: "succeeded",
    url: "https://x.example",
  };
  const procedure = {
    json: { id: "src_1", version: 1, name: "x", launchId: "lau_1", kind: "form" },
    meta: { values: {} },
  };

  const addresses: [string, Record<string, unknown>, Send][] = [
    ["items", item, (body) => post("/api/v1/items", { ...json, authorization: `Bearer ${key}` }, body)],
    [
      "items, packed",
      item,
      (body, n) =>
        post(
          "/api/v1/items",
          {
            ...json,
            authorization: `Bearer ${key}`,
            "content-encoding": "gzip",
            "idempotency-key": `fuzz-${n}`,
          },
          new Uint8Array(gzipSync(body)),
        ),
    ],
    ["a form as JSON", form, (body) => post(`/api/v1/forms/${world.formKey}`, json, body)],
    [
      "a form's fields",
      form,
      (body) =>
        post(
          `/api/v1/forms/${world.formKey}`,
          { "content-type": "application/x-www-form-urlencoded", accept: "text/html" },
          new TextEncoder().encode(
            `text=${Buffer.from(body).toString("latin1")}&email=${encodeURIComponent(Buffer.from(body).toString("latin1").slice(0, 40))}`,
          ),
        ),
    ],
    [
      "a form's parts",
      form,
      (body, n) =>
        post(
          `/api/v1/forms/${world.formKey}`,
          {
            "content-type": n % 3 === 0 ? "multipart/form-data" : "multipart/form-data; boundary=x",
            accept: "text/html",
          },
          Buffer.concat([
            Buffer.from('--x\r\ncontent-disposition: form-data; name="text"\r\n\r\n'),
            body,
            Buffer.from(
              '\r\n--x\r\ncontent-disposition: form-data; name="screenshot"; filename="../a.png"\r\ncontent-type: image/png\r\n\r\n',
            ),
            body,
            Buffer.from(n % 2 === 0 ? "\r\n--x--\r\n" : ""),
          ]),
        ),
    ],
    [
      "tickets, signed",
      ticket,
      (body) => {
        const timestamp = new Date().toISOString();
        return post(
          `/api/v1/webhooks/zendesk/${zendesk.key}`,
          {
            ...json,
            "x-zendesk-webhook-signature": signZendesk(zendesk.secret, timestamp, body),
            "x-zendesk-webhook-signature-timestamp": timestamp,
          },
          body,
        );
      },
    ],
    ["logs", line, (body) => post(`/api/v1/logs/${logsKey}`, json, body)],
    [
      "logs of Kong",
      kong,
      (body) => post(`/api/v1/logs/${logsKey}`, { "content-type": "application/x-ndjson" }, body),
    ],
    [
      "releases",
      release,
      (body) => post("/api/v1/releases", { ...json, authorization: `Bearer ${key}` }, body),
    ],
    [
      "procedures",
      procedure,
      (body, n) =>
        post(
          `/api/trpc/${CALLED[n % CALLED.length]!}${n % 8 === 3 ? "?batch=1" : ""}`,
          { ...json, "x-steady-org": world.slug, "sec-fetch-site": "same-origin" },
          body,
        ),
    ],
    ["queries", form, (body) => fetch(`${web.url}/api/trpc/intake.report?input=${inAddress(body, 1_500)}`)],
    ["paths", form, (body) => fetch(`${web.url}/api/v1/${inAddress(body, 300)}?org=${inAddress(body, 300)}`)],
  ];

  test.each(addresses)(
    "%s",
    async (_, valid, send) => {
      const verdict = await sendAll(valid, send);
      expect(verdict.failures).toEqual([]);
      expect(verdict.sent).toBe(PER_ADDRESS);
      expect(verdict.slowestMs).toBeLessThan(patiently(5_000));
      expect((await fetch(`${web.url}/livez`)).status).toBe(200);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    },
    patiently(120_000),
  );

  test("and everything that was let in is whole: each raw event has its outbox row and its body's hash", async () => {
    const [row] = await asAdmin<{ events: number; queued: number; wrong: number }>(
      `
        select
          (
            select count(*)
            from raw_event
          )::int as events,
          (
            select count(*)
            from outbox
            where topic = 'pipeline.run'
          )::int as queued,
          (
            select count(*)
            from raw_event
            where encode(sha256(body), 'hex') <> body_hash
          )::int as wrong
      `,
    );
    expect(row!.events).toBeGreaterThan(50);
    expect(row).toMatchObject({ queued: row!.events, wrong: 0 });
  });
});
