/** What `npm test` promises of itself: which steps there are, which of them run, what may be skipped, and how it waits. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { root } from "../processes.mjs";
import { outcomeOf, Skipped } from "./outcome.mjs";
import { ORDER } from "./steps.mjs";
import { measureTimeFactor, TIME_FACTOR } from "./time-factor.mjs";

function npmTest(args, env = {}) {
  const { CI: _, ...rest } = process.env;
  const options = { cwd: root, env: { ...rest, ...env }, encoding: "utf8", timeout: 120_000 };
  return spawnSync(process.execPath, ["scripts/test.mjs", ...args], options);
}

test("every step that the README names is run, and what only reads runs beside the linter", () => {
  const named = [
    "install",
    "lint",
    "format",
    "types",
    "boundaries",
    "unused",
    "homes",
    "words",
    "unit",
    "integration",
    "redis",
    "database",
    "build",
    "boot",
    "browser",
  ];
  const all = ORDER.flatMap((place) => (typeof place === "string" ? [place] : Object.values(place).flat()));
  assert.deepEqual(
    named.filter((name) => !all.includes(name)),
    [],
  );
  const beside = ORDER.find((place) => typeof place === "object");
  assert.deepEqual(beside.lint, ["lint", "build"]);
  assert.ok(["format", "types", "unused", "unit"].every((name) => beside.reading.includes(name)));
});

test("only the steps that are named run, each with its result and its time, and a name that there is not is refused", () => {
  const { status, stdout } = npmTest(["claims", "--verbose"]);
  assert.equal(status, 0, stdout);
  assert.match(stdout, /^claims +ok +[\d.]+ s/m);
  assert.match(stdout, /claims, \d+ with a test/);
  assert.doesNotMatch(stdout, /^(?:unit|lint|boot) /m);
  const refused = npmTest(["nothing-such"]);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /No such step: nothing-such\. There are: install, /);
});

test("a step that cannot run here is skipped with its reason, and red where nothing may be skipped", () => {
  const missing = new Skipped("no Chromium");
  assert.deepEqual(outcomeOf(missing, { isCi: false }), { result: "skipped", detail: "no Chromium" });
  assert.deepEqual(outcomeOf(missing, { isCi: true }), {
    result: "FAILED",
    detail: "no Chromium (CI=1 lets nothing be skipped)",
  });
  assert.equal(outcomeOf(new Error("red\nand more"), { isCi: false }).result, "FAILED");
});

test("with CI=1 a browser test has no second try", () => {
  const retriesWith = (env) => {
    const script =
      'import("./playwright.config.ts").then(({ default: config }) => console.log(config.retries))';
    const { CI: _, ...rest } = process.env;
    return spawnSync(process.execPath, ["--import", "tsx", "-e", script], {
      cwd: root,
      env: { ...rest, ...env },
      encoding: "utf8",
    }).stdout.trim();
  };
  assert.equal(retriesWith({}), "1");
  assert.equal(retriesWith({ CI: "1" }), "0");
});

test("how slow the machine is at the moment is measured, and tests wait so much longer", async () => {
  const factor = await measureTimeFactor();
  assert.ok(factor >= 2 && factor <= 20, String(factor));
  const script =
    'import("./scripts/test-run/time-factor.mjs").then(({ patiently }) => console.log(patiently(100)))';
  const wait = (value) =>
    spawnSync(process.execPath, ["-e", script], {
      cwd: root,
      env: { ...process.env, [TIME_FACTOR]: value },
      encoding: "utf8",
    }).stdout.trim();
  assert.equal(wait("3"), "300");
  assert.equal(wait(""), "100");
});
