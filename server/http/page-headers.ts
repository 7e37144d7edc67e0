import { randomBytes } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { FALLBACK_LANGUAGE, LANGUAGE_PARAM, type Language } from "@/contracts/languages";
import { LANGUAGE_HEADER, PATH_HEADER, UNATTENDED_HEADER } from "@/server/api/context";
import { getEnv } from "@/server/platform/env";
import { readersLanguage } from "@/server/platform/languages";
import { SECURITY_HEADERS } from "./reply";

/** Nothing at all: libraries put an empty style element in and fill it afterwards. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
/** The style sheet that sonner writes into the document by itself, without a nonce; a test says when a new version writes another. */
const TOAST_STYLE = "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='";

/**
 * The content security policy of pages. Scripts run only with this response's nonce; style elements likewise. Style attributes are let
 * through because charts and progress bars are drawn with them on the server; they can run nothing.
 * @param isDevelopment Next's development server evaluates code and talks over a socket
 */
export function pagePolicy(nonce: string, isDevelopment: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    isDevelopment
      ? "style-src 'self' 'unsafe-inline'"
      : `style-src 'self' 'nonce-${nonce}' ${EMPTY_STYLE} ${TOAST_STYLE}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws: wss:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/**
 * Notes on a request whether the page is asked for before anybody wants it, whatever it says of that itself: Next hides the header that
 * tells from what draws pages.
 */
export function markPrefetch(headers: IncomingHttpHeaders): void {
  const isPrefetch =
    "next-router-prefetch" in headers || /\bprefetch\b/.test(String(headers["sec-purpose"] ?? ""));
  Reflect.deleteProperty(headers, UNATTENDED_HEADER);
  if (isPrefetch) headers[UNATTENDED_HEADER] = "1";
}

/** The pages for people without an account; all others are in English. */
const IN_READERS_LANGUAGE = /^\/(?:f|report)\//;

/** The language a page is drawn in. */
function languageOfPage(incoming: IncomingMessage): Language {
  const [path = "", query] = (incoming.url ?? "/").split("?", 2);
  if (!IN_READERS_LANGUAGE.test(path)) return FALLBACK_LANGUAGE;
  return readersLanguage(new URLSearchParams(query).get(LANGUAGE_PARAM), incoming.headers["accept-language"]);
}

/** Pages that show keys, beside words of whoever sent something with them. */
const WITH_KEYS = /^\/[^/?]+\/[^/?]+\/sources(?:[/?]|$)/;

/**
 * Keeps a page with keys in it from being compressed, by Next or by a proxy that asks as the browser does: its length must say nothing
 * of them.
 */
export function keepKeysPlain(url: string, headers: IncomingHttpHeaders): void {
  if (WITH_KEYS.test(url)) delete headers["accept-encoding"];
}

/**
 * Prepares a request for the pages: every answer gets the headers that all answers carry, and Next finds the nonce where it looks for
 * it, in the request's own policy header, which a caller may therefore not bring.
 */
export function preparePage(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const nonce = randomBytes(16).toString("base64");
  const policy = pagePolicy(nonce, getEnv().NODE_ENV === "development");
  delete incoming.headers["content-security-policy-report-only"];
  incoming.headers["content-security-policy"] = policy;
  incoming.headers["x-nonce"] = nonce;
  incoming.headers[PATH_HEADER] = incoming.url ?? "/";
  incoming.headers[LANGUAGE_HEADER] = languageOfPage(incoming);
  markPrefetch(incoming.headers);
  keepKeysPlain(incoming.url ?? "/", incoming.headers);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) outgoing.setHeader(name, value);
  outgoing.setHeader("content-security-policy", policy);
}
