/** The built product, whole: a database, web and worker. What `npm start`, the demo, the boot check and the browser tests all run. */
import { existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { keptSecret, openDatabase } from "./env-of-database.mjs";
import { keepRunning, root, waitForOk } from "./processes.mjs";

/** The folder of everything an installation keeps on this machine: `.data`, or what STEADY_DATA names. */
export function dataFolder(env = process.env) {
  const wanted = env.STEADY_DATA || ".data";
  return isAbsolute(wanted) ? wanted : join(root, wanted);
}

/** A batch of reports outlives a young generation of the usual size, and would be copied to the old one only to die there. */
export const WORKER_FLAGS = ["--max-semi-space-size=32"];

/** What a person may have set for their own installation; a demo or a test must never reach it. */
const OWN_SETTINGS =
  /^(?:DATABASE_|REDIS_URL$|SMTP_URL$|STEADY_SECRET$|STEADY_PREVIOUS_SECRETS$|PUBLIC_URL$|HOST$|PORT$|WORKER_PORT$|QUEUES$|TRUSTED_PROXIES$|METRICS_TOKEN$|DEMO_CLOCK$|GUARD_OFF$|FAULT_AT$|NODE_ENV$|LOG_LEVEL$)/;

/** This process's environment without settings of the product. */
export function bareEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !OWN_SETTINGS.test(name)));
}

/** The last lines of a log that `startProduct` wrote, for a message about what went wrong. */
export function tailOf(file, lines = 15) {
  return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n") : "";
}

/**
 * Starts the database, brings it up to date, and runs web and worker until `stop`.
 *
 * @param {{ folder: string, env?: Record<string, string | undefined>, flags?: string[], logsIn?: string, log: (line: string) => void, onGivenUp?: (code: number | null) => void,
 *   isApart?: boolean, prepare?: (env: Record<string, string | undefined>) => Promise<Record<string, string>> }} options
 *   isApart: true for demos and tests, which take no setting of the product from this process's environment; prepare: runs between the
 *   migrations and the start, may add settings;
 *   folder: where an embedded database and the secret are kept; env: settings of the product on top of this process's own; flags: extra
 *   settings of an embedded database; logsIn: a folder for web.log and worker.log, this process's own output when left out;
 *   onGivenUp: told when web ends within seconds of its start, which means a wrong setting
 */
export async function startProduct({
  folder,
  env: settings = {},
  flags = [],
  logsIn,
  log,
  isApart = false,
  prepare = async () => ({}),
  onGivenUp = () => {},
}) {
  for (const file of ["dist/main.js", "dist/worker.js", ".next/BUILD_ID"]) {
    if (!existsSync(join(root, file))) throw new Error(`${file} is missing: run "npm run build" first.`);
  }
  const given = { ...(isApart ? bareEnvironment() : process.env), ...settings };
  mkdirSync(folder, { recursive: true });
  const database = await openDatabase({ folder: join(folder, "postgres"), env: given, flags, log });
  let env;
  try {
    const { migrate } = await import("./migrate.mjs");
    const applied = await migrate(database.urls.DATABASE_URL);
    if (applied.length) log(`applied migrations: ${applied.join(", ")}`);
    env = {
      NODE_ENV: "production",
      ...given,
      ...database.urls,
      NEXT_TELEMETRY_DISABLED: "1",
      STEADY_SECRET: given.STEADY_SECRET || (database.isEmbedded ? keptSecret(folder) : undefined),
    };
    Object.assign(env, await prepare(env));
  } catch (error) {
    await database.stop();
    throw error;
  }
  let isStopping = false;
  const run = (name, file, { nodeFlags = [], ...options } = {}) => {
    if (logsIn) mkdirSync(logsIn, { recursive: true });
    const output = logsIn ? openSync(join(logsIn, `${name}.log`), "a") : "inherit";
    return keepRunning({
      name,
      args: ["--enable-source-maps", ...nodeFlags, file],
      env,
      log,
      stdio: ["ignore", output, output],
      ...options,
    });
  };
  let hasGivenUp = false;
  const web = run("web", "dist/main.js", {
    mayCrashAtBoot: false,
    onGivenUp: (code) => {
      hasGivenUp = true;
      onGivenUp(code);
    },
  });
  const worker = run("worker", "dist/worker.js", { nodeFlags: WORKER_FLAGS });
  const local = (port) => `http://127.0.0.1:${port}`;

  return {
    env,
    database,
    web,
    worker,
    /** Waits until both answer that they are ready; says what their logs say when they do not. */
    ready: async (withinMs = 60_000) => {
      try {
        await waitForOk(`${local(env.PORT ?? 3000)}/readyz`, {
          withinMs,
          isGone: () => hasGivenUp || isStopping,
        });
        await waitForOk(`${local(env.WORKER_PORT ?? 3001)}/readyz`, { withinMs, isGone: () => isStopping });
      } catch (error) {
        const said = logsIn
          ? `\n--- web.log\n${tailOf(join(logsIn, "web.log"))}\n--- worker.log\n${tailOf(join(logsIn, "worker.log"))}`
          : "";
        throw new Error(`${error.message}${said}`);
      }
    },
    /** Ends worker and web, then the database; answers with the exit codes (null: had to be killed). */
    stop: async () => {
      isStopping = true;
      const [webCode, workerCode] = await Promise.all([web.stop(), worker.stop()]);
      await database.stop();
      return { web: webCode, worker: workerCode };
    },
  };
}
