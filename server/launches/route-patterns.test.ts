import { expect, test } from "vitest";
import {
  componentOfRoute,
  matchesPattern,
  patternOf,
  readPattern,
  readPatterns,
  segmentsOf,
} from "./route-patterns";

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
  ["/v2/*/lines", "/v2/{other}/lines", false],
  ["/v2/payments", "/v2/refunds", false],
  ["/v2/payments", "/v3/payments", false],
  ["/v2/payments/*", "/v3/payments/7", false],
  ["/v2/payments/*", "/v2/refunds/7", false],
  ["/v2/payments/*", "/v2/payments/", false],
  ["/", "/", true],
  ["/", "/v2", false],
  ["delete   /v2/orders", "/v2/orders", true],
  ["/get /v2", "/v2", false],
  ["/v2/orders", "GET /v2/orders", true],
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

test("a path is compared in lower case, without empty segments or a method before it", () => {
  expect(segmentsOf("PATCH //V2//Orders/")).toEqual(["v2", "orders"]);
  expect(segmentsOf("/")).toEqual([]);
});

test.each([
  ["/v2/orders/:id/lines", { exactness: 3, isOpenEnded: false }],
  ["/v2/orders/{id}", { exactness: 2, isOpenEnded: false }],
  ["/v2/*/lines/**", { exactness: 2, isOpenEnded: true }],
  ["*", { exactness: 0, isOpenEnded: true }],
  ["/", { exactness: 0, isOpenEnded: false }],
])("of the pattern %s is known %j", (pattern, read) => expect(readPattern(pattern)).toMatchObject(read));

test("of equally exact patterns the first component's decides, and it is told as it was written", () => {
  const patterns = readPatterns([
    { id: "one", routePatterns: ["/*", "/V2/{id}"] },
    { id: "two", routePatterns: ["/v2/*"] },
  ]);
  expect(patterns.map(({ written }) => written)).toEqual(["/V2/{id}", "/v2/*", "/*"]);
  expect(patternOf(patterns, ["v2", "7"])).toMatchObject({ componentId: "one", written: "/V2/{id}" });
  expect(patternOf(patterns, ["v2", "7", "lines"])).toMatchObject({ componentId: "two" });
  expect(patternOf(patterns, [])).toBeNull();
});
