import { withScope } from "@/server/db/client";
import { decrypt } from "@/server/platform/crypto";
import type { Scope } from "@/server/platform/scope";
import type { ProviderSettings } from "./providers/openai-compatible";

/** Where a provider's key is bound to, for encryption. */
export const providerPlace = (orgId: string, id: string): string => `${orgId}|ai_provider|${id}|api_key`;

/** The organization's enabled providers in the order they are asked, with their keys. */
export async function loadProviders(scope: Scope): Promise<ProviderSettings[]> {
  const found = await withScope(scope, (tx) =>
    tx.aiProvider.findMany({
      where: { orgId: scope.orgId, isEnabled: true },
      orderBy: [{ position: "asc" }, { id: "asc" }],
      take: 10,
    }),
  );
  return found.map((p) => ({
    id: p.id,
    name: p.name,
    baseUrl: p.baseUrl,
    model: p.model,
    apiKey: p.apiKey ? decrypt(p.apiKey, providerPlace(scope.orgId, p.id)) : null,
  }));
}

export type ProviderRow = {
  id: string;
  name: string;
  baseUrl: string;
  model: string;
  hasKey: boolean;
  isEnabled: boolean;
  position: number;
};

/** Every provider of the organization, without its key. */
export async function listProviders(scope: Scope): Promise<ProviderRow[]> {
  const found = await withScope(scope, (tx) =>
    tx.aiProvider.findMany({
      where: { orgId: scope.orgId },
      orderBy: [{ position: "asc" }, { id: "asc" }],
      take: 50,
    }),
  );
  return found.map(({ id, name, baseUrl, model, apiKey, isEnabled, position }) => ({
    id,
    name,
    baseUrl,
    model,
    hasKey: apiKey !== null,
    isEnabled,
    position,
  }));
}

export type CallRow = {
  id: string;
  at: Date;
  prompt: string;
  provider: string;
  model: string;
  outcome: string;
  isDegraded: boolean;
  itemCount: number;
  latencyMs: number;
  error: string | null;
};

/** Calls of the gateway, newest first, a page at a time. */
export async function listCalls(
  scope: Scope,
  { cursor, limit }: { cursor: string | null; limit: number },
): Promise<{ rows: CallRow[]; nextCursor: string | null }> {
  const found = await withScope(scope, (tx) =>
    tx.aiCall.findMany({
      where: { orgId: scope.orgId, ...(cursor ? { id: { lt: cursor } } : {}) },
      orderBy: { id: "desc" },
      take: limit + 1,
    }),
  );
  const page = found
    .slice(0, limit)
    .map(({ id, at, prompt, provider, model, outcome, isDegraded, itemCount, latencyMs, error }) => ({
      id,
      at,
      prompt,
      provider,
      model,
      outcome,
      isDegraded,
      itemCount,
      latencyMs,
      error,
    }));
  return { rows: page, nextCursor: found.length > limit ? page[page.length - 1]!.id : null };
}
