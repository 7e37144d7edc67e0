/**
 * The noisy run: while organization A does its worst, each kind of noise alone and then all of it, organization B goes on working, beside
 * 3,000 organizations that do nothing. B's reports have to be on the board in time, its reads as quick as ever, its security mails sent,
 * and nobody may be told that the product is not there. On the Postgres queue and on Redis; bars in the last line. `BACKENDS=redis`,
 * `PHASES=model,all` run a part, `SECONDS=10` shortens every phase.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { stopOnSignal } from "@/scripts/processes.mjs";
import { machine } from "@/bench/stack";
import { IDLE_WORKER_SHARE, linesOf, missesOf, worstOfEach, type Miss, type Phase } from "./figures";
import {
  cpuSeconds,
  install,
  machineCpuSeconds,
  type Backend,
  type Installation,
  type Undo,
} from "./installation";
import { startNeighbour } from "./neighbour-process";
import { NOISES, noisesOf, type Answers, type NoiseName } from "./noise";
import { openParties } from "./parties";
import { startSlowModel } from "./slow-model";
import { makeStores } from "./stores";

const listOf = (name: string, all: readonly string[]): string[] =>
  (process.env[name] ?? all.join(",")).split(",").filter((choice) => all.includes(choice));

const BACKENDS = listOf("BACKENDS", ["postgres", "redis"]) as Backend[];
const PHASES = listOf("PHASES", [...NOISES, "all"]) as (NoiseName | "all")[];
const SECONDS = Number(process.env["SECONDS"] ?? 20);
const ALL_SECONDS = Math.round(SECONDS * 3);
const QUIET_SECONDS = Math.min(SECONDS, 20);
const IDLE_SECONDS = 20;
const WARM_SECONDS = 6;
/** What starting and filling the database left to do is over by then. */
const SETTLE_MS = 3_000;
/** Work of A that had begun when the rest was taken away is over by then. */
const AFTER_PHASE_MS = 3_000;

/** What is to be undone, also when the run is broken off. */
const undo: Undo = [];
let undoing = Promise.resolve();
/** Undoes everything; also what has been begun to be undone by somebody else is over then. */
function undoAll(): Promise<void> {
  const steps = undo.splice(0).reverse();
  undoing = undoing.then(async () => {
    for (const step of steps) await step().catch((error: unknown) => console.error(error));
  });
  return undoing;
}
stopOnSignal(async () => {
  console.log("test:noisy: broken off by a signal; what was begun is undone");
  await undoAll();
  process.exit(130);
});

/** The share of a core that worker, web and database take while nothing happens. */
async function measureIdle(installed: Installation): Promise<{ line: string; misses: Miss[] }> {
  await sleep(SETTLE_MS);
  const pids = installed.pids();
  const read = () => ({
    worker: cpuSeconds(pids.worker),
    web: cpuSeconds(pids.web),
    database: cpuSeconds(pids.database),
    machine: machineCpuSeconds(),
  });
  const before = read();
  await sleep(IDLE_SECONDS * 1_000);
  const after = read();
  const share = (name: keyof typeof before) => (after[name] - before[name]) / IDLE_SECONDS;
  const others = share("machine") - share("worker") - share("web") - share("database");
  const percent = (value: number) => `${(100 * Math.max(0, value)).toFixed(1)} %`;
  const bar = percent(IDLE_WORKER_SHARE);
  const message = `an idle worker took ${percent(share("worker"))} of a core (bar ${bar})`;
  return {
    line: `idle      ${message}, web ${percent(share("web"))}, the database ${percent(share("database"))}, other things ${percent(others)}`,
    misses:
      share("worker") > IDLE_WORKER_SHARE
        ? [{ kind: "idle", over: share("worker") / IDLE_WORKER_SHARE, message }]
        : [],
  };
}

async function measureOn(backend: Backend): Promise<Miss[]> {
  console.log(`— ${backend}`);
  const neighbour = await startNeighbour();
  undo.push(() => neighbour.stop());
  const model = await startSlowModel();
  undo.push(() => model.stop());
  const installed = await install(backend, neighbour.smtpUrl, undo);
  const parties = await openParties(installed.url);
  const stores = makeStores(parties.noisyWorld);
  const noises = noisesOf(parties.noisy, model, stores);
  const pids = installed.pids();

  const idle = await measureIdle(installed);
  console.log(idle.line);
  const misses = [...idle.misses];
  const probes = Object.fromEntries(
    (["web", "worker"] as const).flatMap((name) => {
      const base = name === "web" ? installed.url : installed.workerUrl;
      return ["/readyz", "/livez"].map((path) => [`${name} ${path}`, `${base}${path}`]);
    }),
  );
  neighbour.begin({ party: parties.neighbour, memberEmails: parties.memberEmails, probes });
  // The first of everything is read from disk, compiled and prepared; nobody's quiet value.
  await neighbour.measure(WARM_SECONDS);
  const quiet = await neighbour.measure(QUIET_SECONDS);
  const note = (phase: Phase) => {
    for (const line of linesOf(phase, quiet)) console.log(line);
    misses.push(...missesOf(phase, quiet));
  };
  note({ name: "quiet", figures: quiet, noisyAnswers: new Map(), stillWaiting: 0 });

  for (const name of PHASES) {
    const makers = (name === "all" ? NOISES : [name]).map((noise) => noises[noise]);
    const answers: Answers = new Map();
    let isOver = false;
    const noise = Promise.all(makers.map((maker) => maker.make(answers, () => isOver)));
    // It is awaited below; a noise that could not be made ends the run then.
    noise.catch(() => {});
    const figures = await neighbour.measure(name === "all" ? ALL_SECONDS : SECONDS);
    isOver = true;
    const stillWaiting = await stores.clear();
    for (const maker of makers) await maker.clear?.();
    await noise;
    await stores.clear();
    note({ name, figures, noisyAnswers: answers, stillWaiting });
    await sleep(AFTER_PHASE_MS);
  }
  for (const name of ["web", "worker"] as const)
    if (installed.pids()[name] !== pids[name])
      misses.push({ kind: "ends", over: 1, message: `${name} ended and was started again` });
  return misses.map((miss) => ({ ...miss, message: `${backend}: ${miss.message}` }));
}

const startedMs = Date.now();
const misses: Miss[] = [];
try {
  for (const backend of BACKENDS) {
    misses.push(...(await measureOn(backend)));
    await undoAll();
  }
} finally {
  await undoAll();
}
for (const { message } of misses) console.log(`  ${message}`);
console.log(
  misses.length
    ? `test:noisy: ${misses.length} bars missed, the worst of each: ${worstOfEach(misses).join("; ")}; on ${machine()}`
    : `test:noisy: all held on ${BACKENDS.join(" and ")} in ${Math.round((Date.now() - startedMs) / 1_000)} s, on ${machine()}`,
);
process.exit(misses.length ? 1 : 0);
