/** Where the session cookie is, by what name, and for how long. */

/** A session nobody used for this long has ended. */
export const SESSION_IDLE_MS = 12 * 3_600_000;
/** A session ends this long after it began, however busy it was. */
export const SESSION_MAX_MS = 7 * 24 * 3_600_000;

/** `__Host-` binds the cookie to this host alone; browsers accept that prefix over https only. */
export function cookieName(kind: "session" | "csrf" | "callback", isSecure: boolean): string {
  return `${isSecure ? "__Host-" : ""}steady.${kind}`;
}

/** The value of one cookie in a Cookie header (RFC 6265, 4.2); null when it is not there or not decodable. */
export function readCookie(header: string | null, name: string): string | null {
  for (const pair of (header ?? "").split(";")) {
    const at = pair.indexOf("=");
    if (at < 0 || pair.slice(0, at).trim() !== name) continue;
    try {
      return decodeURIComponent(pair.slice(at + 1).trim().replace(/^"(.*)"$/, "$1"));
    } catch {
      return null;
    }
  }
  return null;
}
