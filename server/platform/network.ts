import ipaddr from "ipaddr.js";

/**
 * Who is behind an address, as far as limits can tell: an IPv4 address, or the /64 of an IPv6 one, which is what a provider gives one
 * household and whose addresses cost nothing. Text that is no address is one network for all: a limit must not be escaped by writing
 * nonsense.
 */
export type Network = string & { readonly isNetwork: true };

/** What is no address. */
export const UNKNOWN = "unknown" as Network;
/** IPv4 inside of IPv6, beside the mapped form (::ffff:0:0/96) that the library folds: what NAT64 makes (RFC 6052), whole in one /64. */
const NAT64 = ipaddr.IPv6.parseCIDR("64:ff9b::/96");
/** 6to4 (RFC 3056): the IPv4 address of a site, with 65,536 networks of its own behind it. */
const SIX_TO_FOUR = ipaddr.IPv6.parseCIDR("2002::/16");
const PREFIX_BYTES = 8;
const ADDRESS_MAX = 80;

/** The address alone, without the port that some proxies append, and without an interface's name. */
function bareAddress(text: string): string {
  const trimmed = text.trim();
  const bracketed = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(trimmed)?.[1];
  const dotted = /^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/.exec(trimmed)?.[1];
  return (bracketed ?? dotted ?? trimmed).split("%", 1)[0] ?? "";
}

const v4At = (bytes: readonly number[], at: number): string => bytes.slice(at, at + 4).join(".");

function parse(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  if (address.length > ADDRESS_MAX) return null;
  const bare = bareAddress(address);
  // Four decimal numbers only: 0x7f.1 and 017700000001 are addresses to the library, and other spellings of one to an attacker.
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) return ipaddr.IPv4.parse(bare);
  return ipaddr.IPv6.isValid(bare) ? ipaddr.process(bare) : null;
}

/** The network of an address as a connection or a proxy gives it. */
export function networkOf(address: string): Network {
  // What most requests come with, and each asks a few times: as it stands.
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return address as Network;
  const parsed = parse(address);
  if (!parsed) return UNKNOWN;
  if (parsed instanceof ipaddr.IPv4) return parsed.toString() as Network;
  const bytes = parsed.toByteArray();
  if (parsed.match(NAT64)) return v4At(bytes, 12) as Network;
  if (parsed.match(SIX_TO_FOUR)) return v4At(bytes, 2) as Network;
  const prefix = new ipaddr.IPv6([...bytes.slice(0, PREFIX_BYTES), ...Array<number>(8).fill(0)]);
  return `${prefix.toString()}/64` as Network;
}

/** Where an address can be reached from: this machine, a private network, anywhere; null for what is no address. */
export function reachOf(address: string): "machine" | "private" | "public" | null {
  const range = parse(address)?.range();
  if (range === undefined) return null;
  if (range === "loopback") return "machine";
  return range === "private" ||
    range === "uniqueLocal" ||
    range === "linkLocal" ||
    range === "carrierGradeNat"
    ? "private"
    : "public";
}

/** Where a request comes from, as limits need it. */
export type From = {
  network: Network;
  /** Set where the network is hearsay: the proxy that nobody announced, and through which everybody comes. */
  via: Network | null;
};

/** Whether the proxy does not even tell for whom it asks: the network is everybody's, and may not be shut out. */
export const isEverybody = ({ network, via }: From): boolean => network === via;
