/**
 * `npm run test:one-home`: does every rule live in one place? docs/one-home.json names each rule's home (a file and what it exports) and
 * what a second home would look like. A home that is gone, a second definition under the same name, a place that reads like a twin, and a
 * repetition without the test that compares it turn this red.
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(fileURLToPath(import.meta.url), "../..");
const LIST = "docs/one-home.json";
const FOLDERS = ["app", "bench", "components", "contracts", "e2e", "scripts", "server", "workers"];
const SOURCE = /\.(?:ts|tsx|mts|mjs|cjs)$/;
/** What Prisma writes. */
const GENERATED = /^server\/db\/generated\//;
/** Tests and what only they use: they may say again what they prove. */
const TEST_CODE = /\.test\.(?:ts|tsx|mjs)$|^(?:bench|e2e|server\/testing)\//;

/** Where a name is made, as opposed to used: what is exported, or defined for one file. */
const definitionOf = (name) =>
  new RegExp(`^(?:export )?(?:async )?(?:const|let|function|class|type) ${name}\\b`, "m");
const exportOf = (name) => new RegExp(`^export (?:async )?(?:const|function|class|type) ${name}\\b`, "m");

const lineOf = (text, index) => text.slice(0, index).split("\n").length;

/**
 * What is wrong with the homes of some rules.
 * @param {{ rule: string, home: string, names: string[], twins?: string[], repeats?: { file: string, test: string }[] }[]} list
 *   twins: regular expressions of what a second home looks like; repeats: files that must say it again (SQL), with the test that compares
 * @param {ReadonlyMap<string, string>} files the sources by path
 * @returns {{ rule: string, fault: string }[]}
 */
export function judgeHomes(list, files) {
  const faults = [];
  for (const { rule, home, names, twins = [], repeats = [] } of list) {
    const note = (fault) => faults.push({ rule, fault });
    const text = files.get(home);
    if (text === undefined) {
      note(`its home ${home} does not exist`);
      continue;
    }
    for (const name of names) if (!exportOf(name).test(text)) note(`${home} does not export ${name}`);
    for (const { file, test } of repeats) {
      if (!files.has(file)) note(`${file}, which repeats it, does not exist`);
      if (!files.has(test)) note(`${test}, which compares ${file} with it, does not exist`);
    }
    const known = new Set([home, ...repeats.map(({ file }) => file)]);
    const looks = twins.map((twin) => new RegExp(twin, "m"));
    for (const [path, source] of files) {
      if (known.has(path) || TEST_CODE.test(path)) continue;
      for (const look of [...names.map(definitionOf), ...looks]) {
        const found = look.exec(source);
        if (found)
          note(`a second home: ${path}:${lineOf(source, found.index)} (${found[0].slice(0, 60).trim()})`);
      }
    }
  }
  return faults;
}

/** The project's own sources by path. @returns {Map<string, string>} */
export function readSources() {
  const files = new Map();
  for (const folder of FOLDERS.filter((name) => existsSync(join(root, name))))
    for (const entry of readdirSync(join(root, folder), { recursive: true })) {
      const path = `${folder}/${entry.split("\\").join("/")}`;
      if (SOURCE.test(path) && !GENERATED.test(path)) files.set(path, readFileSync(join(root, path), "utf8"));
    }
  return files;
}

/** The rules of this project. */
export const readList = () => JSON.parse(readFileSync(join(root, LIST), "utf8"));

function main() {
  const list = readList();
  const faults = judgeHomes(list, readSources());
  for (const { rule, fault } of faults) console.error(`${rule}: ${fault}`);
  const twice = new Set(faults.map(({ rule }) => rule)).size;
  console.log(`one home: ${list.length} rules, ${twice} with two homes or none`);
  process.exitCode = twice > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
