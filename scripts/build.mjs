/**
 * `npm run build`: the database client, Next's pages (.next), and one file each for web, worker and the demo's seeding (dist), which
 * run with plain Node. Types are checked by `npm run typecheck`, not here. `node scripts/build.mjs client` writes the client alone.
 *
 * `npm run build -- --faults` writes dist-faults instead: the same files with the switches by which tests leave out a guard or make a
 * process fail (server/platform/fault.ts). Nothing of them is in dist, and nothing but tests starts dist-faults.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
/** Where bundles are written, without and with what tests may switch off or break. */
const PRODUCTION = "dist";
const WITH_FAULTS = "dist-faults";
/** What the switches of tests are called (server/platform/fault.ts and env.ts). */
const SWITCHES = /^(?:WITH_FAULTS|GUARD_OFF|FAULT_AT)$/;

/** What runs with plain Node, and the file it becomes in both folders; threads lie beside the entries that start them. */
const BUNDLES = {
  "server/main.ts": "main",
  "workers/main.ts": "worker",
  "workers/check-data.ts": "check-data",
  "server/intake/sources/read-heic.thread.ts": "read-heic.thread",
  "server/monitoring/read-logs.thread.ts": "read-logs.thread",
  "server/pipeline/read-reports.thread.ts": "read-reports.thread",
  "server/tenancy/judge-password.thread.ts": "judge-password.thread",
  "scripts/demo/seed.ts": "demo-seed",
  "scripts/demo/play.ts": "demo-play",
};

/** Everything that a build is made from. */
const SOURCES = [
  "app",
  "components",
  "contracts",
  "server",
  "workers",
  "prisma",
  "public",
  "scripts/demo",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
  "scripts/http-client.ts",
  "scripts/build.mjs",
];

function run(args, env = {}) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (d) => (output = (output + d).slice(-20_000)));
    child.once("error", fail);
    child.once("exit", (code, signal) =>
      code === 0
        ? done(output)
        : fail(new Error(`${args[0].split("node_modules/").pop()} ended with ${signal ?? code}:\n${output}`)),
    );
  });
}

/**
 * Writes the database client from the Prisma schema. The command insists on a schema engine it does not use here and would download:
 * any executable that exists satisfies it.
 */
export async function generateClient() {
  await run(["node_modules/prisma/build/index.js", "generate"], {
    PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  });
}

function filesUnder(path) {
  if (!existsSync(join(root, path))) return [];
  let entries;
  try {
    entries = readdirSync(join(root, path), { withFileTypes: true });
  } catch {
    return [path];
  }
  return entries.flatMap((entry) =>
    path === "server/db" && entry.name === "generated"
      ? []
      : entry.isDirectory()
        ? filesUnder(`${path}/${entry.name}`)
        : [`${path}/${entry.name}`],
  );
}

/** A hash over everything that the build is made from; tests are left out. */
export function sourceHash() {
  const hash = createHash("sha256");
  for (const path of SOURCES.flatMap(filesUnder).sort()) {
    if (/\.test\.tsx?$/.test(path)) continue;
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update("\0");
  }
  return hash.digest("hex");
}

const stampOf = (folder) => join(root, folder, ".source");

/** Whether a folder's bundles were made from what the source says now. */
function isFresh(folder) {
  return existsSync(stampOf(folder)) && readFileSync(stampOf(folder), "utf8") === sourceHash();
}

/** True when what is built is what the source says now. */
export function isBuilt() {
  return existsSync(join(root, ".next/BUILD_ID")) && isFresh(PRODUCTION);
}

/** True when dist-faults is what the source says now. */
export const isBuiltWithFaults = () => isFresh(WITH_FAULTS);

async function bundle(folder) {
  const { build } = await import("esbuild");
  await build({
    absWorkingDir: root,
    entryPoints: Object.entries(BUNDLES)
      .filter(([entry]) => existsSync(join(root, entry)))
      .map(([entry, out]) => ({ in: entry, out })),
    outdir: folder,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    sourcemap: true,
    sourcesContent: false,
    packages: "external",
    alias: { "@": root },
    // A name that is known while building falls away with everything behind it, strings and all.
    define: { WITH_FAULTS: String(folder === WITH_FAULTS) },
    minifySyntax: true,
    logLevel: "warning",
    legalComments: "none",
  });
}

/** Lays a brotli and a gzip copy beside each script and style that pages load; `server/http/static-files.ts` hands them out. */
async function compressStaticFiles() {
  const folder = join(root, ".next/static");
  const names = readdirSync(folder, { recursive: true }).filter((name) => /\.(?:js|css)$/.test(name));
  await Promise.all(
    names.map(async (name) => {
      const content = readFileSync(join(folder, name));
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: 9,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      };
      writeFileSync(join(folder, `${name}.br`), await promisify(brotliCompress)(content, { params }));
      writeFileSync(join(folder, `${name}.gz`), await promisify(gzip)(content, { level: 9 }));
    }),
  );
}

/**
 * Takes the sources out of the maps of what draws pages, as in dist: a stack trace needs places and names, and what was built for
 * production is then free of what it was built without, the names of switches too.
 */
function thinSourceMaps() {
  const folder = join(root, ".next/server");
  const thin = ({ sourcesContent: _, sections, names, ...map }) => ({
    ...map,
    // A name is found by its place in the list, so that none may be missing.
    ...(names ? { names: names.map((name) => (SWITCHES.test(name) ? "" : name)) } : {}),
    ...(sections ? { sections: sections.map((section) => ({ ...section, map: thin(section.map) })) } : {}),
  });
  for (const name of readdirSync(folder, { recursive: true }))
    if (name.endsWith(".map"))
      writeFileSync(
        join(folder, name),
        JSON.stringify(thin(JSON.parse(readFileSync(join(folder, name), "utf8")))),
      );
}

/**
 * Writes dist-faults; pages are those of `build`.
 * @param {(line: string) => void} log told what is being done
 */
export async function buildWithFaults(log) {
  const hash = sourceHash();
  rmSync(join(root, WITH_FAULTS), { recursive: true, force: true });
  if (!existsSync(join(root, "server/db/generated"))) await generateClient();
  log("bundling web and worker with what tests may switch off or break");
  await bundle(WITH_FAULTS);
  writeFileSync(stampOf(WITH_FAULTS), hash);
}

/** @param {(line: string) => void} log told what is being done */
export async function build(log) {
  const hash = sourceHash();
  rmSync(join(root, PRODUCTION), { recursive: true, force: true });
  log("generating the database client");
  await generateClient();
  log("bundling web and worker");
  await bundle(PRODUCTION);
  log("building the pages");
  await run(["node_modules/next/dist/bin/next", "build"], { NODE_ENV: "production" });
  await compressStaticFiles();
  thinSourceMaps();
  writeFileSync(stampOf(PRODUCTION), hash);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const startedMs = Date.now();
  try {
    const log = (line) => console.log(`build  ${line}`);
    if (process.argv[2] === "client") await generateClient();
    else if (process.argv[2] === "--faults") await buildWithFaults(log);
    else await build(log);
    console.log(`build  done in ${((Date.now() - startedMs) / 1000).toFixed(1)} s`);
  } catch (error) {
    console.error(`build  ${error.message}`);
    process.exit(1);
  }
}
