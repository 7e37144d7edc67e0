import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { NOT_TEXT, TEXT_FUNCTIONS, TEXT_ROOMS } from "../bench/text-functions";

/** Decodes pictures, and has limits of its own. */
const OTHER_ROOMS = new Set(["server/intake/sources/screenshot.ts"]);

const isRule = (name: string): boolean =>
  name.endsWith(".ts") && !/\.(?:test|queries|commands|runtime|thread)\.ts$/.test(name);
const files = TEXT_ROOMS.flatMap((room) =>
  room.endsWith("/")
    ? readdirSync(room)
        .filter(isRule)
        .map((name) => room + name)
    : [room],
).filter((file) => !OTHER_ROOMS.has(file));

/** The functions that a file exports. */
function exportedFunctions(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const isExported = (node: ts.Node): boolean =>
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) ?? false);
  return source.statements.flatMap((statement) => {
    if (!isExported(statement)) return [];
    if (ts.isFunctionDeclaration(statement)) return statement.name ? [`${file}#${statement.name.text}`] : [];
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
      initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))
        ? [`${file}#${name.getText()}`]
        : [],
    );
  });
}

describe("functions that strangers' text reaches", () => {
  const exported = files.flatMap(exportedFunctions);

  it("are measured for linear time, every one that these rooms export", () => {
    expect(exported.length).toBeGreaterThan(100);
    expect(exported.filter((name) => !(name in TEXT_FUNCTIONS) && !(name in NOT_TEXT))).toEqual([]);
  });

  it("are named once, and none that is gone", () => {
    const known = new Set([...exported, "server/pipeline/report-reader.ts#OPERATIONS"]);
    const named = [...Object.keys(TEXT_FUNCTIONS), ...Object.keys(NOT_TEXT)];
    expect(named.filter((name) => !known.has(name))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  });

  it.each(Object.entries(TEXT_FUNCTIONS))("%s takes an ordinary text and an empty one", (_, { run }) => {
    expect(() => [run("I was charged twice for order 4711."), run("")]).not.toThrow();
  });
});
