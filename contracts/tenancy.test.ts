import { describe, expect, test } from "vitest";
import { canGrant, canOwnCriterion, CreateApiKey, ROLES } from "./tenancy";

test("whoever works on a launch can own a criterion, whoever only reads cannot", () =>
  expect(ROLES.filter((role) => !canOwnCriterion(role))).toEqual(["viewer"]));

test.each([
  ["owner", []],
  ["admin", ["owner"]],
  ["lead", ["owner", "admin"]],
  ["engineer", ["owner", "admin", "lead"]],
  ["support", ["owner", "admin", "lead"]],
  ["viewer", ROLES.filter((role) => role !== "viewer")],
] as const)("%s gives every role but %j", (actor, not) =>
  expect(ROLES.filter((role) => !canGrant(actor, role))).toEqual(not),
);

describe("a new API key", () => {
  test("may do each thing once, however often it was ticked, and never stops by itself", () =>
    expect(CreateApiKey.parse({ name: " CI ", scopes: ["items:write", "items:write"] })).toEqual({
      name: "CI",
      scopes: ["items:write"],
      lifetimeDays: null,
    }));

  test("may do something", () =>
    expect(CreateApiKey.safeParse({ name: "CI", scopes: [] }).error?.issues[0]?.message).toBe(
      "Choose at least one thing the key may do.",
    ));
});
