/**
 * `npm test`: everything that must hold, from lint to browser, on nothing but Node. Stops at the first step that fails and shows the
 * end of what it said. `npm test -- unit boot` runs only those steps (and what they need is up to you); CI=1 turns a step that had to
 * be skipped into a failure.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureInstalled } from "./install.mjs";
import { root } from "./processes.mjs";
import { ensureChromium, ensureRedis } from "./tools.mjs";

const isCi = /^(?:1|true)$/.test(process.env.CI ?? "");
const isVerbose = process.argv.includes("--verbose");
const wanted = process.argv.slice(2).filter((arg) => !arg.startsWith("-"));
const TAIL_LINES = 60;
const STEP_TIMEOUT_MS = 15 * 60_000;

const folder = mkdtempSync(join(tmpdir(), "steady-results-"));
const bin = (path) => join("node_modules", path);
const BOUNDARY_FOLDERS = [
  "app",
  "server",
  "workers",
  "components",
  "contracts",
  "e2e",
  "bench",
  "scripts",
].filter((name) => existsSync(join(root, name)));

/** Thrown by a step that could not be run here. */
class Skipped extends Error {}

/** What runs now: killed when the run is, and when a step beside it failed. */
const running = new Set();

/**
 * Runs a program to its end.
 * @returns {Promise<string>} what it printed
 * @throws Error with the end of what it printed
 */
function run(args, env = {}) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", FORCE_COLOR: "0", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.add(child);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (d) => {
        output = (output + d).slice(-400_000);
        if (isVerbose) process.stdout.write(d);
      });
    }
    const timer = setTimeout(() => child.kill("SIGKILL"), STEP_TIMEOUT_MS);
    child.once("error", fail);
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      running.delete(child);
      if (code === 0) return done(output);
      fail(Object.assign(new Error(`exit ${signal ?? code}`), { output }));
    });
  });
}

const totals = { passed: 0, failed: 0, skipped: 0 };

function count({ passed, failed, skipped = 0 }) {
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
  return `${passed} passed${failed ? `, ${failed} failed` : ""}${skipped ? `, ${skipped} skipped` : ""}`;
}

/** Runs something that leaves a report and counts from it, also when it fails. */
async function counted(start, read) {
  try {
    return count(read(await start()));
  } catch (error) {
    try {
      count(read(error.output ?? ""));
    } catch {
      // It failed before it could count.
    }
    throw error;
  }
}

function vitest(project) {
  const report = join(folder, `${project}.json`);
  const args = [
    bin("vitest/vitest.mjs"),
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ];
  return counted(
    () => run(args, { NODE_ENV: "test" }),
    () => {
      const result = JSON.parse(readFileSync(report, "utf8"));
      return {
        passed: result.numPassedTests,
        failed: result.numFailedTests,
        skipped: result.numPendingTests,
      };
    },
  );
}

/** Reads the summary of `node --test` and of our own checks ("N passed, N failed" in the last line). */
function readSummary(output) {
  const own = output
    .trimEnd()
    .split("\n")
    .at(-1)
    .match(/(?<!\d)(\d+) passed, (\d+) failed/);
  if (own) return { passed: Number(own[1]), failed: Number(own[2]) };
  const of = (word) => Number(output.match(new RegExp(`^(?:#|ℹ) ${word} (\\d+)`, "m"))?.[1] ?? 0);
  return { passed: of("pass"), failed: of("fail"), skipped: of("skipped") };
}

function playwright() {
  const report = join(folder, "browser.json");
  let flaky = 0;
  return counted(
    () =>
      run([bin("@playwright/test/cli.js"), "test", "--reporter=list,json"], {
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      }),
    () => {
      const { stats } = JSON.parse(readFileSync(report, "utf8"));
      flaky = stats.flaky;
      return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
    },
  ).then((said) => (flaky ? `${said}, ${flaky} only at the second try` : said));
}

const tools = {};
const log = (line) => console.log(`      ${line}`);

/** Each answers with a few words for the table. */
const STEPS = {
  install: () => ensureInstalled(log),
  postgres: async () => {
    const { removeCluster, startPostgres } = await import("./embedded-postgres.mjs");
    const dir = join(folder, "postgres/data");
    const server = await startPostgres({ dir, flags: ["fsync=off"] });
    await server.stop();
    await removeCluster(dir);
    return "starts and stops";
  },
  redis: async () => {
    const redis = await ensureRedis(log);
    if (redis.missing) throw new Skipped(redis.missing);
    return redis.path;
  },
  chromium: () => {
    tools.chromium = ensureChromium(log);
    if (tools.chromium.missing) throw new Skipped(tools.chromium.missing);
    return tools.chromium.path;
  },
  client: async () => {
    const { generateClient } = await import("./build.mjs");
    await generateClient();
    await run([bin("next/dist/bin/next"), "typegen"]);
    return "database client and route types";
  },
  lint: () => run([bin("eslint/bin/eslint.js"), ".", "--max-warnings", "0"]).then(() => ""),
  format: () => run([bin("prettier/bin/prettier.cjs"), "--check", "--log-level", "warn", "."]).then(() => ""),
  types: () => run([bin("typescript/bin/tsc"), "--noEmit"]).then(() => ""),
  boundaries: async () => {
    await run([
      bin("dependency-cruiser/bin/dependency-cruise.mjs"),
      "--config",
      ".dependency-cruiser.cjs",
      "--output-type",
      "err",
      ...BOUNDARY_FOLDERS,
    ]);
    return counted(
      () => run(["--test", "--test-reporter=tap", "scripts/check-boundaries.test.mjs"]),
      readSummary,
    );
  },
  unused: () => run([bin("knip/bin/knip.js"), "--no-progress"]).then(() => ""),
  unit: () => vitest("unit"),
  integration: () => vitest("integration"),
  database: () => counted(() => run(["scripts/check-database.mjs"]), readSummary),
  build: () => run(["scripts/build.mjs"]).then(() => ""),
  boot: () => counted(() => run(["scripts/boot-check.mjs"]), readSummary),
  browser: () => {
    tools.chromium ??= ensureChromium(log);
    if (tools.chromium.missing) throw new Skipped(tools.chromium.missing);
    return playwright();
  },
};

/**
 * The order in which they run. What stands in braces runs beside each other: reading all code with its types keeps one core busy for as
 * long as everything else that only reads.
 */
const ORDER = [
  ...["install", "postgres", "redis", "chromium", "client"],
  { lint: ["lint"], reading: ["format", "types", "boundaries", "unused", "unit"] },
  ...["integration", "database", "build", "boot", "browser"],
];

const rows = [];
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
let hasFailed = false;

/** One step, told of and counted. Sets `hasFailed`, and ends what runs beside it. */
async function runStep(name) {
  const startedMs = Date.now();
  const told = (result, detail) => rows.push([name, result, Date.now() - startedMs, detail]);
  try {
    told("ok", await STEPS[name]());
  } catch (error) {
    if (hasFailed) return told("stopped", "because of what failed beside it");
    if (error instanceof Skipped && !isCi) {
      told("skipped", error.message);
      console.log(`skip  ${name}: skipped: ${error.message}`);
      return;
    }
    hasFailed = true;
    for (const child of running) child.kill();
    told(
      "FAILED",
      error instanceof Skipped
        ? `${error.message} (CI=1 lets nothing be skipped)`
        : error.message.split("\n")[0],
    );
    if (typeof error.output === "string" && !isVerbose)
      console.log(error.output.trimEnd().split("\n").slice(-TAIL_LINES).join("\n"));
    else if (!(error instanceof Skipped)) console.log(error.message);
    console.log(`FAIL  ${name}  ${seconds(Date.now() - startedMs)}`);
    return;
  }
  const [, , tookMs, detail] = rows.at(-1);
  console.log(`ok    ${name.padEnd(12)} ${seconds(tookMs).padStart(8)}  ${detail}`);
}

async function runInOrder(names) {
  for (const name of names)
    if (!hasFailed && (wanted.length === 0 || wanted.includes(name))) await runStep(name);
}

async function runSteps() {
  for (const place of ORDER)
    await (typeof place === "string"
      ? runInOrder([place])
      : Promise.all(Object.values(place).map((names) => runInOrder(names))));
  return !hasFailed;
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    for (const child of running) child.kill(signal);
    rmSync(folder, { recursive: true, force: true });
    process.exit(130);
  });
}

const unknown = wanted.filter((name) => !(name in STEPS));
if (unknown.length) {
  console.error(`No such step: ${unknown.join(", ")}. There are: ${Object.keys(STEPS).join(", ")}.`);
  process.exit(1);
}

const startedMs = Date.now();
const isGreen = await runSteps();
rmSync(folder, { recursive: true, force: true });

console.log(`\n${"step".padEnd(14)}${"result".padEnd(10)}${"time".padStart(9)}`);
for (const [name, result, tookMs, detail] of rows)
  console.log(`${name.padEnd(14)}${result.padEnd(10)}${seconds(tookMs).padStart(9)}  ${detail}`);
console.log(`${"together".padEnd(24)}${seconds(Date.now() - startedMs).padStart(9)}`);
if (totals.skipped) console.log(`${totals.skipped} tests skipped`);
if (!isGreen && totals.failed === 0) totals.failed = 1;
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exit(isGreen ? 0 : 1);
