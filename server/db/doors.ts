/**
 * The doors: typed calls of the functions in schema `door`, which alone may look across organizations. Each matches on a hash or an
 * unguessable key, or demands the organization. New ones are added to prisma/rls-gate.sql by hand.
 */
import { sha256 } from "@/server/platform/crypto";
import { appPool, type Tx } from "./client";
import { translateDbError } from "./db-errors";

async function call<T>(text: string, values: unknown[]): Promise<T[]> {
  try {
    // Named by the hash of its text, so that each connection prepares it once; a name holds 63 bytes, less than the texts differ in.
    return (await appPool().query({ name: sha256(text).slice(0, 32), text, values })).rows as T[];
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
  const [row] = await call<SourceDoor>(
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
  const [row] = await call<ApiKeyDoor>(
    `select org_id as "orgId", id, name, scopes, expires_at as "expiresAt", revoked_at as "revokedAt" from door.api_key_by_hash($1)`,
    [hash],
  );
  return row ?? null;
}

/** Where a report's link leads: the raw event or the agent-logged item with this unguessable id, whose link token was verified before. */
export async function findReport(
  id: string,
): Promise<{ orgId: string; rawEventId: string | null; itemId: string } | null> {
  const [row] = await call<{ orgId: string; rawEventId: string | null; itemId: string }>(
    `select org_id as "orgId", raw_event_id as "rawEventId", item_id as "itemId" from door.report_by_id($1)`,
    [id],
  );
  return row ?? null;
}

export type AccountDoor = { id: string; email: string; name: string; passwordHash: string | null };

/** The account with this e-mail address (lower case). */
export async function findAccountByEmail(email: string): Promise<AccountDoor | null> {
  const [row] = await call<AccountDoor>(
    `select id, email, name, password_hash as "passwordHash" from door.account_by_email($1)`,
    [email],
  );
  return row ?? null;
}

/** Makes an account; false when the address is taken. */
export async function createAccount(account: {
  id: string;
  email: string;
  name: string;
  passwordHash: string;
}): Promise<boolean> {
  const [row] = await call<{ ok: boolean }>("select door.create_account($1, $2, $3, $4) as ok", [
    account.id,
    account.email,
    account.name,
    account.passwordHash,
  ]);
  return row?.ok ?? false;
}

/** As `createAccount`, inside the transaction that gives the account its first membership. */
export async function createAccountIn(
  tx: Tx,
  account: { id: string; email: string; name: string; passwordHash: string },
): Promise<boolean> {
  const [row] = await tx.$queryRaw<
    { ok: boolean }[]
  >`select door.create_account(${account.id}, ${account.email}, ${account.name}, ${account.passwordHash}) as ok`;
  return row?.ok ?? false;
}

/** Renames a person everywhere. */
export async function renameAccount(accountId: string, name: string): Promise<void> {
  await call("select door.rename_account($1, $2)", [accountId, name]);
}

/** Sets a password and ends every session of the account but `keepSessionId`; answers with the ended ones. */
export async function setPassword(
  accountId: string,
  passwordHash: string,
  keepSessionId: string | null,
): Promise<string[]> {
  return (
    await call<{ id: string }>("select door.set_password($1, $2, $3) as id", [
      accountId,
      passwordHash,
      keepSessionId,
    ])
  ).map((r) => r.id);
}

/** Starts a session that ends at `expiresAt` at the latest. */
export async function createSession(session: {
  id: string;
  accountId: string;
  expiresAt: Date;
  userAgent: string;
  ip: string;
}): Promise<void> {
  await call("select door.create_session($1, $2, $3, $4, $5)", [
    session.id,
    session.accountId,
    session.expiresAt,
    session.userAgent,
    session.ip,
  ]);
}

export type SessionDoor = {
  id: string;
  accountId: string;
  email: string;
  name: string;
  createdAt: Date;
  expiresAt: Date;
};

/** The live session with this id, noting that it was seen; null when revoked, past its end, or idle for longer than `idleMs`. */
export async function findSession(id: string, idleMs: number): Promise<SessionDoor | null> {
  const [row] = await call<SessionDoor>(
    `select id, account_id as "accountId", email, name, created_at as "createdAt", expires_at as "expiresAt" from door.session_by_id($1, make_interval(secs => $2))`,
    [id, idleMs / 1000],
  );
  return row ?? null;
}

export type SessionRow = {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  userAgent: string;
  ip: string;
};

/** An account's live sessions, last used first, at most 100. */
export async function listSessions(accountId: string): Promise<SessionRow[]> {
  return call<SessionRow>(
    `select id, created_at as "createdAt", last_seen_at as "lastSeenAt", expires_at as "expiresAt", user_agent as "userAgent", ip from door.sessions_of_account($1)`,
    [accountId],
  );
}

/** Ends one session of an account, or all but `exceptId` when none is named; answers with the ended ones. */
export async function revokeSessions(
  accountId: string,
  sessionId: string | null,
  exceptId: string | null,
): Promise<string[]> {
  return (
    await call<{ id: string }>("select door.revoke_sessions($1, $2, $3) as id", [
      accountId,
      sessionId,
      exceptId,
    ])
  ).map((r) => r.id);
}

/** Notes a one-time link, in the transaction that asks for it to be sent. */
export async function createAccountLinkIn(
  tx: Tx,
  link: { id: string; accountId: string; kind: "password_reset"; expiresAt: Date },
): Promise<void> {
  await tx.$executeRaw`select door.create_account_link(${link.id}, ${link.accountId}, ${link.kind}, ${link.expiresAt})`;
}

export type AccountLinkDoor = {
  id: string;
  accountId: string;
  kind: string;
  email: string;
  name: string;
  expiresAt: Date;
  usedAt: Date | null;
};

/** The one-time link with this id, used or not. */
export async function findAccountLink(id: string): Promise<AccountLinkDoor | null> {
  const [row] = await call<AccountLinkDoor>(
    `select id, account_id as "accountId", kind, email, name, expires_at as "expiresAt", used_at as "usedAt" from door.account_link_by_id($1)`,
    [id],
  );
  return row ?? null;
}

/** Uses a one-time link up; the account's id, or null when it was used or has expired. */
export async function useAccountLink(id: string): Promise<string | null> {
  const [row] = await call<{ id: string | null }>("select door.use_account_link($1) as id", [id]);
  return row?.id ?? null;
}

export type MembershipDoor = {
  orgId: string;
  slug: string;
  orgName: string;
  membershipId: string;
  role: string;
  name: string;
};

/** The organizations an account is an active member of, by name. */
export async function listMemberships(accountId: string): Promise<MembershipDoor[]> {
  return call<MembershipDoor>(
    `select org_id as "orgId", slug, org_name as "orgName", membership_id as "membershipId", role, name from door.memberships_of_account($1)`,
    [accountId],
  );
}

export type MembershipInDoor = { orgId: string; slug: string; orgName: string } & (
  | { membershipId: string; role: string; name: string; email: string }
  | { membershipId: null; role: null; name: null; email: null }
);

/** The organization with this short name, and the account's active membership in it, if there is one; null without such an organization. */
export async function findMembership(accountId: string, slug: string): Promise<MembershipInDoor | null> {
  const [row] = await call<MembershipInDoor>(
    `select org_id as "orgId", slug, org_name as "orgName", membership_id as "membershipId", role, name, email from door.membership_in($1, $2)`,
    [accountId, slug],
  );
  return row ?? null;
}

export type InvitationDoor = {
  orgId: string;
  id: string;
  orgName: string;
  slug: string;
  email: string;
  role: string;
  expiresAt: Date;
  acceptedAt: Date | null;
  revokedAt: Date | null;
};

/** The invitation with this id, whose link token was verified before. */
export async function findInvitation(id: string): Promise<InvitationDoor | null> {
  const [row] = await call<InvitationDoor>(
    `select org_id as "orgId", id, org_name as "orgName", slug, email, role, expires_at as "expiresAt", accepted_at as "acceptedAt", revoked_at as "revokedAt" from door.invitation_by_id($1)`,
    [id],
  );
  return row ?? null;
}

/** Whether an organization's short name is in use. */
export async function isSlugTaken(slug: string): Promise<boolean> {
  const [row] = await call<{ taken: boolean }>("select door.is_slug_taken($1) as taken", [slug]);
  return row?.taken ?? true;
}

/** Ids of all organizations in order, for work that looks after each; a page after `afterId`. */
export async function listOrganizationIds(afterId: string | null, limit = 200): Promise<string[]> {
  return (await call<{ id: string }>("select door.organization_ids($1, $2) as id", [afterId, limit])).map(
    (r) => r.id,
  );
}

/** Launches whose criteria are watched, in order; a page after the given pair. */
export async function listActiveLaunches(
  after: { orgId: string; launchId: string } | null,
  limit = 200,
): Promise<{ orgId: string; launchId: string }[]> {
  return call(`select org_id as "orgId", launch_id as "launchId" from door.active_launches($1, $2, $3)`, [
    after?.orgId ?? null,
    after?.launchId ?? null,
    limit,
  ]);
}

export type SearchHit = { id: string; rank: number };

/** Issues whose words match, best first, among the newest 2,000 matches. The organization comes from a scope. */
export async function searchIssues(
  orgId: string,
  launchId: string,
  query: string,
  limit: number,
): Promise<SearchHit[]> {
  return call<SearchHit>("select id, rank from door.search_issues($1, $2, $3, $4)", [
    orgId,
    launchId,
    query,
    limit,
  ]);
}

/** Items whose words match, best first, among the newest 2,000 matches. The organization comes from a scope. */
export async function searchItems(
  orgId: string,
  launchId: string,
  query: string,
  limit: number,
): Promise<SearchHit[]> {
  return call<SearchHit>("select id, rank from door.search_items($1, $2, $3, $4)", [
    orgId,
    launchId,
    query,
    limit,
  ]);
}

export type CandidateHit = { ord: number; id: string; shared: number };

/** For each of a batch of items (by position), up to 50 issues that share a rare term (at most 8 each) or the error fingerprint. */
export async function findIssueCandidates(
  orgId: string,
  launchId: string,
  items: readonly { ord: number; terms: readonly string[]; fingerprint: string | null }[],
): Promise<CandidateHit[]> {
  return call<CandidateHit>("select ord, id, shared from door.issue_candidates($1, $2, $3::jsonb)", [
    orgId,
    launchId,
    JSON.stringify(items),
  ]);
}

/** Makes the log partitions of the coming week; how many were new. */
export async function extendLogPartitions(): Promise<number> {
  const [row] = await call<{ n: number }>("select door.extend_log_partitions() as n", []);
  return row?.n ?? 0;
}
