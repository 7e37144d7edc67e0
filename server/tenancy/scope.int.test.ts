import { afterEach, describe, expect, test } from "vitest";
import { hashesOfSecret } from "@/server/platform/crypto";
import { newId, newSecret } from "@/server/platform/ids";
import type { AppError } from "@/server/platform/errors";
import { dropSingleton } from "@/server/platform/singleton";
import { openSessionOf } from "@/server/testing/accounts";
import { makeMember, makeWorld } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { API_KEY_PREFIX, scopeForApiKey, scopeForMember } from "./scope.commands";

afterEach(() => {
  delete process.env["GUARD_OFF"];
  dropSingleton("env");
});

describe("a member's scope", () => {
  test("a member gets in with the permissions of their role; a stranger is told that there is no such organization", async () => {
    const [world, other] = [await makeWorld(), await makeWorld()];
    const viewer = await makeMember(world, "viewer");
    const { scope, membership, organization } = await scopeForMember(
      await openSessionOf(viewer.accountId),
      world.slug,
      "req-1",
    );
    expect(scope.orgId).toBe(world.orgId);
    expect(scope.permissions.has("issue:read")).toBe(true);
    expect(scope.permissions.has("issue:write")).toBe(false);
    expect(membership).toMatchObject({ id: viewer.membershipId, role: "viewer" });
    expect(organization.slug).toBe(world.slug);
    const stranger = await openSessionOf(other.accountId);
    const refusals = await Promise.all(
      [scopeForMember(stranger, world.slug, null), scopeForMember(stranger, "no-such-place", null)].map((p) =>
        p.catch((e: unknown) => ({
          code: (e as AppError).code,
          message: (e as AppError).message,
          details: (e as AppError).details,
        })),
      ),
    );
    expect(refusals[0]).toEqual(refusals[1]);
    expect(refusals[0]).toMatchObject({ code: "NOT_FOUND" });
  });

  test("a removed member is a stranger at once", async () => {
    const world = await makeWorld();
    const member = await makeMember(world, "lead");
    await scopeForMember(await openSessionOf(member.accountId), world.slug, null);
    await asAdmin("update membership set state = 'removed' where id = $1", [member.membershipId]);
    await expect(
      scopeForMember(await openSessionOf(member.accountId), world.slug, null),
    ).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("with the tenancy guard left out a stranger gets in, which is what the other tests would notice", async () => {
    const [world, other] = [await makeWorld(), await makeWorld()];
    process.env["GUARD_OFF"] = "tenancy";
    dropSingleton("env");
    expect((await scopeForMember(await openSessionOf(other.accountId), world.slug, null)).scope.orgId).toBe(
      world.orgId,
    );
  });
});

describe("an API key's scope", () => {
  async function makeKey(
    world: Awaited<ReturnType<typeof makeWorld>>,
    columns: { scopes?: string[]; expiresAt?: Date | null; revokedAt?: Date | null } = {},
  ) {
    const secret = newSecret(API_KEY_PREFIX);
    await asAdmin(
      `
        insert into api_key (org_id, id, name, prefix, hash, scopes, created_by, expires_at, revoked_at)
        values ($1, $2, 'k', 'stk_', $3, $4, $5, $6, $7)
      `,
      [
        world.orgId,
        newId("apiKey"),
        hashesOfSecret(secret).hashes[0],
        columns.scopes ?? ["items:write"],
        world.ownerId,
        columns.expiresAt ?? null,
        columns.revokedAt ?? null,
      ],
    );
    return secret;
  }

  test("a live key acts for its own organization and within its scopes only", async () => {
    const world = await makeWorld();
    const secret = await makeKey(world);
    const scope = await scopeForApiKey(secret, "items:write", "req-1");
    expect(scope).toMatchObject({ orgId: world.orgId, actor: { kind: "api_key" } });
    expect([...scope.permissions]).toEqual(["item:write"]);
    await expect(scopeForApiKey(secret, "releases:write", "req-1")).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  test.each([
    ["revoked", { revokedAt: new Date() }],
    ["expired", { expiresAt: new Date(Date.now() - 1000) }],
  ])("a %s key is nobody", async (_, columns) => {
    const secret = await makeKey(await makeWorld(), columns);
    await expect(scopeForApiKey(secret, "items:write", "req-1")).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    });
  });

  test.each(["", "stk_", newSecret(API_KEY_PREFIX), "stk_' or 1=1 --", "\0"])(
    "a made-up key %j is nobody",
    async (secret) => {
      await expect(scopeForApiKey(secret, "items:write", "req-1")).rejects.toMatchObject({
        code: "UNAUTHENTICATED",
      });
    },
  );
});
