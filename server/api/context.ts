import { getEnv } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import { scopeForMember, type MemberScope } from "@/server/tenancy/scope.commands";
import { readSession, type Session } from "@/server/tenancy/sessions.queries";

/** Set by our own server on every request, over whatever the caller sent: the address of the other end of the connection. */
export const PEER_HEADER = "x-steady-peer";
/** Set by our own server on every request for a page, over whatever the caller sent: the address that was asked for. */
export const PATH_HEADER = "x-steady-path";
/** Set by our own server on every request, over whatever the caller sent: what this request is called in answers, logs and the audit trail. */
export const REQUEST_HEADER = "x-steady-request";
/** The short name of the organization a call is about. */
export const ORGANIZATION_HEADER = "x-steady-org";
/**
 * Set by our pages on what they ask by themselves while nobody has touched them for a while; on a request for a page by our own server, over
 * whatever the caller sent, when it is asked for ahead.
 */
export const UNATTENDED_HEADER = "x-steady-unattended";

export type Context = {
  requestId: string;
  /** The caller's address, for limits and the list of sessions; "unknown" where no server told it. */
  address: string;
  userAgent: string;
  organizationSlug: string | null;
  /** Whether the request certainly comes from a page of ours. */
  isSameOrigin: boolean;
  /** Reads the session once per request, and only when something asks. */
  session: () => Promise<Session | null>;
  /** Proves the membership once per request. @throws AppError NOT_FOUND */
  member: (session: Session, slug: string) => Promise<MemberScope>;
};

/** What a request says of itself, before anything is proved. Changes are made by somebody, whatever the page believes. */
export function createContext(request: Request): Context {
  const isUnattended = request.method === "GET" && request.headers.has(UNATTENDED_HEADER);
  return contextFrom(request.headers, undefined, !isUnattended);
}

/** As `createContext`, for server components, which see headers only. */
export function contextFrom(
  headers: Headers,
  organizationSlug: string | null = headers.get(ORGANIZATION_HEADER),
  isActivity = true,
): Context {
  const requestId = requestIdOf(headers);
  let session: Promise<Session | null> | null = null;
  const members = new Map<string, Promise<MemberScope>>();
  return {
    requestId,
    address: readCallerAddress(headers, getEnv().TRUSTED_PROXIES),
    userAgent: (headers.get("user-agent") ?? "").slice(0, 300),
    organizationSlug,
    isSameOrigin: isSameOrigin(headers, getEnv().PUBLIC_URL),
    session: () => (session ??= readSession(headers.get("cookie"), isActivity)),
    member: (session, slug) => {
      const key = `${session.id} ${slug}`;
      const held = members.get(key) ?? scopeForMember(session, slug, requestId);
      members.set(key, held);
      return held;
    },
  };
}

/** The id that our own server gave this request; a new one where no server did. A caller's own x-request-id is never believed. */
export function requestIdOf(headers: Headers): string {
  return headers.get(REQUEST_HEADER) ?? newId("request");
}

/**
 * The caller's address: the connection's own, or with n trusted proxies the n-th entry of X-Forwarded-For from the right. What stands
 * further left was written by the caller.
 */
export function readCallerAddress(headers: Headers, trustedProxies: number): string {
  const peer = headers.get(PEER_HEADER) ?? "unknown";
  if (trustedProxies === 0) return peer;
  const hops = (headers.get("x-forwarded-for") ?? "")
    .split(",")
    .map((hop) => hop.trim())
    .filter(Boolean);
  return (hops.at(-trustedProxies) ?? hops[0] ?? peer).slice(0, 60);
}

/**
 * Whether a request was made by a page of this site. Browsers send Sec-Fetch-Site with secure origins and Origin with every POST, and
 * no page can forge either; a request with neither is refused. Host is believed beside PUBLIC_URL because another site's page cannot
 * choose it, and so that a person may also use the machine's other name.
 */
export function isSameOrigin(headers: Headers, publicUrl: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const origin = headers.get("origin");
  if (origin === null) return site === "same-origin";
  if (!URL.canParse(origin)) return false;
  const { host, origin: sender } = new URL(origin);
  return sender === new URL(publicUrl).origin || (host !== "" && host === headers.get("host"));
}
