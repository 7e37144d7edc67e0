/**
 * Who runs on a data folder: written down there, so that the next start refuses while they run and ends what they left behind when they
 * were killed.
 */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { endOrphans } from "./ending.mjs";
import { identityOf, isRunning } from "./process-identity.mjs";
import { npmAbove } from "./processes.mjs";

/** A process that is stopping, or will as soon as it sees that npm above it was killed, gets so long, ms. */
const STOP_WITHIN_MS = 30_000;

/** What was written down; null when there is nothing, or nothing that can be read. */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

const isIdentity = (value) =>
  Number.isInteger(value?.pid) && value.pid > 1 && typeof value.started === "string";

/** What a record says is still to be ended, when nobody keeps it any more. */
function orphansOf(record) {
  const parts = Array.isArray(record?.parts) ? record.parts : [];
  return parts.filter(
    (part) => isIdentity(part) && ["process", "postgres"].includes(part.kind) && isRunning(part),
  );
}

/** Whether another process that still runs has written this record. */
const isRival = (record) =>
  isIdentity(record?.supervisor) && record.supervisor.pid !== process.pid && isRunning(record.supervisor);

const isLeaving = (record) =>
  record.isStopping === true || (Array.isArray(record.above) && !record.above.every(isRunning));

/** Waits for a rival that is about to end. @throws Error for any other */
async function refuseRival(file, log) {
  let isAnnounced = false;
  for (const startedMs = Date.now(); ;) {
    const record = read(file);
    if (!isRival(record)) return;
    if (!isLeaving(record) || Date.now() - startedMs > STOP_WITHIN_MS)
      throw new Error(
        `Steady is already running here (process ${record.supervisor.pid}). Stop that one first.`,
      );
    if (!isAnnounced) log(`waiting for process ${record.supervisor.pid}, which is stopping`);
    isAnnounced = true;
    await sleep(100);
  }
}

/**
 * Takes a data folder for this process, and ends what a killed predecessor left running on it.
 *
 * @param {string} folder
 * @param {(line: string) => void} log
 * @returns {Promise<{ note: (charges: import("./ending.mjs").Charge[], isStopping?: boolean) => void, release: () => void }>}
 *   note: writes down what runs now and throws when the disk is full; release: nothing runs any more
 * @throws Error while another process that still runs holds the folder
 */
export async function claimFolder(folder, log) {
  const file = join(folder, "processes.json");
  const own = `${file}.${process.pid}`;
  const supervisor = identityOf(process.pid);
  const above = npmAbove();
  const write = (parts, isStopping = false) =>
    writeFileSync(own, `${JSON.stringify({ supervisor, above, isStopping, parts }, null, 2)}\n`);
  mkdirSync(folder, { recursive: true });
  for (let isOurs = false; !isOurs;) {
    write([]);
    try {
      linkSync(own, file); // Fails when there is one: of two that start at once, one is first.
      isOurs = true;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    } finally {
      rmSync(own, { force: true });
    }
    if (isOurs) break;
    await refuseRival(file, log);
    const orphans = orphansOf(read(file));
    const names = orphans.map(({ name, pid }) => `${name} (process ${pid})`);
    if (names.length) log(`ending what was left behind: ${names.join(", ")}`);
    await endOrphans(orphans);
    const aside = `${own}.left`;
    try {
      renameSync(file, aside);
    } catch (error) {
      if (error.code === "ENOENT") continue;
      throw error;
    }
    // Somebody else was faster and has taken the folder meanwhile: give it back.
    if (isRival(read(aside))) renameSync(aside, file);
    rmSync(aside, { force: true });
  }
  return {
    note: (parts, isStopping) => {
      try {
        write(parts, isStopping);
        renameSync(own, file);
      } catch (error) {
        rmSync(own, { force: true });
        throw error;
      }
    },
    release: () => rmSync(file, { force: true }),
  };
}
