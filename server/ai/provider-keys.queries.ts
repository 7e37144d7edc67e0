import { withScope } from "@/server/db/client";
import { canDecrypt } from "@/server/platform/crypto";
import type { Scope } from "@/server/platform/scope";
import { providerPlace } from "./providers.queries";

/** How many of the organization's AI providers have a key, and how many of those keys no configured key opens. */
export async function findShutProviderKeys(scope: Scope): Promise<{ all: number; shut: number }> {
  const found = await withScope(scope, (tx) =>
    tx.aiProvider.findMany({
      where: { orgId: scope.orgId, apiKey: { not: null } },
      select: { id: true, apiKey: true },
    }),
  );
  const shut = found.filter(({ id, apiKey }) => !canDecrypt(apiKey!, providerPlace(scope.orgId, id)));
  return { all: found.length, shut: shut.length };
}
