/**
 * `npm run test:words`: one voice in plain English, and texts where they belong. Red are: names and texts with words that mean something
 * else in English (docs/words.json lists what may stay, with the reason); texts of public pages outside the catalogue of messages; and a
 * number of such texts in the app that is not the recorded one, which may only fall.
 */
import { readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { readSources } from "./check-one-home.mjs";
import { findImports, findNames, findShownTexts, parseSource, wordsOfName } from "./shown-texts.mjs";

const root = join(fileURLToPath(import.meta.url), "../..");
const LIST = "docs/words.json";

/** Translated too closely: a record is not *told*, a server not *asked*, a value does not *stand*. */
const WRONG_WORDS = [
  ...["told", "tell", "tells", "telling", "said", "say", "says", "saying"],
  ...["heard", "hear", "hears", "hearing", "asked", "ask", "asks", "asking", "asker"],
  ...["stand", "stands", "standing", "looked"],
];
const WRONG_NAME = new Set(WRONG_WORDS);
/** Whether a file is worth parsing: one of the words begins where a name's word may begin. */
const MAY_HOLD_WRONG_NAME = new RegExp(
  [
    `(?<![a-z])(?:${WRONG_WORDS.join("|")})(?![a-z])`,
    `(?:${WRONG_WORDS.map((word) => word[0].toUpperCase() + word.slice(1)).join("|")})(?![a-z])`,
    `(?<![A-Z])(?:${WRONG_WORDS.map((word) => word.toUpperCase()).join("|")})(?![A-Z])`,
  ].join("|"),
);
/** In texts *ask an admin* and *say why* are right; what nobody is asked, told or said is not. */
const WRONG_TEXT = /\b(?:told|tells|said|says|heard|hears|asked|asks|stands?|looked at|looks at)\b/i;

const TEST_CODE = /\.test\.(?:ts|tsx|mjs)$|^(?:bench|e2e|scripts|server\/testing)\//;
/** Phrases that reports are read by: other people's words. */
const LEXICONS = /^(?:server\/reading\/models|contracts\/messages\/(?!en\/)[a-z]+)\//;
/** Where people's texts are: screens, words for them, what both sides say, and refusals. */
const SPEAKS =
  /^(?:app|components|contracts)\/|(?:^|[/-])words\.ts$|^server\/http\/form-page\.ts$|^server\/.*(?:\.commands|\.queries|\.runtime)\.ts$/;
const CATALOGUE = /^contracts\/messages\//;
const APP = /^(?:app|components)\/.*\.tsx?$/;
const PUBLIC_ENTRY = /^app\/\(public\)\/(?:f\/|report\/|not-found\.tsx$)|^server\/http\/form-page\.ts$/;
const PUBLIC_PART = /^components\/(?:intake\/|layout\/public)/;

/** The file an import means, or null for a package. */
function resolveImport(from, name, files) {
  const path = name.startsWith("@/")
    ? name.slice(2)
    : name.startsWith(".")
      ? posix.join(dirname(from), name)
      : null;
  return path && ([`${path}.ts`, `${path}.tsx`, path].find((file) => files.has(file)) ?? null);
}

/**
 * The files of the public form, its refusals and the report page, and the parts they are made of.
 * @param {ReadonlyMap<string, string>} files
 */
export function findPublicFiles(files) {
  const reached = new Set([...files.keys()].filter((path) => PUBLIC_ENTRY.test(path)));
  const entries = [...reached];
  for (const path of reached)
    for (const name of findImports(parseSource(path, files.get(path)))) {
      const imported = resolveImport(path, name, files);
      if (imported?.startsWith("components/")) reached.add(imported);
    }
  return [...reached].filter((path) => entries.includes(path) || PUBLIC_PART.test(path)).sort();
}

/**
 * Names and texts with a word that means something else.
 * @param {ReadonlyMap<string, string>} files the sources by path
 * @param {{ names: { name: string, why: string }[], texts: { text: string, why: string }[] }} allowed
 * @returns {{ wrong: string[], unused: string[] }} what is wrong, with its place, and what is allowed without being used
 */
export function findWrongWords(files, allowed) {
  const wrong = [];
  const used = new Set();
  const isAllowed = (entry) => entry !== undefined && used.add(entry);
  for (const [path, text] of files) {
    if (LEXICONS.test(path) || !(MAY_HOLD_WRONG_NAME.test(text) || WRONG_TEXT.test(text))) continue;
    const source = parseSource(path, text);
    for (const { line, name } of findNames(source)) {
      if (!wordsOfName(name).some((word) => WRONG_NAME.has(word))) continue;
      if (!isAllowed(allowed.names.find((entry) => entry.name === name)))
        wrong.push(`${path}:${line} the name ${name}`);
    }
    if (!SPEAKS.test(path) || TEST_CODE.test(path)) continue;
    for (const { line, text: shown } of findShownTexts(source)) {
      const rest = allowed.texts.reduce(
        (left, entry) =>
          left.includes(entry.text) && used.add(entry) ? left.replaceAll(entry.text, "") : left,
        shown,
      );
      if (WRONG_TEXT.test(rest)) wrong.push(`${path}:${line} the text “${shown}”`);
    }
  }
  const unused = [...allowed.names, ...allowed.texts]
    .filter((entry) => !used.has(entry))
    .map((entry) => entry.name ?? entry.text);
  return { wrong, unused };
}

/** Texts outside the catalogue, as `path:line text`. @param {ReadonlyMap<string, string>} files @param {Iterable<string>} paths */
export function findLooseTexts(files, paths) {
  return [...paths].flatMap((path) =>
    findShownTexts(parseSource(path, files.get(path))).map(({ line, text }) => `${path}:${line} ${text}`),
  );
}

/** The app's own files: all of `app/` and `components/` but tests and the public pages. @param {ReadonlyMap<string, string>} files */
export function findAppFiles(files, publicFiles) {
  const apart = new Set(publicFiles);
  return [...files.keys()].filter(
    (path) => APP.test(path) && !TEST_CODE.test(path) && !CATALOGUE.test(path) && !apart.has(path),
  );
}

/** What is wrong with a number that may only fall; null when it is the recorded one. */
export function judgeRecord(what, found, recorded) {
  if (found > recorded)
    return `${what}: ${found} texts outside the catalogue, ${recorded} recorded: move the new ones to contracts/messages`;
  if (found < recorded) return `${what}: lower the record to ${found} in ${LIST}`;
  return null;
}

/** The record and the allowed words of this project. */
export const readWordList = () => JSON.parse(readFileSync(join(root, LIST), "utf8"));

function main() {
  const list = readWordList();
  const files = readSources();
  const { wrong, unused } = findWrongWords(files, list.allowed);
  const publicFiles = findPublicFiles(files);
  const publicTexts = findLooseTexts(files, publicFiles);
  const appTexts = findLooseTexts(files, findAppFiles(files, publicFiles));
  const faults = [
    ...wrong,
    ...unused.map((entry) => `allowed and used nowhere: ${entry}`),
    judgeRecord("public pages", publicTexts.length, list.publicTexts),
    judgeRecord("the app", appTexts.length, list.appTexts),
  ].filter((fault) => fault !== null);
  if (process.argv.includes("--list")) for (const text of [...publicTexts, ...appTexts]) console.log(text);
  for (const fault of faults) console.error(fault);
  console.log(
    `words: ${wrong.length} that mean something else; outside the catalogue ${publicTexts.length} on public pages, ` +
      `${appTexts.length} in the app`,
  );
  process.exitCode = faults.length > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
