/** Processes as children of a script: started, waited for, and stopped in good time. */
import { spawn } from "node:child_process";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { putInCharge } from "./guard.mjs";
import { identityOf, isRunning, parentOf } from "./process-identity.mjs";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Both processes stop within 20 s by themselves; what takes longer hangs and is killed. */
const STOP_WITHIN_MS = 20_000;

/** Sends a signal to a child and waits for its end; kills it when the time is over. Answers with its exit code (null after a kill). */
export async function endProcess(child, signal = "SIGTERM", withinMs = STOP_WITHIN_MS) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return child.exitCode;
  const exited = new Promise((done) => child.once("exit", done));
  child.kill(signal);
  // What is frozen cannot hear.
  if (process.platform !== "win32") child.kill("SIGCONT");
  const timer = setTimeout(() => child.kill("SIGKILL"), withinMs);
  const code = await exited;
  clearTimeout(timer);
  return code;
}

/**
 * Starts a program of Node's as a child that ends with this process, however this one ends.
 * @param {{ name: string, args: string[], env: Record<string, string | undefined>,
 *   stdio?: import("node:child_process").StdioOptions }} options args: what Node runs
 */
export function startChild({ name, args, env, stdio = "inherit" }) {
  // A group of its own: Ctrl-C in a terminal reaches only the script, which then stops its children in order.
  const child = spawn(process.execPath, args, {
    cwd: root,
    env,
    stdio,
    detached: process.platform !== "win32",
  });
  child.on("error", () => {});
  putInCharge(child, { name });
  return child;
}

/**
 * Waits until an address answers 200.
 * @param {{ withinMs?: number, isGone?: () => boolean }} options isGone: true when waiting has become pointless
 * @returns {Promise<number>} how long it took, in milliseconds
 */
export async function waitForOk(url, { withinMs = 60_000, isGone = () => false } = {}) {
  const startedMs = Date.now();
  let last = "no answer";
  while (Date.now() - startedMs < withinMs) {
    if (isGone()) throw new Error(`${url}: the process ended before it answered`);
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      if (response.status === 200) return Date.now() - startedMs;
      last = `${response.status} ${(await response.text()).slice(0, 300)}`;
    } catch (error) {
      last = error.cause?.code ?? error.message;
    }
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error(`${url} did not answer 200 within ${withinMs / 1000} s: ${last}`);
}

/** A second signal within this time is the same Ctrl-C: a terminal and npm both pass it on. */
const SAME_SIGNAL_MS = 2_000;

/**
 * npm, and the shell it runs a script in: the processes whose end is this one's too. Killed, they cannot pass a signal on.
 * @returns {{ pid: number, started: string }[]} empty when npm has not started this process
 */
export function npmAbove() {
  // A script that npm runs may start us too, and go: what counts is what npm itself was asked to run.
  const script = process.argv[1] && basename(process.argv[1]);
  if (!script || !process.env.npm_lifecycle_script?.includes(script)) return [];
  const parent = parentOf(process.pid);
  const isShell = parent && /^(?:\S*\/)?(?:sh|bash|dash|zsh|ash)\b/.test(parent.command);
  const above = isShell ? [parent, parentOf(parent.pid)] : [parent];
  return above
    .filter((at) => at && at.pid > 1)
    .map(({ pid }) => identityOf(pid))
    .filter((identity) => identity !== null);
}

/**
 * Calls `stop` at the first SIGINT or SIGTERM, or when npm above us was killed, then leaves; a later Ctrl-C leaves at once, and what
 * still runs is ended by the guard.
 */
export function stopOnSignal(stop) {
  let firstMs = 0;
  const above = npmAbove();
  if (above.length)
    setInterval(() => {
      if (!above.every(isRunning)) process.emit("SIGTERM");
    }, 1_000).unref();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      if (firstMs > 0) {
        if (signal === "SIGINT" && Date.now() - firstMs > SAME_SIGNAL_MS) process.exit(130);
        return;
      }
      firstMs = Date.now();
      Promise.resolve(stop()).then(
        () => process.exit(0),
        (error) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
}
