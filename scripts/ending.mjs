/** How a process that lost its keeper is ended: asked first, in the way its kind understands, then killed. */
import { setTimeout as sleep } from "node:timers/promises";
import { isRunning } from "./process-identity.mjs";
import { serversOf } from "./postgres-processes.mjs";

/**
 * @typedef {{ pid: number, started: string, name: string, kind: "process" | "postgres", data?: string }} Charge
 *   a process that somebody keeps; kind "process": ended with its group, when it heads one; data: the cluster's folder, of kind "postgres"
 */

/** Signals in order and how long each may take, ms. SIGINT: a fast shutdown; SIGQUIT: an immediate one, as after a power cut. */
const REQUESTS = {
  process: [["SIGTERM", 5_000]],
  postgres: [
    ["SIGINT", 5_000],
    ["SIGQUIT", 3_000],
  ],
};

/** Signals a process with everything in its group, when it heads one. */
function send({ pid, kind }, signal) {
  const targets = kind === "process" && process.platform !== "win32" ? [-pid, pid] : [pid];
  for (const target of targets)
    try {
      return process.kill(target, signal);
    } catch {
      // It has just ended, or heads no group.
    }
  return false;
}

/**
 * Ends one process, and what belongs to it, unless its id belongs to another by now.
 * @param {Charge} charge
 * @param {{ pid: number, started: string }[]} servers what works on the cluster now: not what the next start may bring there meanwhile
 */
async function endOrphan(charge, servers) {
  for (const [signal, withinMs] of REQUESTS[charge.kind]) {
    if (!isRunning(charge)) break;
    send(charge, signal);
    // What is frozen cannot hear.
    send(charge, "SIGCONT");
    for (const until = Date.now() + withinMs; Date.now() < until && isRunning(charge);) await sleep(50);
  }
  if (isRunning(charge)) send(charge, "SIGKILL");
  for (const server of servers) if (isRunning(server)) send({ ...server, kind: "postgres" }, "SIGKILL");
  while (isRunning(charge) || servers.some(isRunning)) await sleep(20);
}

/**
 * Ends processes that lost their keeper: what needs the database before the database.
 * @param {Charge[]} charges
 */
export async function endOrphans(charges) {
  const withServers = charges.map((charge) => [charge, charge.data ? serversOf(charge.data) : []]);
  for (const kind of ["process", "postgres"])
    await Promise.all(
      withServers.filter(([charge]) => charge.kind === kind).map((entry) => endOrphan(...entry)),
    );
}
