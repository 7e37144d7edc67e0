/**
 * `npm run test:mutation`: changes the pure rules (scripts/mutation-set.mjs) one small thing at a time and runs the unit tests that reach
 * the changed place. A change that no test notices is a rule that nothing holds. The last line says how many were noticed; exit code 1
 * below the bars. Names of files or folders behind it try only those: `npm run test:mutation -- server/launches contracts/exit.ts`.
 * A report to read is left in `.data/mutation/report.html`.
 */
import { mkdirSync, readFileSync } from "node:fs";
import { Stryker } from "@stryker-mutator/core";
import { mutationSet } from "./mutation-set.mjs";

const ALL_PERCENT = 80;
const FILE_PERCENT = 60;
const DISABLED_MAX = 20;
const FOLDER = ".data/mutation";

/**
 * Counts a report of Stryker's by file. Noticed: a test failed or never ended. Left out: what does not compile, and what a comment in the
 * code disables, which is counted.
 * @param {{ files: Record<string, { mutants: { status: string }[] }> }} report
 */
export function judgeMutants(report) {
  const files = Object.entries(report.files).map(([path, { mutants }]) => {
    const count = (...states) => mutants.filter(({ status }) => states.includes(status)).length;
    const noticed = count("Killed", "Timeout");
    const valid = noticed + count("Survived", "NoCoverage");
    return { path, noticed, valid, disabled: count("Ignored"), percent: percentOf(noticed, valid) };
  });
  const sum = (key) => files.reduce((total, file) => total + file[key], 0);
  const [noticed, valid] = [sum("noticed"), sum("valid")];
  return {
    files: files.toSorted((a, b) => a.percent - b.percent),
    noticed,
    valid,
    percent: percentOf(noticed, valid),
    low: files.filter(({ percent }) => percent < FILE_PERCENT).length,
  };
}

const percentOf = (noticed, valid) => (valid === 0 ? 100 : (100 * noticed) / valid);

/** Comments that keep Stryker off a place. */
function disableComments(paths) {
  return paths.flatMap((path) =>
    readFileSync(path, "utf8")
      .split("\n")
      .flatMap((line, index) => (/Stryker disable/.test(line) ? [`${path}:${index + 1}`] : [])),
  );
}

if (import.meta.filename === process.argv[1] || process.argv[1]?.endsWith("scripts/test-mutation.mjs")) {
  const wanted = process.argv.slice(2);
  const all = mutationSet();
  const chosen =
    wanted.length === 0 ? all : all.filter((path) => wanted.some((name) => path.startsWith(name)));
  console.log(
    `${all.length} files are pure rules${wanted.length > 0 ? `, ${chosen.length} of them tried` : ""}`,
  );
  mkdirSync(FOLDER, { recursive: true });
  const startedMs = performance.now();
  await new Stryker({
    mutate: chosen,
    testRunner: "vitest",
    plugins: ["@stryker-mutator/vitest-runner"],
    vitest: { configFile: "vitest.mutation.config.ts", related: false },
    coverageAnalysis: "perTest",
    concurrency: 2,
    ignorePatterns: [
      "/.next",
      "/dist",
      "/dist-faults",
      "/.data",
      "/docs/screenshots",
      "/e2e",
      "/bench",
      "/test-results",
    ],
    tempDirName: `${FOLDER}/sandbox`,
    reporters: ["json", "html", "progress-append-only"],
    jsonReporter: { fileName: `${FOLDER}/report.json` },
    htmlReporter: { fileName: `${FOLDER}/report.html` },
    ignoreStatic: process.env["MUTATION_STATIC"] !== "1",
    warnings: { slow: false },
    timeoutMS: 5_000,
    disableTypeChecks: false,
    allowEmpty: true,
  }).runMutationTest();
  const report = JSON.parse(readFileSync(`${FOLDER}/report.json`, "utf8"));
  const judged = judgeMutants(report);
  const disabled = disableComments(all);
  const minutes = (performance.now() - startedMs) / 60_000;
  for (const { path, noticed, valid, percent } of judged.files)
    console.log(
      `${percent.toFixed(0).padStart(4)} %  ${String(noticed).padStart(5)} of ${String(valid).padStart(5)}  ${path}`,
    );
  for (const comment of disabled) console.log(`disabled: ${comment}`);
  const isMet = judged.percent >= ALL_PERCENT && judged.low === 0 && disabled.length <= DISABLED_MAX;
  console.log(
    `mutation: ${judged.percent.toFixed(1)} % of ${judged.valid} changes to ${chosen.length} files noticed (bar ${ALL_PERCENT}), ` +
      `${judged.low} files below ${FILE_PERCENT} %, ${disabled.length} comments (at most ${DISABLED_MAX}), ${minutes.toFixed(0)} minutes ` +
      (isMet ? "— met" : "— FALLS SHORT"),
  );
  process.exit(isMet ? 0 : 1);
}
