import { endSessions, findPasswordParameters, listMemberships, openSession } from "@/server/db/account-doors";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { auditAccountAndEndStreams } from "./account-trail.commands";
import { makeDeviceKnown } from "./devices.commands";
import { digestPassword } from "./password-hash.runtime";
import { SESSION_MAX_MS } from "./session-cookie";
import { beginAttempt } from "./sign-in-attempts.commands";
import type { Origin } from "./origin";
import type { Session } from "./sessions.queries";

/**
 * Starts a session for a person who knows the account's password. An unknown account, one without a password and a wrong password are
 * the same answer after the same work. Only failures count towards a limit (`beginAttempt`).
 * @returns the session, and the secret by which this browser is known from now on
 * @throws AppError UNAUTHENTICATED; RATE_LIMITED.
 */
export async function signIn(
  given: { email: string; password: string },
  origin: Origin,
): Promise<{ sessionId: string; accountId: string; device: string }> {
  const attempt = await beginAttempt(given.email, origin);
  const sessionId = newId("session");
  let accountId: string | null;
  try {
    const digest = await digestPassword(
      given.password,
      await findPasswordParameters(given.email),
      attempt.caller,
    );
    accountId = await openSession(
      { email: given.email, digest },
      {
        id: sessionId,
        expiresAt: new Date(Date.now() + SESSION_MAX_MS),
        userAgent: origin.userAgent,
        ip: origin.address,
      },
    );
  } catch (error) {
    // Nothing was tried: the password was not looked at.
    await attempt.takeBack();
    throw error;
  }
  if (accountId === null) {
    await attempt.noteFailure();
    throw new AppError("UNAUTHENTICATED", "The e-mail address or the password is wrong.");
  }
  await attempt.takeBack();
  const device = await makeDeviceKnown(sessionId, origin.device);
  await auditAccountAndEndStreams(await listMemberships(sessionId), origin.requestId, "account.signed_in");
  return { sessionId, accountId, device };
}

/** Ends a session; ending one that has ended already changes nothing. */
export async function signOut(session: Session, requestId: string): Promise<void> {
  const memberships = await listMemberships(session.id);
  const ended = await endSessions(session.id, session.id);
  await auditAccountAndEndStreams(memberships, requestId, "account.signed_out", ended);
}

/**
 * Ends one of the person's sessions, on whatever device it is.
 * @throws AppError NOT_FOUND when the account has no such live session.
 */
export async function endSession(session: Session, sessionId: string, requestId: string): Promise<void> {
  const memberships = await listMemberships(session.id);
  const ended = await endSessions(session.id, sessionId);
  if (ended.length === 0)
    throw new AppError("NOT_FOUND", "You have no such session, or it has ended already.");
  await auditAccountAndEndStreams(memberships, requestId, "account.session_ended", ended);
}

/** Ends every session of the person, this one too; how many. */
export async function signOutEverywhere(session: Session, requestId: string): Promise<{ ended: number }> {
  const memberships = await listMemberships(session.id);
  const ended = await endSessions(session.id, null);
  await auditAccountAndEndStreams(memberships, requestId, "account.signed_out_everywhere", ended);
  return { ended: ended.length };
}
