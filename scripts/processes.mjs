/** The product's two processes as children of a script: started, watched, restarted, and stopped in good time. */
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Both processes stop within 20 s by themselves; what takes longer hangs and is killed. */
const STOP_WITHIN_MS = 20_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** A process that ran this long has started; its next crash begins with the short pause again. */
const STARTED_AFTER_MS = 60_000;

/** Children of this process; when it ends without having stopped them, they are told to end by themselves. */
const running = new Set();
process.on("exit", () => {
  for (const child of running) child.kill("SIGTERM");
});

/** Sends a signal to a child and waits for its end; kills it when the time is over. Answers with its exit code (null after a kill). */
export async function endProcess(child, signal = "SIGTERM", withinMs = STOP_WITHIN_MS) {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = new Promise((done) => child.once("exit", done));
  child.kill(signal);
  const timer = setTimeout(() => child.kill("SIGKILL"), withinMs);
  const code = await exited;
  clearTimeout(timer);
  return code;
}

/**
 * Runs a program and starts it again when it crashes.
 *
 * @param {{ name: string, args: string[], env: Record<string, string | undefined>, log: (line: string) => void, stdio?: import("node:child_process").StdioOptions,
 *   mayCrashAtBoot?: boolean, onGivenUp?: (code: number | null) => void }} options
 *   args: what Node runs; mayCrashAtBoot: false when a crash within the first seconds means a wrong setting and `onGivenUp` is told instead
 */
export function keepRunning({
  name,
  args,
  env,
  log,
  stdio = "inherit",
  mayCrashAtBoot = true,
  onGivenUp = () => {},
}) {
  let child;
  let pauseMs = FIRST_PAUSE_MS;
  let isStopping = false;
  let timer;
  const start = () => {
    const startedMs = Date.now();
    // A group of its own: Ctrl-C in a terminal reaches only the script, which then stops its children in order.
    child = spawn(process.execPath, args, { cwd: root, env, stdio, detached: process.platform !== "win32" });
    child.once("error", (error) => log(`${name} could not be started: ${error.message}`));
    running.add(child);
    const started = child;
    child.once("exit", (code, signal) => {
      running.delete(started);
      if (isStopping) return;
      const ranMs = Date.now() - startedMs;
      if (!mayCrashAtBoot && ranMs < 10_000) return onGivenUp(code);
      if (ranMs > STARTED_AFTER_MS) pauseMs = FIRST_PAUSE_MS;
      log(`${name} ended (${signal ?? `exit code ${code}`}); starting it again in ${pauseMs / 1000} s`);
      timer = setTimeout(start, pauseMs);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    });
  };
  start();
  return {
    get child() {
      return child;
    },
    stop: () => {
      isStopping = true;
      clearTimeout(timer);
      return endProcess(child);
    },
  };
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

/** Calls `stop` at the first SIGINT or SIGTERM, then leaves; a later Ctrl-C leaves at once, and what still runs is told to end. */
export function stopOnSignal(stop) {
  let firstMs = 0;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      if (firstMs > 0) {
        if (signal === "SIGINT" && Date.now() - firstMs > SAME_SIGNAL_MS) process.exit(130);
        return;
      }
      firstMs = Date.now();
      Promise.resolve(stop(signal)).then(
        () => process.exit(0),
        (error) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
}
