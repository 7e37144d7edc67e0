/**
 * `npm run test:claims`: does a test stand behind everything that the README promises? Each of its sentences is in docs/claims.json, either
 * with the tests that run it or with the reason why it promises nothing. A sentence that is new or changed, an entry whose sentence is
 * gone, and a test that is not there under its name turn this red; what is missing is printed as it has to be entered.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(fileURLToPath(import.meta.url), "../..");
const LIST = "docs/claims.json";

/** Sections that say where things are, which scripts/readme.test.ts looks after, and under what terms. */
const NOT_READ = ["Finding one's way", "Licence"];

const squeeze = (text) => text.replace(/\s+/g, " ").trim();

/**
 * Everything that a README says, sentence by sentence; a block of code is one sentence.
 * @param {string} text Markdown
 * @returns {{ section: string, says: string }[]} section: the heading, or the bold words that a paragraph begins with
 */
export function readSentences(text) {
  const found = [];
  let section = "";
  let paragraph = [];
  let block = null;
  const endParagraph = () => {
    const [, topic, rest] = /^(?:\*\*([^*]+?)\.?\*\*(?= )(?! [a-z]))?([\s\S]*)$/.exec(
      squeeze(paragraph.join(" ")),
    );
    paragraph = [];
    for (const says of squeeze(rest).split(/(?<=[.!?](?:\*\*|\))?) (?=[A-Z`"“])/))
      if (says) found.push({ section: topic ?? section, says });
  };
  for (const line of text.replace(/<!--[\s\S]*?-->/g, "").split("\n")) {
    if (block) {
      if (line.startsWith("```")) {
        found.push({ section, says: squeeze(block.join(" ")) });
        block = null;
      } else block.push(line);
    } else if (line.startsWith("```")) {
      endParagraph();
      block = [];
    } else if (line.startsWith("#")) {
      endParagraph();
      section = line.replace(/^#+ /, "");
    } else if (line.trim() === "" || line.startsWith("|")) endParagraph();
    else if (/^(?:-|\d+\.) /.test(line)) {
      endParagraph();
      paragraph.push(line.replace(/^\S+ /, ""));
    } else paragraph.push(line);
  }
  endParagraph();
  return found.filter((sentence) => !NOT_READ.includes(sentence.section));
}

/** What runs the tests in a file, by its name; the first that fits. */
const RUN_BY = [
  [/^(?:app|server|workers|scripts)\/.*\.int\.test\.ts$/, "npm test -- integration"],
  [/^(?:app|components|contracts|server|workers|scripts)\/.*\.test\.tsx?$/, "npm test -- unit"],
  [/^e2e\/.*\.spec\.ts$/, "npm test -- browser"],
  [/^scripts\/boot-(?:check|places)\.mjs$/, "npm test -- boot"],
  [/^scripts\/check-database\.mjs$/, "npm test -- database"],
  [/^scripts\/check-boundaries\.test\.mjs$/, "npm test -- boundaries"],
  [/^scripts\/test-run\/(?:endings|run)\.test\.mjs$/, "npm test -- endings"],
  [/^e2e\/(?:faults|hostile|noisy|restore|rotation|topologies)\/.*\.ts$/, "npm run test:…"],
  [/^bench\/.*\.ts$/, "npm run bench:…"],
];

/**
 * Why a test is not one that runs, or null.
 * @param {{ file: string, test: string }} of test: part of the name under which the file tells of it
 * @param {(path: string) => string | null} read
 */
export function faultOfTest({ file, test }, read) {
  const text = read(file);
  if (text === null) return `there is no ${file}`;
  if (!RUN_BY.some(([pattern]) => pattern.test(file))) return `nothing runs ${file} as a test`;
  const name = squeeze(test ?? "").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const line = name && new RegExp(`(.*)["'\`/][^\\n]*${name}`).exec(squeezeLines(text));
  if (!line) return `${file} has no test “${test}”`;
  return /\.(?:skip|todo|fixme)\(\s*$/.test(line[1]) ? `“${test}” of ${file} is left out` : null;
}

const squeezeLines = (text) => text.replace(/[ \t]+/g, " ");

/**
 * Holds the list against the README.
 * @param {{ section: string, says: string }[]} sentences
 * @param {{ section: string, says: string, tests?: { file: string, test: string }[], why?: string }[]} list
 *   why: for a sentence that promises nothing, instead of tests
 * @param {(path: string) => string | null} read a file of the project
 * @returns {{ claims: number, tested: number, faults: string[], missing: object[] }}
 */
export function judge(sentences, list, read) {
  const faults = [];
  const keyOf = ({ section, says }) => `${section}\n${says}`;
  const listed = new Set(sentences.map(keyOf));
  const entries = new Map(list.map((entry) => [keyOf(entry), entry]));
  const missing = sentences.filter((sentence) => !entries.has(keyOf(sentence)));
  for (const { section, says } of missing) faults.push(`${section}: not in ${LIST}: ${says}`);
  for (const entry of list)
    if (!listed.has(keyOf(entry)))
      faults.push(`${entry.section}: the README does not say any more: ${entry.says}`);
  if (entries.size < list.length) faults.push(`${list.length - entries.size} sentences are in ${LIST} twice`);
  let claims = missing.length;
  let tested = 0;
  for (const { says, tests = [], why } of entries.values()) {
    if (why && tests.length === 0) continue;
    claims++;
    const broken = tests.map((test) => faultOfTest(test, read)).filter(Boolean);
    if (tests.length === 0) faults.push(`without a test: ${says}`);
    for (const fault of broken) faults.push(`${fault}, which is to run: ${says}`);
    if (tests.length > 0 && broken.length === 0) tested++;
  }
  return { claims, tested, faults, missing };
}

function readFile(path) {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sentences = readSentences(readFile("README.md"));
  const { claims, tested, faults, missing } = judge(sentences, JSON.parse(readFile(LIST) ?? "[]"), readFile);
  for (const fault of faults) console.error(`not ok  ${fault}`);
  if (missing.length) {
    const stubs = missing.map((sentence) => ({ ...sentence, tests: [{ file: "", test: "" }] }));
    console.error(`\nTo be entered in ${LIST}, each with its tests:\n${JSON.stringify(stubs, null, 2)}`);
  }
  console.log(`${claims} claims, ${tested} with a test, ${claims - tested} without`);
  process.exit(faults.length ? 1 : 0);
}
