import type { ApiScope } from "@/contracts/tenancy";
import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import { hashesOfSecret } from "@/server/platform/crypto";
import { AppError } from "@/server/platform/errors";
import { newId, newSecret } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { API_KEY_PREFIX } from "./scope.commands";

/** More keys than this are a leak waiting to happen, not a need. */
const KEYS_MAX = 100;

/**
 * Makes an API key. The secret is in the answer and nowhere else: only its keyed hash is kept.
 * @throws AppError CONFLICT when the organization has 100 keys.
 */
export async function createApiKey(
  scope: Scope,
  given: { name: string; scopes: ApiScope[]; lifetimeDays: number | null },
): Promise<{ id: string; secret: string; prefix: string; expiresAt: Date | null }> {
  const [id, secret] = [newId("apiKey"), newSecret(API_KEY_PREFIX)];
  const { hashes, keyId } = hashesOfSecret(secret);
  const prefix = secret.slice(0, API_KEY_PREFIX.length + 1 + 6);
  const expiresAt =
    given.lifetimeDays === null ? null : new Date(Date.now() + given.lifetimeDays * 86_400_000);
  await withScope(scope, async (tx) => {
    if ((await tx.apiKey.count({ where: { orgId: scope.orgId, revokedAt: null } })) >= KEYS_MAX)
      throw new AppError(
        "CONFLICT",
        `There are ${KEYS_MAX} API keys already. Revoke those that nobody uses.`,
      );
    await tx.apiKey.create({
      data: {
        orgId: scope.orgId,
        id,
        name: given.name,
        prefix,
        hash: hashes[0]!,
        hashKeyId: keyId,
        scopes: given.scopes,
        createdBy: scope.actor.id,
        expiresAt,
      },
    });
    await recordIn(tx, scope, {
      verb: "api_key.created",
      subjectKind: "api_key",
      subjectId: id,
      data: { name: given.name, scopes: given.scopes, expiresAt: expiresAt?.toISOString() ?? null },
    });
  });
  return { id, secret, prefix, expiresAt };
}

/** Ends an API key: the next request that carries it is refused. @throws AppError NOT_FOUND */
export async function revokeApiKey(scope: Scope, keyId: string): Promise<void> {
  await withScope(scope, async (tx) => {
    const { count } = await tx.apiKey.updateMany({
      where: { orgId: scope.orgId, id: keyId, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 0) throw new AppError("NOT_FOUND", "There is no such API key, or it was revoked already.");
    await recordIn(tx, scope, { verb: "api_key.revoked", subjectKind: "api_key", subjectId: keyId });
  });
}
