import { createHash, createHmac, hash, timingSafeEqual } from "node:crypto";
import { getEnv } from "./env";
import { keyRing, linkMacs, seal, unseal, type KeyRing, type Unsealed } from "./key-ring.mjs";
import { singleton } from "./singleton";

/** What a key is for; each purpose has its own key. Cursors of lists are not among them: they carry no right to anything and no key. */
type Purpose = "column" | "link" | "session" | "key-hash";

/** STEADY_SECRET, then those before it. */
export const configuredSecrets = (): string[] => [
  getEnv().STEADY_SECRET,
  ...getEnv().STEADY_PREVIOUS_SECRETS,
];

/** Current key first, then those of the previous secrets. */
const keys = (purpose: Purpose): KeyRing =>
  singleton(`keys:${purpose}`, () => keyRing(configuredSecrets(), purpose));

/** The secrets that session cookies are encrypted with: the current one, by which they are written, then those before it. */
export const sessionCookieSecrets = (): string[] =>
  keys("session").map(({ key }) => key.toString("base64url"));

/** SHA-256 in hex. */
export function sha256(data: string | Uint8Array): string {
  return hash("sha256", data, "hex");
}

/** Keyed hashes of a secret that is looked up by its value (an API key), the current key's first; `keyId` names that key. */
export function hashesOfSecret(secret: string): { hashes: string[]; keyId: string } {
  const ring = keys("key-hash");
  return {
    hashes: ring.map(({ key }) => createHmac("sha256", key).update(secret).digest("hex")),
    keyId: ring[0]!.id,
  };
}

/** What stands for an e-mail address in the log: the same for the same address, and of no use without our keys. */
export function emailForLog(email: string): string {
  return hashesOfSecret(`log ${email}`).hashes[0]!.slice(0, 12);
}

/** Compares in constant time, also when the lengths differ. */
export function isEqualSecret(a: string | Uint8Array, b: string | Uint8Array): boolean {
  const digest = (v: string | Uint8Array) => createHash("sha256").update(v).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** Encrypts one column's value, bound to its place (`SEALED_COLUMNS`), so that a ciphertext moved to another row does not decrypt. */
export const encrypt = (plain: string, place: string): string => seal(keys("column"), plain, place);

/** Reads what `encrypt` wrote, with any of the configured secrets. What cannot be opened says why, and is nobody's surprise. */
export const decrypt = (sealed: string, place: string): Unsealed => unseal(keys("column"), sealed, place);

/** Whether `decrypt` would read this. */
export function canDecrypt(sealed: string, place: string): boolean {
  try {
    decrypt(sealed, place);
    return true;
  } catch {
    return false;
  }
}

/** What a link that was made here leads to. */
export type LinkKind = "invitation" | "password_reset" | "report";

/** A link's token: the row's id and an HMAC over kind and id; can be computed again from the row, and expires with it. */
export function linkToken(kind: LinkKind, id: string): string {
  return `${id}.${macs(kind, id)[0]!}`;
}

/** The id inside a link's token, or null when the token was not made here for this kind. */
export function readLinkToken(kind: LinkKind, token: string): string | null {
  const dot = token.indexOf(".");
  if (dot < 1 || token.length > 120) return null;
  const id = token.slice(0, dot);
  return macs(kind, id).some((mac) => isEqualSecret(mac, token.slice(dot + 1))) ? id : null;
}

const macs = (kind: string, id: string): string[] => linkMacs(keys("link"), kind, id);
