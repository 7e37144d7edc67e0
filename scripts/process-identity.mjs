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

/**
 * The identity of a process that runs now; null when there is none, or only what is left of one that nobody has collected.
 * @param {number} pid
 * @returns {{ pid: number, started: string } | null}
 */
export function identityOf(pid) {
  try {
    if (!isLinux) {
      const started = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {
        env: { ...process.env, LC_ALL: "C" },
        stdio: ["ignore", "pipe", "ignore"],
      });
      return started.length ? { pid, started: started.toString().trim() } : null;
    }
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name before it may hold spaces and parentheses. Of what follows the first is the state, the twentieth the start.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? null : { pid, started: `${bootId()}:${fields[19]}` };
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
