import { readFileSync } from "node:fs";
import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";

const RULES = ["regexp/no-super-linear-backtracking", "regexp/no-super-linear-move"];
const FIXTURE = new URL("fixtures/slow-patterns.txt", import.meta.url);

/** What the linter of this project says of a file's text. */
async function lint(text: string): Promise<{ line: number; rule: string | null }[]> {
  const [result] = await new ESLint().lintText(text, { filePath: "scripts/slow-patterns.mjs" });
  return result!.messages.map(({ line, ruleId }) => ({ line, rule: ruleId }));
}

describe("patterns whose cost grows faster than the text they read", () => {
  it("are refused: the line that once stopped all triage, and two of its kind, one of them put together at run time", async () => {
    expect(await lint(readFileSync(FIXTURE, "utf8"))).toEqual([
      { line: 1, rule: "regexp/no-super-linear-move" },
      { line: 2, rule: "regexp/no-super-linear-backtracking" },
      { line: 3, rule: "regexp/no-super-linear-backtracking" },
    ]);
  });

  it("are not confused with their linear twins", async () => {
    expect(
      await lint('export const tidy = (text) => text.replace(/(?<![ \\t])[ \\t]+\\n/g, "\\n");\n'),
    ).toEqual([]);
  });

  it.each([
    "server/reading/spam.ts",
    "components/ui/button.tsx",
    "contracts/board.ts",
    "scripts/test.mjs",
    "e2e/faults/run.ts",
    "server/intake/drafts.test.ts",
  ])("are looked for in %s", async (path) => {
    const config = (await new ESLint().calculateConfigForFile(path)) as { rules: Record<string, unknown> };
    for (const rule of RULES) expect(config.rules[rule]).toEqual([2, { report: "potential" }]);
  });
});
