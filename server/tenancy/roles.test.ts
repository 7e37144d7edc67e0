import { describe, expect, test } from "vitest";
import { canGrant, ROLES } from "@/contracts/tenancy";
import { mayInvite, refuseRoleChange, rolesNotToInvite } from "./roles";

describe("who may give which role", () => {
  test("nobody gives a role above their own, and an owner may give every role", () => {
    expect(ROLES.filter((role) => canGrant("owner", role))).toEqual([...ROLES]);
    expect(canGrant("admin", "owner")).toBe(false);
    expect(canGrant("admin", "admin")).toBe(true);
    expect(ROLES.filter((role) => canGrant("viewer", role))).toEqual(["viewer"]);
  });

  test.each([
    [
      "an admin does not touch an owner",
      { actor: "admin", from: "owner", to: "viewer", ownerCount: 2 },
      "above_own_role",
    ],
    [
      "an admin does not remove an owner",
      { actor: "admin", from: "owner", to: null, ownerCount: 2 },
      "above_own_role",
    ],
    [
      "an admin does not make an owner",
      { actor: "admin", from: "viewer", to: "owner", ownerCount: 1 },
      "above_own_role",
    ],
    [
      "the last owner does not step down",
      { actor: "owner", from: "owner", to: "admin", ownerCount: 1 },
      "last_owner",
    ],
    [
      "the last owner is not removed",
      { actor: "owner", from: "owner", to: null, ownerCount: 1 },
      "last_owner",
    ],
    ["one of two owners may step down", { actor: "owner", from: "owner", to: "admin", ownerCount: 2 }, null],
    [
      "the last owner may stay what they are",
      { actor: "owner", from: "owner", to: "owner", ownerCount: 1 },
      null,
    ],
    ["an admin makes a viewer a lead", { actor: "admin", from: "viewer", to: "lead", ownerCount: 1 }, null],
  ] as const)("%s", (_, change, expected) => {
    expect(refuseRoleChange(change)).toBe(expected);
  });
});

describe("who may ask others in", () => {
  test.each([
    ["an owner, in every role", "owner", []],
    ["an admin, in every role but an owner's", "admin", ["owner"]],
    ["a lead, in none: managing members is not theirs", "lead", [...ROLES]],
    ["a viewer, in none", "viewer", [...ROLES]],
    ["whoever has left, in none", null, [...ROLES]],
  ] as const)("%s", (_, inviter, not) => {
    expect(rolesNotToInvite(inviter)).toEqual(not);
    if (inviter) expect(ROLES.filter((role) => !mayInvite(inviter, role))).toEqual(not);
  });
});
