import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { normaliseAddress, readAddress } from "./address";

const UNREADABLE = "The address of this request cannot be read.";

describe("what a request asks for", () => {
  test.each([
    ["/", "steady.example", "/"],
    ["/f/abc?url=%ZZ#x", "steady.example:3000", "/f/abc"],
    ["/caf%C3%A9", "[::1]:3000", "/caf%C3%A9"],
    ["http://steady.example/readyz?x=1", "steady.example", "/readyz"],
    ["HTTPS://Steady.Example?x=1", "steady.example", "/"],
    ["/a//b", "127.0.0.1", "/a//b"],
    ["/?x=//y", "steady.example", "/"],
    ["/f/a?url=https://evil.example/", "steady.example", "/f/a"],
    ["/a#b?c", "steady.example", "/a"],
    [`/${"x".repeat(8_191)}`, "steady.example", `/${"x".repeat(8_191)}`],
    ["/", `${"a".repeat(255)}:65535`, "/"],
  ])("%.60s of %.60s is %.60s", (target, host, path) =>
    expect(readAddress(target, host)).toMatchObject({ ok: true, path }),
  );

  test.each([
    ["/readyz?x=1#y", "/readyz?x=1#y"],
    ["http://steady.example/readyz?x=1", "/readyz?x=1"],
    ["http://steady.example?x=1", "/?x=1"],
    ["http://STEADY.example#x", "/#x"],
    ["https://steady.example", "/"],
  ])("of %s the rest of the server sees %s, and its own host", (target, url) => {
    expect(readAddress(target, "Steady.example")).toMatchObject({ ok: true, url });
    const incoming = Object.assign(new IncomingMessage(new Socket()), {
      url: target,
      headers: { host: "Steady.example" },
    });
    expect(normaliseAddress(incoming).ok).toBe(true);
    expect(incoming.url).toBe(url);
  });

  test("what cannot be read stays as it came", () => {
    const incoming = Object.assign(new IncomingMessage(new Socket()), { url: "/%", headers: { host: "a" } });
    expect(normaliseAddress(incoming)).toEqual({ ok: false, reason: UNREADABLE });
    expect(incoming.url).toBe("/%");
  });

  test.each([
    ["/", undefined, "The Host header cannot be read."],
    ["/", "user@steady.example", "The Host header cannot be read."],
    [`/${"x".repeat(8_192)}`, "steady.example", "The address of this request is too long."],
    ["http://evil.example/", "steady.example", "The address names another host than the Host header."],
    ["http://steady.example//evil.example", "steady.example", UNREADABLE],
    ["ftp://steady.example/", "steady.example", UNREADABLE],
    ["x/http://steady.example/", "steady.example", UNREADABLE],
    ["/a%7fb", "steady.example", UNREADABLE],
  ])("%.60s of %s is refused with the reason: %s", (target, host, reason) =>
    expect(readAddress(target, host)).toEqual({ ok: false, reason }),
  );

  test.each([
    ["*", "steady.example"],
    ["", "steady.example"],
    ["steady.example:443", "steady.example"],
    ["/f/%ZZ", "steady.example"],
    ["/f/%", "steady.example"],
    ["/f/%c0%af", "steady.example"],
    ["/f/%ed%a0%80", "steady.example"],
    ["/a%00b", "steady.example"],
    ["/a%0d%0ab", "steady.example"],
    ["/a\\b", "steady.example"],
    ["/%5c%5cevil.example", "steady.example"],
    ["//evil.example/", "steady.example"],
    ["/\\evil.example/", "steady.example"],
    ["http://evil.example/", "steady.example"],
    ["http://steady.example@evil.example/", "steady.example"],
    ["http://steady.example//evil.example/", "steady.example"],
    ["http:///", "steady.example"],
    ["ftp://steady.example/", "steady.example"],
    ["javascript:alert(1)", "steady.example"],
    [`/${"x".repeat(9_000)}`, "steady.example"],
    ["/", undefined],
    ["/", ""],
    ["/", "steady.example/evil"],
    ["/", "user@steady.example"],
    ["/", "steady example"],
  ])("%.60s of %s cannot be read", (target, host) =>
    expect(readAddress(target, host)).toMatchObject({ ok: false }),
  );
});
