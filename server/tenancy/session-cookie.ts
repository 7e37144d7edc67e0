/** Where the session cookie is, by what name, and for how long. */

/** A session nobody used for this long has ended. */
export const SESSION_IDLE_MS = 12 * 3_600_000;
/** A session ends this long after it began, however busy it was. */
export const SESSION_MAX_MS = 7 * 24 * 3_600_000;

/** `__Host-` binds the cookie to this host alone; browsers accept that prefix over https only. */
export function cookieName(kind: "session" | "csrf" | "callback" | "device", isSecure: boolean): string {
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

/** How long a browser that somebody signed in from is known, since the last time. */
const DEVICE_SECONDS = 180 * 86_400;
const DEVICE_SECRET = /^[\w-]{43}$/;

/** The secret by which a browser is known (32 bytes, base64url), as its cookie has it; null when there is none that could be ours. */
export function readDeviceSecret(cookieHeader: string | null, isSecure: boolean): string | null {
  const value = readCookies(cookieHeader).get(cookieName("device", isSecure)) ?? "";
  return DEVICE_SECRET.test(value) ? value : null;
}

/** The Set-Cookie line that makes a browser known. */
export function deviceCookie(secret: string, isSecure: boolean): string {
  const secure = isSecure ? "; Secure" : "";
  return `${cookieName("device", isSecure)}=${secret}; Path=/; Max-Age=${DEVICE_SECONDS}; HttpOnly; SameSite=Lax${secure}`;
}
