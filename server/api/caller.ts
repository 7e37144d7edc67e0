import type { Env } from "@/server/platform/env";
import { UNKNOWN, networkOf, reachOf, type From } from "@/server/platform/network";

/** Set by our own server on every request, over whatever the caller sent: the address of the other end of the connection. */
export const PEER_HEADER = "x-steady-peer";

/** Where a request comes from. */
export type Caller = From & {
  /** As far as it can be believed, for the list of sessions; "unknown" where no server told it. */
  address: string;
};

/** What is read of a request's headers, whatever they come in. */
export type HeadersRead = Pick<Headers, "get" | "has">;

/** What does not fit between TRUSTED_PROXIES and how a request arrived. */
export type ProxyFault = "unannounced" | "no_header" | "too_few_hops";

type Settings = Pick<Env, "TRUSTED_PROXIES" | "PUBLIC_URL">;

/** Headers that a proxy adds and a browser does not. */
const FORWARDED = ["x-forwarded-for", "forwarded", "x-real-ip"];

const hopsIn = (headers: HeadersRead): string[] =>
  (headers.get("x-forwarded-for") ?? "")
    .split(",")
    .map((hop) => hop.trim())
    .filter(Boolean);

/**
 * The caller's address: the connection's own, or with n trusted proxies the n-th entry of X-Forwarded-For from the right. What stands
 * further left was written by the caller.
 */
export function readCallerAddress(headers: HeadersRead, trustedProxies: number): string {
  const peer = headers.get(PEER_HEADER) ?? "unknown";
  if (trustedProxies === 0) return peer;
  const hops = hopsIn(headers);
  return (hops.at(-trustedProxies) ?? hops[0] ?? peer).slice(0, 60);
}

/** For whom the nearest proxy says that it asks, in whatever header it says so. */
const forwardedAddress = (headers: HeadersRead): string | null =>
  hopsIn(headers).at(-1) ??
  headers.get("x-real-ip") ??
  /for="?([^",;\s]{1,60})/i.exec((headers.get("forwarded") ?? "").split(",").at(-1) ?? "")?.[1] ??
  null;

/**
 * Whether the other end certainly is a proxy of the operator's, as a stranger's own connection cannot come from there: from this machine,
 * where it forwards for others, was announced, or the site is https, which Steady itself does not speak; from a private network, where
 * neighbours may be, only in the last two cases.
 */
function isOwnProxy(headers: HeadersRead, { PUBLIC_URL, TRUSTED_PROXIES }: Settings): boolean {
  const isThere = TRUSTED_PROXIES > 0 || PUBLIC_URL.startsWith("https:");
  if (!isThere && !FORWARDED.some((name) => headers.has(name))) return false;
  const reach = reachOf(headers.get(PEER_HEADER) ?? "");
  return reach === "machine" || (reach === "private" && isThere);
}

/**
 * Reads who calls. Behind a proxy that nobody announced everybody has one address, and one stranger's tries would shut out all: there, and
 * for limits only, the address is believed that the nearest proxy wrote. One that was announced and does not send the header that was
 * asked for is taken for the same.
 */
export function readCaller(headers: HeadersRead, settings: Settings): Caller {
  const address = readCallerAddress(headers, settings.TRUSTED_PROXIES);
  const isAsAnnounced = settings.TRUSTED_PROXIES > 0 && hopsIn(headers).length > 0;
  if (isAsAnnounced || !isOwnProxy(headers, settings))
    return { address, network: networkOf(address), via: null };
  const [forwarded, via] = [networkOf(forwardedAddress(headers) ?? ""), networkOf(address)];
  return { address, network: forwarded === UNKNOWN ? via : forwarded, via };
}

/** What does not fit, from one request alone; null when it arrived as TRUSTED_PROXIES says. */
export function proxyFaultOf(headers: HeadersRead, trustedProxies: number): ProxyFault | null {
  if (trustedProxies === 0) return FORWARDED.some((name) => headers.has(name)) ? "unannounced" : null;
  const hops = hopsIn(headers).length;
  if (hops === 0) return "no_header";
  return hops < trustedProxies ? "too_few_hops" : null;
}

/** What the settings alone give away, before any request. */
export function proxyFaultAtStart({
  TRUSTED_PROXIES,
  PUBLIC_URL,
  HOST,
}: Settings & Pick<Env, "HOST">): ProxyFault | null {
  if (TRUSTED_PROXIES > 0) return null;
  const { protocol, hostname } = new URL(PUBLIC_URL);
  const isElsewhere = hostname !== "localhost" && reachOf(hostname.replace(/^\[|\]$/g, "")) !== "machine";
  const isHere = HOST === "localhost" || reachOf(HOST) === "machine";
  return protocol === "https:" || (isHere && isElsewhere) ? "unannounced" : null;
}

/** In words for whoever runs the product. */
export function describeProxyFault(fault: ProxyFault, trustedProxies: number): string {
  if (fault === "unannounced")
    return (
      "Requests come through a proxy that Steady has not been told about, so that all people share one address. " +
      "Set TRUSTED_PROXIES to the number of proxies in front."
    );
  if (fault === "no_header")
    return (
      `TRUSTED_PROXIES is ${trustedProxies}, but requests arrive without X-Forwarded-For: either the proxy does not send it, ` +
      "or Steady can be reached past the proxy, where everybody can claim any address."
    );
  return (
    `TRUSTED_PROXIES is ${trustedProxies}, but requests have passed fewer proxies: callers can claim any address. ` +
    "Set it to the number of proxies that append to X-Forwarded-For."
  );
}
