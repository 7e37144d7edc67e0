import { expect, test } from "vitest";
import { emptyComponent, problemsOf, readComponent, readWords, slugFrom } from "./component-draft";

test.each([
  ["Checkout & cart", "checkout-cart"],
  ["Überweisungen", "uberweisungen"],
  ["  --  ", ""],
  ["API v2", "api-v2"],
])("the short name of %j is %j", (name, slug) => expect(slugFrom(name)).toBe(slug));

test("words are split at commas and line breaks, once each", () =>
  expect(readWords("pay, card\n pay ,,")).toEqual(["pay", "card"]));

const draft = (given: Partial<ReturnType<typeof emptyComponent>>) => ({ ...emptyComponent(), ...given });
test("what is wrong is told beside its field", () => {
  expect(problemsOf(draft({}), [])).toEqual({ name: "Give it a name." });
  expect(problemsOf(draft({ name: "Checkout" }), [{ slug: "checkout" }])).toEqual({
    slug: "Another component has this short name.",
  });
  expect(problemsOf(draft({ name: "注文" }), [])).toEqual({
    slug: "Use lower-case letters, digits and dashes.",
  });
  expect(problemsOf(draft({ name: "Orders", routePatterns: "/v2/orders/*, v2" }), [])).toEqual({
    routePatterns: "“v2” does not begin with a slash, as /v2/orders/* does.",
  });
});

test("a component is sent as it was typed, with the short name made when none was", () =>
  expect(
    readComponent(draft({ name: " Orders ", keywords: "order, basket", routePatterns: "/v2/orders/*" })),
  ).toEqual({
    slug: "orders",
    name: "Orders",
    keywords: ["order", "basket"],
    routePatterns: ["/v2/orders/*"],
    ownerTeamId: null,
  }));
