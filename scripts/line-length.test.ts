import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";

/** Which lines of a file's text the linter of this project finds too long. */
async function findLongLines(text: string, filePath: string): Promise<number[]> {
  const [result] = await new ESLint().lintText(text, { filePath });
  return result!.messages.filter(({ ruleId }) => ruleId === "max-len").map(({ line }) => line);
}

const comment = (chars: number): string => `// ${"x".repeat(chars - 3)}\n`;
const template = (name: string, chars: number): string =>
  `export const ${name} = \`${"x".repeat(chars - 20)}\`;\n`;

describe("lines over 140 columns", () => {
  it("are refused in comments and in texts alike, one column too many", async () => {
    const text = comment(140) + comment(141) + template("a", 140) + template("b", 141);
    expect(text.split("\n").map((line) => line.length)).toEqual([140, 141, 140, 141, 0]);
    expect(await findLongLines(text, "scripts/long-lines.mjs")).toEqual([2, 4]);
  });

  it.each([
    "server/reading/spam.ts",
    "components/ui/button.tsx",
    "contracts/board.ts",
    "scripts/test.mjs",
    "scripts/demo/story/slots.ts",
    "e2e/faults/run.ts",
    "bench/board.ts",
    "server/intake/drafts.test.ts",
  ])("are looked for in %s", async (path) => {
    const config = (await new ESLint().calculateConfigForFile(path)) as { rules: Record<string, unknown> };
    expect(config.rules["max-len"]).toEqual([2, { code: 140, tabWidth: 2 }]);
  });

  it("are for word lists alone", async () => {
    const path = "server/reading/models/stop-words.ts";
    const config = (await new ESLint().calculateConfigForFile(path)) as { rules: Record<string, unknown> };
    expect(config.rules["max-len"]).toBeUndefined();
  });
});
