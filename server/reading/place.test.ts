import { expect, test } from "vitest";
import { isPlace, placesOf, placeText } from "./place";

test.each([
  [{}, []],
  [undefined, []],
  [{ url: "https://shop.example/" }, []],
  [{ url: "https://a.example/Invoices/4711?tab=2#top" }, ["@/invoices/:id"]],
  [
    { url: "https://b.example/invoices/99", route: "/v2/invoices/:id" },
    ["@/invoices/:id", "@/v2/invoices/:id"],
  ],
  [{ url: "/cart", route: "/cart" }, ["@/cart"]],
  [{ route: `/${"x/".repeat(500)}` }, [`@/${"x/".repeat(12)}…`]],
])("%j is a report from %j", (context, places) => expect(placesOf(context)).toEqual(places));

test("a place is told from a word and read out without its mark", () => {
  expect([isPlace("@/cart"), isPlace("cart"), placeText("@/cart")]).toEqual([true, false, "/cart"]);
});
