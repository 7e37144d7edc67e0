/** The doors that somebody passes before it is known which organization they belong to: account, session, one-time link, membership, invitation. */
import type { Tx } from "./client";
import { callDoor } from "./doors";

export type AccountDoor = { id: string; email: string; name: string; passwordHash: string | null };

/** The account with this e-mail address (lower case). */
export async function findAccountByEmail(email: string): Promise<AccountDoor | null> {
  const [row] = await callDoor<AccountDoor>(
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
  const [row] = await callDoor<{ ok: boolean }>("select door.create_account($1, $2, $3, $4) as ok", [
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
  await callDoor("select door.rename_account($1, $2)", [accountId, name]);
}

/** Sets a password and ends every session of the account but `keepSessionId`; answers with the ended ones. */
export async function setPassword(
  accountId: string,
  passwordHash: string,
  keepSessionId: string | null,
): Promise<string[]> {
  return (
    await callDoor<{ id: string }>("select door.set_password($1, $2, $3) as id", [
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
  await callDoor("select door.create_session($1, $2, $3, $4, $5)", [
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
  const [row] = await callDoor<SessionDoor>(
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
  return callDoor<SessionRow>(
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
    await callDoor<{ id: string }>("select door.revoke_sessions($1, $2, $3) as id", [
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
  const [row] = await callDoor<AccountLinkDoor>(
    `select id, account_id as "accountId", kind, email, name, expires_at as "expiresAt", used_at as "usedAt" from door.account_link_by_id($1)`,
    [id],
  );
  return row ?? null;
}

/** Uses a one-time link up; the account's id, or null when it was used or has expired. */
export async function useAccountLink(id: string): Promise<string | null> {
  const [row] = await callDoor<{ id: string | null }>("select door.use_account_link($1) as id", [id]);
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
  return callDoor<MembershipDoor>(
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
  const [row] = await callDoor<MembershipInDoor>(
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
  const [row] = await callDoor<InvitationDoor>(
    `select org_id as "orgId", id, org_name as "orgName", slug, email, role, expires_at as "expiresAt", accepted_at as "acceptedAt", revoked_at as "revokedAt" from door.invitation_by_id($1)`,
    [id],
  );
  return row ?? null;
}

/** Whether an organization's short name is in use. */
export async function isSlugTaken(slug: string): Promise<boolean> {
  const [row] = await callDoor<{ taken: boolean }>("select door.is_slug_taken($1) as taken", [slug]);
  return row?.taken ?? true;
}
