/**
 * The doors: typed calls of the functions in schema `door`, which alone may look across organizations. Each matches on a hash or an
 * unguessable key, or demands the organization. New ones are added to prisma/rls-gate.sql by hand. Those that people pass are in
 * account-doors.ts.
 */
import { sha256 } from "@/server/platform/crypto";
import { entrancePool } from "./client";
import { translateDbError } from "./db-errors";

/**
 * Calls a door by its SQL.
 * @throws what `translateDbError` makes of the database's refusal
 */
export async function callDoor<T>(text: string, values: unknown[]): Promise<T[]> {
  try {
    // Named by the hash of its text, so that each connection prepares it once; a name holds 63 bytes, less than the texts differ in.
    return (await entrancePool().query({ name: sha256(text).slice(0, 32), text, values })).rows as T[];
  } catch (error) {
    throw translateDbError(error);
  }
}

export type SourceDoor = {
  orgId: string;
  id: string;
  launchId: string | null;
  kind: string;
  name: string;
  state: string;
  secret: string | null;
  previousSecret: string | null;
  previousSecretUntil: Date | null;
  config: Record<string, unknown>;
  launchName: string | null;
  orgName: string;
};

/** The source behind a public key, with its encrypted secrets; null when there is none. */
export async function findSourceByKey(key: string): Promise<SourceDoor | null> {
  const [row] = await callDoor<SourceDoor>(
    `select org_id as "orgId", id, launch_id as "launchId", kind, name, state, secret, previous_secret as "previousSecret", previous_secret_until as "previousSecretUntil", config, launch_name as "launchName", org_name as "orgName" from door.source_by_key($1)`,
    [key],
  );
  return row ?? null;
}

export type ApiKeyDoor = {
  orgId: string;
  id: string;
  name: string;
  scopes: string[];
  expiresAt: Date | null;
  revokedAt: Date | null;
};

/** The API key with this hash, also when revoked or expired: the caller decides. */
export async function findApiKeyByHash(hash: string): Promise<ApiKeyDoor | null> {
  const [row] = await callDoor<ApiKeyDoor>(
    `select org_id as "orgId", id, name, scopes, expires_at as "expiresAt", revoked_at as "revokedAt" from door.api_key_by_hash($1)`,
    [hash],
  );
  return row ?? null;
}

/** Where a report's link leads: the raw event or the agent-logged item with this unguessable id, whose link token was verified before. */
export async function findReport(
  id: string,
): Promise<{ orgId: string; rawEventId: string | null; itemId: string } | null> {
  const [row] = await callDoor<{ orgId: string; rawEventId: string | null; itemId: string }>(
    `select org_id as "orgId", raw_event_id as "rawEventId", item_id as "itemId" from door.report_by_id($1)`,
    [id],
  );
  return row ?? null;
}

export type SearchHit = { id: string; rank: number };

/** Issues whose words match, best first, among the newest matches, forty for each that is asked for, at most 2,000. The organization comes from a scope. */
export async function searchIssues(
  orgId: string,
  launchId: string,
  query: string,
  limit: number,
): Promise<SearchHit[]> {
  return callDoor<SearchHit>("select id, rank from door.search_issues($1, $2, $3, $4)", [
    orgId,
    launchId,
    query,
    limit,
  ]);
}

/**
 * Issues that have a report whose words match, best first, among the newest 2,000 such reports; one may come twice where others were
 * merged into it. The organization comes from a scope.
 */
export async function searchReported(
  orgId: string,
  launchId: string,
  query: string,
  limit: number,
): Promise<SearchHit[]> {
  return callDoor<SearchHit>("select id, rank from door.search_reported($1, $2, $3, $4)", [
    orgId,
    launchId,
    query,
    limit,
  ]);
}

/** Makes the log partitions of the coming week; how many were new. */
export async function extendLogPartitions(): Promise<number> {
  const [row] = await callDoor<{ n: number }>("select door.extend_log_partitions() as n", []);
  return row?.n ?? 0;
}
