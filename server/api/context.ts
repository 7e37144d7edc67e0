import type { Language } from "@/contracts/languages";
import { getEnv } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import { readersLanguage } from "@/server/platform/languages";
import { noteRequest } from "@/server/platform/request-facts";
import { scopeForMember, type MemberScope } from "@/server/tenancy/scope.commands";
import { readDeviceSecret } from "@/server/tenancy/session-cookie";
import { isSecureSite, readSession, type Session } from "@/server/tenancy/sessions.queries";
import { proxyFaultOf, readCaller, type Caller, type ProxyFault } from "./caller";

/** Set by our own server on every request for a page, over whatever the caller sent: the address that was asked for. */
export const PATH_HEADER = "x-steady-path";
/** Set likewise: the language that the page is drawn in (`contracts/languages.ts`). */
export const LANGUAGE_HEADER = "x-steady-language";
/**
 * Set by our own server on every request, over whatever the caller sent: what this request is called in answers, logs and the audit
 * trail.
 */
export const REQUEST_HEADER = "x-steady-request";
/** The short name of the organization a call is about. */
export const ORGANIZATION_HEADER = "x-steady-org";
/**
 * Set by our pages on what they ask by themselves while nobody has touched them for a while; on a request for a page by our own server,
 * over
 * whatever the caller sent, when it is asked for ahead.
 */
export const UNATTENDED_HEADER = "x-steady-unattended";

export type Context = Caller & {
  requestId: string;
  userAgent: string;
  /** The language that this browser prefers, of ours. */
  language: Language;
  /** The secret of a browser that somebody signed in from before, which may be anybody's guess; null without one. */
  device: string | null;
  /** What this request says about the proxies in front. */
  proxyFault: ProxyFault | null;
  /** Cookies that the answer sets, whole lines. */
  setCookies: string[];
  /** What is known of the answer by what was read for it. */
  answer: { carriesKeys: boolean };
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
    ...readCaller(headers, getEnv()),
    userAgent: (headers.get("user-agent") ?? "").slice(0, 300),
    language: readersLanguage(null, headers.get("accept-language")),
    device: readDeviceSecret(headers.get("cookie"), isSecureSite()),
    proxyFault: proxyFaultOf(headers, getEnv().TRUSTED_PROXIES),
    setCookies: [],
    answer: { carriesKeys: false },
    organizationSlug,
    isSameOrigin: isSameOrigin(headers, getEnv().PUBLIC_URL),
    session: () => (session ??= noteSession(requestId, readSession(headers.get("cookie"), isActivity))),
    member: (session, slug) => {
      const key = `${session.id} ${slug}`;
      const memberPromise =
        members.get(key) ?? noteMember(requestId, scopeForMember(session, slug, requestId));
      members.set(key, memberPromise);
      return memberPromise;
    },
  };
}

async function noteSession(requestId: string, reading: Promise<Session | null>): Promise<Session | null> {
  const session = await reading;
  if (session) noteRequest(requestId, { actor: session.accountId });
  return session;
}

async function noteMember(requestId: string, proving: Promise<MemberScope>): Promise<MemberScope> {
  const member = await proving;
  noteRequest(requestId, { orgId: member.organization.id, actor: member.membership.id });
  return member;
}

/** The id that our own server gave this request; a new one where no server did. A caller's own x-request-id is never believed. */
export function requestIdOf(headers: Headers): string {
  return headers.get(REQUEST_HEADER) ?? newId("request");
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
