/** Where the session cookie is, by what name, and for how long. */

/** A session nobody used for this long has ended. */
export const SESSION_IDLE_MS = 12 * 3_600_000;
/** A session ends this long after it began, however busy it was. */
export const SESSION_MAX_MS = 7 * 24 * 3_600_000;

/** `__Host-` binds the cookie to this host alone; browsers accept that prefix over https only. */
export function cookieName(kind: "session" | "csrf" | "callback", isSecure: boolean): string {
  return `${isSecure ? "__Host-" : ""}steady.${kind}`;
}

/** The cookies in a Cookie header (RFC 6265, 4.2); those that cannot be decoded are left out, of two with one name the first counts. */
export function readCookies(header: string | null): Map<string, string> {
  const found = new Map<string, string>();
  for (const pair of (header ?? "").split(";")) {
    const at = pair.indexOf("=");
    const name = pair.slice(0, Math.max(at, 0)).trim();
    if (!name || found.has(name)) continue;
    try {
      found.set(
        name,
        decodeURIComponent(
          pair
            .slice(at + 1)
            .trim()
            .replace(/^"(.*)"$/, "$1"),
        ),
      );
    } catch {
      continue;
    }
  }
  return found;
}
