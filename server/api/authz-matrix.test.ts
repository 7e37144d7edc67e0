import { describe, expect, test } from "vitest";
import { API_SCOPES, PERMISSIONS, ROLES, ROLE_PERMISSIONS } from "@/contracts/tenancy";
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

  test("every permission opens something: at least one procedure demands it", () => {
    const demanded = new Set(listProcedures().map((p) => p.permission));
    expect(PERMISSIONS.filter((p) => !demanded.has(p))).toEqual([]);
  });

  test("every scope of an API key opens a route, and every route that takes keys is opened by one", () => {
    const opened = httpRoutes.flatMap(({ access }) =>
      access.split(/[ ,]/).filter((word) => word.endsWith(":write")),
    );
    expect([...new Set(opened)].sort()).toEqual([...API_SCOPES].sort());
  });

  test("owners and admins have every permission, and a viewer reads only", () => {
    expect([ROLE_PERMISSIONS.owner, ROLE_PERMISSIONS.admin]).toEqual([PERMISSIONS, PERMISSIONS]);
    expect(ROLE_PERMISSIONS.viewer.every((p) => p.endsWith(":read"))).toBe(true);
    for (const role of ROLES)
      expect(ROLE_PERMISSIONS.viewer.filter((p) => !ROLE_PERMISSIONS[role].includes(p))).toEqual([]);
  });

  test("docs/authz-matrix.md is current (tsx scripts/authz-matrix.ts writes it)", () => {
    expect(readMatrix()).toBe(renderMatrix());
  });
});
