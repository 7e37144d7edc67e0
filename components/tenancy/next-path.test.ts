import { describe, expect, test } from "vitest";
import { nextPath } from "./next-path";

describe("where to go after signing in", () => {
  test.each([
    [
      "/acme/launches/two/board?filter=severity:critical#top",
      "/acme/launches/two/board?filter=severity:critical#top",
    ],
    ["/invitation/inv_1.abc-_", "/invitation/inv_1.abc-_"],
    ["/a/../b", "/b"],
    ["/caf%C3%A9", "/caf%C3%A9"],
  ])("%j is on this site", (wanted, path) => {
    expect(nextPath(wanted)).toBe(path);
  });

  test.each([
    "",
    "acme",
    "https://evil.example",
    "http://evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\\/evil.example",
    "/\tevil",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    " https://evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "https:evil.example",
    "https:/evil.example",
    "http:\\\\evil.example",
    "//evil.example/%2e%2e",
    "/..//evil.example",
    "/.//evil.example",
    "/a/..//evil.example",
    "//user@evil.example",
    "//localhost@evil.example",
    "//evil.example:80",
    "//[::1]",
    "http://[",
    "//[",
    "//%",
    "@evil.example",
    ".evil.example",
    "//ⓔⓥⓘⓛ.example",
    "//evil。example",
    "//xn--e1awd7f.example",
    "/\u0000/evil",
    "/\u0085x",
    "/\r\nSet-Cookie: a=b",
    "?next=//evil",
    "#//evil",
    "mailto:x@y",
    "file:///etc/passwd",
    "blob:http://x",
    "about:blank",
    "//127.1",
    "//0x7f.1",
    "/sign-in",
    "/sign-in?next=/sign-in",
    "/sign-up",
    "/api/auth/signout",
    "/./sign-in",
    `/${"a".repeat(3_000)}`,
  ])("%j is not", (wanted) => {
    expect(nextPath(wanted)).toBe("/organizations");
  });

  test.each([null, undefined, ["/a", "//evil"]])("%j is nowhere", (wanted) => {
    expect(nextPath(wanted, "/home")).toBe("/home");
  });
});
