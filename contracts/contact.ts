/** The one rule for addresses and telephone numbers that people leave: every way in, and what searches for them, reads them by it. */
import { cutText } from "./cut-text";

/** How somebody can be reached: an address that mail can be sent to, or what they wrote in its place. */
export type Contact = {
  /** Lower case, without the name around it. */
  email?: string;
  /** The name before it, where it was written as `Jo <jo@shop.example>`. */
  name?: string;
  /** What was written and is no address: kept for a person to read, never sent to. */
  contact?: string;
};

const READ_MAX = 500;
const CONTACT_MAX = 200;
const ADDRESS_MAX = 254;
const LOCAL_MAX = 64;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?$/u;
/** What no address has outside of quotes, which nobody types. */
const NOT_LOCAL = /[\s@<>"(),:;[\]\\\p{C}]/u;

/** Whether mail can be sent to a domain: names with dots between them, the last no number, in any script or in punycode. */
function isDomain(domain: string): boolean {
  if (!domain.split(".").every((label) => LABEL.test(label))) return false;
  // Names in other scripts have to have a spelling in ASCII, which is what mail servers ask for; of an address of a machine, in whatever
  // notation, the spelling ends with a number.
  try {
    return /\.(?!\d+$)[^.]+$/.test(new URL(`http://${domain}`).hostname);
  } catch {
    return false;
  }
}

/** An address in the form in which it is compared and sent to; null when it is none. */
function addressOf(token: string): string | null {
  const bare = token.replace(/^(?:mailto:)?['"([]{0,3}(?:mailto:)?/i, "").split("?", 1)[0]!;
  const trimmed = bare.replace(/(?<!['")\].!>])['")\].!>]{1,5}$/, "");
  const at = trimmed.lastIndexOf("@");
  const local = trimmed.slice(0, Math.max(at, 0));
  if (local === "" || local.length > LOCAL_MAX || trimmed.length > ADDRESS_MAX || NOT_LOCAL.test(local))
    return null;
  const domain = trimmed.slice(at + 1);
  return isDomain(domain) ? `${local}@${domain}`.toLowerCase() : null;
}

/**
 * Reads what somebody left as their address. Nothing is refused: an address that cannot be used is kept as text, because a report is worth
 * more than a way back to who sent it.
 * @param value whatever arrived; what is no text says nothing
 */
export function readContact(value: unknown): Contact {
  if (typeof value !== "string") return {};
  // Full-width signs come from keyboards that write them, invisible ones from web pages.
  const text = cutText(value, READ_MAX)
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/[\p{C}\s]+/gu, " ")
    .trim();
  if (text === "") return {};
  const [opened, closed] = [text.lastIndexOf("<"), text.lastIndexOf(">")];
  if (opened >= 0 && closed > opened) {
    const email = addressOf(text.slice(opened + 1, closed).trim());
    const name = text
      .slice(0, opened)
      .replace(/^["' ]{1,5}/, "")
      .replace(/(?<!["' ])["' ]{1,5}$/, "");
    if (email !== null) return { email, ...(name !== "" && { name: cutText(name, CONTACT_MAX) }) };
  }
  for (const token of text.split(/[\s,;]/)) {
    const email = addressOf(token);
    if (email !== null) return { email };
  }
  return { contact: cutText(text, CONTACT_MAX) };
}

/** A number of a country's plan has at most so many digits (E.164); an extension behind it is not counted among them. */
const PHONE_DIGITS_MAX = 15;
/** Short codes and inner numbers are called back too; fewer digits are a slip. */
const PHONE_DIGITS_MIN = 3;
/** What is dialled behind the number: "ext. 12", "x12", "Durchwahl 12", "#12". */
const EXTENSION = /(?:;?ext(?:ension|n)?|x|#|durchwahl|dw|poste|int(?:erno)?)[\s.:=]*\d{1,6}\s*$/iu;
/** What stands between digits, as people and keyboards write it. */
const BETWEEN_DIGITS = /[\s()./\\\-\u2010-\u2015\u2212[\]]/gu;

/**
 * A telephone number as it is kept and compared: digits, with a leading plus where the country is known (`+49…`, `0049…`, `011 49…` from
 * North America is left as it was dialled). A national number stays national: whose country it is, nobody said. The trunk zero in
 * brackets and an extension are left out. Null for what is no number; nothing is refused for it.
 */
export function readPhone(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const text = cutText(value, READ_MAX)
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/\p{Nd}/gu, asciiDigit)
    .trim()
    .replace(/^(?:tel|phone|mob(?:ile)?|telefon)?[.:\s]*(?=[+(\d])/i, "")
    .replace(EXTENSION, "")
    .replace(/\(0\)/gu, "");
  const written = text.replace(BETWEEN_DIGITS, "");
  if (!/^\+?\d+$/.test(written)) return null;
  const international = written.startsWith("+")
    ? written.slice(1)
    : written.startsWith("00")
      ? written.slice(2)
      : null;
  const digits = international ?? written;
  if (digits.length < PHONE_DIGITS_MIN || digits.length > PHONE_DIGITS_MAX) return null;
  return international === null ? digits : `+${digits}`;
}

/** Digits of every script count by tens: the first of each ten is its zero. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0)!;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}
