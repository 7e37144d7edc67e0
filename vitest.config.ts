import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { patiently } from "./scripts/test-run/time-factor.mjs";

const alias = { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") };
const exclude = ["node_modules", ".next", "dist", "dist-faults", ".data"];

export default defineConfig({
  test: {
    reporters: ["default"],
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["{app,components,contracts,server,workers,scripts}/**/*.test.{ts,tsx}"],
          exclude: [...exclude, "**/*.int.test.ts"],
          environment: "node",
          // Most of a file's time went into loading what the file before it had loaded: what a file changes, it puts back.
          isolate: false,
          testTimeout: patiently(5_000),
          hookTimeout: patiently(10_000),
        },
      },
      {
        resolve: { alias },
        test: {
          name: "integration",
          include: ["{app,server,workers,scripts}/**/*.int.test.ts"],
          exclude,
          environment: "node",
          globalSetup: ["server/testing/global-setup.ts"],
          setupFiles: ["server/testing/setup.ts"],
          pool: "forks",
          maxWorkers: 2,
          testTimeout: patiently(30_000),
          hookTimeout: patiently(60_000),
          expect: { poll: { timeout: patiently(5_000) } },
        },
      },
    ],
  },
});
