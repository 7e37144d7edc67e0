/**
 * `npm test`: everything that must hold, from lint to browser, on nothing but Node. Stops at the first step that fails and shows the
 * end of what it said. `npm test -- unit boot` runs only those steps (and what they need is up to you); CI=1 turns a step that had to
 * be skipped, and a test that passed only at the second try, into a failure.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endPrograms, runProgram } from "./test-run/run-program.mjs";
import { openStatus } from "./test-run/status.mjs";
import { outcomeOf, Skipped } from "./test-run/outcome.mjs";
import { makeSteps, ORDER } from "./test-run/steps.mjs";
import { measureTimeFactor, TIME_FACTOR } from "./test-run/time-factor.mjs";

const isCi = /^(?:1|true)$/.test(process.env.CI ?? "");
const isVerbose = process.argv.includes("--verbose");
const wanted = process.argv.slice(2).filter((arg) => !arg.startsWith("-"));
const TAIL_LINES = 60;

/** For how long a step may say nothing new on the usual machine: one that tells of each test, and one that speaks only at its end. */
const STILL_TESTS_MS = 3 * 60_000;
const STILL_SILENT_MS = 10 * 60_000;

const folder = mkdtempSync(join(tmpdir(), "steady-results-"));
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** The steps that run and what each has told of itself. */
const progressOf = new Map();
const status = openStatus(process.stdout, () =>
  [...progressOf].flatMap(([name, progress]) => (progress.line ? [`${name} ${progress.line}`] : [])),
);

const totals = { passed: 0, failed: 0, skipped: 0 };

function count({ passed, failed, skipped = 0 }) {
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
  return `${passed} passed${failed ? `, ${failed} failed` : ""}${skipped ? `, ${skipped} skipped` : ""}`;
}

/** Runs programs for a step, as patiently as the machine is slow just now. */
const runnerOf = (name, stillMs) => async (args, env) => {
  const factor = await measureTimeFactor();
  return runProgram(args, {
    env: { NEXT_TELEMETRY_DISABLED: "1", FORCE_COLOR: "0", [TIME_FACTOR]: String(factor), ...env },
    stillMs: stillMs * factor,
    onProgress: (progress) => progressOf.set(name, progress),
    onOutput: (text) => isVerbose && process.stdout.write(text),
  });
};

const stepsOf = (name) =>
  makeSteps({
    folder,
    isCi,
    count,
    log: (line) => status.print(`      ${line}`),
    run: runnerOf(name, STILL_SILENT_MS),
    runTests: runnerOf(name, STILL_TESTS_MS),
  });

const rows = [];
let hasFailed = false;

/** One step, shown and counted. Sets `hasFailed`, and ends what runs beside it. */
async function runStep(name) {
  const startedMs = Date.now();
  const enter = (result, detail) => rows.push([name, result, Date.now() - startedMs, detail]);
  try {
    enter("ok", await stepsOf(name)[name]());
  } catch (error) {
    if (hasFailed) return enter("stopped", "because of what failed beside it");
    const { result, detail } = outcomeOf(error, { isCi });
    if (result === "skipped") {
      enter(result, detail);
      status.print(`skip  ${name}: skipped: ${detail}`);
      return;
    }
    hasFailed = true;
    await endPrograms();
    enter(result, detail);
    if (typeof error.output === "string" && !isVerbose)
      status.print(error.output.trimEnd().split("\n").slice(-TAIL_LINES).join("\n"));
    if (!(error instanceof Skipped)) status.print(error.message);
    status.print(`FAIL  ${name}  ${seconds(Date.now() - startedMs)}`);
    return;
  } finally {
    progressOf.delete(name);
  }
  const [, , tookMs, detail] = rows.at(-1);
  status.print(`ok    ${name.padEnd(12)} ${seconds(tookMs).padStart(8)}  ${detail}`);
}

async function runInOrder(names) {
  for (const name of names)
    if (!hasFailed && (wanted.length === 0 || wanted.includes(name))) await runStep(name);
}

/** Steps that were named run one after the other: what a build waits for in a whole run may not be among them. */
async function runSteps() {
  const isWhole = wanted.length === 0;
  for (const place of ORDER)
    if (typeof place === "string") await runInOrder([place]);
    else if (isWhole) await Promise.all(Object.values(place).map((names) => runInOrder(names)));
    else for (const names of Object.values(place)) await runInOrder(names);
  return !hasFailed;
}

let isLeaving = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(signal, () => {
    if (isLeaving) return;
    isLeaving = true;
    hasFailed = true;
    status.print(`broken off (${signal}): ending what runs`);
    void endPrograms().then(() => {
      rmSync(folder, { recursive: true, force: true });
      process.exit(130);
    });
  });

const names = Object.keys(stepsOf(""));
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length) {
  console.error(`No such step: ${unknown.join(", ")}. There are: ${names.join(", ")}.`);
  process.exit(1);
}

const startedMs = Date.now();
const isGreen = await runSteps();
// Whoever broke the run off leaves from there.
if (isLeaving) await new Promise(() => {});
status.stop();
rmSync(folder, { recursive: true, force: true });

console.log(`\n${"step".padEnd(14)}${"result".padEnd(10)}${"time".padStart(9)}`);
for (const [name, result, tookMs, detail] of rows)
  console.log(`${name.padEnd(14)}${result.padEnd(10)}${seconds(tookMs).padStart(9)}  ${detail}`);
console.log(`${"together".padEnd(24)}${seconds(Date.now() - startedMs).padStart(9)}`);
if (totals.skipped) console.log(`${totals.skipped} tests skipped`);
if (!isGreen && totals.failed === 0) totals.failed = 1;
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exit(isGreen ? 0 : 1);
