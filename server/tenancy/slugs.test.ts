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
  ["A very long name that nobody would ever want to type", "a-very-long-name-that-nobody"],
  ["Donaudampfschifffahrtsgesellschaft", "donaudampfschifffahrtsgesellscha"],
])("%j has the short name %j, which is a valid one", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
  expect(Slug.safeParse(slug).success).toBe(true);
});
