import { resolve } from "node:path";
import { ESLint } from "eslint";
import ts from "typescript";
import { expect, it } from "vitest";

const eslint = new ESLint();

/** A program of one file that is nowhere, and what it imports: the whole project's types take ten times as long. */
function programOf(filePath: string, code: string): ts.Program {
  const { config } = ts.readConfigFile("tsconfig.json", (path) => ts.sys.readFile(path)) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, process.cwd());
  const host = ts.createCompilerHost(options);
  const readFile = host.readFile.bind(host);
  host.readFile = (path) => (path === filePath ? code : readFile(path));
  return ts.createProgram([filePath], { ...options, types: [] }, host);
}

it.each([
  "server/monitoring/log-formats/generic.ts",
  "server/intake/sources/zendesk.ts",
  "server/api/input-guard.ts",
  "server/platform/json.ts",
  "server/http/read-body.ts",
  "workers/schedule.ts",
  "contracts/monitoring.ts",
  "components/format/time.tsx",
  "components/launches/dates-fields.tsx",
])(
  "text is made a date through one reader in %s",
  async (path) => {
    const config = (await eslint.calculateConfigForFile(path)) as { rules: Record<string, unknown> };
    expect(config.rules["steady/no-date-from-text"]).toEqual([2]);
  },
  120_000,
);

it("finds dates made of text, and leaves those made of counts and dates alone", async () => {
  const code = `
    import { z } from "zod";
    export const some = [Date.parse("x"), (text: string) => new Date(text)];
    export const more = [(any: unknown) => new Date(any as string | number), z.coerce.date()];
    export const good = [new Date(), (ms: number) => new Date(ms), (at: Date) => new Date(at)];
    export const fine = [new Date(2026, 1, 1), (at: Date | number) => new Date(at)];
  `;
  const filePath = resolve("server/platform/some-dates.ts");
  const parserOptions = { projectService: false, programs: [programOf(filePath, code)] };
  const alone = new ESLint({ overrideConfig: { languageOptions: { parserOptions } } });
  const [result] = await alone.lintText(code, { filePath });
  const found = result!.messages.filter(({ ruleId }) => ruleId === "steady/no-date-from-text");
  expect(found).toHaveLength(4);
  expect(new Set(found.map(({ line }) => line))).toEqual(new Set([3, 4]));
}, 120_000);
