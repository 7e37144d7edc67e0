/** The processes of one PostgreSQL cluster, found by the folder they work in: also those whose postmaster is gone. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { identityOf, isRunning } from "./process-identity.mjs";

const isLinux = existsSync("/proc/self/cwd");

/** "…/bin/postgres -D …" for the postmaster, "postgres: checkpointer" and the like for the rest. */
const IS_POSTGRES = /^(?:[^\0 ]*\/)?postgres(?:[:\0 ]|$)/;

/** The id in the cluster's lock file when that process is a PostgreSQL server on this folder, else null. */
function lockHolder(data) {
  try {
    const pid = Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
    const command = execFileSync("ps", ["-o", "command=", "-p", String(pid)]).toString();
    return IS_POSTGRES.test(command) && command.includes(data) ? pid : null;
  } catch {
    return null;
  }
}

/**
 * Every process that works on a cluster now, the postmaster and its children.
 * @param {string} data the cluster's folder
 * @returns {{ pid: number, started: string }[]} where there is no /proc, at most the postmaster
 */
export function serversOf(data) {
  if (!existsSync(data)) return [];
  const folder = realpathSync(data);
  const pids = isLinux
    ? readdirSync("/proc").filter((name) => {
        if (!/^\d+$/.test(name)) return false;
        try {
          return (
            readlinkSync(`/proc/${name}/cwd`) === folder &&
            IS_POSTGRES.test(readFileSync(`/proc/${name}/cmdline`, "utf8"))
          );
        } catch {
          return false; // It has ended, or belongs to a stranger.
        }
      })
    : [lockHolder(data)].filter((pid) => pid !== null);
  return pids.map((pid) => identityOf(Number(pid))).filter((identity) => identity !== null);
}

/** Kills every process of a cluster, also frozen ones, and waits until they are gone; the next start recovers from the log. */
export async function killServers(data) {
  for (let tries = 0; ; tries++) {
    const servers = serversOf(data);
    if (servers.length === 0) return;
    if (tries > 200)
      throw new Error(`The database server on ${data} (process ${servers[0].pid}) cannot be killed.`);
    for (const server of servers) if (isRunning(server)) send(server.pid, "SIGKILL");
    await sleep(50);
  }
}

function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It has just ended.
  }
}
