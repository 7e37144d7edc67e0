/**
 * The doors that people pass before it is known which organization they belong to: account, session, one-time link, membership,
 * invitation. What proves who they are is a session's id, a link's secret or the digest of a password; no door gives any of them out to
 * the application, and none takes an account's id.
 */
import type { Language } from "@/contracts/languages";
import type { Tx } from "./client";
import { callDoor, callWorkerDoor } from "./doors";

/** What an argon2id digest is computed with: 16 random bytes, memory in KiB, passes over it, and lanes. */
export type PasswordParameters = { salt: Uint8Array; memoryKib: number; passes: number; lanes: number };

/** A password as a door takes it. The database keeps a hash of the digest, so that what it keeps does not suffice to sign in. */
export type SealedPassword = PasswordParameters & { digest: Uint8Array };

/** With what the password of this address (lower case) is digested; for an address without a password derived, and the same every time. */
export async function findPasswordParameters(email: string): Promise<PasswordParameters> {
  const [row] = await callDoor<PasswordParameters>(
    `select salt, memory_kib as "memoryKib", passes, lanes from door.password_parameters($1)`,
    [email],
  );
  return row!;
}

export type NewAccount = { id: string; email: string; name: string; password: SealedPassword | null };

const valuesOf = (password: SealedPassword | null): unknown[] =>
  password
    ? [password.salt, password.memoryKib, password.passes, password.lanes, password.digest]
    : [null, null, null, null, null];

/** Makes an account, inside the transaction that gives it its first membership; false when the address is taken. */
export async function createAccountIn(tx: Tx, { id, email, name, password }: NewAccount): Promise<boolean> {
  const [salt, memoryKib, passes, lanes, digest] = valuesOf(password);
  const [row] = await tx.$queryRaw<{ ok: boolean }[]>`
    select
      door.create_account(
        ${id},
        ${email},
        ${name},
        ${salt}::bytea,
        ${memoryKib}::int,
        ${passes}::int,
        ${lanes}::int,
        ${digest}::bytea
      ) as ok
  `;
  return row?.ok ?? false;
}

/** Starts a session for whoever has the digest of the account's password; the account's id, or null when it is another's or nobody's. */
export async function openSession(
  proof: { email: string; digest: Uint8Array },
  session: { id: string; expiresAt: Date; userAgent: string; ip: string },
): Promise<string | null> {
  const [row] = await callDoor<{ id: string | null }>(
    "select door.open_session($1, $2, $3, $4, $5, $6) as id",
    [proof.email, proof.digest, session.id, session.expiresAt, session.userAgent, session.ip],
  );
  return row?.id ?? null;
}

export type SessionDoor = {
  id: string;
  accountId: string;
  email: string;
  name: string;
  createdAt: Date;
  expiresAt: Date;
};

/**
 * The live session with this id; null when revoked, past its end, or idle for longer than `idleMs`.
 * @param isActivity whether its idle time begins anew with this
 */
export async function findSession(
  id: string,
  idleMs: number,
  isActivity: boolean,
): Promise<SessionDoor | null> {
  const door = isActivity ? "door.session_by_id" : "door.peek_session";
  const [row] = await callDoor<SessionDoor>(
    `
      select
        id,
        account_id as "accountId",
        email,
        name,
        created_at as "createdAt",
        expires_at as "expiresAt"
      from ${door}($1, make_interval(secs => $2))
    `,
    [id, idleMs / 1000],
  );
  return row ?? null;
}

/** Renames the person whose session this is, everywhere. */
export async function renameAccount(sessionId: string, name: string): Promise<void> {
  await callDoor("select door.rename_account($1, $2)", [sessionId, name]);
}

export type SessionRow = {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  userAgent: string;
  ip: string;
};

/** The live sessions of this session's account, last used first, at most 100. */
export async function listSessions(sessionId: string): Promise<SessionRow[]> {
  return callDoor<SessionRow>(
    `
      select
        id,
        created_at as "createdAt",
        last_seen_at as "lastSeenAt",
        expires_at as "expiresAt",
        user_agent as "userAgent",
        ip
      from door.sessions_beside($1)
    `,
    [sessionId],
  );
}

/** Ends one session of this session's account, or all of them, this one too, when none is named; answers with the ended ones. */
export async function endSessions(sessionId: string, one: string | null): Promise<string[]> {
  return (await callDoor<{ id: string }>("select door.end_sessions($1, $2) as id", [sessionId, one])).map(
    (r) => r.id,
  );
}

/**
 * Replaces the password of this session's account and ends its other sessions, for whoever has the digest of the present one.
 * @returns the ended sessions, or null when the present password is another
 */
export async function changePassword(
  sessionId: string,
  presentDigest: Uint8Array,
  next: SealedPassword,
): Promise<string[] | null> {
  const [row] = await callDoor<{ ended: string[] | null }>(
    "select door.change_password($1, $2, $3, $4, $5, $6, $7) as ended",
    [sessionId, presentDigest, ...valuesOf(next)],
  );
  return row?.ended ?? null;
}

/** Asks for a link to be sent to the person with this address, if there is one and they belong to an organization; nobody can tell. */
export async function requestPasswordLink(
  email: string,
  link: { id: string; outboxId: string; lifetimeMs: number; language: Language },
): Promise<void> {
  await callDoor("select door.ask_for_password_link($1, $2, $3, make_interval(secs => $4), $5)", [
    email,
    link.id,
    link.outboxId,
    link.lifetimeMs / 1000,
    link.language,
  ]);
}

export type AccountLinkDoor = {
  kind: string;
  email: string;
  name: string;
  expiresAt: Date;
  usedAt: Date | null;
};

/** The one-time link with this secret, used or not. */
export async function findAccountLink(secret: string): Promise<AccountLinkDoor | null> {
  const [row] = await callDoor<AccountLinkDoor>(
    `select kind, email, name, expires_at as "expiresAt", used_at as "usedAt" from door.account_link($1)`,
    [secret],
  );
  return row ?? null;
}

/** A link to be mailed: with the secret that belongs into the mail and nowhere else, and the language that its reader is written to in. */
export type LinkToSend = AccountLinkDoor & { secret: string; language: Language };

/** The link whose row this is: for a worker. */
export async function findLinkToSend(id: string): Promise<LinkToSend | null> {
  const [row] = await callWorkerDoor<LinkToSend>(
    `
      select
        secret,
        kind,
        email,
        name,
        expires_at as "expiresAt",
        used_at as "usedAt",
        language
      from door.account_link_to_send($1)
    `,
    [id],
  );
  return row ?? null;
}

/** Uses a link up and sets its account's password; the ended sessions, or null when the link was used or has expired. */
export async function resetPassword(secret: string, next: SealedPassword): Promise<string[] | null> {
  const [row] = await callDoor<{ ended: string[] | null }>(
    "select door.reset_password($1, $2, $3, $4, $5, $6) as ended",
    [secret, ...valuesOf(next)],
  );
  return row?.ended ?? null;
}

export type MembershipDoor = {
  orgId: string;
  slug: string;
  orgName: string;
  membershipId: string;
  role: string;
  name: string;
};

/**
 * The organizations that a person is an active member of, by name.
 * @param proof the id of a live session, or the secret of a link that has not expired
 */
export async function listMemberships(proof: string): Promise<MembershipDoor[]> {
  return callDoor<MembershipDoor>(
    `
      select
        org_id as "orgId",
        slug,
        org_name as "orgName",
        membership_id as "membershipId",
        role,
        name
      from door.memberships_of($1)
    `,
    [proof],
  );
}

export type MembershipInDoor = MembershipDoor & { email: string };

/** The organization with this short name and the active membership of this session's account in it; null when it has none. */
export async function findMembership(sessionId: string, slug: string): Promise<MembershipInDoor | null> {
  const [row] = await callDoor<MembershipInDoor>(
    `
      select
        org_id as "orgId",
        slug,
        org_name as "orgName",
        membership_id as "membershipId",
        role,
        name,
        email
      from door.membership_in($1, $2)
    `,
    [sessionId, slug],
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
  /** Whether its address has an account already. */
  hasAccount: boolean;
};

/** The invitation with this id, whose link token was verified before. */
export async function findInvitation(id: string): Promise<InvitationDoor | null> {
  const [row] = await callDoor<InvitationDoor>(
    `
      select
        org_id as "orgId",
        id,
        org_name as "orgName",
        slug,
        email,
        role,
        expires_at as "expiresAt",
        accepted_at as "acceptedAt",
        revoked_at as "revokedAt",
        has_account as "hasAccount"
      from door.invitation_by_id($1)
    `,
    [id],
  );
  return row ?? null;
}

/** Whether an organization's short name is in use. */
export async function isSlugTaken(slug: string): Promise<boolean> {
  const [row] = await callDoor<{ taken: boolean }>("select door.is_slug_taken($1) as taken", [slug]);
  return row?.taken ?? true;
}

/** Whether the browser with this secret is one that the person with this address signed in from. */
export async function isKnownDevice(email: string, secret: string): Promise<boolean> {
  const [row] = await callDoor<{ known: boolean }>("select door.is_known_device($1, $2) as known", [
    email,
    secret,
  ]);
  return row?.known ?? false;
}

/**
 * Makes a browser known to an account by a new secret, in the place of the one it may have had.
 * @param proof the id of a live session, or the secret of a link that was used within the last minute
 */
export async function rememberDevice(proof: string, before: string | null, secret: string): Promise<void> {
  await callDoor("select door.remember_device($1, $2, $3)", [proof, before ?? "", secret]);
}

/**
 * Asks that failed sign-ins be written into the trails of whose account it is, if it is anybody's; nobody can tell.
 * @param what whether a network was shut out, or somebody failed
 * @param outboxIds one for each organization that is told; a person's further ones are not
 */
export async function noteSignInFailures(
  email: string,
  what: "failed" | "locked",
  failures: number,
  outboxIds: readonly string[],
): Promise<void> {
  await callDoor("select door.note_sign_in_failures($1, $2, $3, $4::text[])", [
    email,
    what,
    failures,
    outboxIds,
  ]);
}

/** Ended sessions and spent links of the members of the transaction's organization: how many, to `atMost`, and the oldest end of those. */
export async function countEndedSessionsIn(
  tx: Tx,
  before: Date,
  atMost: number,
): Promise<{ n: number; oldest: Date | null }> {
  const [row] = await tx.$queryRaw<{ n: number; oldest: Date | null }[]>`
    select
      n,
      oldest
    from door.ended_sessions(${before}, ${atMost}::int)
  `;
  return row ?? { n: 0, oldest: null };
}

/** Deletes them, of each at most `atMost`; how many went. What still opens anything stays, whatever `before` says. */
export async function deleteEndedSessionsIn(tx: Tx, before: Date, atMost: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    select door.delete_ended_sessions(${before}, ${atMost}::int) as n
  `;
  return row?.n ?? 0;
}

/** The same for accounts that belong to no organization; a worker's. */
export async function deleteOwnerlessSessions(before: Date, atMost: number): Promise<number> {
  const [row] = await callWorkerDoor<{ n: number }>("select door.delete_ownerless_sessions($1, $2) as n", [
    before,
    atMost,
  ]);
  return row?.n ?? 0;
}
