/** Where the session cookie is, by what name, and for how long. */
import { parseCookie, stringifySetCookie } from "cookie";

/** A session nobody used for this long has ended. */
export const SESSION_IDLE_MS = 12 * 3_600_000;
/** A session ends this long after it began, however busy it was. */
export const SESSION_MAX_MS = 7 * 24 * 3_600_000;

/** `__Host-` binds the cookie to this host alone; browsers accept that prefix over https only. */
export function cookieName(kind: "session" | "csrf" | "callback" | "device", isSecure: boolean): string {
  return `${isSecure ? "__Host-" : ""}steady.${kind}`;
}

/** A cookie of a Cookie header by its name; of two with one name the first counts, and one that cannot be decoded is as it was sent. */
export function readCookie(header: string | null, name: string): string | undefined {
  return parseCookie(header ?? "")[name];
}

/** A Set-Cookie line for a cookie of ours: for the whole site, out of scripts' reach. @param maxAge seconds */
export function cookieLine(name: string, value: string, maxAge: number, isSecure: boolean): string {
  return stringifySetCookie({
    name,
    value,
    maxAge,
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: isSecure,
  });
}

/** How long a browser that somebody signed in from is known, since the last time. */
const DEVICE_SECONDS = 180 * 86_400;
const DEVICE_SECRET = /^[\w-]{43}$/;

/** The secret by which a browser is known (32 bytes, base64url), as its cookie has it; null when there is none that could be ours. */
export function readDeviceSecret(cookieHeader: string | null, isSecure: boolean): string | null {
  const value = readCookie(cookieHeader, cookieName("device", isSecure)) ?? "";
  return DEVICE_SECRET.test(value) ? value : null;
}

/** The Set-Cookie line that makes a browser known. */
export function deviceCookie(secret: string, isSecure: boolean): string {
  return cookieLine(cookieName("device", isSecure), secret, DEVICE_SECONDS, isSecure);
}
