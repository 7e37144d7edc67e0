import { describe, expect, test } from "vitest";
import { PERMISSIONS, ROLES, ROLE_PERMISSIONS } from "@/contracts/tenancy";
import { httpRoutes } from "@/server/http/app";
import { listProcedures, readMatrix, renderMatrix } from "@/scripts/authz-matrix";

describe("who may do what", () => {
  test("every procedure names its permission, and only permissions that exist", () => {
    const known = new Set<string>(["public", "account", ...PERMISSIONS]);
    expect(
      listProcedures()
        .filter((p) => p.permission === undefined || !known.has(p.permission))
        .map((p) => p.path),
    ).toEqual([]);
  });

  test("every HTTP route says who is let in", () => {
    expect(httpRoutes.filter((route) => route.access.trim() === "").map((route) => route.path)).toEqual([]);
  });

  test("what changes something is never public, but for signing up and what a link in a mail is for", () => {
    expect(
      listProcedures()
        .filter((p) => p.permission === "public" && p.type === "mutation")
        .map((p) => p.path),
    ).toEqual([
      "account.acceptInvitationAsNew",
      "account.requestPasswordReset",
      "account.resetPassword",
      "account.signUp",
    ]);
  });

  test("no mutation asks for a mere reading permission, but leaving", () => {
    expect(
      listProcedures()
        .filter((p) => p.type === "mutation" && p.permission?.endsWith(":read"))
        .map((p) => p.path),
    ).toEqual(["tenancy.leave"]);
  });

  test("an owner has every permission, an admin all but owning, and a viewer reads only", () => {
    expect(ROLE_PERMISSIONS.owner).toEqual(PERMISSIONS);
    expect(PERMISSIONS.filter((p) => !ROLE_PERMISSIONS.admin.includes(p))).toEqual(["organization:own"]);
    expect(ROLE_PERMISSIONS.viewer.every((p) => p.endsWith(":read"))).toBe(true);
    for (const role of ROLES)
      expect(ROLE_PERMISSIONS.viewer.filter((p) => !ROLE_PERMISSIONS[role].includes(p))).toEqual([]);
  });

  test("docs/authz-matrix.md is current (tsx scripts/authz-matrix.ts writes it)", () => {
    expect(readMatrix()).toBe(renderMatrix());
  });
});
