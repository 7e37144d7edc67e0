/**
 * Requests that were made to hurt, against the web process's own server: each is refused for what it is, and leaves the server as it was.
 */
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSource } from "@/server/intake/sources.commands";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { sendRaw, startWebServer, type TestServer } from "@/server/testing/web-server";
import { bodiesInFlight } from "./body-budget";

let web: TestServer;
let world: World;
let logsKey: string;

beforeAll(async () => {
  web = await startWebServer();
  world = await makeWorld();
  logsKey = (
    await createSource(world.scope, { launchId: world.launchId, kind: "gateway_logs", name: "Kong" })
  ).key;
});
afterAll(() => web.close());

const line = (n: number) =>
  JSON.stringify({ ts: new Date().toISOString(), method: "GET", path: `/a/${n}`, status: 200 });
const lines = (count: number) => `${Array.from({ length: count }, (_, n) => line(n)).join("\n")}\n`;

async function sendLogs(body: Uint8Array, headers: Record<string, string> = {}) {
  const answer = await fetch(`${web.url}/api/v1/logs/${logsKey}`, {
    method: "POST",
    headers: { "content-type": "application/x-ndjson", ...headers },
    body: new Uint8Array(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
const gzip = { "content-encoding": "gzip" };
const stored = async () =>
  (
    await asAdmin<{ n: number }>("select count(*)::int as n from gateway_log where org_id = $1", [
      world.orgId,
    ])
  )[0]!.n;

describe("log batches are read in portions, away from everybody else", () => {
  test("the largest is stored whole", async () => {
    const before = await stored();
    const body = gzipSync(Buffer.from(lines(50_000)));
    expect(await sendLogs(body, gzip)).toMatchObject({ status: 202, body: { accepted: 50_000 } });
    expect(await stored()).toBe(before + 50_000);
  });

  test("the same lines are one batch, however they were packed", async () => {
    const body = Buffer.from(lines(2_000));
    const before = await stored();
    expect(await sendLogs(gzipSync(body), gzip)).toMatchObject({ status: 202, body: { accepted: 2_000 } });
    for (const again of [await sendLogs(body), await sendLogs(gzipSync(body, { level: 1 }), gzip)])
      expect(again).toMatchObject({ status: 202, body: { isDuplicate: true, accepted: 2_000 } });
    expect(await stored()).toBe(before + 2_000);
  });

  test("what is packed in two parts is read to its end, though the last part says that it is short", async () => {
    const before = await stored();
    const body = Buffer.concat([gzipSync(lines(45_000)), gzipSync(lines(1))]);
    expect(await sendLogs(body, gzip)).toMatchObject({ status: 202, body: { accepted: 45_001 } });
    expect(await stored()).toBe(before + 45_001);
  });

  test.each([
    ["fifteen million lists", () => gzipSync(`[${"[],".repeat(15_000_000)}[]]`)],
    ["one list in another, and so on", () => gzipSync("[".repeat(40_000_000))],
    [
      "an array that breaks off after 40,000 good lines",
      () => gzipSync(`[${lines(40_000).trimEnd().replaceAll("\n", ",")}`),
    ],
    ["one line of 40 MB", () => gzipSync(`{"ts":"${"x".repeat(40_000_000)}"}`)],
    ["blanks", () => gzipSync(" ".repeat(40_000_000))],
    ["lines of nothing", () => gzipSync("\n".repeat(40_000_000))],
    ["quotes", () => gzipSync(`[${'"",'.repeat(10_000_000)}""]`)],
    [
      "what is not UTF-8",
      () =>
        gzipSync(Buffer.concat([Buffer.from('[{"a":"'), Buffer.alloc(100_000, 0xff), Buffer.from('"}]')])),
    ],
    [
      "what says it is short and is not",
      () => {
        const body = gzipSync(`[${"[],".repeat(4_000_000)}[]]`);
        body.writeUInt32LE(10, body.length - 4);
        return body;
      },
    ],
  ] as const)("%s: refused, and nothing of it is stored", async (_, make) => {
    const before = await stored();
    expect([400, 413, 422]).toContain((await sendLogs(make(), gzip)).status);
    expect(await stored()).toBe(before);
    expect((await fetch(`${web.url}/livez`)).status).toBe(200);
  });
});

describe("addresses and methods", () => {
  const send = (text: string) =>
    sendRaw(web.port, [text.replaceAll("\n", "\r\n")], { waitMs: 1_500, endAfterMs: 200 });

  test.each([
    "OPTIONS * HTTP/1.1\nhost: x\n\n",
    "GET /f/%ZZ HTTP/1.1\nhost: x\n\n",
    "GET //evil.example HTTP/1.1\nhost: x\n\n",
    "GET http://evil.example/sign-in HTTP/1.1\nhost: x\n\n",
    "GET / HTTP/1.1\nhost: x/evil.example\n\n",
    "GET / HTTP/1.1\n\n",
    "CONNECT evil.example:443 HTTP/1.1\nhost: x\n\n",
    "GET /a%00b HTTP/1.1\nhost: x\n\n",
    "GET / HTTP/9.9\nhost: x\n\n",
    "\u0016\u0003\u0001 not http\n\n",
    "POST /api/v1/items HTTP/1.1\nhost: x\ntransfer-encoding: chunked\n\nZZ\n",
  ])("%j is refused, and no answer leads elsewhere", async (text) => {
    const answer = await send(text);
    expect(answer).toMatch(/^(?:HTTP\/1\.1 4\d\d|$)/);
    expect(answer.toLowerCase()).not.toContain("evil.example");
    expect((await fetch(`${web.url}/livez`)).status).toBe(200);
  });

  test("an absolute address whose host is this one's is its path", async () => {
    expect(
      await send("GET http://steady.test/livez HTTP/1.1\nhost: steady.test\nconnection: close\n\n"),
    ).toMatch(/^HTTP\/1\.1 200/);
  });

  test("pages take no body", async () => {
    for (const path of ["/", "/sign-in", `/f/${world.formKey}`])
      expect((await fetch(`${web.url}${path}`, { method: "POST", body: "x".repeat(100_000) })).status).toBe(
        405,
      );
  });

  test("signing in takes a few fields, however much is announced or sent", async () => {
    const head = (length: string) =>
      `POST /api/auth/callback/credentials HTTP/1.1\nhost: x\norigin: http://x\ncontent-type: application/json\n${length}\n\n`;
    expect(await send(head("content-length: 200000000"))).toMatch(/^HTTP\/1\.1 413/);
    const chunk = `4000\n${" ".repeat(0x4000)}\n`;
    expect(await send(head("transfer-encoding: chunked") + chunk + chunk)).toMatch(/^HTTP\/1\.1 413/);
  });

  test("a request is called what this server calls it, whatever it calls itself", async () => {
    for (const path of ["/api/v1/nothing", "/api/trpc/account.me", "/api/v1/items"]) {
      const answer = await fetch(`${web.url}${path}`, {
        headers: { "x-request-id": "chosen-by-a-stranger", "x-steady-request": "req_chosen" },
      });
      expect(JSON.stringify([...answer.headers]) + (await answer.text())).not.toContain("chosen");
    }
  });
});

test("when all are answered, no room for bodies is held", () =>
  expect(bodiesInFlight()).toEqual({ small: 0, pictures: 0, logs: 0 }));
