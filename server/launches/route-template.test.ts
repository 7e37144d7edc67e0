import { expect, test } from "vitest";
import { routeTemplate, pathOf, scrubPath, withoutMethod } from "./route-template";

test.each([
  ["/v2/orders/18822/lines", "/v2/orders/{id}/lines"],
  ["/v2/orders/", "/v2/orders"],
  ["/", "/"],
  ["//v2//orders", "/v2/orders"],
  ["/users/550e8400-e29b-41d4-a716-446655440000", "/users/{id}"],
  ["/reports/R-7F3K-Q2M9", "/reports/{id}"],
  ["/orders/ORD-12345/refund", "/orders/{id}/refund"],
  ["/files/8843.pdf", "/files/{id}.pdf"],
  ["/days/2026-11-24", "/days/{id}"],
  ["/objects/01hzx3k9v2m8q7r5t4w6y8z0ab", "/objects/{id}"],
  ["/commits/9fceb02d", "/commits/{id}"],
  ["/people/ann%40example.test", "/people/{id}"],
  ["/v1.2/oauth2/token", "/v1.2/oauth2/token"],
  ["/api/s3/buckets", "/api/s3/buckets"],
  ["/search/suggestions", "/search/suggestions"],
  ["/app.js", "/app.js"],
  ["/payments/pay_91", "/payments/{id}"],
  ["/payments/pay_9/receipt", "/payments/{id}/receipt"],
  ["/orders/order-77", "/orders/{id}"],
  ["/checkout/step-2", "/checkout/step-2"],
  ["/customers/ab12345", "/customers/{id}"],
  ["/iso8601/sha256", "/iso8601/sha256"],
  ["/people/ann@example.test", "/people/{id}"],
  ["/people/ann.lee+shop@example.test/orders", "/people/{id}/orders"],
  ["/files/inv_0192f3.PDF", "/files/{id}.pdf"],
  ["/orders/:orderId/lines/{line}", "/orders/{id}/lines/{id}"],
  ["/orders/[orderId]", "/orders/{id}"],
  ["/orders/<order_id>", "/orders/{id}"],
  ["/v12345/orders", "/v12345/orders"],
  ["/users/00000000-0000-0000-0000-000000000000", "/users/{id}"],
  ["/notes/readme.MD", "/notes/readme.MD"],
  ["", "/"],
])("the route of %s is %s", (path, route) => expect(routeTemplate(path)).toBe(route));

test("a path of any depth becomes a short route", () => {
  expect(routeTemplate("/a".repeat(5_000)).length).toBeLessThan(201);
  expect(routeTemplate(`/${"x".repeat(3_000)}`)).toBe("/{id}");
});

test("what is longer than any name is one thing, whatever it looks like", () => {
  expect(routeTemplate(`/${"x".repeat(64)}`)).toBe(`/${"x".repeat(64)}`);
  expect(routeTemplate(`/${"x".repeat(65)}`)).toBe("/{id}");
});

test("twelve segments are told apart, and that more follow", () => {
  expect(routeTemplate("/a".repeat(12))).toBe("/a".repeat(12));
  expect(routeTemplate("/a".repeat(13))).toBe(`${"/a".repeat(12)}/…`);
  expect(routeTemplate("/a".repeat(15))).toBe(`${"/a".repeat(12)}/…`);
});

test.each([
  ["/a/b?token=secret#x", "/a/b"],
  ["https://shop.example.test/a/b?token=secret", "/a/b"],
  ["https://shop.example.test", "/"],
  ["/a;jsessionid=99/b", "/a"],
  ["a/b", "/a/b"],
  ["?token=secret", "/"],
  ["WS://shop.example.test:8443/a", "/a"],
  ["/redirect/https://shop.example.test/a", "/redirect/https://shop.example.test/a"],
  ["://a/b", "/://a/b"],
  ["something://a/b", "/b"],
  ["somethings://a/b", "/somethings://a/b"],
])("of %s only the path %s is kept", (address, path) => expect(pathOf(address)).toBe(path));

test.each([
  ["/reset/dGhpcyBpcyBhIHNlY3JldCB0b2tlbg9", "/reset/{secret}"],
  ["/verify/eyJhbGciOiJIUzI1NiJ9.eyJzdWIi", "/verify/{secret}"],
  ["/people/ann@example.test/orders", "/people/{secret}/orders"],
  ["/users/550e8400-e29b-41d4-a716-446655440000", "/users/550e8400-e29b-41d4-a716-446655440000"],
  ["/v2/orders/18822/lines", "/v2/orders/18822/lines"],
])("of %s no secret is written down: %s", (path, kept) => expect(scrubPath(path)).toBe(kept));

test.each([
  ["/orders/dGhpcyBpcyBhIHNlY3JldDQ", "/orders/dGhpcyBpcyBhIHNlY3JldDQ"],
  ["/orders/dGhpcyBpcyBhIHNlY3JldDQ0", "/orders/{secret}"],
  ["/orders/the-letters-of-a-long-name", "/orders/the-letters-of-a-long-name"],
  ["/orders/188221882218822188221882218822", "/orders/188221882218822188221882218822"],
  ["/a/ann@b.test", "/a/{secret}"],
  ["/a/ann%40b.test", "/a/{secret}"],
  ["/verify/eyJhbGciOiJI", "/verify/{secret}"],
])("a token, a mail address and nothing else is a secret: %s is kept as %s", (path, kept) =>
  expect(scrubPath(path)).toBe(kept),
);

test("a path is kept up to 500 characters", () => {
  expect(scrubPath("/part".repeat(100))).toBe("/part".repeat(100));
  expect(scrubPath("/part".repeat(101))).toBe("/part".repeat(100));
});

test.each([
  ["GET /v2/orders", "/v2/orders"],
  ["  DELETE   /v2/orders", "/v2/orders"],
  ["PATCH\t/v2", "/v2"],
  ["GET orders", "GET orders"],
  ["get /v2/orders", "get /v2/orders"],
  ["GET    /v2", "GET    /v2"],
  ["PROPPATCH /v2", "PROPPATCH /v2"],
  ["XY /v2", "XY /v2"],
  ["/v2/GET /orders", "/v2/GET /orders"],
])("the address %j without its method is %j", (address, bare) => expect(withoutMethod(address)).toBe(bare));
