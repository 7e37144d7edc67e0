import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { patiently } from "./scripts/test-run/time-factor.mjs";

/** The unit tests of rules alone, for `npm run test:mutation`: one project, so that a mutant is tried on the tests that reach it. */
export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    include: ["{contracts,server}/**/*.test.ts"],
    exclude: ["node_modules", "**/*.int.test.ts"],
    environment: "node",
    isolate: false,
    // A rule that never ends is stopped by Stryker, which knows how long its tests take.
    testTimeout: patiently(20_000),
  },
});
