/** A PgBouncer of our own in transaction mode, for tests: on a free port, in front of one server, with the settings it comes with. */
import { spawn } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./embedded-postgres.mjs";
import { putInCharge } from "./guard.mjs";
import { postgresUser } from "./postgres-cluster.mjs";
import { findPgBouncer } from "./servers-around.mjs";

const START_WITHIN_MS = 10_000;

/** Whether something listens on a port of the loopback. */
function isOpen(port) {
  return new Promise((done) => {
    const probe = createConnection(port, "127.0.0.1", () => (probe.destroy(), done(true))).on("error", () =>
      done(false),
    );
  });
}

/**
 * Starts one; null when the machine has no pgbouncer.
 * @param {{ server: string, users: readonly string[], poolSize?: number, mode?: "transaction" | "session",
 *   settings?: Record<string, string> }} options
 *   server: any user's connection string to the server behind it; users: connection strings whose users and passwords it lets through;
 *   poolSize: connections to the server for each user; settings: further lines of its configuration
 * @returns {Promise<null | { port: number, url: (of: string) => string, restart: () => Promise<void>, stop: () => Promise<void> }>}
 *   url: a user's connection string that leads through it; restart: kills it and starts it again
 */
export async function startPgBouncer({ server, users, poolSize = 5, mode = "transaction", settings = {} }) {
  const binary = findPgBouncer();
  if (!binary) return null;
  const port = await freePort();
  const { hostname, port: serverPort } = new URL(server);
  const folder = mkdtempSync(join(tmpdir(), "steady-pgbouncer-"));
  const entries = users
    .map((user) => new URL(user))
    .map((u) => [u.username, u.password].map(decodeURIComponent));
  writeFileSync(
    join(folder, "users.txt"),
    entries.map(([name, password]) => `"${name}" "${password}"\n`).join(""),
  );
  const lines = {
    listen_addr: "127.0.0.1",
    listen_port: port,
    unix_socket_dir: "",
    auth_type: "scram-sha-256",
    auth_file: join(folder, "users.txt"),
    pool_mode: mode,
    default_pool_size: poolSize,
    max_client_conn: 400,
    ...settings,
  };
  const config = join(folder, "pgbouncer.ini");
  const own = Object.entries(lines).map(([name, value]) => `${name} = ${value}\n`);
  writeFileSync(config, `[databases]\n* = host=${hostname} port=${serverPort}\n[pgbouncer]\n${own.join("")}`);
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? postgresUser() : {};
  if (isRoot) {
    for (const path of [folder, config, lines.auth_file]) chownSync(path, user.uid, user.gid);
    chmodSync(folder, 0o700);
  }
  let child;
  const end = async (signal) => {
    child.kill(signal);
    await child.exited;
  };
  const launch = async () => {
    let output = "";
    child = spawn(binary, [config], { ...user, cwd: "/", stdio: ["ignore", "ignore", "pipe"] });
    child.stderr.on("data", (data) => (output = (output + data).slice(-4_000)));
    child.exited = new Promise((done) => child.once("exit", done));
    putInCharge(child, { name: "pgbouncer" });
    for (const untilMs = Date.now() + START_WITHIN_MS; !(await isOpen(port));) {
      if (child.exitCode !== null || Date.now() > untilMs) {
        await end("SIGKILL");
        throw new Error(`pgbouncer did not start on port ${port}:\n${output}`);
      }
      await new Promise((next) => setTimeout(next, 50));
    }
  };
  await launch();
  const stop = async () => {
    await end("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  };
  const restart = async () => {
    await end("SIGKILL");
    await launch();
  };
  const url = (of) => Object.assign(new URL(of), { host: `127.0.0.1:${port}` }).href;
  return { port, url, restart, stop };
}
