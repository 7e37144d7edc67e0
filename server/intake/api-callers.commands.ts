import type { ApiScope } from "@/contracts/tenancy";
import { sha256 } from "@/server/platform/crypto";
import { noteRequest } from "@/server/platform/request-facts";
import type { Scope } from "@/server/platform/scope";
import { scopeForApiKey } from "@/server/tenancy/scope.commands";
import { remembered } from "./source-lookup.queries";

/**
 * The scope of an API key, believed for three seconds: so long a revoked one still works.
 * @throws AppError UNAUTHENTICATED, FORBIDDEN
 */
export async function findApiCaller(secret: string, needed: ApiScope, requestId: string): Promise<Scope> {
  const scope = await remembered("caller", `${needed}:${sha256(secret)}`, () =>
    scopeForApiKey(secret, needed, requestId),
  );
  noteRequest(requestId, { orgId: scope.orgId, actor: scope.actor.id });
  return scope;
}
