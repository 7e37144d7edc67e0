import { expect, test } from "vitest";
import { mintScope } from "./mint-scope";
import { MACHINE } from "./scope";

test("a scope holds whose it is, who acts and what they may, each permission once", () => {
  const scope = mintScope("org_a", MACHINE, ["issue:read", "issue:read"], "req_1");
  expect(scope).toMatchObject({ orgId: "org_a", actor: MACHINE, requestId: "req_1" });
  expect([...scope.permissions]).toEqual(["issue:read"]);
  expect(mintScope("org_a", MACHINE, []).requestId).toBeNull();
});
