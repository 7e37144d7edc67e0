/**
 * The passwords of an embedded database: each role has one of its own, so that what a process was given opens nothing else. Kept beside
 * the cluster in `<cluster>.passwords`, for its owner alone.
 */
import { randomBytes } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";

/** The server's administrator, and every role that logs in. */
export const ROLES = ["admin", "owner", "app", "worker", "relay", "queue"];

const fileOf = (data) => `${data}.passwords`;
/** Passwords that are about to be set: kept before the server knows them, so that no moment is without a way in. */
const nextOf = (data) => `${data}.passwords.next`;
/** Where one password of all roles was kept before each had its own. */
const formerOf = (data) => `${data}.password`;

/** What belongs to a cluster and lies beside it. */
export const filesBeside = (data) => [
  fileOf(data),
  nextOf(data),
  formerOf(data),
  `${data}.initdb`,
  `${data}.keeper`,
];

/** The name of a role in the server. */
export const roleName = (role) => (role === "admin" ? "postgres" : `steady_${role}`);

function read(file) {
  try {
    const held = JSON.parse(readFileSync(file, "utf8"));
    return ROLES.every((role) => typeof held[role] === "string" && held[role]) ? held : null;
  } catch {
    return null;
  }
}

function write(file, passwords, { uid, gid }) {
  rmSync(file, { force: true });
  const out = openSync(file, "wx", 0o600);
  fchmodSync(out, 0o600);
  writeSync(out, JSON.stringify(passwords));
  fsyncSync(out);
  closeSync(out);
  if (uid !== undefined) chownSync(file, uid, gid);
}

/** A new password for every role. */
const makePasswords = () =>
  Object.fromEntries(ROLES.map((role) => [role, randomBytes(24).toString("base64url")]));

/** Makes and keeps the passwords of a cluster that is about to be made. */
export function newPasswords(data, user) {
  const made = makePasswords();
  write(fileOf(data), made, user);
  return made;
}

/** The passwords of a cluster that is whole; null when none are kept. */
export const readPasswords = (data) => read(fileOf(data));

/**
 * The passwords that the administrator may have now, the likeliest first: of a change that was broken off either may hold.
 * @throws Error when none is kept
 */
export function adminPasswords(data) {
  const former = existsSync(formerOf(data)) ? readFileSync(formerOf(data), "utf8").trim() : "";
  const found = [read(fileOf(data))?.admin, read(nextOf(data))?.admin, former].filter(Boolean);
  if (found.length === 0)
    throw new Error(
      `The passwords of the database in ${data} are gone: ${fileOf(data)} is missing or damaged. Put it back from a backup.`,
    );
  return found;
}

/**
 * Sets every role's password to its own in the server. A cluster whose roles shared one, or whose passwords were being changed when it
 * ended, gets new ones; the shared one is gone from then on.
 * @param {string} data the cluster's folder
 * @param {import("pg").Client} admin a connection of the administrator
 * @param {{ uid?: number, gid?: number }} user who the files belong to
 * @returns {Promise<Record<string, string>>} by role
 */
export async function settlePasswords(data, admin, user) {
  const isSettled = read(fileOf(data)) !== null && !existsSync(nextOf(data)) && !existsSync(formerOf(data));
  // What a broken-off change has written may be what the server knows by now.
  if (!isSettled && !read(nextOf(data))) write(nextOf(data), makePasswords(), user);
  const passwords = read(isSettled ? fileOf(data) : nextOf(data));
  await admin.query(
    [
      "begin",
      ...ROLES.map((role) => `alter role ${roleName(role)} password '${passwords[role]}'`),
      "commit",
    ].join(";"),
  );
  if (!isSettled) renameSync(nextOf(data), fileOf(data));
  rmSync(formerOf(data), { force: true });
  return passwords;
}
