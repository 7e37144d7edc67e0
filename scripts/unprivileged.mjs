/**
 * Nothing of the product runs as root: a script that was started as root makes sure of what needs root and then becomes the owner of the
 * data for good, so that everything it starts is that user too.
 */
import { execFileSync, spawnSync } from "node:child_process";
import {
  closeSync,
  constants,
  existsSync,
  fchownSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { clusterFolder, folderOutside, nativeFolder, postgresUser } from "./postgres-cluster.mjs";
import { root } from "./processes.mjs";

/** Root's own settings of where things are, which are closed to others. */
const OF_ROOT = [
  "HOME",
  "USER",
  "LOGNAME",
  "SHELL",
  "MAIL",
  "XDG_CACHE_HOME",
  "XDG_CONFIG_HOME",
  "XDG_RUNTIME_DIR",
];

/** Runs as the other user: names the first thing it may not do, and nothing when all is well. */
const TRIAL = `
const { accessSync, constants } = require("node:fs");
const [files, folders] = JSON.parse(process.argv[1]);
const tries = [...files.map((f) => [f, constants.R_OK, "read"]), ...folders.map((f) => [f, constants.W_OK | constants.X_OK, "write to"])];
for (const [path, mode, verb] of tries) try { accessSync(path, mode); } catch { process.stdout.write(verb + " " + path); break; }
`;

/** Thrown where the product cannot run as somebody else. */
export class CannotBecome extends Error {}

function ownerOf(folders) {
  const stat = folders.map((folder) => statSync(folder)).find(({ uid }) => uid !== 0);
  const { uid, gid } = stat ?? postgresUser();
  try {
    const [name, , , group, , home] = execFileSync("getent", ["passwd", String(uid)], {
      stdio: ["ignore", "pipe", "ignore"],
    })
      .toString()
      .trim()
      .split(":");
    return { uid, gid: Number(group), name, home };
  } catch {
    return { uid, gid, name: null, home: null }; // An id without an account, as in a container.
  }
}

/** What this user would be refused, in words; null when it can run the product on these folders. */
function refusalOf({ uid, gid }, folders) {
  const files = [
    "package.json",
    "scripts/start.mjs",
    "dist/main.js",
    "dist/worker.js",
    ".next/BUILD_ID",
    "node_modules/pg/package.json",
  ]
    .map((file) => join(root, file))
    .filter((file) => existsSync(file));
  const trial = spawnSync(process.execPath, ["-e", TRIAL, JSON.stringify([files, folders])], {
    uid,
    gid,
    cwd: "/",
    env: { PATH: process.env.PATH },
    encoding: "utf8",
  });
  if (trial.error || trial.status !== 0) return `run ${process.execPath}`;
  return trial.stdout || null;
}

/** What is in a data folder; a folder of root's that holds other things alone was not made for this. */
const IN_DATA = /^(?:secret|postgres|demo|dev|tools|processes\.json)$/;

/** @throws CannotBecome for a folder of root's that is not ours to give away, such as /tmp or /srv */
function assertGivable(folder) {
  const stat = lstatSync(folder);
  const names = stat.isDirectory() ? readdirSync(folder) : [];
  const isOurs = names.length === 0 || names.some((name) => IN_DATA.test(name));
  if (stat.uid === 0 && (!stat.isDirectory() || (stat.mode & 0o022) !== 0 || !isOurs))
    throw new CannotBecome(
      `Steady does not run as root, and ${folder} is not a folder of its data that could be given to another user. Set STEADY_DATA to a ` +
        "folder that is empty, or give it to the user who is to run Steady.",
    );
}

/** Gives one file or folder away; never one that also has a name elsewhere, nor what a link points to. */
function give(path, { uid, gid }) {
  let file;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return; // A link, or gone.
  }
  try {
    const stat = fstatSync(file);
    if (stat.uid !== uid && (stat.isDirectory() || (stat.isFile() && stat.nlink === 1)))
      fchownSync(file, uid, gid);
  } finally {
    closeSync(file);
  }
}

/** Files that scripts make in a data folder. */
const OURS =
  /^(?:secret|state\.json|processes\.json.*|postgres\.(?:passwords?|passwords\.next|keeper)|logs|.*\.log)$/;

/**
 * Gives a data folder, and what root made in it in the time when the product still ran as root, to its owner.
 * @throws Error where the database of this folder had to be kept elsewhere
 */
function changeOwner(folder, user) {
  give(folder, user);
  for (const name of readdirSync(folder)) if (OURS.test(name)) give(join(folder, name), user);
  const cluster = join(folder, "postgres");
  const outside = folderOutside(cluster);
  if (!existsSync(cluster) && existsSync(join(outside, "PG_VERSION")))
    throw new Error(
      `The database of this installation is in ${outside}, because its folder was closed to the user it ran as. Move it home first:\n` +
        `  mv ${outside} ${cluster} && mv ${outside}.passwords ${cluster}.passwords`,
    );
  const before = lstatSync(cluster, { throwIfNoEntry: false })?.uid;
  if (before === 0)
    give(cluster, user); // A volume that was mounted there.
  // From the user it ran as before, and from nobody else: a link in a folder of theirs is no way to root's files.
  else if (before !== undefined && before !== user.uid && before === postgresUser().uid)
    execFileSync("chown", ["-hR", `--from=${before}`, `${user.uid}:${user.gid}`, cluster]);
}

/**
 * When we are root: becomes the owner of the data folder, for good. A folder that is new or root's is given to the system's user for
 * databases.
 *
 * @param {string[]} folders the data folder, then folders in it that are written to as well
 * @param {(line: string) => void} log
 * @throws CannotBecome when that user may not enter the project or the data, with what to do; Error when it cannot be made
 */
export async function becomeOwnerOf(folders, log) {
  if (process.getuid?.() !== 0) return;
  for (const folder of folders) mkdirSync(folder, { recursive: true, mode: 0o755 });
  const user = ownerOf(folders);
  const called = user.name ?? `number ${user.uid}`;
  const refusal = refusalOf(user, []);
  if (refusal)
    throw new CannotBecome(
      `Steady does not run as root, and user ${called} may not ${refusal}. Move the project to a folder that others may read, such as ` +
        `/opt/steady, and let that user or another plain one start it.${outsideNote(folders[0])}`,
    );
  // Links in the packages that only root may make.
  if (!process.env.DATABASE_URL) nativeFolder();
  for (const folder of folders) assertGivable(folder);
  for (const folder of folders) changeOwner(folder, user);
  const refusedData = refusalOf(user, folders);
  if (refusedData)
    throw new CannotBecome(
      `Steady does not run as root, and user ${called} may not ${refusedData}. Set STEADY_DATA to a folder that this user may enter.`,
    );
  if (user.name) process.initgroups(user.name, user.gid);
  else process.setgroups([user.gid]);
  process.setgid(user.gid);
  process.setuid(user.uid);
  for (const name of OF_ROOT) delete process.env[name];
  const isHomeThere = user.home && existsSync(user.home);
  Object.assign(process.env, {
    HOME: isHomeThere ? user.home : folders[0],
    USER: user.name ?? "",
    LOGNAME: user.name ?? "",
  });
  log(`started as root; going on as ${called}`);
}

/** Where root kept the database of a project that is closed to others. */
function outsideNote(folder) {
  const wanted = join(folder, "postgres");
  const outside = clusterFolder(wanted);
  return outside !== wanted && existsSync(outside)
    ? `\nThe database of this installation is in ${outside}: move it to .data/postgres of the new folder, and ${outside}.passwords to ` +
        ".data/postgres.passwords."
    : "";
}
