/** A Redis server of our own for tests, the fault run and the bench: on a free port, nothing kept on disk. */
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "./embedded-postgres.mjs";
import { putInCharge } from "./guard.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const tools = join(root, ".data/tools");

/** What a redis-server needs to start: one that was unpacked beside the project finds its libraries there. */
function environmentOf(binary) {
  if (!binary.startsWith(tools)) return process.env;
  const libraries = readdirSync(join(tools, "usr/lib"), { withFileTypes: true }).filter((d) =>
    d.isDirectory(),
  );
  return { ...process.env, LD_LIBRARY_PATH: libraries.map((d) => join(tools, "usr/lib", d.name)).join(":") };
}

/** Where a redis-server is: on the PATH, or unpacked under .data/tools by scripts/tools.mjs; null when there is none. */
export function findRedisServer() {
  const unpacked = join(tools, "usr/bin/redis-server");
  for (const path of [
    process.env.REDIS_SERVER,
    "/usr/bin/redis-server",
    "/usr/local/bin/redis-server",
    "/opt/homebrew/bin/redis-server",
    unpacked,
  ]) {
    if (!path || !existsSync(path)) continue;
    try {
      execFileSync(path, ["--version"], { stdio: "ignore", env: environmentOf(path) });
      return path;
    } catch {
      // There, but not for this machine: look further.
    }
  }
  return null;
}

/**
 * Starts one; null when the machine has no redis-server.
 * @returns {Promise<null | { url: string, port: number, pid: number, stop: () => Promise<void>, kill: () => Promise<void>, restart: () =>
 * Promise<void>, flush: () => Promise<void> }>}
 */
export async function startRedis() {
  const binary = findRedisServer();
  if (!binary) return null;
  const port = await freePort();
  const dir = mkdtempSync(join(tmpdir(), "steady-redis-"));
  let child;
  const launch = async () => {
    child = spawn(
      binary,
      [
        "--port",
        String(port),
        "--bind",
        "127.0.0.1",
        "--dir",
        dir,
        "--save",
        "",
        "--appendonly",
        "no",
        "--maxmemory-policy",
        "noeviction",
      ],
      { stdio: "ignore", env: environmentOf(binary) },
    );
    child.exited = new Promise((done) => child.once("exit", done));
    putInCharge(child, { name: "redis" });
    for (let tries = 0; tries < 100; tries++) {
      const isUp = await new Promise((done) => {
        const probe = createConnection(port, "127.0.0.1", () => (probe.destroy(), done(true))).on(
          "error",
          () => done(false),
        );
      });
      if (isUp) return;
      await new Promise((next) => setTimeout(next, 50));
    }
    throw new Error(`redis-server did not start on port ${port}`);
  };
  const end = async (signal) => {
    child.kill(signal);
    await child.exited;
  };
  await launch();
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    get pid() {
      return child.pid;
    },
    stop: async () => {
      await end("SIGTERM");
      rmSync(dir, { recursive: true, force: true });
    },
    kill: () => end("SIGKILL"),
    restart: launch,
    flush: () =>
      new Promise((done, fail) => {
        const client = createConnection(port, "127.0.0.1", () => client.write("FLUSHALL\r\n"))
          .on("error", fail)
          .on("data", () => (client.destroy(), done()));
      }),
  };
}
