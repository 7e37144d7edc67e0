/**
 * Ends a program with everything it started, also what was started apart (the product's processes and its database have groups of their
 * own) and what has lost its parent since. A run marks its programs in their environment; where the system shows no environments, what
 * was seen below the program while it lived is what is ended.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/** Names the run in the environment of everything it starts. */
export const MARK = "STEADY_TEST_RUN";

const hasProc = process.platform === "linux";

/**
 * @returns {{ pid: number, parent: number, isGone: boolean }[]} every process of this machine; `isGone`: has ended, but nobody took note
 */
function listProcesses() {
  if (!hasProc) {
    const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat="], { encoding: "utf8" })
      .trim()
      .split("\n");
    return lines.map((line) => {
      const [pid, parent, state] = line.trim().split(/\s+/);
      return { pid: Number(pid), parent: Number(parent), isGone: state.startsWith("Z") };
    });
  }
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      // The name of the program stands in parentheses and may hold anything.
      const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return [{ pid: Number(name), parent: Number(parent), isGone: state === "Z" }];
    } catch {
      return [];
    }
  });
}

/** Whether a process carries the mark in the environment it was started with. */
function isMarked(pid, mark) {
  if (!hasProc) return false;
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(`${MARK}=${mark}`);
  } catch {
    return false;
  }
}

/** The processes below another, without itself. */
export function descendantsOf(root, all = listProcesses()) {
  const found = new Set([root]);
  for (let size = 0; size < found.size;) {
    size = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  found.delete(root);
  return [...found];
}

/** What runs below a program or carries its mark, and the program itself; never the process that asks. */
function treeOf(root, mark, seen) {
  const all = listProcesses();
  const alive = new Set(all.filter(({ isGone }) => !isGone).map(({ pid }) => pid));
  for (const pid of [root, ...descendantsOf(root, all)]) seen.add(pid);
  for (const pid of alive) if (isMarked(pid, mark)) seen.add(pid);
  seen.delete(process.pid);
  return [...seen].filter((pid) => alive.has(pid));
}

function signalTo(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile.
  }
}

/** What still runs of a program that has ended, by its mark. */
export function leftBehind(mark) {
  if (!hasProc) return [];
  return listProcesses().flatMap(({ pid, isGone }) =>
    !isGone && pid !== process.pid && isMarked(pid, mark) ? [pid] : [],
  );
}

/**
 * Ends a program that was started with the mark in its environment. It is interrupted first and may put its things away; then all that
 * is left is told to end, and at last killed.
 * @param {number} root the program's process id
 * @param {string} mark what its environment says under MARK
 * @param {{ putAwayMs?: number, endMs?: number }} grace how long it has after the interruption, and the rest after being told
 */
export async function endTree(root, mark, { putAwayMs = 15_000, endMs = 10_000 } = {}) {
  const seen = new Set();
  const isOver = async (withinMs) => {
    for (const endsMs = Date.now() + withinMs; Date.now() < endsMs; await pause(100))
      if (treeOf(root, mark, seen).length === 0) return true;
    return treeOf(root, mark, seen).length === 0;
  };
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(root), "/T", "/F"], { stdio: "ignore" });
    return;
  }
  if (treeOf(root, mark, seen).includes(root)) {
    signalTo(root, "SIGINT");
    if (await isOver(putAwayMs)) return;
  }
  for (const pid of treeOf(root, mark, seen)) signalTo(pid, "SIGTERM");
  if (await isOver(endMs)) return;
  // Whatever is killed may just have started something else.
  for (let tries = 0; tries < 50; tries++) {
    const left = treeOf(root, mark, seen);
    if (left.length === 0) return;
    for (const pid of left) signalTo(pid, "SIGKILL");
    await pause(100);
  }
}
