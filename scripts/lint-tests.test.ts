import { ESLint } from "eslint";
import { expect, it } from "vitest";
import { noFixedWait, noSilentTest } from "./lint-tests.mjs";

const alone = new ESLint({
  overrideConfigFile: true,
  overrideConfig: {
    files: ["**/*.ts"],
    plugins: { steady: { rules: { "no-fixed-wait": noFixedWait, "no-silent-test": noSilentTest } } },
    rules: { "steady/no-fixed-wait": "error", "steady/no-silent-test": "error" },
  },
});
const linesOf = async (code: string) =>
  (await alone.lintText(code, { filePath: "server/some.test.ts" })).flatMap(({ messages }) =>
    messages.map(({ line }) => line),
  );

it.each(["server/http/some.int.test.ts", "components/live/some.test.tsx", "e2e/journeys/some.spec.ts"])(
  "no test waits for a fixed while, or asserts nothing, in %s",
  async (path) => {
    const config = (await new ESLint().calculateConfigForFile(path)) as { rules: Record<string, unknown> };
    expect(config.rules["steady/no-fixed-wait"]).toEqual([2]);
    expect(config.rules["steady/no-silent-test"]).toEqual([2]);
  },
  120_000,
);

it("finds every way to wait for a while, and leaves limits and outcomes alone", async () => {
  expect(
    await linesOf(`await new Promise((next) => setTimeout(next, 300));
      import { setTimeout as sleep } from "node:timers/promises";
      await page.waitForTimeout(500);
      globalThis.setTimeout(check, 10);`),
  ).toEqual([1, 2, 3, 4]);
  expect(
    await linesOf(`test.setTimeout(120_000);
      await until(() => isDone());
      await expect.poll(read).toBe(1);
      await vi.advanceTimersByTimeAsync(300);`),
  ).toEqual([]);
});

it("finds tests that assert nothing, and knows those that leave it to a function", async () => {
  expect(
    await linesOf(`it("runs", () => { carryOut(); });
      test.each([1, 2])("runs %i", async (n) => {
        await carryOut(n);
      });
      test.runIf(isHere)("runs", () => carryOut());`),
  ).toEqual([1, 2, 5]);
  expect(
    await linesOf(`const isEmpty = (list) => expect(list).toEqual([]);
      function nothingLeft() { isEmpty(read()); }
      it("is empty", () => nothingLeft());
      it("is owned", () => assertOwned(folder));
      test("is seen", async ({ page }) => { await expectOpened(page); });
      test.describe("a screen", () => {});
      test.beforeEach(() => open());`),
  ).toEqual([]);
});
