/**
 * The programs that npm cannot bring: Chromium for the browser tests, Redis for the tests of that backend, and what may stand around an
 * installation. Found where they are, installed where we may (Debian's packages, as root), unpacked under .data/tools where that is
 * enough (Redis, without root).
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const ownFolder = join(root, ".data/tools");
const isRoot = process.getuid?.() === 0;

function isRunnable(path) {
  try {
    execFileSync(path, ["--version"], { stdio: "ignore", timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

const SHELL = "chromium-headless-shell";
const WITH_WINDOWS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * Where a Chromium or Chrome is, or null. CHROMIUM names another one.
 * @param {{ isShellFirst?: boolean }} [options] isShellFirst: rather the one that was built without windows. It draws pages with the same
 * engine and needs a tenth less of the processor, which tests want; what measures should use what people have.
 */
export function findChromium({ isShellFirst = false } = {}) {
  const shell = `/usr/bin/${SHELL}`;
  const known = isShellFirst ? [shell, ...WITH_WINDOWS] : [...WITH_WINDOWS, shell];
  return (
    [process.env.CHROMIUM, ...known].find((path) => path && existsSync(path) && isRunnable(path)) ?? null
  );
}

/** How a Chromium is started for tests and benches: without what asks for another machine, and as root too. */
export const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let isListFresh = false;

/** Runs apt without questions and without starting what it installs (RUNLEVEL); the error carries the last lines it printed. */
function apt(args, options = {}) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  try {
    execFileSync("apt-get", args, { env, stdio: ["ignore", "pipe", "pipe"], maxBuffer: 64e6, ...options });
  } catch (error) {
    throw new Error(
      `apt-get ${args.join(" ")}: ${String(error.stderr ?? error.message)
        .trim()
        .split("\n")
        .slice(-3)
        .join(" ")}`,
    );
  }
}

function installAsRoot(name, log) {
  log(`installing ${name} (apt-get)`);
  if (!isListFresh) apt(["update", "-q"]);
  isListFresh = true;
  apt(["install", "-y", "-q", "--no-install-recommends", name]);
}

/**
 * The Chromium of the browser tests.
 * @param {(line: string) => void} log
 * @returns {{ path: string } | { missing: string }} missing: why there is none
 */
export function ensureChromium(log) {
  const found = findChromium({ isShellFirst: true });
  if (found) return { path: found };
  if (!isRoot || !existsSync("/usr/bin/apt-get")) return { missing: "no Chromium" };
  try {
    try {
      installAsRoot(SHELL, log);
    } catch {
      // Debian packs it by itself, others do not.
      installAsRoot("chromium", log);
    }
  } catch (error) {
    return { missing: `no Chromium: ${error.message}` };
  }
  const installed = findChromium({ isShellFirst: true });
  return installed ? { path: installed } : { missing: "no Chromium" };
}

/**
 * @param {(line: string) => void} log
 * @returns {Promise<{ path: string } | { missing: string }>}
 */
export async function ensureRedis(log) {
  const { findRedisServer } = await import("./redis-server.mjs");
  const found = findRedisServer();
  if (found) return { path: found };
  if (!existsSync("/usr/bin/apt-get")) return { missing: "no redis-server" };
  try {
    if (isRoot) installAsRoot("redis-server", log);
    else unpackRedis(log);
  } catch (error) {
    return { missing: `no redis-server: ${error.message}` };
  }
  const installed = findRedisServer();
  return installed ? { path: installed } : { missing: "no redis-server" };
}

/**
 * PgBouncer, nginx and a PostgreSQL of the distribution's: what the tests of installations with a pooler, a reverse proxy or a server of
 * their own run.
 * @param {(line: string) => void} log
 * @returns {Promise<{ names: string[] } | { missing: string }>}
 */
export async function ensureServersAround(log) {
  const { findNginx, findPgBouncer, findPostgresBin } = await import("./servers-around.mjs");
  const wanted = { pgbouncer: findPgBouncer, nginx: findNginx, postgresql: findPostgresBin };
  return ensureAll(wanted, log);
}

/** Installs what is missing of some packages, each with the function that finds its program. */
function ensureAll(wanted, log) {
  const missing = () => Object.keys(wanted).filter((name) => wanted[name]() === null);
  const mayInstall = isRoot && existsSync("/usr/bin/apt-get");
  try {
    if (mayInstall) for (const name of missing()) installAsRoot(name, log);
  } catch (error) {
    return { missing: `no ${missing().join(", no ")}: ${error.message}` };
  }
  const left = missing();
  return left.length ? { missing: `no ${left.join(", no ")}` } : { names: Object.keys(wanted) };
}

/**
 * The programs that the instructions for log senders are followed with.
 * @param {(line: string) => void} log
 * @returns {Promise<{ names: string[] } | { missing: string }>}
 */
export async function ensureLogSenders(log) {
  const { findApache, findCurl, findHaproxy, findLogrotate, findNginx, findRsyslog } =
    await import("./servers-around.mjs");
  const wanted = {
    nginx: findNginx,
    apache2: findApache,
    haproxy: findHaproxy,
    rsyslog: findRsyslog,
    logrotate: findLogrotate,
    curl: findCurl,
  };
  return ensureAll(wanted, log);
}

/**
 * Without root: Debian's packages are downloaded and unpacked beside the project's data, by package lists kept there too.
 * @param {(line: string) => void} log
 * @param {string} [toolsFolder] where to
 */
export function unpackRedis(log, toolsFolder = ownFolder) {
  log("downloading and unpacking redis-server (no root: nothing is installed on the machine)");
  const packages = join(toolsFolder, "packages");
  const lists = join(toolsFolder, "lists");
  for (const folder of [packages, join(lists, "partial"), join(toolsFolder, "cache/archives/partial")])
    mkdirSync(folder, { recursive: true });
  const own = ["-q", "-o", `Dir::State::Lists=${lists}`, "-o", `Dir::Cache=${join(toolsFolder, "cache")}`];
  apt([...own, "update"]);
  for (const name of ["redis-tools", "redis-server", "libatomic1", "libjemalloc2", "liblzf1"])
    apt([...own, "download", name], { cwd: packages });
  for (const file of readdirSync(packages).filter((f) => f.endsWith(".deb")))
    execFileSync("dpkg-deb", ["-x", join(packages, file), toolsFolder]);
}
