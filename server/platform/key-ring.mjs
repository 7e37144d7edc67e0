/**
 * Keys derived from STEADY_SECRET and the secrets before it, and what is made with them. Plain JavaScript, because the commands of an
 * operator (`npm run secrets:renew`, `npm run db:migrate`) run from source without a build; the product reaches it through crypto.ts.
 *
 * Everything is read with every key and written with the first.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";

/**
 * @param {string[]} secrets the current one first
 * @param {string} purpose each has a key of its own, by HKDF-SHA256 (RFC 5869)
 * @returns {{ id: string, key: Buffer }[]} in the order of the secrets; a key's id is the start of its own hash
 */
export function keyRing(secrets, purpose) {
  return secrets.map((secret) => {
    const key = Buffer.from(hkdfSync("sha256", secret, "steady", purpose, 32));
    return { id: createHash("sha256").update(key).digest("hex").slice(0, 8), key };
  });
}

/**
 * Secrets that were in use before, newest first, comma separated: still read, never written with.
 * @param {string | undefined} value a comma inside of a secret is written %2C
 */
export function readPreviousSecrets(value = "") {
  return value
    .split(",")
    .map((secret) => secret.trim().replaceAll("%2C", ","))
    .filter(Boolean);
}

/** What a database remembers a secret by: a keyed hash of a constant, of every secret, the current one first. */
export function secretChecks(secrets) {
  return keyRing(secrets, "check").map(({ key }) =>
    createHmac("sha256", key).update("steady").digest("base64url"),
  );
}

/**
 * What a link's token proves its row by, one for each secret, the current one first: an HMAC-SHA256 over kind and id, cut to 18 bytes.
 * @param {{ key: Buffer }[]} ring the keys of purpose "link"
 */
export function linkMacs(ring, kind, id) {
  return ring.map(({ key }) =>
    createHmac("sha256", key).update(`${kind}\0${id}`).digest().subarray(0, 18).toString("base64url"),
  );
}

/**
 * Encrypts with the ring's first key: AES-256-GCM, bound to `place`.
 * @returns {string} `v1.<key id>.<iv>.<tag>.<data>`, base64url
 */
export function seal(ring, plain, place) {
  const { id, key } = ring[0];
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(place));
  const data = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return ["v1", id, ...[iv, cipher.getAuthTag(), data].map((b) => b.toString("base64url"))].join(".");
}

/** The id of the key that a value was sealed with; null for what `seal` never wrote. */
export function keyIdOf(sealed) {
  const [version, id, iv, tag, data, ...rest] = sealed.split(".");
  return version === "v1" && id && iv && tag && data !== undefined && rest.length === 0 ? id : null;
}

/**
 * Reads what `seal` wrote.
 * @returns {{ isOpen: true, plain: string } | { isOpen: false, why: "unknown_key" | "damaged" }} unknown_key: sealed with a secret that is
 *   not configured; damaged: a byte was changed, or it was moved here from another place
 */
export function unseal(ring, sealed, place) {
  const id = keyIdOf(sealed);
  if (id === null) return { isOpen: false, why: "damaged" };
  const held = ring.find((key) => key.id === id);
  if (!held) return { isOpen: false, why: "unknown_key" };
  const [iv, tag, data] = sealed
    .split(".")
    .slice(2)
    .map((part) => Buffer.from(part, "base64url"));
  try {
    const decipher = createDecipheriv("aes-256-gcm", held.key, iv, { authTagLength: 16 })
      .setAAD(Buffer.from(place))
      .setAuthTag(tag);
    return {
      isOpen: true,
      plain: Buffer.concat([decipher.update(data), decipher.final()]).toString("utf8"),
    };
  } catch {
    return { isOpen: false, why: "damaged" };
  }
}

/** Every column that holds what was sealed, by table, and what its rows' values are bound to. */
export const SEALED_COLUMNS = {
  source: { columns: ["secret", "previous_secret"], place: (orgId, id) => `${orgId}|source|${id}|secret` },
  ai_provider: { columns: ["api_key"], place: (orgId, id) => `${orgId}|ai_provider|${id}|api_key` },
};

/** Why a process does not start, and what to do. */
export const SECRET_DOES_NOT_FIT =
  "Steady cannot start: this database was used with another STEADY_SECRET, and neither the one that is configured nor any of " +
  "STEADY_PREVIOUS_SECRETS is that one. With this one, API keys, sessions and links would be refused and nothing encrypted " +
  "could be read.\n" +
  "Set STEADY_SECRET to what it was (from the environment, .env or the secret file in the data folder, of this machine or a backup). To " +
  "replace it, keep what it was in STEADY_PREVIOUS_SECRETS. If it is lost for good: npm run secrets:renew -- --secret-is-lost";

/**
 * Asks a database whether these secrets fit it; makes the first one the current one there.
 * @param {(text: string, values: unknown[]) => Promise<{ fits: boolean }[]>} query as the owner or the application
 * @param {string[]} secrets the current one first
 */
export async function doSecretsFit(query, secrets) {
  const [row] = await query("select door.fit_secret($1, $2) as fits", [
    secretChecks(secrets),
    keyRing(secrets, "column").map(({ id }) => id),
  ]);
  return row.fits;
}
