import { afterEach, beforeEach, expect, test } from "vitest";
import { dropSingleton, singleton } from "@/server/platform/singleton";
import { parseEnv } from "@/server/platform/env";
import { PEER_HEADER } from "./caller";
import { noticeProxyFault, proxyFaultToShow, warnOfProxyFault } from "./proxy-faults";

let lines: string[];

function settings(over: Record<string, string>): ReturnType<typeof parseEnv> {
  const url = "postgresql://x@localhost/x";
  const env = parseEnv({
    STEADY_SECRET: "a secret for tests only, made of many letters",
    DATABASE_APP_URL: url,
    DATABASE_RELAY_URL: url,
    DATABASE_QUEUE_URL: url,
    ...over,
  });
  dropSingleton("env");
  return singleton("env", () => env);
}

beforeEach(() => {
  lines = [];
  dropSingleton("log");
  singleton("log", () => ({ warn: (_: unknown, message: string) => lines.push(message) }));
});
afterEach(() => {
  for (const name of ["log", "env", "api.proxy-faults"]) dropSingleton(name);
});

const from = (peer: string, headers: Record<string, string> = {}) =>
  new Headers({ [PEER_HEADER]: peer, ...headers });
const HOUR = 3_600_000;

test("a proxy that nobody announced is said in the log once an hour, and shown for an hour", () => {
  settings({ TRUSTED_PROXIES: "0" });
  for (const at of [0, 1, HOUR - 1])
    noticeProxyFault(from("127.0.0.1", { "x-forwarded-for": "203.0.113.9" }), at);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/Set TRUSTED_PROXIES/);
  noticeProxyFault(from("127.0.0.1", { "x-forwarded-for": "203.0.113.9" }), HOUR);
  expect(lines).toHaveLength(2);
  expect(proxyFaultToShow(null, 2 * HOUR - 1)).toMatchObject({ fault: "unannounced" });
  expect(proxyFaultToShow(null, 2 * HOUR)).toBeNull();
});

test("what a stranger's own connection claims is not shown to the organization; its own request is", () => {
  settings({ TRUSTED_PROXIES: "0" });
  noticeProxyFault(from("8.8.8.8", { "x-forwarded-for": "10.0.0.1" }), 0);
  expect(proxyFaultToShow(null, 1)).toBeNull();
  expect(proxyFaultToShow("unannounced", 1)).toMatchObject({ fault: "unannounced" });
});

test.each<[string, Record<string, string>, RegExp]>([
  ["1", {}, /arrive without X-Forwarded-For/],
  ["2", { "x-forwarded-for": "203.0.113.9" }, /passed fewer proxies/],
])("with %s trusted proxies and %o it is said that addresses can be claimed", (trusted, headers, words) => {
  settings({ TRUSTED_PROXIES: trusted });
  noticeProxyFault(from("127.0.0.1", headers), 0);
  expect(lines.join()).toMatch(words);
  expect(proxyFaultToShow(null, 1)?.message).toMatch(words);
});

test("nothing is said when requests arrive as announced", () => {
  settings({ TRUSTED_PROXIES: "1" });
  noticeProxyFault(from("127.0.0.1", { "x-forwarded-for": "203.0.113.9" }), 0);
  expect(proxyFaultToShow(null, 1)).toBeNull();
  expect(lines).toEqual([]);
});

test("the start says what the settings alone give away", () => {
  warnOfProxyFault(settings({ PUBLIC_URL: "https://steady.example" }));
  warnOfProxyFault(settings({ PUBLIC_URL: "https://steady.example", TRUSTED_PROXIES: "1" }));
  expect(lines).toHaveLength(1);
});
