/**
 * `npm run test:cases`: what went wrong in other products, tried on this one through its doors. Runs every test that names a case (A1 to
 * D12) in the title of itself or of its group, over HTTP and in Chromium, and counts them by case. The last line says how many cases were
 * tried and how many tests failed; exit code 1 when one failed, a case is missing, or one has fewer inputs than the given one and three of
 * our own. Builds the product where it is not built yet.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const upTo = (letter, last) => Array.from({ length: last }, (_, index) => `${letter}${index + 1}`);
export const CASES = [...upTo("A", 8), ...upTo("B", 9), ...upTo("C", 10), ...upTo("D", 12)];
/** The given input and three siblings of it. */
const INPUTS_MIN = 4;

/** @typedef {{ title: string, outcome: "passed" | "failed" | "skipped" }} Tried title: of the test with its groups' */

/**
 * Counts tests by the case that their title names.
 * @param {readonly Tried[]} tried
 * @returns {{ table: { id: string, passed: number, failed: number }[], faults: string[] }}
 */
export function judgeCases(tried, cases = CASES) {
  const table = cases.map((id) => {
    const own = tried.filter(({ title }) => new RegExp(`\\b${id}\\b`).test(title));
    return {
      id,
      passed: own.filter(({ outcome }) => outcome === "passed").length,
      failed: own.filter(({ outcome }) => outcome === "failed").length,
    };
  });
  const faults = table.flatMap(({ id, passed, failed }) =>
    failed > 0
      ? [`${id}: ${failed} failed`]
      : passed < INPUTS_MIN
        ? [`${id}: tried with ${passed} of at least ${INPUTS_MIN} inputs`]
        : [],
  );
  return { table, faults };
}

/** @returns {Tried[]} */
function runIntegration(folder) {
  const file = join(folder, "integration.json");
  run("npx", [
    "vitest",
    "run",
    "--project",
    "integration",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
    ".cases.",
  ]);
  const { testResults } = JSON.parse(readFileSync(file, "utf8"));
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({
      title: fullName,
      outcome: status === "passed" || status === "failed" ? status : "skipped",
    })),
  );
}

/** @returns {Tried[]} */
function runBrowser(folder) {
  if (!existsSync("dist/main.js")) run("node", ["scripts/build.mjs"]);
  const file = join(folder, "browser.json");
  run("npx", ["playwright", "test", "e2e/cases", "--reporter=list,json"], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  const specsOf = (suite) => [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)];
  return JSON.parse(readFileSync(file, "utf8"))
    .suites.flatMap(specsOf)
    .map(({ title, ok }) => ({ title, outcome: ok ? "passed" : "failed" }));
}

function run(program, args, env = {}) {
  spawnSync(program, args, { stdio: "inherit", env: { ...process.env, ...env } });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = mkdtempSync(join(tmpdir(), "steady-cases-"));
  try {
    const tried = [...runIntegration(folder), ...runBrowser(folder)];
    const { table, faults } = judgeCases(tried);
    const failed = tried.filter(({ outcome }) => outcome === "failed");
    for (const { id, passed } of table) console.log(`${id.padEnd(4)} ${String(passed).padStart(4)} passed`);
    for (const fault of [...faults, ...failed.map(({ title }) => `failed: ${title}`)]) console.log(fault);
    const met = table.length - faults.length;
    console.log(`cases: ${met} of ${table.length} hold, in ${tried.length} tests, ${failed.length} failed`);
    process.exitCode = faults.length + failed.length > 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
