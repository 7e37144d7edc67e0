/**
 * Does what is built start and stop? Runs `npm start`'s script on free ports with a database of its own, asks both processes whether
 * they live and are ready, tells it to stop and expects a clean end in time; and expects a refusal, with a list, where settings lack.
 * What was built is also searched for anything by which a test leaves out a guard or makes a process fail.
 */
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./embedded-postgres.mjs";
import { checkProjectFolder, checkUsers } from "./boot-places.mjs";
import { endProcess, root, waitForOk } from "./processes.mjs";

const STOP_WITHIN_MS = 20_000;
const folder = mkdtempSync(join(tmpdir(), "steady-boot-"));
let passed = 0;

function check(name, isTrue, detail = "") {
  if (!isTrue) throw new Error(`${name}${detail ? `: ${detail}` : ""}`);
  passed++;
  console.log(`ok  ${name}`);
}

function start(args, env) {
  const own = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(?:DATABASE_|REDIS_URL|STEADY_|PUBLIC_URL|HOST|PORT|WORKER_|METRICS_TOKEN)/.test(name),
    ),
  );
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...own, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (d) => (child.output = (child.output + d).slice(-6000)));
  return child;
}

const exitOf = (child) =>
  new Promise((done) =>
    child.exitCode !== null ? done(child.exitCode) : child.once("exit", (code) => done(code)),
  );

/** What web says when it refuses to start. */
async function refusalOf(env) {
  const child = start(["dist/main.js"], { NODE_ENV: "production", ...env });
  const code = await Promise.race([
    exitOf(child),
    new Promise((done) => setTimeout(() => done("still running"), 20_000)),
  ]);
  if (code === "still running") child.kill("SIGKILL");
  check("web refuses to start without its settings", code === 1, `exit ${code}\n${child.output}`);
  return child.output;
}

async function checkRefusal() {
  const bare = await refusalOf({});
  for (const name of ["STEADY_SECRET", "DATABASE_APP_URL", "DATABASE_RELAY_URL", "DATABASE_QUEUE_URL"])
    check(`the refusal names ${name}`, bare.includes(name), bare);
  const database = "postgresql://steady_app:x@127.0.0.1:1/steady";
  const given = {
    STEADY_SECRET: "x".repeat(40),
    DATABASE_APP_URL: database,
    DATABASE_RELAY_URL: database,
    DATABASE_QUEUE_URL: database,
  };
  const almost = await refusalOf(given);
  check("the refusal names PUBLIC_URL in production", almost.includes("PUBLIC_URL"), almost);
  const testing = await refusalOf({
    ...given,
    PUBLIC_URL: "https://steady.example",
    DEMO_CLOCK: "1700000000000:1700000000000:1",
  });
  check("production refuses DEMO_CLOCK", testing.includes("DEMO_CLOCK"), testing);
}

/** A worker without a database user of its own says so before it begins. */
async function checkWorkerRefusal() {
  const database = "postgresql://steady_app:x@127.0.0.1:1/steady";
  const child = start(["dist/worker.js"], {
    NODE_ENV: "production",
    STEADY_SECRET: "x".repeat(40),
    DATABASE_APP_URL: database,
    DATABASE_RELAY_URL: database,
    DATABASE_QUEUE_URL: database,
    PUBLIC_URL: "https://steady.example",
  });
  const late = setTimeout(() => child.kill("SIGKILL"), 20_000);
  const code = await exitOf(child);
  clearTimeout(late);
  const output = child.output.trim();
  check(
    "a worker refuses to start without DATABASE_WORKER_URL and names it",
    code === 1 && output.includes("DATABASE_WORKER_URL"),
    `exit ${code}\n${output}`,
  );
}

/** Every name of a switch and of a place that fails on purpose, as the sources write them. */
function faultNames() {
  const files = ["server", "workers"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => /(?<!\.test)\.ts$/.test(name) && !name.includes("generated"))
      .map((name) => join(root, folder, name)),
  );
  const places = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/faultPoint\("([^"]+)"\)/g)].map(([, place]) => place),
  );
  return ["GUARD_OFF", "FAULT_AT", "WITH_FAULTS", "fault injected", ...new Set(places)];
}

/** Which of these names a folder's files hold; each with the first file. */
function findNames(folder, names) {
  const found = new Map();
  for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), "latin1");
    for (const name of names)
      if (!found.has(name) && text.includes(name)) found.set(name, `${name} in ${entry.name}`);
  }
  return [...found.values()];
}

function checkNoFaults() {
  const names = faultNames();
  check("the sources name the places where tests make a process fail", names.length > 8, names.join(", "));
  for (const folder of ["dist", ".next/server"]) {
    // Whoever finds nothing of what has to be there would find no switch either.
    check(`${folder} was searched`, findNames(folder, ["DATABASE_APP_URL"]).length === 1);
    const found = findNames(folder, names);
    check(`nothing in ${folder} can be switched off or made to fail`, found.length === 0, found.join(", "));
  }
  const started = ["start.mjs", "product.mjs", "processes.mjs", "demo.mjs"].filter((name) =>
    readFileSync(join(root, "scripts", name), "utf8").includes("dist-faults"),
  );
  check("nothing that people start runs dist-faults", started.length === 0, started.join(", "));
}

/** A process that cannot listen says so in one line and ends with a code of its own, at once. */
async function checkTakenPort() {
  const taken = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => taken.once("listening", done));
  const { port } = taken.address();
  const nowhere = "postgresql://steady_app:x@127.0.0.1:1/steady";
  for (const entry of ["dist/main.js", "dist/worker.js"]) {
    const child = start([entry], {
      NODE_ENV: "production",
      STEADY_SECRET: "x".repeat(40),
      DATABASE_APP_URL: nowhere,
      DATABASE_WORKER_URL: nowhere,
      DATABASE_RELAY_URL: nowhere,
      DATABASE_QUEUE_URL: nowhere,
      PUBLIC_URL: "https://steady.example",
      HOST: "127.0.0.1",
      PORT: String(port),
      WORKER_PORT: String(port),
    });
    const late = setTimeout(() => child.kill("SIGKILL"), 20_000);
    const code = await exitOf(child);
    clearTimeout(late);
    // Next, too, has a line of its own to say before that.
    const lines = child.output.split("\n").filter((line) => line.startsWith("{"));
    check(
      `${entry} ends with 78 and one line when its port is taken`,
      code === 78 && lines.length === 1 && lines[0].includes(String(port)),
      `exit ${code}\n${child.output}`,
    );
  }
  await new Promise((done) => taken.close(done));
}

async function settingsFor(data) {
  const [port, workerPort] = [await freePort(), await freePort()];
  const env = {
    STEADY_DATA: data,
    PORT: String(port),
    WORKER_PORT: String(workerPort),
    HOST: "127.0.0.1",
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    LOG_LEVEL: "warn",
  };
  return { env, port, workerPort };
}

const untilReady = (child, port) =>
  waitForOk(`http://127.0.0.1:${port}/readyz`, { withinMs: 90_000, isGone: () => child.exitCode !== null });

/** What was copied with everything in it while Steady was stopped can take its place. */
async function checkCopy() {
  const copy = `${folder}-copy`;
  execFileSync("cp", ["-a", folder, copy]);
  const { env, port } = await settingsFor(copy);
  const child = start(["scripts/start.mjs"], env);
  try {
    await untilReady(child, port);
    check("a copy of the data folder, made while it was stopped, is started like it", true);
  } catch (error) {
    throw new Error(`${error.message}\n--- what it wrote\n${child.output}`);
  } finally {
    await endProcess(child, "SIGTERM", STOP_WITHIN_MS);
    rmSync(copy, { recursive: true, force: true });
  }
}

async function checkStartAndStop() {
  const { env, port, workerPort } = await settingsFor(folder);
  const child = start(["scripts/start.mjs"], env);
  try {
    const tookMs = await untilReady(child, port);
    check(`web is ready ${(tookMs / 1000).toFixed(1)} s after a first start`, true);
    await untilReady(child, workerPort);
    check("worker is ready", true);
    checkUsers(folder, check);
    for (const [name, at] of [
      ["web", port],
      ["worker", workerPort],
    ])
      check(`${name} lives`, (await fetch(`http://127.0.0.1:${at}/livez`)).status === 200);
    const page = await fetch(`http://127.0.0.1:${port}/`, { redirect: "follow" });
    check(
      "the first page is served by Next behind the same port",
      page.status === 200 && (await page.text()).includes("<html"),
      String(page.status),
    );
    for (const [name, at] of [
      ["web", port],
      ["worker", workerPort],
    ])
      check(
        `${name} shows its figures to nobody without a token`,
        (await fetch(`http://127.0.0.1:${at}/metrics`)).status === 404,
      );
    const stoppedMs = Date.now();
    const code = await endProcess(child, "SIGTERM", STOP_WITHIN_MS + 5_000);
    const took = Date.now() - stoppedMs;
    check(
      `everything stops on SIGTERM with exit code 0 (${(took / 1000).toFixed(1)} s)`,
      code === 0 && took < STOP_WITHIN_MS,
      `exit ${code} after ${took} ms`,
    );
  } catch (error) {
    throw new Error(`${error.message}\n--- what it wrote\n${child.output}`);
  } finally {
    await endProcess(child);
  }
}

try {
  checkNoFaults();
  await checkRefusal();
  await checkWorkerRefusal();
  await checkTakenPort();
  await checkProjectFolder({ start, exitOf, check });
  await checkStartAndStop();
  await checkCopy();
  console.log(`${passed} passed, 0 failed`);
} catch (error) {
  console.error(`not ok  ${error.message}`);
  console.error(`${passed} passed, 1 failed`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
