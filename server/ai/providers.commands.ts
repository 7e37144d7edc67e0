import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import { encrypt } from "@/server/platform/crypto";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { assertEgressUrl } from "@/server/platform/safe-fetch";
import type { Scope } from "@/server/platform/scope";
import { providerPlace } from "./providers.queries";

export type ProviderInput = { name: string; baseUrl: string; model: string; apiKey?: string | undefined };

/** Adds a provider at the end of the order. @throws AppError BAD_REQUEST when its address is not allowed. */
export async function addProvider(scope: Scope, input: ProviderInput): Promise<{ id: string }> {
  assertEgressUrl(input.baseUrl);
  const id = newId("provider");
  await withScope(scope, async (tx) => {
    const last = await tx.aiProvider.findFirst({
      where: { orgId: scope.orgId },
      orderBy: { position: "desc" },
      select: { position: true },
    });
    await tx.aiProvider.create({
      data: {
        orgId: scope.orgId,
        id,
        name: input.name,
        baseUrl: input.baseUrl,
        model: input.model,
        apiKey: input.apiKey ? encrypt(input.apiKey, providerPlace(scope.orgId, id)) : null,
        position: (last?.position ?? -1) + 1,
      },
    });
    await recordIn(tx, scope, {
      verb: "ai_provider.added",
      subjectKind: "ai_provider",
      subjectId: id,
      data: { name: input.name, baseUrl: input.baseUrl, model: input.model },
    });
  });
  return { id };
}

/** Switches a provider on or off. */
export async function setProviderEnabled(scope: Scope, id: string, isEnabled: boolean): Promise<void> {
  await withScope(scope, async (tx) => {
    const { count } = await tx.aiProvider.updateMany({
      where: { orgId: scope.orgId, id },
      data: { isEnabled, version: { increment: 1 } },
    });
    if (count === 0) throw new AppError("NOT_FOUND", "This provider does not exist.");
    await recordIn(tx, scope, {
      verb: isEnabled ? "ai_provider.enabled" : "ai_provider.disabled",
      subjectKind: "ai_provider",
      subjectId: id,
    });
  });
}

/** Gives a provider another key, from its next question on; one that had failed for want of a readable key has not any more. */
export async function setProviderKey(scope: Scope, id: string, apiKey: string): Promise<void> {
  await withScope(scope, async (tx) => {
    const { count } = await tx.aiProvider.updateMany({
      where: { orgId: scope.orgId, id },
      data: { apiKey: encrypt(apiKey, providerPlace(scope.orgId, id)), version: { increment: 1 } },
    });
    if (count === 0) throw new AppError("NOT_FOUND", "This provider does not exist.");
    await recordIn(tx, scope, { verb: "ai_provider.key_set", subjectKind: "ai_provider", subjectId: id });
  });
}

/** Removes a provider with its key. */
export async function removeProvider(scope: Scope, id: string): Promise<void> {
  await withScope(scope, async (tx) => {
    const { count } = await tx.aiProvider.deleteMany({ where: { orgId: scope.orgId, id } });
    if (count === 0) throw new AppError("NOT_FOUND", "This provider does not exist.");
    await recordIn(tx, scope, { verb: "ai_provider.removed", subjectKind: "ai_provider", subjectId: id });
  });
}
