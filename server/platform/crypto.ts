import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hash,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { getEnv } from "./env";
import { singleton } from "./singleton";

/** What a key is for; each purpose has its own key, derived from STEADY_SECRET by HKDF-SHA256 (RFC 5869). */
type Purpose = "column" | "link" | "session" | "key-hash" | "cursor";

type KeyRing = { id: string; key: Buffer }[];

/** Current key first, then those of the previous secrets. A key's id is the start of its own hash. */
function keys(purpose: Purpose): KeyRing {
  return singleton(`keys:${purpose}`, () => {
    const env = getEnv();
    return [env.STEADY_SECRET, ...env.STEADY_PREVIOUS_SECRETS].map((secret) => {
      const key = Buffer.from(hkdfSync("sha256", secret, "steady", purpose, 32));
      return { id: createHash("sha256").update(key).digest("hex").slice(0, 8), key };
    });
  });
}

/** The secret that next-auth signs and encrypts its cookie with. */
export function sessionCookieSecret(): string {
  return keys("session")[0]!.key.toString("base64url");
}

/** SHA-256 in hex. */
export function sha256(data: string | Uint8Array): string {
  return hash("sha256", data, "hex");
}

/** A keyed hash for secrets that are looked up by their value (API keys). */
export function hashSecret(secret: string): string {
  return createHmac("sha256", keys("key-hash")[0]!.key).update(secret).digest("hex");
}

/** What stands for an e-mail address in the log: the same for the same address, and of no use without our keys. */
export function emailForLog(email: string): string {
  return hashSecret(`log ${email}`).slice(0, 12);
}

/** Compares in constant time, also when the lengths differ. */
export function isEqualSecret(a: string | Uint8Array, b: string | Uint8Array): boolean {
  const digest = (v: string | Uint8Array) => createHash("sha256").update(v).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/**
 * Encrypts one column's value: AES-256-GCM, bound to where it stands (`place`, such as `org|source|id|secret`), so that a ciphertext
 * moved to another row does not decrypt. Form: `v1.<key id>.<iv>.<tag>.<data>`, base64url.
 */
export function encrypt(plain: string, place: string): string {
  const { id, key } = keys("column")[0]!;
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(place));
  const data = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return ["v1", id, ...[iv, cipher.getAuthTag(), data].map((b) => b.toString("base64url"))].join(".");
}

/** Reads what `encrypt` wrote. @throws Error when the key is unknown, the place differs or a byte was changed. */
export function decrypt(sealed: string, place: string): string {
  const [version, id, iv, tag, data] = sealed.split(".");
  const held = keys("column").find((k) => k.id === id);
  if (version !== "v1" || !held || !iv || !tag || data === undefined)
    throw new Error("This secret was encrypted with a key that is not configured.");
  const decipher = createDecipheriv("aes-256-gcm", held.key, Buffer.from(iv, "base64url"))
    .setAAD(Buffer.from(place))
    .setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([decipher.update(Buffer.from(data, "base64url")), decipher.final()]).toString("utf8");
}

/** A link's token: the row's id and an HMAC over kind and id; can be computed again from the row, and expires with it. */
export function linkToken(kind: "invitation" | "password_reset" | "report", id: string): string {
  return `${id}.${macs(kind, id)[0]!}`;
}

/** The id inside a link's token, or null when the token was not made here for this kind. */
export function readLinkToken(
  kind: "invitation" | "password_reset" | "report",
  token: string,
): string | null {
  const dot = token.indexOf(".");
  if (dot < 1 || token.length > 120) return null;
  const id = token.slice(0, dot);
  return macs(kind, id).some((mac) => isEqualSecret(mac, token.slice(dot + 1))) ? id : null;
}

function macs(kind: string, id: string): string[] {
  return keys("link").map(({ key }) =>
    createHmac("sha256", key).update(`${kind}\0${id}`).digest().subarray(0, 18).toString("base64url"),
  );
}
