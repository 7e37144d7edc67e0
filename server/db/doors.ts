/**
 * The doors: typed calls of the functions in schema `door`, which alone may look across organizations. Each takes what cannot be guessed
 * (a key, its hash), reads the organization that is set, or is for the worker alone. New ones are added to prisma/rls-gate.sql by hand.
 * Those that people pass are in account-doors.ts.
 */
import type pg from "pg";
import { sha256 } from "@/server/platform/crypto";
import { bulk } from "./bulk";
import { entrancePool, workerPool } from "./client";
import { translateDbError } from "./db-errors";

/** A search over keys, as server/reading/search-keys.ts reads it. */
type KeyQuery = { readonly query: string; readonly parts: readonly string[] };

/** A connection prepares each text once, under the hash of it; a name holds 63 bytes, less than the texts differ in. */
const nameOf = (text: string): string => sha256(text).slice(0, 32);

async function call<T>(pool: () => pg.Pool, text: string, values: unknown[]): Promise<T[]> {
  try {
    return (await pool().query({ name: nameOf(text), text, values })).rows as T[];
  } catch (error) {
    throw translateDbError(error);
  }
}

/**
 * Calls a door by its SQL.
 * @throws what `translateDbError` makes of the database's refusal
 */
export const callDoor = <T>(text: string, values: unknown[]): Promise<T[]> =>
  call<T>(entrancePool, text, values);

/** As `callDoor`, for the doors that only the worker's own role may open. @throws Error in a process that is no worker */
export const callWorkerDoor = <T>(text: string, values: unknown[]): Promise<T[]> =>
  call<T>(workerPool, text, values);

/** As `callDoor`, for the doors that read the organization that is set. */
const callDoorIn = async <T extends object>(orgId: string, text: string, values: unknown[]): Promise<T[]> =>
  (await bulk(orgId, (client) => client.run<T>(nameOf(text), text, values))).rows;

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
    `
      select
        org_id as "orgId",
        id,
        launch_id as "launchId",
        kind,
        name,
        state,
        secret,
        previous_secret as "previousSecret",
        previous_secret_until as "previousSecretUntil",
        config,
        launch_name as "launchName",
        org_name as "orgName"
      from door.source_by_key($1)
    `,
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

/**
 * The API key of which these are the hashes, the current one first; also when revoked or expired: the caller decides. One that may be used
 * is noted as used and from now on kept by its current hash.
 */
export async function findApiKey({
  hashes,
  keyId,
}: {
  hashes: string[];
  keyId: string;
}): Promise<ApiKeyDoor | null> {
  const [row] = await callDoor<ApiKeyDoor>(
    `
      select
        org_id as "orgId",
        id,
        name,
        scopes,
        expires_at as "expiresAt",
        revoked_at as "revokedAt"
      from door.api_key_by_hashes($1, $2)
    `,
    [hashes, keyId],
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

/** The shared exit report of which this is the digest of the link's secret; null when there is none. One whose day is over is found too. */
export async function findExitReport(digest: string): Promise<{ orgId: string; id: string } | null> {
  const [row] = await callDoor<{ orgId: string; id: string }>(
    `select org_id as "orgId", id from door.exit_report_by_digest($1)`,
    [digest],
  );
  return row ?? null;
}

export type SearchHit = { id: string; rank: number };

/**
 * Issues whose words match, best first, among the newest matches, forty for each that is asked for, at most 2,000. The organization comes
 * from a scope.
 */
export async function searchIssues(
  orgId: string,
  launchId: string,
  query: string,
  limit: number,
): Promise<SearchHit[]> {
  return callDoorIn<SearchHit>(orgId, "select id, rank from door.search_issues($1, $2, $3)", [
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
  return callDoorIn<SearchHit>(orgId, "select id, rank from door.search_reported($1, $2, $3)", [
    launchId,
    query,
    limit,
  ]);
}

/**
 * Issues that have a report with these keys, those with the newest reports first: of keys that are common, among the newest reports; of
 * others, among 300 of the rest as well. One may come twice where others were merged into it. The organization comes from a scope.
 */
export async function searchKeys(
  orgId: string,
  launchId: string,
  keys: KeyQuery,
  limit: number,
): Promise<{ id: string }[]> {
  return callDoorIn(orgId, "select id from door.search_keys($1, $2, $3, $4)", [
    launchId,
    keys.query,
    keys.parts,
    limit,
  ]);
}

/**
 * Issues reported by people with these keys, or known by exactly this id or address, with what one of them is called; those with the newest
 * reports first; one may come twice where others were merged into it. The organization comes from a scope.
 */
export async function searchPeople(
  orgId: string,
  launchId: string,
  keys: KeyQuery | null,
  exact: string,
  limit: number,
): Promise<{ id: string; reporter: string | null }[]> {
  return callDoorIn(orgId, "select id, reporter from door.search_people($1, $2, $3, $4, $5)", [
    launchId,
    keys?.query ?? null,
    keys?.parts ?? [],
    exact,
    limit,
  ]);
}

/** Makes the log partitions of the coming week; how many were new. */
export async function extendLogPartitions(): Promise<number> {
  const [row] = await callDoor<{ n: number }>("select door.extend_log_partitions() as n", []);
  return row?.n ?? 0;
}

/** Drops days of the log that no organization has lines of any more; how many. A worker's. */
export async function dropEmptyLogPartitions(): Promise<number> {
  const [row] = await callWorkerDoor<{ n: number }>("select door.drop_empty_log_partitions() as n", []);
  return row?.n ?? 0;
}
