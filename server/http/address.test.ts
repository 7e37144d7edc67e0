import { describe, expect, test } from "vitest";
import { readAddress } from "./address";

describe("what a request asks for", () => {
  test.each([
    ["/", "steady.example", "/"],
    ["/f/abc?url=%ZZ#x", "steady.example:3000", "/f/abc"],
    ["/caf%C3%A9", "[::1]:3000", "/caf%C3%A9"],
    ["http://steady.example/readyz?x=1", "steady.example", "/readyz"],
    ["HTTPS://Steady.Example?x=1", "steady.example", "/"],
    ["/a//b", "127.0.0.1", "/a//b"],
  ])("%s of %s is %s", (target, host, path) =>
    expect(readAddress(target, host)).toMatchObject({ ok: true, path }),
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
