/**
 * Does what is built start and stop? Runs `npm start`'s script on free ports with a database of its own, asks both processes whether
 * they live and are ready, tells it to stop and expects a clean end in time; and expects a refusal, with a list, where settings lack.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./embedded-postgres.mjs";
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
      ([name]) => !/^(?:DATABASE_|REDIS_URL|STEADY_|PUBLIC_URL|PORT|WORKER_PORT)/.test(name),
    ),
  );
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...own, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (d) => (child.said = (child.said + d).slice(-6000)));
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
  check("web refuses to start without its settings", code === 1, `exit ${code}\n${child.said}`);
  return child.said;
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
    GUARD_OFF: "tenancy",
    FAULT_AT: "x",
    DEMO_CLOCK: "1700000000000:1700000000000:1",
  });
  for (const name of ["GUARD_OFF", "FAULT_AT", "DEMO_CLOCK"])
    check(`production refuses ${name}`, testing.includes(name), testing);
}

async function checkStartAndStop() {
  const [port, workerPort] = [await freePort(), await freePort()];
  const env = {
    STEADY_DATA: folder,
    PORT: String(port),
    WORKER_PORT: String(workerPort),
    HOST: "127.0.0.1",
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    LOG_LEVEL: "warn",
  };
  const child = start(["scripts/start.mjs"], env);
  try {
    const tookMs = await waitForOk(`http://127.0.0.1:${port}/readyz`, {
      withinMs: 90_000,
      isGone: () => child.exitCode !== null,
    });
    check(`web is ready ${(tookMs / 1000).toFixed(1)} s after a first start`, true);
    await waitForOk(`http://127.0.0.1:${workerPort}/readyz`, {
      withinMs: 30_000,
      isGone: () => child.exitCode !== null,
    });
    check("worker is ready", true);
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
    const stoppedMs = Date.now();
    const code = await endProcess(child, "SIGTERM", STOP_WITHIN_MS + 5_000);
    const took = Date.now() - stoppedMs;
    check(
      `everything stops on SIGTERM with exit code 0 (${(took / 1000).toFixed(1)} s)`,
      code === 0 && took < STOP_WITHIN_MS,
      `exit ${code} after ${took} ms`,
    );
  } catch (error) {
    throw new Error(`${error.message}\n--- what it said\n${child.said}`);
  } finally {
    await endProcess(child);
  }
}

try {
  await checkRefusal();
  await checkStartAndStop();
  console.log(`${passed} passed, 0 failed`);
} catch (error) {
  console.error(`not ok  ${error.message}`);
  console.error(`${passed} passed, 1 failed`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
