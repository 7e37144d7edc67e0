import { expect, test } from "vitest";
import { readRoute, writeRoute } from "./route-requests";

test.each([
  ["POST /v2/payments", { method: "POST", route: "/v2/payments" }],
  ["GET /v2/orders/{id}", { method: "GET", route: "/v2/orders/{id}" }],
  ["GET {other}", { method: "GET", route: "{other}" }],
  ["PROPFIND /a b", { method: "PROPFIND", route: "/a b" }],
  ["/v2/payments", null],
  ["POST ", null],
  [" /v2", null],
  ["", null],
  [`GET /${"x".repeat(500)}`, null],
])("a route in an address: %s", (text, named) => {
  expect(readRoute(text)).toEqual(named);
  if (named) expect(writeRoute(named)).toBe(text);
});
