/**
 * `npm start` itself under faults: database, web and worker are killed and frozen under it, it is killed itself, its disk fills up and its
 * ports are taken, while reports are posted all the time. After each fault it must be ready again within thirty seconds or have ended
 * with an exit code that is not 0, and in the end nothing may be lost, doubled or left running.
 */
import { execFileSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { isRunning, type Identity } from "@/scripts/process-identity.mjs";
import { findLosses, openClient, Reporter } from "./start-clients";
import { StartedProduct, type PartName } from "./start-product";

const READY_WITHIN_MS = 30_000;
/** What ends by giving up ends in order, which takes a moment more. */
const GRACE_MS = 15_000;
const FIRST_START_MS = 120_000;
/** Between two faults, so that each begins with all parts running well. */
const CALM_MS = 7_000;

type Finding = { fault: string; result: string; damage?: string };

/** The product again, for the next fault. */
async function revive(product: StartedProduct): Promise<void> {
  product.child.kill("SIGKILL");
  const ended = await product.start().untilReady(FIRST_START_MS);
  if (!ended || !("s" in ended)) throw new Error(`npm start does not start again\n${product.output}`);
}

/** Hurts a running product and waits for it; one that gave up is started again. */
async function hurt(
  product: StartedProduct,
  fault: string,
  names: readonly PartName[],
  act: () => Promise<void> | void,
): Promise<Finding> {
  const before = product.parts().filter(({ name }) => names.includes(name));
  await act();
  const ended = await product.untilReady(READY_WITHIN_MS + GRACE_MS, before);
  if (ended && "s" in ended) {
    const isLate = ended.s * 1_000 > READY_WITHIN_MS;
    const result = `ready again after ${ended.s.toFixed(1)} s`;
    return { fault, result, ...(isLate && { damage: result }) };
  }
  const result = ended ? `ended with exit code ${ended.code}` : "neither ready nor ended";
  const isDamage = !ended || ended.code === 0 || ended.code === null;
  await revive(product);
  return { fault, result, ...(isDamage && { damage: `${result}\n${product.output.slice(-2_000)}` }) };
}

/** One part after the other killed and frozen, then several at once and in a row. */
async function hurtParts(product: StartedProduct, note: (finding: Finding) => void): Promise<void> {
  const names: PartName[] = ["database", "web", "worker"];
  for (const signal of ["SIGKILL", "SIGSTOP"] as const)
    for (const name of names) {
      note(await hurt(product, `${name} ${signal}`, [name], () => product.signal(name, signal)));
      await sleep(CALM_MS);
    }
  note(
    await hurt(product, "web and worker SIGKILL, database SIGSTOP", names, () => {
      for (const name of names) product.signal(name, name === "database" ? "SIGSTOP" : "SIGKILL");
    }),
  );
  await sleep(CALM_MS);
  note(
    await hurt(product, "worker SIGKILL four times in a row", ["worker"], async () => {
      for (let times = 0; times < 4; times++) {
        const { pid } = product.part("worker");
        product.signal("worker", "SIGKILL");
        for (let tries = 0; tries < 100 && product.part("worker").pid === pid; tries++) await sleep(100);
      }
    }),
  );
  await sleep(CALM_MS);
}

/** The supervisor killed and started again at once: what it kept must be ended, and the next must become ready. */
async function killSupervisor(product: StartedProduct, isWebFrozen: boolean): Promise<Finding> {
  const fault = `npm start SIGKILL${isWebFrozen ? " with a frozen web" : ""}, started again at once`;
  const before: Identity[] = product.parts();
  if (isWebFrozen) product.signal("web", "SIGSTOP");
  product.child.kill("SIGKILL");
  product.start();
  // Until they are gone, the old ones may still answer.
  const ended = await product.untilReady(READY_WITHIN_MS + GRACE_MS, before);
  const left = before.filter(isRunning).length;
  if (ended && "s" in ended && left === 0 && ended.s * 1_000 <= READY_WITHIN_MS)
    return { fault, result: `ready again after ${ended.s.toFixed(1)} s` };
  const damage = `${JSON.stringify(ended)}, ${left} orphans\n${product.output.slice(-2_000)}`;
  await revive(product);
  return { fault, result: "failed", damage };
}

/** A start that must be refused: with an exit code and a reason. */
async function refusedStart(product: StartedProduct, fault: string, reason: RegExp): Promise<Finding> {
  const code = await product.start().untilExit(READY_WITHIN_MS);
  const isRefused = code !== null && code !== 0 && reason.test(product.output);
  if (isRefused) return { fault, result: `refused with exit code ${code}` };
  product.child.kill("SIGKILL");
  return { fault, result: "not refused", damage: `exit code ${code}\n${product.output.slice(-2_000)}` };
}

async function refusals(folder: string, running: StartedProduct): Promise<Finding[]> {
  const findings: Finding[] = [];
  const second = await StartedProduct.at(running.folder);
  const before = running.parts();
  findings.push(await refusedStart(second, "a second npm start on the same data", /already running here/));
  if (!before.every(isRunning))
    findings.push({
      fault: "a second npm start",
      result: "harm",
      damage: "it ended what the first one runs",
    });
  for (const which of ["port", "workerPort"] as const) {
    const product = await StartedProduct.at(join(folder, which));
    const taken = createServer().listen(product[which], "127.0.0.1");
    findings.push(await refusedStart(product, `${which} taken by another program`, /port \d+ is taken/));
    taken.close();
    if (product.parts().some(isRunning))
      findings.push({ fault: `${which} taken`, result: "harm", damage: "it left something running" });
  }
  return findings;
}

/** A kill in the middle of a restart, and a stop there: everything ends, and in time. */
async function stopInTheMiddle(product: StartedProduct): Promise<Finding> {
  const fault = "SIGTERM while the database is being started again";
  const before: Identity[] = product.parts();
  product.signal("database", "SIGKILL");
  await sleep(1_200);
  const all = [...before, ...product.parts()];
  product.child.kill("SIGTERM");
  const startedMs = Date.now();
  const code = await product.untilExit(READY_WITHIN_MS);
  const left = all.filter(isRunning).length;
  const result = `stopped after ${((Date.now() - startedMs) / 1_000).toFixed(1)} s with exit code ${code}`;
  return {
    fault,
    result,
    ...((code !== 0 || left > 0) && { damage: `${result}, ${left} left\n${product.output}` }),
  };
}

/** Fills a folder's disk to the last byte. */
function fill(file: string): void {
  const out = openSync(file, "w");
  for (let size = 2 ** 20; size >= 1; size = size > 4_096 ? 4_096 : size === 4_096 ? 1 : 0)
    try {
      for (;;) writeSync(out, Buffer.alloc(size));
    } catch {
      // Full, by pieces of this size.
    }
  closeSync(out);
}

/** A small disk of its own that fills up; the database is killed while it is full, and must come back once there is room. */
async function fillDisk(folder: string): Promise<Finding[]> {
  const disk = join(folder, "disk");
  mkdirSync(disk);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=400m,mode=755", "tmpfs", disk], { stdio: "ignore" });
  } catch {
    const result = "skipped: only root may mount a small disk";
    return [{ fault: "disk full", result, ...(process.env["CI"] && { damage: result }) }];
  }
  const product = (await StartedProduct.at(join(disk, "data"))).start();
  try {
    if (!(await product.untilReady(FIRST_START_MS)))
      throw new Error(`no start on a small disk\n${product.output}`);
    const reporter = new Reporter(() => product.url, await openClient(product.url));
    await sleep(3_000);
    const findings: Finding[] = [];
    for (const [fault, signal] of [
      ["disk full, then room again", null],
      ["disk full and database killed, then room again", "SIGKILL"],
    ] as const) {
      fill(join(disk, "filler"));
      await sleep(8_000);
      if (signal) product.signal("database", signal);
      await sleep(12_000);
      findings.push(await hurt(product, fault, [], () => rmSync(join(disk, "filler"))));
      await sleep(CALM_MS);
    }
    findings.push(...(await account(product, reporter, "disk full")));
    product.child.kill("SIGTERM");
    await product.untilExit(READY_WITHIN_MS);
    return findings;
  } finally {
    product.child.kill("SIGKILL");
    while (product.parts().some(isRunning)) await sleep(200);
    execFileSync("umount", ["-l", disk]);
  }
}

/** What became of everything that was posted. */
async function account(product: StartedProduct, reporter: Reporter, what: string): Promise<Finding[]> {
  const posted = await reporter.finish();
  Object.assign(process.env, product.databaseUrls());
  const losses = await findLosses(reporter, posted);
  const unexpected = [...reporter.unexpected].map(
    ([answer, n]) => `${n} × an answer that asks nobody back: ${answer}`,
  );
  const result = `${reporter.acked.size} of ${posted} reports acknowledged, ${reporter.refused} refusals`;
  return [
    { fault: `${what}: reports`, result },
    ...[...losses, ...unexpected].map((damage) => ({ fault: `${what}: reports`, result: damage, damage })),
  ];
}

/** About one outage at most one line a second. */
function linesTooMany(product: StartedProduct): Finding[] {
  const perSecond = new Map<number, number>();
  for (const [at, ms] of product.lineTimes.entries()) {
    const within = product.lineTimes.slice(at).filter((other) => other - ms < 900).length;
    perSecond.set(ms, within);
  }
  const most = Math.max(0, ...perSecond.values());
  return most > 4 ? [{ fault: "log", result: "too much", damage: `${most} lines within a second` }] : [];
}

/**
 * Drives `npm start` through its faults; takes about six minutes.
 * @returns what was damaged, in words; empty when all is well
 */
export async function driveStart(): Promise<string[]> {
  if (!existsSync("dist/main.js")) throw new Error("The product is not built: npm run build");
  const folder = mkdtempSync(join(tmpdir(), "steady-start-"));
  // What runs as another user than root has to walk through it.
  execFileSync("chmod", ["755", folder]);
  const findings: Finding[] = [];
  const note = (...more: Finding[]) => {
    for (const { fault, result } of more) console.log(`npm start: ${fault}: ${result}`);
    findings.push(...more);
  };
  const product = (await StartedProduct.at(join(folder, "data"))).start();
  try {
    if (!(await product.untilReady(FIRST_START_MS)))
      throw new Error(`npm start does not start\n${product.output}`);
    const reporter = new Reporter(() => product.url, await openClient(product.url));
    await hurtParts(product, note);
    note(await killSupervisor(product, false));
    await sleep(CALM_MS);
    note(await killSupervisor(product, true));
    note(...(await refusals(folder, product)));
    note(...(await account(product, reporter, "kills")));
    note(...linesTooMany(product));
    note(await stopInTheMiddle(product));
    note(...(await fillDisk(folder)));
  } finally {
    product.child.kill("SIGKILL");
    while (product.parts().some(isRunning)) await sleep(200);
    rmSync(folder, { recursive: true, force: true });
  }
  return findings.flatMap(({ fault, damage }) => (damage ? [`${fault}: ${damage}`] : []));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const damage = await driveStart();
  for (const line of damage) console.log(`DAMAGE  ${line}`);
  console.log(
    damage.length ? `npm start: ${damage.length} kinds of damage` : "npm start: 0 lost, 0 doubled, 0 orphans",
  );
  process.exit(damage.length ? 1 : 0);
}
