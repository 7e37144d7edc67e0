import dns from "node:dns";
import net from "node:net";
import ipaddr from "ipaddr.js";
import { Agent, buildConnector, fetch as undiciFetch, type RequestInit, type Response } from "undici";
import { getEnv } from "./env";
import { AppError } from "./errors";
import { singleton } from "./singleton";

/** Globally routable IPv6; narrower than "unicast", which also holds spellings of 127.0.0.1 such as ::7f00:1. */
const GLOBAL_V6 = ipaddr.IPv6.parseCIDR("2000::/3");

/** Whether an address is on the public internet; IPv4 written as IPv6 is unwrapped first. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return parsed.range() === "unicast" && (parsed.kind() === "ipv4" || parsed.match(GLOBAL_V6));
}

const refusal = () =>
  new AppError(
    "BAD_REQUEST",
    "That address cannot be reached from here: only public https addresses are allowed.",
    { reason: "egress_refused" },
  );

/** Every connection of this product to the outside goes through this dispatcher: literals, names and the connected socket are checked. */
function guardedAgent(): Agent {
  return singleton("egress", () => {
    const isOpen = getEnv().ALLOW_PRIVATE_EGRESS;
    const lookup: net.LookupFunction = (host, options, done) =>
      dns.lookup(host, { ...options, all: true }, (error, addresses) => {
        if (error) return done(error, "", 4);
        if (!isOpen && addresses.some((a) => !isPublicAddress(a.address))) return done(refusal(), "", 4);
        if (options.all)
          return (done as unknown as (e: null, a: dns.LookupAddress[]) => void)(null, addresses);
        done(null, addresses[0]!.address, addresses[0]!.family);
      });
    const connect = buildConnector({ timeout: 5_000, lookup, allowH2: false });
    return new Agent({
      // Per server, which many organizations may share: whose model is slow holds two jobs of four questions.
      connections: 256,
      headersTimeout: 60_000,
      bodyTimeout: 60_000,
      maxResponseSize: 4 * 1024 * 1024,
      connect: (options, done) => {
        const host = options.hostname.replace(/^\[|\]$/g, "");
        // Literals never reach the look-up.
        if (!isOpen && net.isIP(host) && !isPublicAddress(host)) return done(refusal(), null);
        connect(options, (error, socket) => {
          if (error) return done(error, null);
          if (!isOpen && !isPublicAddress(socket.remoteAddress ?? "")) {
            socket.destroy();
            return done(refusal(), null);
          }
          done(null, socket);
        });
      },
    });
  });
}

/**
 * Checks where a configured address would lead, before it is stored or used.
 * @throws AppError BAD_REQUEST when it is not https to a public host on 443 or 8443 (unless ALLOW_PRIVATE_EGRESS is set), or carries a
 * user.
 */
export function assertEgressUrl(address: string): URL {
  const url = URL.parse(address);
  const isOpen = getEnv().ALLOW_PRIVATE_EGRESS;
  if (!url || url.username || url.password) throw refusal();
  if (
    isOpen
      ? !/^https?:$/.test(url.protocol)
      : url.protocol !== "https:" || !["", "443", "8443"].includes(url.port)
  )
    throw refusal();
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (!isOpen && net.isIP(host) && !isPublicAddress(host)) throw refusal();
  return url;
}

/** fetch for addresses that people configured: guarded, never following redirects, bounded in size and time. */
export async function safeFetch(address: string, init: RequestInit = {}): Promise<Response> {
  assertEgressUrl(address);
  return undiciFetch(address, { ...init, redirect: "manual", dispatcher: guardedAgent() });
}
