/**
 * The passwords of an embedded database: each role has one of its own, so that what a process was given opens nothing else. Kept beside
 * the cluster in `<cluster>.passwords`, for its owner alone.
 */
import { randomBytes } from "node:crypto";
import { existsSync, lstatSync, renameSync, rmSync } from "node:fs";
import { readOwned, writeOwned } from "./owned-files.mjs";

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

/** What is kept in a file beside a cluster; null for one that its owner did not write. */
const textOf = (data, file) =>
  readOwned(
    file,
    [lstatSync(data, { throwIfNoEntry: false })?.uid].filter((uid) => uid !== undefined),
  );

function read(data, file) {
  try {
    const held = JSON.parse(textOf(data, file));
    return ROLES.every((role) => typeof held[role] === "string" && held[role]) ? held : null;
  } catch {
    return null;
  }
}

const write = (file, passwords, user) => writeOwned(file, JSON.stringify(passwords), user);

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
export const readPasswords = (data) => read(data, fileOf(data));

/**
 * The passwords that the administrator may have now, the likeliest first: of a change that was broken off either may hold.
 * @throws Error when none is kept
 */
export function adminPasswords(data) {
  const former = textOf(data, formerOf(data))?.trim();
  const found = [read(data, fileOf(data))?.admin, read(data, nextOf(data))?.admin, former].filter(Boolean);
  if (found.length === 0)
    throw new Error(
      `The passwords of the database in ${data} are gone: ${fileOf(data)} is missing, damaged or open to others. ` +
        "Put it back from a backup.",
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
  const isSettled =
    read(data, fileOf(data)) !== null && !existsSync(nextOf(data)) && !existsSync(formerOf(data));
  // What a broken-off change has written may be what the server knows by now.
  if (!isSettled && !read(data, nextOf(data))) write(nextOf(data), makePasswords(), user);
  const passwords = read(data, isSettled ? fileOf(data) : nextOf(data));
  await admin.query(
    [
      // A statement that fails is written to the server's log, and from there into ours.
      "set log_min_error_statement = 'panic'",
      "set log_statement = 'none'",
      "begin",
      ...ROLES.map((role) => `alter role ${roleName(role)} password '${passwords[role]}'`),
      "commit",
    ].join(";"),
  );
  if (!isSettled) renameSync(nextOf(data), fileOf(data));
  rmSync(formerOf(data), { force: true });
  return passwords;
}
