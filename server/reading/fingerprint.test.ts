import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { errorSignature, fingerprintOf, reportedRoute, routeMentions } from "@/server/reading/fingerprint";
import { readGeneric } from "@/server/monitoring/log-formats/generic";
import type { LogRow } from "@/server/monitoring/log-formats/log-row";
import { patiently } from "@/scripts/test-run/time-factor.mjs";

describe("normalised routes", () => {
  it.each([
    ["/Orders/4711/items?x=1", "/orders/{id}/items"],
    ["https://shop.example/api/v1/pay/9f1c2d3e-1111-4222-8333-444455556666", "/api/v1/pay/{id}"],
    ["/users/usr_82734/edit#top", "/users/{id}/edit"],
    ["/a/deadbeef01/", "/a/{id}"],
    ["/orders/:orderId", "/orders/{id}"],
    ["/Payments/pay_91", "/payments/{id}"],
    ["/people/Ann@Example.test", "/people/{id}"],
    ["https://shop.example/Invoices/91.pdf", "/invoices/{id}.pdf"],
    ["", "/"],
    ["/v2/checkout", "/v2/checkout"],
  ])("%s is %s", (route, expected) => {
    expect(reportedRoute(route)).toBe(expected);
  });
  it("are those that the gateway's lines are counted under", () => {
    for (const path of [
      "/payments/pay_91",
      "/people/ann%40example.test",
      "/files/8843.pdf",
      "/v2/orders/18822/lines",
    ])
      expect(reportedRoute(path)).toBe(
        (readGeneric({ ts: "2026-11-24T09:30:00Z", method: "GET", status: 200, path }) as LogRow).route,
      );
  });
  it("mentions are found in text, file paths are not", () => {
    expect(
      routeMentions(
        "POST /api/v1/pay fails, see https://a.example/orders/12 and /usr/lib/x.so or at /app/src/a.js:12",
      ),
    ).toEqual(["/api/v1/pay", "/orders/{id}"]);
  });
});

describe("fingerprints", () => {
  it.each([
    [
      "Saving fails: TypeError: Cannot read properties of undefined (reading 'total')",
      "got TypeError: Cannot read properties of undefined (reading 'total') at 12:04",
    ],
    ["Error 500 on POST /api/orders/123", "POST /api/orders/987 gives status 500"],
    ["java.lang.OutOfMemoryError in worker 7", "OutOfMemoryError again"],
    ["Fehlercode PAY-1042 beim Bezahlen", "error code: PAY-1042"],
    ["connect ECONNREFUSED 10.0.0.7:443", "ECONNREFUSED 10.0.0.9:443"],
  ])("two reports of one error agree: %s", (a, b) => {
    expect(fingerprintOf({ text: a })).not.toBeNull();
    expect(fingerprintOf({ text: a })).toBe(fingerprintOf({ text: b }));
  });
  it.each([
    ["TypeError: Cannot read total", "TypeError: Cannot set price"],
    ["502 Bad Gateway on /orders", "502 Bad Gateway on /invoices"],
  ])("different errors differ: %s / %s", (a, b) => {
    expect(fingerprintOf({ text: a })).not.toBe(fingerprintOf({ text: b }));
  });
  it("of a failing request stay what they were before routes were spelt with {id}", () => {
    expect(fingerprintOf({ text: "Error 500 on POST /api/orders/123" })).toBe(
      createHash("sha256").update('["http",500,"/api/orders/:id"]').digest("hex").slice(0, 12),
    );
  });
  it.each([
    "Login does not work",
    "I was charged twice",
    "TypeError",
    "My order 4711 is late",
    "",
    "EVERYTHING IS BROKEN",
  ])("no signature, no fingerprint: %s", (text) => {
    expect(fingerprintOf({ text })).toBeNull();
  });
  it("status and route of the reporter's own request count", () => {
    const context = { statusCode: 503, route: "/pay/77" };
    expect(errorSignature({ text: "does not work", context })).toEqual({
      status: 503,
      error: null,
      code: null,
      route: "/pay/{id}",
    });
  });
  it("hostile text is read in bounded time", () => {
    const started = performance.now();
    for (const text of [
      "A".repeat(100_000),
      "/a".repeat(50_000),
      "a.".repeat(50_000),
      "error ".repeat(20_000),
      '"'.repeat(50_000),
      "at ".repeat(30_000),
      "http://".repeat(9_000),
    ])
      fingerprintOf({ text });
    expect(performance.now() - started).toBeLessThan(patiently(300));
  });
});
