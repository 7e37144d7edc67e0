/**
 * Which process is meant. Ids are given out again, so a process is named by its id together with the moment it started; what carries a
 * recorded id today may be a stranger's.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const isLinux = existsSync("/proc/self/stat");

/** Start times count from the machine's own start, so this start of the machine belongs to them. */
function bootId() {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return "";
  }
}

/** What the system says about a process, from its state on; null when there is none. Linux only. */
function statOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name before it may hold spaces and parentheses.
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

const ps = (field, pid) =>
  execFileSync("ps", ["-o", `${field}=`, "-p", String(pid)], {
    env: { ...process.env, LC_ALL: "C" },
    stdio: ["ignore", "pipe", "ignore"],
  })
    .toString()
    .trim();

/**
 * The identity of a process that runs now; null when there is none, or only what is left of one that nobody has collected.
 * @param {number} pid
 * @returns {{ pid: number, started: string } | null}
 */
export function identityOf(pid) {
  try {
    if (!isLinux) return { pid, started: ps("lstart", pid) };
    const stat = statOf(pid);
    return stat[0] === "Z" || stat[0] === "X" ? null : { pid, started: `${bootId()}:${stat[19]}` };
  } catch {
    return null;
  }
}

/** Whether a process was stopped by a signal and waits for another one to go on; false where that cannot be known. */
export function isStopped(pid) {
  try {
    return isLinux && statOf(pid)[0] === "T";
  } catch {
    return false;
  }
}

/** The id of a process's parent and what it was called with; null when there is none. */
export function parentOf(pid) {
  try {
    const parent = Number(isLinux ? statOf(pid)[1] : ps("ppid", pid));
    const command = isLinux
      ? readFileSync(`/proc/${parent}/cmdline`, "utf8").replaceAll("\0", " ").trim()
      : ps("command", parent);
    return { pid: parent, command };
  } catch {
    return null;
  }
}

/**
 * Whether exactly this process still runs.
 * @param {{ pid: number, started: string } | null | undefined} identity as `identityOf` answered earlier
 */
export function isRunning(identity) {
  return Boolean(identity && identityOf(identity.pid)?.started === identity.started);
}
