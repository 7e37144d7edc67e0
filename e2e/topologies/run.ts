/**
 * The topologies run: installations as the README describes them, on what Debian packs. Two webs and two workers behind a reverse proxy
 * with Redis and a server of one's own; a connection pooler in between; an older database that is brought up to date. What an operator
 * would copy out of the README is taken from there. `PARTS` names some of the parts; a machine without the servers skips them, and
 * CI=1 lets nothing be skipped.
 */
import { machine } from "../../bench/ground";
import { isBuilt } from "../../scripts/build.mjs";
import { ensureServersAround } from "../../scripts/tools.mjs";
import { drivePooler } from "./pooler";
import { driveProxied } from "./proxied";
import { driveUpgrade } from "./upgrade";

const PARTS: Readonly<Record<string, () => Promise<string[]>>> = {
  proxied: driveProxied,
  pooler: drivePooler,
  upgrade: driveUpgrade,
};

const around = await ensureServersAround((line) => console.log(`around  ${line}`));
if ("missing" in around) {
  console.log(`test:topologies: skipped: ${around.missing}`);
  process.exit(process.env["CI"] ? 1 : 0);
}
if (!isBuilt()) throw new Error("The product is not built, or not from this source: npm run build");
const damage: string[] = [];
let passed = 0;
for (const name of process.env["PARTS"]?.split(",") ?? Object.keys(PARTS)) {
  const part = PARTS[name];
  if (!part) throw new Error(`There is no part ${name}; there are: ${Object.keys(PARTS).join(", ")}.`);
  const startedMs = Date.now();
  const found = await part();
  damage.push(...found);
  if (found.length === 0) passed++;
  console.log(`${name}: took ${((Date.now() - startedMs) / 1_000).toFixed(1)} s`);
}
for (const line of damage) console.log(`DAMAGE  ${line}`);
console.log(`on ${machine()}`);
console.log(`${passed} passed, ${damage.length} failed`);
process.exit(damage.length ? 1 : 0);
