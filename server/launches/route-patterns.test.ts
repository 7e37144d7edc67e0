import { expect, test } from "vitest";
import { componentOfRoute, matchesPattern, readPattern, segmentsOf } from "./route-patterns";

test.each([
  ["/v2/payments", "/v2/payments", true],
  ["/v2/payments", "/v2/payments/", true],
  ["/v2/payments", "/v2/payments/7", false],
  ["/v2/payments/*", "/v2/payments/7", true],
  ["/v2/payments/*", "/v2/payments/7/refund", true],
  ["/v2/payments/*", "/v2/payments", false],
  ["/v2/*/refund", "/v2/7/refund", true],
  ["/v2/*/refund", "/v2/7/8/refund", false],
  ["/v2/orders/{id}", "/v2/orders/{orderId}", true],
  ["/V2/Orders", "/v2/orders", true],
  ["*", "/anything/at/all", true],
  ["*", "/", false],
  ["GET /v2/orders/:id", "/v2/orders/77", true],
  ["/v2/**", "/v2/a/b/c", true],
  ["/v2/*", "/v2/{other}", true],
  ["/v2/:name", "/v2/{other}", false],
])("pattern %s and route %s: %s", (pattern, route, isMatch) =>
  expect(matchesPattern(readPattern(pattern), segmentsOf(route))).toBe(isMatch),
);

test("the most exact pattern wins, whichever component comes first", () => {
  const components = [
    { id: "all", routePatterns: ["/v2/*"] },
    { id: "refunds", routePatterns: ["/v2/orders/*/refund"] },
    { id: "orders", routePatterns: ["/v2/orders/*"] },
  ];
  expect(componentOfRoute(components, "/v2/orders/{id}/refund")).toBe("refunds");
  expect(componentOfRoute(components, "/v2/orders/{id}")).toBe("orders");
  expect(componentOfRoute(components, "/v2/search")).toBe("all");
  expect(componentOfRoute(components, "/health")).toBeNull();
});
