import {
  findSession,
  listSessions as listSessionRows,
  type SessionRow,
  type SessionDoor,
} from "@/server/db/account-doors";
import { getEnv } from "@/server/platform/env";
import { isId } from "@/server/platform/ids";
import { SESSION_IDLE_MS, cookieName, readCookie } from "./session-cookie";
import { openSessionToken } from "./session-tokens.runtime";

/** A person who is signed in: proof of an account, not of any organization. */
export type Session = SessionDoor;

/** Whether cookies travel over https only. */
export const isSecureSite = (): boolean => getEnv().PUBLIC_URL.startsWith("https:");

/**
 * The live session behind a Cookie header. The cookie is an encrypted pointer; the row decides, and is read every time, so that a
 * revoked session is over with the next request.
 * @param isActivity whether somebody is at work: false for what goes on by itself, such as an open event stream, which must not keep a
 *   session alive that nobody uses
 * @throws AppError UNAVAILABLE when the database is out of reach: nobody is let in on a guess.
 */
export async function readSession(cookieHeader: string | null, isActivity = true): Promise<Session | null> {
  const sealed = readCookie(cookieHeader, cookieName("session", isSecureSite()));
  if (!sealed || sealed.length > 4096) return null;
  const id = await readSessionId(sealed);
  return id ? findSession(id, SESSION_IDLE_MS, isActivity) : null;
}

/** The live session with this id; null when it was revoked, has expired or was idle for too long. */
export const readSessionById = (id: string): Promise<Session | null> =>
  findSession(id, SESSION_IDLE_MS, true);

async function readSessionId(sealed: string): Promise<string | null> {
  const id = (await openSessionToken(sealed))?.claims["sid"];
  return typeof id === "string" && isId("session", id) ? id : null;
}

/** The live sessions of a signed-in person, last used first, at most 100. */
export const listSessions = (session: Session): Promise<SessionRow[]> => listSessionRows(session.id);
