import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendRaw } from "@/server/testing/web-server";
import type { AddressInfo } from "node:net";
import type { Server } from "node:http";
import { answerProbe, createProbeServer, pathOfTarget, type ProbeFacts } from "./probe-server";

const FACTS: ProbeFacts = {
  live: () => ({ isAlive: true }),
  ready: () => Promise.resolve({ isReady: true }),
  mayReadMetrics: (authorization) => authorization === "Bearer right",
  metrics: () => Promise.resolve({ text: "figures 1\n", contentType: "text/plain" }),
  noteFailure: () => {},
};
const request = (target: string, method = "GET", authorization?: string, facts = FACTS) =>
  answerProbe({ target, method, authorization }, facts);

describe("pathOfTarget", () => {
  it.each([
    ["/livez", "/livez"],
    ["/livez?a=//b", "/livez"],
    ["/livez#x", "/livez"],
    ["http://worker:3001/livez?x", "/livez"],
    ["HTTPS://a@b/readyz", "/readyz"],
    ["http://worker", "/"],
    ["http://", "/"],
    ["", "/"],
    ["//", "//"],
    ["///livez", "///livez"],
    ["*", "*"],
    ["worker:443", "worker:443"],
    ["/%", "/%"],
    ["/\\..\\livez", "/\\..\\livez"],
    ["http:/livez", "http:/livez"],
  ])("%j is %j", (target, path) => expect(pathOfTarget(target)).toBe(path));
});

describe("answerProbe", () => {
  it.each([
    ["GET", "/livez", undefined, 200],
    ["HEAD", "/livez", undefined, 200],
    ["GET", "http://elsewhere/readyz?verbose", undefined, 200],
    ["POST", "/livez", undefined, 405],
    ["OPTIONS", "/readyz", undefined, 405],
    ["QUERY", "/livez", undefined, 405],
    ["", "/livez", undefined, 405],
    ["GET", "/", undefined, 404],
    ["GET", "//", undefined, 404],
    ["OPTIONS", "*", undefined, 404],
    ["GET", "/livez/", undefined, 404],
    ["GET", "//livez", undefined, 404],
    ["GET", "/metrics", undefined, 404],
    ["GET", "/metrics", "Bearer wrong", 404],
    ["POST", "/metrics", undefined, 404],
    ["GET", "/metrics", "Bearer right", 200],
  ])("%s %s with %s is %i", async (method, target, authorization, status) => {
    expect((await request(target, method, authorization)).status).toBe(status);
  });

  it("says about figures without the token what it says about any address", async () => {
    expect(await request("/metrics")).toEqual(await request("/anything"));
  });

  it.each<[string, Partial<ProbeFacts>, string, boolean]>([
    ["a worker that is stuck", { live: () => ({ isAlive: false }) }, "/livez", false],
    ["a worker that cannot work now", { ready: () => Promise.resolve({ isReady: false }) }, "/readyz", false],
    ["a state that cannot be read", { ready: () => Promise.reject(new Error("no")) }, "/readyz", true],
    [
      "a state that throws",
      {
        live: () => {
          throw new Error("no");
        },
      },
      "/livez",
      true,
    ],
    ["figures that cannot be made", { metrics: () => Promise.reject(new Error("no")) }, "/metrics", true],
  ])("is 503 for %s", async (_, facts, target, isFailing) => {
    const noted: unknown[] = [];
    const noteFailure = (error: unknown) => void noted.push(error);
    const answer = await request(target, "GET", "Bearer right", { ...FACTS, ...facts, noteFailure });
    expect([answer.status, noted.length]).toEqual([503, isFailing ? 1 : 0]);
  });
});

describe("the server of a worker's probes", () => {
  let server: Server;
  let port: number;
  beforeAll(async () => {
    server = createProbeServer(FACTS);
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => void server.close());

  const get = (target: string) => `GET ${target} HTTP/1.1\r\nhost: worker\r\n\r\n`;
  const bytes = (seed: number, length: number) =>
    Uint8Array.from({ length }, (_, index) => (seed * 31 + index * index * 7 + (index >> 3)) % 256);

  it.each<[string, (string | Uint8Array)[], RegExp]>([
    ["two slashes", [get("//")], /^HTTP\/1\.1 404/],
    ["many slashes", [get("/".repeat(500))], /^HTTP\/1\.1 404/],
    ["a host without an end", [get("//[::1")], /^HTTP\/1\.1 404/],
    ["an absolute address", [get("http://worker/livez")], /^HTTP\/1\.1 200/],
    ["an absolute address that is none", [get("http://[::1/livez")], /^HTTP\/1\.1 (?:200|400|404)/],
    ["a port that is none", [get("http://worker:99999999/livez")], /^HTTP\/1\.1 (?:200|400)/],
    ["percent signs without digits", [get("/%zz%")], /^HTTP\/1\.1 404/],
    ["bytes beyond ASCII in the address", [get("/\u00ff\u00fe")], /^HTTP\/1\.1 4/],
    ["a zero byte in the address", [get("/\0")], /^HTTP\/1\.1 400/],
    ["no address", ["GET  HTTP/1.1\r\nhost: a\r\n\r\n"], /^HTTP\/1\.1 400/],
    ["OPTIONS *", ["OPTIONS * HTTP/1.1\r\nhost: a\r\n\r\n"], /^HTTP\/1\.1 404/],
    ["a tunnel", ["CONNECT elsewhere:443 HTTP/1.1\r\nhost: a\r\n\r\n"], /^HTTP\/1\.1 405/],
    ["an upgrade", ["GET /livez HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n"], /^HTTP\/1\.1 (?:200|4)/],
    ["an expectation", ["GET /livez HTTP/1.1\r\nhost: a\r\nexpect: wonders\r\n\r\n"], /^HTTP\/1\.1 417/],
    ["a method that nobody has", ["FROB /livez HTTP/1.1\r\nhost: a\r\n\r\n"], /^HTTP\/1\.1 400/],
    ["a body that was not asked for", ["POST /livez HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\nhello"], /^HTTP\/1\.1 405/],
    ["chunks that are none", ["POST /livez HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n"], /^HTTP\/1\.1 4/],
    ["two lengths", ["GET /livez HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n"], /^HTTP\/1\.1 400/],
    ["no host", ["GET /livez HTTP/1.1\r\n\r\n"], /^HTTP\/1\.1 400/],
    ["headers without end", [`GET /livez HTTP/1.1\r\nhost: a\r\nx: ${"y".repeat(20_000)}\r\n\r\n`], /^HTTP\/1\.1 431/],
    ["an address without end", [get(`/${"a".repeat(20_000)}`)], /^HTTP\/1\.1 431/],
    ["many headers", [`GET /livez HTTP/1.1\r\nhost: a\r\n${"a: b\r\n".repeat(6_000)}\r\n`], /^HTTP\/1\.1 431/],
    ["a request in pieces", ["GE", "T /li", "vez HTTP/1.1\r\nho", "st: a\r\n\r\n"], /^HTTP\/1\.1 200/],
    ["HTTP/0.9", ["GET /livez\r\n\r\n"], /^(?:HTTP\/1\.1 (?:200|400)|$)/],
    ["the preface of HTTP/2", ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"], /^HTTP\/1\.1 400/],
    ["a TLS hello", [Uint8Array.of(22, 3, 1, 0, 5, 1, 0, 0, 1, 0)], /^HTTP\/1\.1 400/],
  ])("survives %s", async (_, chunks, expected) => {
    expect(await sendRaw(port, chunks, { waitMs: 1_000 })).toMatch(expected);
    expect(await sendRaw(port, [get("/livez")])).toMatch(/^HTTP\/1\.1 200/);
  }); // prettier-ignore

  it("survives bytes of every kind, and connections that end anywhere in a request", async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, seed) => sendRaw(port, [bytes(seed, 300)], { waitMs: 300 })),
    );
    const whole = get("/livez");
    for (let offset = 0; offset < whole.length; offset += 4)
      await sendRaw(port, [whole.slice(0, offset)], { waitMs: 200, endAfterMs: 0 });
    expect(await sendRaw(port, [get("/livez")])).toMatch(/^HTTP\/1\.1 200/);
  });

  it("answers HEAD without a body, and ends each connection", async () => {
    const answer = await sendRaw(port, ["HEAD /livez HTTP/1.1\r\nhost: a\r\n\r\n"]);
    expect(answer).toMatch(/content-length: 16\r\n/i);
    expect(answer).toMatch(/connection: close\r\n/i);
    expect(answer.endsWith("\r\n\r\n")).toBe(true);
  });

  it("is there for the next probe while others hold connections open and say nothing", async () => {
    const silent = Array.from({ length: 60 }, () =>
      sendRaw(port, ["GET /livez HTTP/1.1\r\n"], { waitMs: 1_500 }),
    );
    expect(await sendRaw(port, [get("/livez")])).toMatch(/^HTTP\/1\.1 200/);
    await Promise.all(silent);
  });
});
