/**
 * The address on this site that somebody wanted to reach before signing in; the fallback for anything that could lead elsewhere.
 * Browsers read "\" as "/" and drop tabs and line breaks inside addresses, so that neither is let through.
 */
export function nextPath(
  wanted: string | readonly string[] | null | undefined,
  fallback = "/organizations",
): string {
  if (typeof wanted !== "string" || wanted.length > 2_000) return fallback;
  if (!wanted.startsWith("/") || wanted.startsWith("//") || /[\\\p{Cc}]/u.test(wanted)) return fallback;
  const site = "http://steady.invalid";
  if (!URL.canParse(wanted, site)) return fallback;
  const url = new URL(wanted, site);
  // Dots are resolved before the comparison: "/..//elsewhere" begins harmlessly and does not end so.
  if (url.origin !== site || url.pathname.startsWith("//")) return fallback;
  // Back to sign in, or to an endpoint, is nowhere to go.
  if (/^\/(?:sign-in|sign-up|api)(?:\/|$)/.test(url.pathname)) return fallback;
  return url.pathname + url.search + url.hash;
}
