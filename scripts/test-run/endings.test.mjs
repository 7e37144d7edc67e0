/** A program of a run that is broken off or stands still leaves nothing running, whatever it had started and however. */
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { removeCluster, startPostgres } from "../embedded-postgres.mjs";
import { endPrograms, runProgram } from "./run-program.mjs";
import { descendantsOf } from "./process-tree.mjs";
import { patiently } from "./time-factor.mjs";

const folder = mkdtempSync(join(tmpdir(), "steady-endings-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const here = fileURLToPath(new URL("..", import.meta.url));
/** For how long the programs here may say nothing. */
const STILL_MS = patiently(1_500);
const grace = { putAwayMs: 2_000, endMs: 2_000 };
let programs = 0;

/** Writes a program; it may note process ids with `note(name, pid)` and says so when it is ready. */
function program(text) {
  const file = join(folder, `program-${programs++}.mjs`);
  writeFileSync(
    file,
    `import { spawn } from "node:child_process";
     import { writeFileSync } from "node:fs";
     import { reportProgress } from ${JSON.stringify(join(here, "test-run/progress.mjs"))};
     const note = (name, pid) => writeFileSync(${JSON.stringify(folder)} + "/" + name + ".pid", String(pid));
     const FOREVER = "setInterval(() => {}, 1000)";
     const start = (code, options = {}) => spawn(process.execPath, ["-e", code], { stdio: "ignore", ...options });
     ${text}
     setInterval(() => {}, 1000);`,
  );
  return file;
}

/** Runs a program and breaks it off once it says that it is ready. @returns what it was ended with */
async function breakOff(file, how = () => endPrograms()) {
  let isBroken = false;
  const ended = runProgram([file], {
    stillMs: 60_000,
    grace,
    onProgress: (progress) => {
      const timer = setInterval(() => {
        if (progress.doing !== "ready" || isBroken) return;
        isBroken = true;
        clearInterval(timer);
        void how();
      }, 50);
    },
  }).then(
    () => assert.fail("a program that was broken off has not ended well"),
    (error) => error,
  );
  return ended;
}

const noted = () =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".pid"))
    .map((name) => [name, Number(readFileSync(join(folder, name), "utf8"))]);

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch (error) {
    return error.code === "ENOENT" && process.platform !== "linux";
  }
}

function expectNothingLeft(names) {
  const pids = noted();
  assert.deepEqual(pids.map(([name]) => name).sort(), names.map((name) => `${name}.pid`).sort());
  assert.deepEqual(
    pids.filter(([, pid]) => isAlive(pid)),
    [],
    "still running",
  );
  for (const name of names) rmSync(join(folder, `${name}.pid`));
}

test("children, and what runs in groups of its own, end with it", async () => {
  await breakOff(
    program(`
      note("child", start(FOREVER).pid);
      note("apart", start(FOREVER, { detached: true }).pid);
      reportProgress({ doing: "ready" });`),
  );
  expectNothingLeft(["child", "apart"]);
});

test("what has lost its parent, and what does not listen to signals, ends too", async () => {
  await breakOff(
    program(`
      const deaf = 'process.on("SIGTERM", () => {}); process.on("SIGINT", () => {});' + FOREVER;
      note("deaf", start(deaf).pid);
      const between = start(
        'const { spawn } = require("node:child_process");' +
        'const orphan = spawn(process.execPath, ["-e", ' + JSON.stringify(FOREVER) + '], { detached: true, stdio: "ignore" });' +
        'require("node:fs").writeFileSync(' + JSON.stringify(${JSON.stringify(folder)} + "/orphan.pid") +
        ', String(orphan.pid)); orphan.unref();');
      between.once("exit", () => reportProgress({ doing: "ready" }));`),
  );
  expectNothingLeft(["deaf", "orphan"]);
});

test("a database that its program was killed over is ended: real PostgreSQL, which runs apart and as another user", async () => {
  const data = join(folder, "postgres/data");
  const file = program(`
      const { startPostgres } = await import(${JSON.stringify(join(here, "embedded-postgres.mjs"))});
      const server = await startPostgres({ dir: ${JSON.stringify(data)}, flags: ["fsync=off"] });
      note("postgres", server.pid);
      note("program", process.pid);
      reportProgress({ doing: "ready" });`);
  const error = await breakOff(file, () => {
    process.kill(noted().find(([name]) => name === "program.pid")[1], "SIGKILL");
  });
  assert.match(error.message, /SIGKILL/);
  expectNothingLeft(["postgres", "program"]);
  // Nobody keeps its data either: the next one takes it over.
  const next = await startPostgres({ dir: data, flags: ["fsync=off"] });
  await next.stop();
  await removeCluster(data);
});

test("a program that says nothing new is ended, and the error names the test that ran", async () => {
  const error = await runProgram(
    [
      program(
        `note("still", process.pid); reportProgress({ total: 3 }); reportProgress({ started: "a › hangs" }); ` +
          `note("below", start(FOREVER).pid);`,
      ),
    ],
    { stillMs: STILL_MS, grace },
  ).then(assert.fail, (e) => e);
  assert.match(error.message, /nothing new for \d+ s, running: a › hangs/);
  expectNothingLeft(["still", "below"]);
});

test("one that says something now and then goes on beyond that time", async () => {
  const output = await runProgram(
    [
      "-e",
      `let n = 0; const timer = setInterval(() => { console.log("news", ++n); if (n === 5) clearInterval(timer); }, ${STILL_MS / 3})`,
    ],
    { stillMs: STILL_MS, grace },
  );
  assert.match(output, /news 5/);
});

test("what a program leaves running at its own end is ended, and does not keep the run waiting", async () => {
  const file = program(`
      const left = start(FOREVER, { detached: true, stdio: ["ignore", "inherit", "inherit"] });
      note("left", left.pid);
      left.unref();
      process.exit(0);`);
  await runProgram([file], { stillMs: 60_000, grace });
  expectNothingLeft(["left"]);
});

test("descendants are found through any number of generations, and only they", () => {
  const all = [
    [10, 1],
    [11, 10],
    [13, 12],
    [12, 11],
    [20, 1],
  ].map(([pid, parent]) => ({ pid, parent }));
  assert.deepEqual(descendantsOf(10, all).sort(), [11, 12, 13]);
  assert.deepEqual(descendantsOf(20, all), []);
});
