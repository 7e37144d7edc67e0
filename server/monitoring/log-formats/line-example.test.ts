import { describe, expect, test } from "vitest";
import { lineExample, scrubText, valueExample } from "./line-example";

describe("text of a line, as it may be shown, has", () => {
  test.each<[string, string, string]>([
    ["what it says", '{"ts": 7, status: 2xx}', '{"ts": 7, status: 2xx}'],
    ["no query string", "GET /a?card=4242&x=1 HTTP/1.1", "GET /a?… HTTP/1.1"],
    ["no query string within quotes", '"/a?card=4242"', '"/a?…"'],
    ["no mail address", "user=ann@example.test ok", "user={secret} ok"],
    ["no mail address in a path", "/people/ann%40example.test/x", "/people/{secret}/x"],
    ["no network address", "from 203.0.113.9 to [10.0.0.1]", "from {address} to [{address}]"],
    ["no network address with its port", "from 203.0.113.9:51234", "from {address}"],
    ["what only looks like one", "version 1.2.3 of 1.2.3.4.5", "version 1.2.3 of 1.2.3.4.5"],
    ["no longer network address", "from 2001:db8:0:0::7", "from {address}"],
    ["no short one", "from fe80::1 or [2001:db8::7]:443", "from {address} or [{address}]:443"],
    ["names of code", "Order::total", "Order::total"],
    ["no token", "key 0123456789abcdefghij end", "key {secret} end"],
    ["what is shorter than a token", "key 0123456789abcdefghi end", "key 0123456789abcdefghi end"],
    ["long words without a digit", "internationalisation-of-names", "internationalisation-of-names"],
    ["times", "2026-11-24T11:59:00.250Z+01", "2026-11-24T11:59:00.250Z+01"],
    ["times without colons enough for an address", "12:30:15", "12:30:15"],
    ["nothing after a word for a secret", "GET /a Authorization: Basic abc", "GET /a …"],
    ["nothing after another", "x my_api-key=abc", "x my_…"],
    ["nothing after a field of that name", "{secret: 7}", "{…"],
    ["nothing after a cookie", "Set-Cookie: sid=1", "Set-…"],
    ["no control characters", "a\u0000\u0007b\tc\u007fd", "a b c d"],
  ])("%s", (_, text, shown) => expect(scrubText(text)).toBe(shown));

  test("no more than its first thousand characters", () => {
    expect(scrubText("ab ".repeat(400))).toHaveLength(1_000);
    expect(scrubText(`${"ab ".repeat(400)}secret`)).not.toContain("…");
  });
});

describe("a value that could not be read is shown", () => {
  test.each<[unknown, string]>([
    ["fast", "latencyMs: fast"],
    [250, "latencyMs: 250"],
    [true, "latencyMs: true"],
    [{ ms: 3 }, 'latencyMs: {"ms":3}'],
    [[1, "x"], 'latencyMs: [1,"x"]'],
    ["ann@example.test", "latencyMs: {secret}"],
    ["ab ".repeat(30), `latencyMs: ${"ab ".repeat(20)}`],
  ])("%j as %s", (value, shown) => expect(valueExample("latencyMs", value)).toBe(shown));
});

describe("a refused line is shown", () => {
  const shownOf = (entry: unknown): unknown => JSON.parse(lineExample(entry, "not read"));

  test("by the names of its fields, and of the telling ones what they hold", () =>
    expect(
      shownOf({
        ts: "yesterday",
        status: 9,
        method: null,
        version: true,
        service: ["a"],
        request_time: "fast",
        latency_ms: { a: 1 },
        consumer: "ann",
        email: "ann@example.test",
      }),
    ).toEqual({
      ts: "yesterday",
      status: 9,
      method: null,
      version: true,
      service: "…",
      request_time: "fast",
      latency_ms: "…",
      consumer: "…",
      email: "…",
    }));

  test("with its path scrubbed, whichever of three fields holds it", () => {
    expect(shownOf({ path: "/a/ann@example.test/b?x=1" })).toEqual({ path: "/a/{secret}/b" });
    expect(shownOf({ uri: "/a?x=1" })).toEqual({ uri: "/a" });
    expect(shownOf({ url: "https://shop.example.test/a?x=1" })).toEqual({ url: "/a" });
    expect(shownOf({ path: 7 })).toEqual({ path: "…" });
    expect(shownOf({ path: `/${"ab/".repeat(40)}` })).toEqual({ path: `/${"ab/".repeat(19)}ab` });
  });

  test("with Kong's groups one level down, and nothing below them", () =>
    expect(
      shownOf({
        started_at: 1,
        request: { uri: "/a?b", method: "GET", headers: { cookie: "sid=1" }, request: { uri: "/b" } },
        response: { status: 9 },
        latencies: { proxy: 3, kong: "x", request: 4 },
        route: { name: "r" },
      }),
    ).toEqual({
      started_at: 1,
      request: { uri: "/a", method: "GET", headers: "…", request: "…" },
      response: { status: 9 },
      latencies: { proxy: 3, kong: "x", request: "…" },
      route: "…",
    }));

  test("without what a telling field may not hold, and long ones cut", () =>
    expect(shownOf({ ts: "ann@example.test", service: "ab ".repeat(40), "ann@example.test": 1 })).toEqual({
      ts: "{secret}",
      service: "ab ".repeat(20),
      "{secret}": "…",
    }));

  test("with its first 24 fields, in 240 characters", () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`f${index}`, 1]));
    expect(Object.keys(shownOf(many) as object)).toHaveLength(24);
    const long = Object.fromEntries(
      Array.from({ length: 24 }, (_, index) => [`field-of-a-name-${index}`, 1]),
    );
    expect(lineExample(long, "")).toHaveLength(240);
  });

  test("by its beginning where it is no object", () => {
    expect(lineExample(undefined, "7 ann@example.test")).toBe("7 {secret}");
    expect(lineExample([1], "[1]")).toBe("[1]");
    expect(lineExample(null, "x ".repeat(200))).toHaveLength(240);
  });
});
