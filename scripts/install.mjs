/**
 * Installs the locked dependencies when they are not there, with nothing but Node and npm.
 *
 * Install scripts are not run: every native part in the lock comes ready-made, some of those scripts download what this product
 * does not use, and the links that embedded PostgreSQL needs are made by embedded-postgres.mjs.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const lockFile = join(root, "package-lock.json");
const stampFile = join(root, "node_modules/.steady-lock");

const OLDEST_NODE = [20, 19];

/** Refuses a Node that is too old for the parts in the lock, before they fail in stranger ways. */
export function assertNode(version = process.versions.node) {
  const [major, minor] = version.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new Error(`Steady needs Node ${OLDEST_NODE.join(".")} or newer; this is ${version}.`);
}

/** True when what npm wrote down about node_modules is what the lock asks for, whoever installed it. */
function isAsLocked() {
  const written = join(root, "node_modules/.package-lock.json");
  if (!existsSync(written)) return false;
  const installed = JSON.parse(readFileSync(written, "utf8")).packages;
  const wanted = JSON.parse(readFileSync(lockFile, "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, peer }]) =>
      path === "" || optional || (peer && !installed[path]) || installed[path]?.version === version,
  );
}

/**
 * @param {(line: string) => void} log told before anything that takes long
 * @returns {Promise<"installed" | "already there">}
 */
export async function ensureInstalled(log) {
  assertNode();
  const hash = createHash("sha256").update(readFileSync(lockFile)).digest("hex");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === hash) return "already there";
  if (isAsLocked()) {
    writeFileSync(stampFile, hash);
    return "already there";
  }
  log("installing dependencies (npm ci); the first time this takes a minute or two");
  await new Promise((done, fail) => {
    const npm = spawn("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    let output = "";
    for (const stream of [npm.stdout, npm.stderr])
      stream.on("data", (d) => (output = (output + d).slice(-8000)));
    npm.once("error", fail);
    npm.once("exit", (code) =>
      code === 0 ? done() : fail(new Error(`npm ci failed (${code}):\n${output}`)),
    );
  });
  writeFileSync(stampFile, hash);
  return "installed";
}
