/**
 * Which files mutation testing changes: computed, so that nobody can leave one out. Every file of `server/` and `contracts/` that is a pure
 * rule: neither it nor anything it imports while running reaches the database, the queues, the live channel or Node itself. Lexicons and
 * weights are data, not rules, and so are texts in the catalogue; samples and tools of tests are no part of the product.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import ts from "typescript";

const ROOTS = ["server", "contracts"];
/** What a pure rule does not reach, directly or through others. */
const IMPURE = /^(?:node:|server\/(?:db|jobs|live)\/)/;
/** Data that is written or trained, and what only tests use. */
const DATA = /^(?:server\/reading\/models\/|contracts\/messages\/)|\/samples\/|^server\/(?:testing|db)\//;
const NO_RULE = /\.(?:test|thread|d)\.ts$|\.cases\./;

const filesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(path) : [path];
  });

/** What a file imports when it runs: types are gone by then. */
function importsOf(path) {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    if (!statement.moduleSpecifier || isTypeOnly(statement)) return [];
    return [statement.moduleSpecifier.text];
  });
}

function isTypeOnly(statement) {
  const named = ts.isImportDeclaration(statement)
    ? statement.importClause?.namedBindings
    : statement.exportClause;
  const clause = ts.isImportDeclaration(statement) ? statement.importClause : statement;
  if (clause?.isTypeOnly) return true;
  if (ts.isImportDeclaration(statement) && clause?.name) return false;
  return Boolean(named?.elements?.length) && named.elements.every((element) => element.isTypeOnly);
}

/** The path of a module from the repository's root, or its name where it is a package. */
function resolve(from, name) {
  const path = name.startsWith("@/")
    ? name.slice(2)
    : name.startsWith(".")
      ? normalize(join(dirname(from), name))
      : null;
  if (path === null) return name;
  return (
    [path, `${path}.ts`, `${path}/index.ts`, path.replace(/\.js$/, ".ts")].find(
      (file) => existsSync(file) && /\.[mc]?[jt]s$/.test(file),
    ) ?? path
  );
}

/** The pure rules, sorted by path. Run from the repository's root. */
export function mutationSet() {
  const reached = new Map();
  const isImpure = (path) => {
    if (IMPURE.test(path)) return true;
    if (!existsSync(path)) return false;
    const known = reached.get(path);
    if (known !== undefined) return known;
    reached.set(path, false);
    const impure = importsOf(path).some((name) => isImpure(resolve(path, name)));
    reached.set(path, impure);
    return impure;
  };
  return ROOTS.flatMap(filesIn)
    .filter((path) => path.endsWith(".ts") && !NO_RULE.test(path) && !DATA.test(path) && !isImpure(path))
    .toSorted();
}
