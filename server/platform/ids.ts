import { randomBytes, randomFillSync } from "node:crypto";

/** Every kind of row that has an id of its own, and how its id begins. */
export const ID_PREFIXES = {
  organization: "org",
  account: "acc",
  session: "ses",
  accountLink: "lnk",
  membership: "mem",
  invitation: "inv",
  apiKey: "key",
  auditEvent: "aud",
  launch: "lau",
  team: "tea",
  component: "cmp",
  trafficRule: "trl",
  criterion: "cri",
  criterionMove: "mov",
  exitReport: "xrp",
  source: "src",
  rawEvent: "raw",
  attachment: "att",
  reporter: "rep",
  item: "itm",
  itemEntry: "ent",
  issue: "iss",
  issueItem: "joi",
  relation: "rel",
  issueEvent: "evt",
  view: "vew",
  label: "lab",
  rule: "rul",
  provider: "prv",
  call: "cal",
  release: "dep",
  message: "msg",
  outbox: "obx",
  request: "req",
  erasure: "era",
  retentionRun: "ret",
} as const;
export type IdKind = keyof typeof ID_PREFIXES;

/** Crockford's base32 in lower case: its order is the order of the bytes. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

function base32(bytes: Uint8Array): string {
  let bits = 0;
  let held = 0;
  let out = "";
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += ALPHABET.charAt((held >> bits) & 31);
      held &= (1 << bits) - 1;
    }
  }
  return bits > 0 ? out + ALPHABET.charAt((held << (5 - bits)) & 31) : out;
}

/** Randomness for many ids is drawn at once: each drawing asks the system, which costs more than the rest of an id. */
const drawn = randomBytes(4_096);
let drawnAt = 0;

function takeRandom(length: number): Buffer {
  if (drawnAt + length > drawn.length) {
    randomFillSync(drawn);
    drawnAt = 0;
  }
  drawnAt += length;
  return Buffer.from(drawn.subarray(drawnAt - length, drawnAt));
}

let lastMs = 0;
let counter = 0;

/**
 * A new id: the kind's prefix and a UUIDv7 (RFC 9562, with the 12-bit counter of its method 1) in base32, so that ids sort by the
 * time they were made, also within one millisecond of one process.
 */
export function newId(kind: IdKind, nowMs: number = Date.now()): string {
  if (nowMs > lastMs) {
    lastMs = nowMs;
    counter = takeRandom(2).readUInt16BE() & 0x7ff;
  } else if (++counter > 0xfff) {
    lastMs += 1;
    counter = 0;
  }
  const bytes = takeRandom(16);
  bytes.writeUIntBE(lastMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return `${ID_PREFIXES[kind]}_${base32(bytes)}`;
}

/** Whether a string has the form of an id of this kind. */
export function isId(kind: IdKind, value: string): boolean {
  return (
    value.length === ID_PREFIXES[kind].length + 27 &&
    value.startsWith(`${ID_PREFIXES[kind]}_`) &&
    /^[0-9a-z]{26}$/.test(value.slice(-26))
  );
}

/** A secret that is typed or pasted by people: `prefix_` and 32 random bytes, 256 bits. */
export function newSecret(prefix: string): string {
  return `${prefix}_${base32(randomBytes(32))}`;
}

/** An unguessable key for a public address, 125 bits. */
export function newPublicKey(): string {
  return base32(randomBytes(16)).slice(0, 25);
}

/** What a reporter is told and reads out on the phone: `R-7F3K-Q2M9`, 40 random bits, unique per organization. */
export function newReference(): string {
  const eight = base32(takeRandom(5)).toUpperCase();
  return `R-${eight.slice(0, 4)}-${eight.slice(4)}`;
}
