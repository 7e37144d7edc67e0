import { defineConfig } from "@playwright/test";
import { patiently } from "./scripts/test-run/time-factor.mjs";
import { chromiumFlags, findChromium } from "./scripts/tools.mjs";

const executablePath = findChromium({ isShellFirst: true });

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  // One product and one database are shared: tests make what they need under names of their own, and end only sessions of their own.
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env["CI"]),
  // What passes only at the second try is told of as flaky, and is red where nothing may be overlooked.
  retries: process.env["CI"] ? 0 : 1,
  timeout: patiently(45_000),
  expect: { timeout: patiently(10_000) },
  reporter: [["list"]],
  globalSetup: "./e2e/fixtures/global-setup.ts",
  use: {
    baseURL: process.env["E2E_URL"],
    // Recording every test costs a third of the run: asked for when one is to be understood.
    trace: process.env["E2E_TRACE"] ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    reducedMotion: "reduce",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: chromiumFlags,
    },
  },
  projects: [
    { name: "desktop", grepInvert: /@phone-only/, use: { viewport: { width: 1280, height: 800 } } },
    {
      name: "phone",
      grep: /@phone/,
      use: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    },
  ],
});
