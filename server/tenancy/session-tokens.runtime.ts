/** What session cookies hold, read with the secret of any time that is still configured and written with the current one. */
import { decode, encode, type JWT } from "next-auth/jwt";
import { isEqualSecret, sessionCookieSecrets, sha256 } from "@/server/platform/crypto";
import { cookieLine, cookieName, readCookie } from "./session-cookie";

/** A cookie's claims, and whether the current secret made it; null for one that is forged, has expired or is of a secret that is gone. */
export async function openSessionToken(sealed: string): Promise<{ claims: JWT; isCurrent: boolean } | null> {
  if (sealed.length > 4096) return null;
  for (const [at, secret] of sessionCookieSecrets().entries())
    try {
      const claims = await decode({ token: sealed, secret });
      if (claims) return { claims, isCurrent: at === 0 };
    } catch {
      // Made with another secret, or not by us: all the same to whoever sent it.
    }
  return null;
}

/**
 * The Set-Cookie line that gives a caller the same session again under the current secret, with the same end; null when theirs is current,
 * none or not one of ours. Whether the session still lives is for its row to say, at every use.
 */
export async function renewSessionCookie(
  cookieHeader: string | null,
  isSecure: boolean,
): Promise<string | null> {
  const secrets = sessionCookieSecrets();
  if (secrets.length === 1) return null;
  const name = cookieName("session", isSecure);
  const sealed = readCookie(cookieHeader, name);
  const opened = sealed ? await openSessionToken(sealed) : null;
  if (!opened || opened.isCurrent) return null;
  const { sid, exp } = opened.claims;
  const maxAge = Math.floor(Number(exp) - Date.now() / 1000);
  if (typeof sid !== "string" || !(maxAge > 0)) return null;
  const value = await encode({ token: { sid }, secret: secrets[0]!, maxAge });
  return cookieLine(name, value, maxAge, isSecure);
}

/** next-auth's anti-forgery cookie (`<token>|<SHA-256 of token and secret>`) as the current secret makes it, when one of ours made it. */
export function renewCsrfCookie(cookie: string): string {
  const [token = "", proof = ""] = cookie.split("|");
  const [current = "", ...before] = sessionCookieSecrets();
  const isOurs = before.some((secret) => isEqualSecret(sha256(`${token}${secret}`), proof));
  return isOurs ? `${token}|${sha256(`${token}${current}`)}` : cookie;
}
