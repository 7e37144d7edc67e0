import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { IncomingHttpHeaders } from "node:http";
import { UNATTENDED_HEADER } from "@/server/api/context";
import { keepKeysPlain, markPrefetch, pagePolicy } from "./page-headers";

test("a page's policy lets no inline script and no evaluation through, and no other site frame it", () => {
  const policy = pagePolicy("abc", false);
  const scripts = /script-src ([^;]*)/.exec(policy)![1];
  expect(scripts).toBe("'self' 'nonce-abc'");
  for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"])
    expect(policy).toContain(part);
  expect(policy).not.toContain("unsafe-eval");
});

test("the toasts' own style sheet is the one that the policy knows", () => {
  const source = readFileSync("node_modules/sonner/dist/index.mjs", "utf8");
  const css = JSON.parse(/__insertCSS\((".*")\);/.exec(source)![1]!) as string;
  expect(pagePolicy("abc", false)).toContain(createHash("sha256").update(css).digest("base64"));
});

test.each([
  ["somebody opens", {}, false],
  ["Next asks for ahead", { "next-router-prefetch": "1" }, true],
  ["a browser asks for ahead", { "sec-purpose": "prefetch;prerender" }, true],
  ["somebody opens who says to be away", { [UNATTENDED_HEADER]: "1" }, false],
])("a page that %s", (_, sent, isUnattended) => {
  const headers: IncomingHttpHeaders = { ...sent };
  markPrefetch(headers);
  expect(UNATTENDED_HEADER in headers).toBe(isUnattended);
});

test.each([
  ["/acme/pay/sources", true],
  ["/acme/pay/sources/src_1?_rsc=1", true],
  ["/acme/pay/sources?_rsc=1", true],
  ["/acme/pay/board", false],
  ["/acme/pay/board?filter=sources", false],
])("%s is kept from being compressed: %s", (url, isPlain) => {
  const headers: IncomingHttpHeaders = { "accept-encoding": "gzip" };
  keepKeysPlain(url, headers);
  expect("accept-encoding" in headers).toBe(!isPlain);
});
