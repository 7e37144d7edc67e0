import { cutPage, readCursor, type Page } from "@/server/platform/cursor";
import { z } from "zod";
import { withScope } from "@/server/db/client";
import { decrypt } from "@/server/platform/crypto";
import { SEALED_COLUMNS } from "@/server/platform/key-ring.mjs";
import type { Scope } from "@/server/platform/scope";
import type { ProviderSettings } from "./providers/openai-compatible";

/** Where a provider's key is bound to, for encryption. */
export const providerPlace = SEALED_COLUMNS.ai_provider.place;

const UNREADABLE = {
  unknown_key: "Its key was sealed with a secret that is no longer configured. Enter the key again.",
  damaged: "Its stored key is damaged and cannot be read. Enter the key again.",
} as const;

/** A provider's key in the clear, or why it cannot be asked, for the people who set it up. */
function readKey(
  orgId: string,
  { id, apiKey }: { id: string; apiKey: string | null },
): { apiKey: string | null; failure: string | null } {
  const opened = apiKey === null ? null : decrypt(apiKey, providerPlace(orgId, id));
  if (opened === null) return { apiKey: null, failure: null };
  return opened.isOpen
    ? { apiKey: opened.plain, failure: null }
    : { apiKey: null, failure: UNREADABLE[opened.why] };
}

/** A provider as it is asked; one with a `failure` cannot be, and counts as a model that failed. */
export type Provider = ProviderSettings & { failure: string | null };

/** The organization's enabled providers in the order they are asked, with their keys. */
export async function loadProviders(scope: Scope): Promise<Provider[]> {
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
    ...readKey(scope.orgId, p),
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
  /** Why it cannot be asked, in words for people; null when it can. */
  failure: string | null;
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
    failure: readKey(scope.orgId, { id, apiKey }).failure,
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
  { cursor, limit }: { cursor: string | null | undefined; limit: number },
): Promise<Page<CallRow>> {
  const before = readCursor(cursor, z.string());
  const found = await withScope(scope, (tx) =>
    tx.aiCall.findMany({
      where: { orgId: scope.orgId, ...(before ? { id: { lt: before } } : {}) },
      orderBy: { id: "desc" },
      take: limit + 1,
    }),
  );
  const { rows, nextCursor } = cutPage(found, limit, (call) => call.id);
  const calls = rows.map(
    ({ id, at, prompt, provider, model, outcome, isDegraded, itemCount, latencyMs, error }) => ({
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
    }),
  );
  return { rows: calls, nextCursor };
}
