/**
 * Nothing outlives who started it. A script that keeps processes (npm start, the demo, tests, benches) has one guard beside it: a small
 * process in a session of its own that holds a pipe to the script and ends what is in its charge when the pipe breaks, however the
 * script ended. Also the guard itself, run as a program.
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { endOrphans } from "./ending.mjs";
import { identityOf } from "./process-identity.mjs";

/** In the charge of this process's guard, by id. */
const charges = new Map();
let guard;

function notifyGuard(message) {
  if (!guard) {
    const started = spawn(process.execPath, ["--max-old-space-size=64", fileURLToPath(import.meta.url)], {
      stdio: ["pipe", "ignore", "ignore"],
      detached: true,
      cwd: "/",
      env: { PATH: process.env.PATH, LC_ALL: "C" },
    });
    guard = started;
    started.unref();
    started.stdin.unref();
    started.stdin.on("error", () => {});
    started.once("error", () => (guard = undefined));
    started.once("exit", () => {
      guard = undefined;
      // Somebody killed it: the charges get another one.
      if (charges.size) notifyGuard({ take: [...charges.values()] });
    });
  }
  guard.stdin.write(`${JSON.stringify(message)}\n`);
}

/**
 * Puts a child in the guard's charge until it ends.
 * @param {import("node:child_process").ChildProcess} child started `detached` when it is to be ended with its own children
 * @param {{ name: string, kind?: "process" | "postgres", data?: string }} what
 * @returns {import("./ending.mjs").Charge | null} null when it has ended already
 */
export function putInCharge(child, { name, kind = "process", data }) {
  const identity = child.pid && identityOf(child.pid);
  if (!identity) return null;
  const charge = { ...identity, name, kind, ...(data && { data }) };
  // One server at a time works on a cluster.
  for (const [pid, other] of charges) if (data && other.data === data) charges.delete(pid);
  charges.set(charge.pid, charge);
  notifyGuard({ take: [charge] });
  child.once("exit", (_, signal) => {
    // The rest of a database server whose postmaster was killed is still to be ended by somebody.
    if (kind === "postgres" && signal) return;
    charges.delete(charge.pid);
    if (guard) notifyGuard({ release: charge.pid });
  });
  return charge;
}

/** Everything that this process's guard would end. */
export const chargesNow = () => [...charges.values()];

async function keepGuard() {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
  const held = new Map();
  for await (const line of createInterface({ input: process.stdin })) {
    const { take = [], release } = JSON.parse(line);
    held.delete(release);
    for (const charge of take) {
      for (const [pid, { data }] of held) if (data && data === charge.data) held.delete(pid);
      held.set(charge.pid, charge);
    }
  }
  await endOrphans([...held.values()]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await keepGuard();
