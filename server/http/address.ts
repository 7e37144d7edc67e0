import type { IncomingMessage } from "node:http";

/** The longest address that anything of ours makes is a tenth of this; what is longer costs whoever matches it. */
const ADDRESS_MAX = 8_192;
/** A host as RFC 9110 4.2 has it: a name or an address, and a port. */
const HOST = /^(?:\[[\da-f:.]{2,45}\]|[\w.-]{1,255})(?::\d{1,5})?$/i;

/** What a request asks for, or why it cannot be read. */
export type ReadAddress = { ok: true; url: string; path: string } | { ok: false; reason: string };

/**
 * Reads a request's target and Host before anything is made of them (RFC 9112 3.2): a path with its query, or an absolute address whose
 * host is the Host header's, which becomes its path. Everything else is refused here, because what comes later takes an address apart with
 * functions that throw, or sends people on to the host in it.
 */
export function readAddress(target: string, host: string | undefined): ReadAddress {
  if (host === undefined || !HOST.test(host)) return { ok: false, reason: "The Host header cannot be read." };
  if (target.length > ADDRESS_MAX) return { ok: false, reason: "The address of this request is too long." };
  let url = target;
  const scheme = /^https?:\/\//i.exec(target);
  if (scheme) {
    const rest = target.slice(scheme[0].length);
    const end = rest.search(/[/?#]/);
    const authority = end < 0 ? rest : rest.slice(0, end);
    if (authority.toLowerCase() !== host.toLowerCase())
      return { ok: false, reason: "The address names another host than the Host header." };
    url = rest.slice(authority.length);
    if (!url.startsWith("/")) url = `/${url}`;
  }
  // Two slashes would begin the name of a host for whoever resolves the path against an address.
  if (!url.startsWith("/") || url.startsWith("//") || url.startsWith("/\\"))
    return { ok: false, reason: "The address of this request cannot be read." };
  const end = url.search(/[?#]/);
  const path = end < 0 ? url : url.slice(0, end);
  return isReadable(path)
    ? { ok: true, url, path }
    : { ok: false, reason: "The address of this request cannot be read." };
}

/** Whether a path's percent signs spell UTF-8, without control characters. */
function isReadable(path: string): boolean {
  try {
    return !/[\u0000-\u001f\u007f\\]/.test(path.includes("%") ? decodeURIComponent(path) : path);
  } catch {
    return false;
  }
}

/** As `readAddress`, and puts the address that was read in the place of what came. */
export function normaliseAddress(incoming: IncomingMessage): ReadAddress {
  const read = readAddress(incoming.url ?? "", incoming.headers.host);
  if (read.ok) incoming.url = read.url;
  return read;
}
