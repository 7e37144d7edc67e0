import { domainToASCII } from "node:url";

/** Domains under which the same mailboxes are reached. */
const ALIASES: Readonly<Record<string, string>> = { "googlemail.com": "gmail.com" };

/**
 * What stands for a mailbox when mails to it are counted: the spellings that reach one mailbox are one. Case never matters, what follows a
 * plus sign is the recipient's own note, and dots in front of the @ are taken out, which large providers do and others do not: at those two
 * people may be counted as one, which costs neither of them more than a mail in a busy hour.
 */
export function mailboxOf(address: string): string {
  const folded = address.trim().normalize("NFKC").toLowerCase();
  const at = folded.lastIndexOf("@");
  if (at < 0) return folded;
  const host = folded.slice(at + 1);
  const domain = domainToASCII(host.endsWith(".") ? host.slice(0, -1) : host) || host;
  const local = folded.slice(0, at).replaceAll('"', "");
  const plus = local.indexOf("+");
  const name = (plus > 0 ? local.slice(0, plus) : local).replaceAll(".", "");
  return `${name || local}@${ALIASES[domain] ?? domain}`;
}
