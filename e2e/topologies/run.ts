/**
 * The topologies run: installations as the README describes them, on what Debian packs. Two webs and two workers behind a reverse proxy
 * with Redis and a server of one's own; a connection pooler in between; an older database that is brought up to date; the demo; work from
 * source; the tools of a plain user. What an operator would copy out of the README is taken from there. `PARTS` names some of the parts; a
 * machine without the servers skips them, and CI=1 lets nothing be skipped.
 */
import { machine } from "@/bench/stack";
import { isBuilt } from "../../scripts/build.mjs";
import { ensureServersAround } from "../../scripts/tools.mjs";
import { driveDemo } from "./demo";
import { driveDev } from "./dev";
import { drivePlainUser } from "./plain-user";
import { drivePooler } from "./pooler";
import { driveProxied } from "./proxied";
import { driveUpgrade } from "./upgrade";

const PARTS: Readonly<Record<string, () => Promise<string[]>>> = {
  proxied: driveProxied,
  pooler: drivePooler,
  upgrade: driveUpgrade,
  demo: driveDemo,
  dev: driveDev,
  "plain-user": drivePlainUser,
};

const around = await ensureServersAround((line) => console.log(`around  ${line}`));
if ("missing" in around) {
  console.log(`test:topologies: skipped: ${around.missing}`);
  process.exit(process.env["CI"] ? 1 : 0);
}
if (!isBuilt()) throw new Error("The product is not built, or not from this source: npm run build");
const names = process.env["PARTS"]?.split(",") ?? Object.keys(PARTS);
const unknown = names.filter((name) => !PARTS[name]);
if (unknown.length)
  throw new Error(`No such part: ${unknown.join()}; there are: ${Object.keys(PARTS).join(", ")}.`);

async function runPart(name: string): Promise<string[]> {
  const startedMs = Date.now();
  const found = await PARTS[name]!().catch((error: unknown) => [
    `${name}: ${String((error as Error).stack ?? error)}`,
  ]);
  console.log(`${name}: took ${((Date.now() - startedMs) / 1_000).toFixed(1)} s`);
  return found;
}

// Beside each other: most of a part is waiting for processes to come up.
const found = await Promise.all(names.map(runPart));
const damage = found.flat();
const passed = found.filter((part) => part.length === 0).length;
for (const line of damage) console.log(`DAMAGE  ${line}`);
console.log(`on ${machine()}`);
console.log(`${passed} passed, ${damage.length} failed`);
process.exit(damage.length ? 1 : 0);
