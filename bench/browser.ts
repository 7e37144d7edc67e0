/** What benches of what a person sees stand on: the built product with a database of its own, and a Chromium in front of it. */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type BrowserContext } from "@playwright/test";
import { urlOfRunning } from "@/scripts/embedded-postgres.mjs";
import { cookiesOf } from "@/e2e/fixtures/http";
import { startOnFreePorts } from "@/scripts/product-on-free-ports";
import { chromiumFlags, findChromium } from "../scripts/tools.mjs";
import { machine } from "./stack";

export type Product = {
  url: string;
  browser: Browser;
  /** A browser of somebody's own, with nothing kept, signed in by a session's Cookie header; signed out without one. */
  visit(cookieHeader: string | null): Promise<BrowserContext>;
  stop(): Promise<void>;
};

type Options = {
  env?: Record<string, string>;
  flags?: string[];
  /** Runs between the migrations and the start, as the database's administrator. */
  prepare?: (adminUrl: string) => Promise<void>;
  /** Where the database is kept for the next run; without it everything is forgotten. */
  keptIn?: string | undefined;
};

/** Starts web, worker and database as `npm start` does, on free ports and with a commit that waits for the disk. */
export async function startProduct({
  env = {},
  flags = [],
  prepare,
  keptIn,
}: Options = {}): Promise<Product> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("There is no Chromium on this machine: CHROMIUM names one.");
  const folder = keptIn ?? mkdtempSync(join(tmpdir(), "steady-bench-"));
  // The database server's own user has to walk through it, or its data would lie elsewhere and stay behind.
  if (!keptIn) chmodSync(folder, 0o755);
  const { url, product } = await startOnFreePorts({
    folder,
    flags: ["fsync=on", "synchronous_commit=on", ...flags],
    prepare: async () => {
      await prepare?.(urlOfRunning(join(folder, "postgres"), "admin") ?? "");
      return {};
    },
    env,
  });
  let browser: Browser | undefined;
  const stop = async () => {
    await browser?.close();
    await product.stop();
    if (!keptIn) rmSync(folder, { recursive: true, force: true });
  };
  try {
    await product.ready();
    const opened = await chromium.launch({ executablePath, args: chromiumFlags });
    browser = opened;
    return {
      url,
      browser: opened,
      visit: async (cookieHeader) => {
        const context = await opened.newContext({
          baseURL: url,
          viewport: { width: 1280, height: 800 },
          locale: "en-GB",
          timezoneId: "Europe/Berlin",
        });
        if (cookieHeader !== null) await context.addCookies(cookiesOf(cookieHeader, url));
        return context;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Where a figure was measured: the machine, the browser, and how busy others kept it meanwhile. */
export const place = (browser: Browser): string =>
  `${machine()}, Chromium ${browser.version()}, load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(" ")}`;
