import type { ServerResponse } from "node:http";
import { RequestError } from "@hono/node-server";
import { logFailure } from "@/server/platform/outage-log";
import { AppError, asAppError } from "@/server/platform/errors";

/** What every answer carries, whatever it is. Scripts, frames and sniffing are refused unless an answer says otherwise. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "strict-origin-when-cross-origin",
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
};

/** For answers that are data: nothing in them may be loaded or run. */
export const DATA_CSP = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** What a page that is drawn without Next carries beside its own policy. */
export const HTML_HEADERS: Readonly<Record<string, string>> = {
  ...SECURITY_HEADERS,
  "cache-control": "no-store",
  "content-type": "text/html; charset=utf-8",
};

const JSON_HEADERS: Readonly<Record<string, string>> = {
  ...SECURITY_HEADERS,
  "content-security-policy": DATA_CSP,
  "cache-control": "no-store",
  "content-type": "application/json; charset=utf-8",
};

/**
 * An answer that is text and known whole. A server writes it to the connection as it stands; a Response would be made into a stream and
 * read back from it first, which costs as much as everything else that an accepted report needs.
 */
export class Reply {
  constructor(
    readonly status: number,
    readonly headers: Readonly<Record<string, string>>,
    readonly text: string,
  ) {}

  /** The same for whoever asked without a connection. */
  toResponse(): Response {
    return new Response(this.text, { status: this.status, headers: this.headers });
  }

  /** Answers on a connection, in one write. */
  sendOn(outgoing: ServerResponse): void {
    outgoing.writeHead(this.status, { ...this.headers, "content-length": Buffer.byteLength(this.text) });
    outgoing.end(this.text);
  }
}

/** JSON with the headers that every answer carries. */
export function jsonReply(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return new Reply(status, { ...JSON_HEADERS, ...headers }, JSON.stringify(body));
}

/** A refusal as senders get it; anything that is no AppError is a surprise, whose words stay in the log. */
export function refusalOf(error: unknown, requestId: string): AppError {
  const known = asAppError(error);
  if (known && known.code !== "INTERNAL") return known;
  // An address or a Host that no client of good faith sends: refused before anything is made of it, and nothing to wake anybody for.
  if (error instanceof RequestError)
    return new AppError("BAD_REQUEST", "The address of this request cannot be read.");
  logFailure("a request failed", error, { level: "error", fields: { requestId } });
  return new AppError(
    "INTERNAL",
    "Something went wrong on our side. Nothing was stored; try again in a moment.",
  );
}

/** The headers that go with a refusal: when to come back, and whether this connection is still good. */
export function refusalHeaders(refusal: AppError): Record<string, string> {
  const headers: Record<string, string> = {};
  const waitMs = refusal.retryAfterMs ?? (refusal.status === 429 || refusal.status === 503 ? 1_000 : 0);
  if (waitMs > 0) headers["retry-after"] = String(Math.ceil(waitMs / 1000));
  // The rest of an oversized body is not read: the connection ends with the answer.
  if (refusal.status === 413) headers["connection"] = "close";
  return headers;
}

/** `{error: {code, message, details, requestId}}` with the status of its code. */
export function refusalReply(
  error: unknown,
  requestId: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return replyTo(refusalOf(error, requestId), requestId, headers);
}

/** The same for a refusal that is known as one, in its own words. */
export function replyTo(
  refusal: AppError,
  requestId: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return jsonReply(
    refusal.status,
    { error: { code: refusal.code, message: refusal.message, details: refusal.details, requestId } },
    { "x-request-id": requestId, ...refusalHeaders(refusal), ...headers },
  );
}
