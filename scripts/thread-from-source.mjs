/**
 * Runs a thread of `server/platform/threads.ts` from its TypeScript source. A thread does not inherit the loader of the process that
 * started it, and a loader of its own would read a hundred files one by one, at each start: they are made one file first, as in a build.
 */
import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { buildSync } from "esbuild";
import { workerData } from "piscina";

const root = fileURLToPath(new URL("..", import.meta.url));
// Below the project, where packages are found.
const folder = join(root, "node_modules/.cache/steady-threads");
const file = join(folder, `${basename(workerData.source, ".ts")}-${randomUUID()}.mjs`);

mkdirSync(folder, { recursive: true });
buildSync({
  absWorkingDir: root,
  entryPoints: [workerData.source],
  outfile: file,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  packages: "external",
  alias: { "@": root },
  logLevel: "warning",
});
let source;
try {
  source = await import(pathToFileURL(file).href);
} finally {
  rmSync(file, { force: true });
}
export default source.default;
