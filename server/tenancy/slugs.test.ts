import { expect, test } from "vitest";
import { Slug } from "@/contracts/tenancy";
import { slugOf } from "./slugs";

test.each([
  ["Bluefin Foods", "bluefin-foods"],
  ["Größe & Söhne GmbH", "grosse-sohne-gmbh"],
  ["  --  ", "team-team"],
  ["株式会社", "team-team"],
  ["API", "api-team"],
  ["X", "x-team"],
  ["X1", "x1"],
  ["", "team-team"],
  ["Straße 7", "strasse-7"],
  ["a & b", "a-b"],
  ["!!Hello, world!!", "hello-world"],
  ["Exit Report", "exit-report-team"],
  // 32 characters are kept whole; of 33 the last word goes.
  ["abcdefghij abcdefghij abcdefghij", "abcdefghij-abcdefghij-abcdefghij"],
  ["abcdefghij abcdefghij abcdefghijk", "abcdefghij-abcdefghij"],
  // A word that ends where the room does is whole.
  ["abcdefghij abcdefghij abcdefghij and more", "abcdefghij-abcdefghij-abcdefghij"],
  ["A very long name that nobody would ever want to type", "a-very-long-name-that-nobody"],
  ["Donaudampfschifffahrtsgesellschaft", "donaudampfschifffahrtsgesellscha"],
])("%j has the short name %j, which is a valid one", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
  expect(Slug.safeParse(slug).success).toBe(true);
});
