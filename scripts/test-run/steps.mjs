/** What `npm test` runs, step by step; each step answers with a few words for the table. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled } from "../install.mjs";
import { root } from "../processes.mjs";
import { Skipped } from "./outcome.mjs";
import { ensureChromium, ensureLogSenders, ensureRedis, ensureServersAround } from "../tools.mjs";

const bin = (path) => join("node_modules", path);

/**
 * For what reads all code at once, and keeps most of what it makes of it: with room for 16 MB of what is new, Node's usual, a quarter of
 * its time goes into copying that from one half of the room to the other.
 */
const ROOM = "--max-semi-space-size=128";
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

/**
 * @param {{ folder: string, log: (line: string) => void, isCi: boolean, run: (args: string[], env?: Record<string, string>) =>
 * Promise<string>,
 * runTests: (args: string[], env?: Record<string, string>) => Promise<string>, count: (counts: { passed: number, failed: number,
 * skipped?: number }) => string }} tools
 *   folder: for reports and throw-away databases; run: to its end, throws when it fails; runTests: the same for what tells its progress;
 *   count: adds to the run's totals and words them
 * @returns {Record<string, () => string | Promise<string>>} the steps by name
 */
export function makeSteps({ folder, log, isCi, run, runTests, count }) {
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
      "--reporter=./scripts/test-run/vitest-progress.mjs",
      `--outputFile.json=${report}`,
    ];
    return counted(
      () => runTests(args, { NODE_ENV: "test" }),
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

  async function playwright() {
    const report = join(folder, "browser.json");
    let flaky = 0;
    const words = await counted(
      () =>
        runTests(
          [
            bin("@playwright/test/cli.js"),
            "test",
            "--reporter=list,json,./scripts/test-run/playwright-progress.mjs",
          ],
          {
            PLAYWRIGHT_JSON_OUTPUT_FILE: report,
            PLAYWRIGHT_JSON_OUTPUT_NAME: report,
            ...(isCi ? { CI: "1" } : {}),
          },
        ),
      () => {
        const { stats } = JSON.parse(readFileSync(report, "utf8"));
        flaky = stats.flaky;
        return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
      },
    );
    return flaky ? `${words}, ${flaky} only at the second try` : words;
  }

  const chromium = () => {
    const found = ensureChromium(log);
    if (found.missing) throw new Skipped(found.missing);
    return found.path;
  };

  return {
    install: () => ensureInstalled(log),
    postgres: async () => {
      const { removeCluster, startPostgres } = await import("../embedded-postgres.mjs");
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
    around: async () => {
      const around = await ensureServersAround(log);
      if (around.missing) throw new Skipped(around.missing);
      return around.names.join(", ");
    },
    senders: async () => {
      const senders = await ensureLogSenders(log);
      if (senders.missing) throw new Skipped(senders.missing);
      return senders.names.join(", ");
    },
    chromium,
    client: async () => {
      const { generateClient } = await import("../build.mjs");
      await generateClient();
      await run([bin("next/dist/bin/next"), "typegen"]);
      return "database client and route types";
    },
    lint: () => run([ROOM, bin("eslint/bin/eslint.js"), ".", "--max-warnings", "0"]).then(() => ""),
    format: () =>
      run([bin("prettier/bin/prettier.cjs"), "--check", "--log-level", "warn", "."]).then(() => ""),
    types: () => run([ROOM, bin("typescript/bin/tsc"), "--noEmit"]).then(() => ""),
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
    // Once with the tests and once without: what tests alone use is not a part of the product.
    unused: async () => {
      await run([bin("knip/bin/knip.js"), "--no-progress"]);
      await run([bin("knip/bin/knip.js"), "--no-progress", "--production"]);
      return "";
    },
    unit: () => vitest("unit"),
    endings: () =>
      counted(
        () =>
          run([
            "--test",
            "--test-reporter=tap",
            "scripts/test-run/endings.test.mjs",
            "scripts/test-run/run.test.mjs",
          ]),
        readSummary,
      ),
    homes: () => run(["scripts/check-one-home.mjs"]).then((output) => output.trimEnd().split("\n").at(-1)),
    words: () => run(["scripts/check-words.mjs"]).then((output) => output.trimEnd().split("\n").at(-1)),
    claims: () => run(["scripts/check-claims.mjs"]).then((output) => output.trimEnd().split("\n").at(-1)),
    integration: () => vitest("integration"),
    database: () => counted(() => run(["scripts/check-database.mjs"]), readSummary),
    build: () => run(["scripts/build.mjs"]).then(() => ""),
    boot: () => counted(() => run(["scripts/boot-check.mjs"]), readSummary),
    // The part with the reverse proxy takes as long as both of these, and is for `npm run test:topologies`.
    topologies: async () => {
      const around = await ensureServersAround(log);
      if (around.missing) throw new Skipped(around.missing);
      return counted(
        () =>
          run(["--import", "tsx", "e2e/topologies/run.ts"], {
            PARTS: "pooler,upgrade",
            SHORT: "1",
            ...(isCi ? { CI: "1" } : {}),
          }),
        readSummary,
      );
    },
    browser: () => {
      chromium();
      return playwright();
    },
  };
}

/**
 * The order in which they run. What stands in braces runs beside each other: reading all code with its types keeps one core busy for
 * almost as long as everything else that only reads, and the build follows on that core. By then types have been checked, which read
 * what a build writes. Starts and stops are mostly waited for, so that an empty database is migrated beside them.
 */
export const ORDER = [
  ...["install", "postgres", "redis", "around", "senders", "chromium", "client"],
  {
    lint: ["lint", "build"],
    reading: ["format", "types", "boundaries", "unused", "homes", "words", "claims", "unit", "endings"],
  },
  "integration",
  { database: ["database"], boot: ["boot"] },
  ...["topologies", "browser"],
];
