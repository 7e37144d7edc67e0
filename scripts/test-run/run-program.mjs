/**
 * One program of a test run: in a group of its own, listened to, ended with all it started when it stands still or the run is broken off.
 */
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { root } from "../processes.mjs";
import { endTree, leftBehind, MARK } from "./process-tree.mjs";
import { Progress, PROGRESS_FD } from "./progress.mjs";

/** What runs now, by how it is ended. */
const running = new Set();

/** Ends every program that runs, with all that each has started. */
export const endPrograms = () => Promise.all([...running].map((end) => end()));

/** Only the end of what a program prints is kept. */
const KEPT_CHARACTERS = 400_000;

/**
 * Runs a program of Node's to its end. Whatever it leaves running is ended.
 * @param {string[]} args what Node runs
 * @param {{ env?: Record<string, string>, stillMs: number, onOutput?: (text: Buffer) => void, onProgress?: (progress: Progress) => void,
 * grace?: object }} options
 *   env: settings on top of this process's own; stillMs: for how long it may say nothing new before it is ended; grace: see endTree
 * @returns {Promise<string>} what it printed
 * @throws Error with the end of what it printed as `output`
 */
export async function runProgram(
  args,
  { env = {}, stillMs, onOutput = () => {}, onProgress = () => {}, grace },
) {
  const mark = randomUUID();
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env, [MARK]: mark, [PROGRESS_FD]: "3" },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    // Out of reach of a terminal's Ctrl-C: the run ends it in order.
    detached: process.platform !== "win32",
  });
  const progress = new Progress();
  onProgress(progress);
  let output = "";
  let newsMs = Date.now();
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text) => {
      newsMs = Date.now();
      output = (output + text).slice(-KEPT_CHARACTERS);
      onOutput(text);
    });
  child.stdio[3].on("data", (text) => {
    newsMs = Date.now();
    progress.take(text);
  });

  let ending;
  let isStill = false;
  const end = () => (ending ??= child.pid ? endTree(child.pid, mark, grace) : Promise.resolve());
  running.add(end);
  const watch = setInterval(
    () => {
      if (Date.now() - newsMs < stillMs || ending) return;
      isStill = true;
      void end();
    },
    Math.min(1_000, stillMs / 4),
  );
  try {
    const closed = new Promise((done) => child.once("close", done));
    const result = await new Promise((done, fail) => {
      child.once("error", fail);
      child.once("exit", (code, signal) => done(signal ?? code));
    });
    await ending;
    if (leftBehind(mark).length > 0) {
      // Helpers of a tool may take a moment longer than the tool.
      await Promise.race([closed, pause(2_000)]);
      await endTree(child.pid, mark, grace);
    }
    await Promise.race([closed, pause(2_000)]);
    if (result === 0 && !isStill) return output;
    const reason = isStill
      ? `ended: nothing new for ${Math.round(stillMs / 1000)} s${nameRunning(progress)}`
      : `exit ${result}`;
    throw Object.assign(new Error(reason), { output });
  } finally {
    clearInterval(watch);
    running.delete(end);
  }
}

/** The tests that were running, for whoever reads why a step was ended. */
function nameRunning({ running, doing }) {
  const tests = [...running].map(
    ([name, sinceMs]) => `${name} (${Math.round((Date.now() - sinceMs) / 1000)} s)`,
  );
  if (tests.length > 0) return `, running: ${tests.join("; ")}`;
  return doing ? `, at: ${doing}` : "";
}
