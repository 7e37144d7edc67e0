/**
 * How patient tests are. `npm test` measures before each step how much slower this machine works at the moment than the one on which the
 * limits were set, and hands the factor on; a test started by hand waits the usual time.
 */
import { Worker } from "node:worker_threads";
import { availableParallelism } from "node:os";

/** Where a run hands the factor to its steps. */
export const TIME_FACTOR = "STEADY_TIME_FACTOR";

const given = Number(process.env[TIME_FACTOR]);

export const timeFactor = given >= 1 ? given : 1;

export const patiently = (ms) => ms * timeFactor;

/** Time of the work below on the machine the limits were set on, with nothing beside it; ms. */
const USUAL_MS = 300;

/**
 * A step is given at least twice the usual time: what becomes busy is often what was idle when it was measured. More than this would
 * only hide that something hangs.
 */
const LEAST = 2;
const MOST = 20;

/** Some of each thing that tests do: reckoning, making and throwing away objects, hashing. */
const WORK = `
  const { createHash } = require("node:crypto");
  const startedMs = performance.now();
  let sum = 0;
  for (let round = 0; round < 60; round++) {
    for (let at = 0; at < 200_000; at++) sum = (sum + at * 31) % 1_000_003;
    const list = Array.from({ length: 2_000 }, (_, at) => ({ at, text: "report " + ((at * 7_919) % 2_000) }));
    sum += JSON.parse(JSON.stringify(list)).sort((a, b) => (a.text < b.text ? -1 : 1)).length;
    createHash("sha256").update(Buffer.alloc(200_000, sum % 256)).digest();
  }
  require("node:worker_threads").parentPort.postMessage(performance.now() - startedMs);
`;

const workOnce = () =>
  new Promise((done, fail) => {
    const worker = new Worker(WORK, { eval: true });
    worker.once("message", done);
    worker.once("error", fail);
  });

/** Measures for a moment how slow the machine is now, on as many cores as the tests use. @returns the factor, 2 to 20 */
export async function measureTimeFactor() {
  const cores = Math.min(2, availableParallelism());
  const times = await Promise.all(Array.from({ length: cores }, workOnce));
  return factorOf(Math.max(...times));
}

/** The factor for a machine that took so long; on a single core two tests at a time take turns. */
export function factorOf(tookMs, cores = availableParallelism()) {
  const factor = (tookMs / USUAL_MS) * LEAST * (cores < 2 ? 2 : 1);
  return Math.round(Math.min(MOST, Math.max(LEAST, factor)) * 10) / 10;
}
