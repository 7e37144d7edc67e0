/**
 * Who runs on a data folder: written down there, so that the next start refuses while they run and ends what they left behind when they
 * were killed.
 */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { endOrphans } from "./ending.mjs";
import { identityOf, isRunning } from "./process-identity.mjs";

const read = (file) => {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
};

const isCharge = (value) =>
  Number.isInteger(value?.pid) &&
  value.pid > 1 &&
  typeof value.started === "string" &&
  ["process", "postgres"].includes(value.kind);

function refuseRival(record) {
  if (record?.supervisor && record.supervisor.pid !== process.pid && isRunning(record.supervisor))
    throw new Error(
      `Steady is already running here (process ${record.supervisor.pid}). Stop that one first.`,
    );
}

/**
 * Takes a data folder for this process, and ends what a killed predecessor left running on it.
 *
 * @param {string} folder
 * @param {(line: string) => void} log
 * @returns {Promise<{ note: (charges: import("./ending.mjs").Charge[]) => void, release: () => void }>}
 *   note: writes down what runs now and throws when the disk is full; release: nothing runs any more
 * @throws Error while another process that still runs holds the folder
 */
export async function claimFolder(folder, log) {
  const file = join(folder, "processes.json");
  const own = `${file}.${process.pid}`;
  const supervisor = identityOf(process.pid);
  const write = (parts) => writeFileSync(own, `${JSON.stringify({ supervisor, parts }, null, 2)}\n`);
  mkdirSync(folder, { recursive: true });
  for (;;) {
    write([]);
    try {
      linkSync(own, file); // Fails when there is one: of two that start at once, one is first.
      rmSync(own);
      break;
    } catch (error) {
      rmSync(own, { force: true });
      if (error.code !== "EEXIST") throw error;
    }
    const left = read(file);
    refuseRival(left);
    const orphans = (Array.isArray(left?.parts) ? left.parts : []).filter(
      (charge) => isCharge(charge) && isRunning(charge),
    );
    if (orphans.length)
      log(
        `ending what was left behind: ${orphans.map(({ name, pid }) => `${name} (process ${pid})`).join(", ")}`,
      );
    await endOrphans(orphans);
    const aside = `${own}.left`;
    try {
      renameSync(file, aside);
    } catch (error) {
      if (error.code === "ENOENT") continue;
      throw error;
    }
    const moved = read(aside);
    // Somebody else was faster and has taken the folder meanwhile: give it back.
    if (moved?.supervisor && moved.supervisor.pid !== process.pid && isRunning(moved.supervisor))
      renameSync(aside, file);
    rmSync(aside, { force: true });
    refuseRival(moved);
  }
  return {
    note: (parts) => {
      try {
        write(parts);
        renameSync(own, file);
      } catch (error) {
        rmSync(own, { force: true });
        throw error;
      }
    },
    release: () => rmSync(file, { force: true }),
  };
}
