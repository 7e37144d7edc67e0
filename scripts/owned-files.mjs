/**
 * Files and folders in places that strangers may write to, such as /var/tmp: taken only when nobody but their rightful owner can have
 * made or changed them, and never through a link.
 */
import {
  chownSync,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname, resolve } from "node:path";

const OTHERS_WRITE = 0o022;
const OTHERS_ANYTHING = 0o077;
const STICKY = 0o1000;

/** Why somebody other than root and these users may have put something else under this path; null when nobody may. */
function weaknessAbove(path, uids) {
  for (let at = realpathSync(dirname(resolve(path))); ; at = dirname(at)) {
    const { uid, mode } = lstatSync(at);
    if (![0, ...uids].includes(uid)) return `${at} belongs to user ${uid}`;
    if ((mode & OTHERS_WRITE) !== 0 && (mode & STICKY) === 0) return `others may replace what is in ${at}`;
    if (at === dirname(at)) return null;
  }
}

/**
 * Refuses a folder that anybody but root or `uid` can have filled or put there.
 * @param {string} path not there is fine: whoever makes it then finds out
 * @throws Error with what is wrong with it
 */
export function assertOwned(path, uid = 0) {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  const weakness = !stat
    ? weaknessAbove(path, [uid])
    : stat.isSymbolicLink()
      ? "it is a link"
      : !stat.isDirectory()
        ? "it is no folder"
        : ![0, uid].includes(stat.uid)
          ? `it belongs to user ${stat.uid}`
          : (stat.mode & OTHERS_WRITE) !== 0
            ? "others may write to it"
            : weaknessAbove(path, [uid]);
  if (weakness)
    throw new Error(
      `${path} is not a folder that only its rightful owner can write to (${weakness}), so nothing is taken from it. ` +
        "Remove it and start again.",
    );
}

/**
 * Reads a file that only its owner can have written; one that is a link, has a second name or belongs to somebody else counts as not
 * there.
 * @param {number[]} uids whose it may be, besides root and who runs this
 * @param {{ isSecret?: boolean }} [options] isSecret: it must not be readable by others either, as is right for what is secret
 * @returns {string | null}
 */
export function readOwned(path, uids = [], { isSecret = true } = {}) {
  let file;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return null;
  }
  try {
    const { uid, mode, nlink } = fstatSync(file);
    const isOwned = [0, process.getuid?.(), ...uids].includes(uid) && nlink === 1;
    const forbidden = isSecret ? OTHERS_ANYTHING : OTHERS_WRITE;
    const isPrivate = process.platform === "win32" || (mode & forbidden) === 0;
    return isOwned && isPrivate && (mode & constants.S_IFMT) === constants.S_IFREG
      ? readFileSync(file, "utf8")
      : null;
  } finally {
    closeSync(file);
  }
}

/**
 * Writes a file for its owner alone, anew: what was there before, also a link, is taken away first. It is whole on the disk when this
 * returns.
 */
export function writeOwned(path, text, { uid, gid } = {}) {
  rmSync(path, { force: true });
  const file = openSync(path, "wx", 0o600);
  try {
    fchmodSync(file, 0o600);
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  if (uid !== undefined) chownSync(path, uid, gid);
}
