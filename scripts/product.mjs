/** The built product, whole: a database, web and worker. What `npm start`, the demo, the boot check and the browser tests all run. */
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { keptSecret, openDatabase } from "./env-of-database.mjs";
import { chargesNow } from "./guard.mjs";
import { assertPortsFree } from "./ports.mjs";
import { claimFolder } from "./process-records.mjs";
import { root, startChild, waitForOk } from "./processes.mjs";
import { secretsOf } from "./secret-check.mjs";
import { addressOf, supervise } from "./supervisor.mjs";

/** The folder of everything an installation keeps on this machine: `.data`, or what STEADY_DATA names. */
export function dataFolder(env = process.env) {
  const wanted = env.STEADY_DATA || ".data";
  return isAbsolute(wanted) ? wanted : join(root, wanted);
}

/** A batch of reports outlives a young generation of the usual size, and would be copied to the old one only to die there. */
export const WORKER_FLAGS = ["--max-semi-space-size=32"];

/** What a person may have set for their own installation; a demo or a test must never reach it. */
const OWN_SETTINGS = [
  "REDIS_URL",
  "SMTP_URL",
  "STEADY_SECRET",
  "STEADY_PREVIOUS_SECRETS",
  "PUBLIC_URL",
  "HOST",
  "PORT",
  "WORKER_PORT",
  "WORKER_HOST",
  "QUEUES",
  "TRUSTED_PROXIES",
  "FORM_REPORTS_PER_NETWORK",
  "ACCESS_LOG",
  "METRICS_TOKEN",
  "DEMO_CLOCK",
  "GUARD_OFF",
  "FAULT_AT",
  "NODE_ENV",
  "LOG_LEVEL",
];
const isOwnSetting = (name) => name.startsWith("DATABASE_") || OWN_SETTINGS.includes(name);

/** This process's environment without settings of the product. */
export function bareEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOwnSetting(name)));
}

/** Database users that a process has no use for: the owner's is for migrations, the worker's opens doors that web must not. */
const NOT_GIVEN = { web: ["DATABASE_URL", "DATABASE_WORKER_URL"], worker: ["DATABASE_URL"] };

/**
 * An environment without what is not this process's business.
 * @param {"web" | "worker"} name
 * @param {Record<string, string | undefined>} env
 */
export function environmentOf(name, env) {
  return Object.fromEntries(Object.entries(env).filter(([variable]) => !NOT_GIVEN[name].includes(variable)));
}

/** The last lines of a log that `startProduct` wrote, for a message about what went wrong. */
export function tailOf(file, lines = 15) {
  return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n") : "";
}

const BUILT = ["dist/main.js", "dist/worker.js", ".next/BUILD_ID"];

/**
 * Starts the database, brings it up to date, and keeps web and worker (and an embedded database) running until `stop`.
 *
 * @param {{ folder: string, env?: Record<string, string | undefined>, flags?: string[], logsIn?: string, log: (line: string) => void,
 *   onGivenUp?: (why: { reason: string, code: number }) => void, isApart?: boolean,
 *   prepare?: (env: Record<string, string | undefined>) => Promise<Record<string, string>> }} options
 *   isApart: true for demos and tests, which take no setting of the product from this process's environment; prepare: runs between the
 *   migrations and the start, may add settings;
 *   folder: where an embedded database, the secret and the list of what runs are kept; env: settings of the product on top of this
 *   process's own; flags: extra settings of an embedded database; logsIn: a folder for web.log and worker.log, this process's own output
 *   when left out; onGivenUp: told when the whole cannot be kept running; stopping what still runs is up to the caller
 * @throws Error when another process runs on the folder, a port is taken, the database cannot be opened or a setting is missing
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
  for (const file of BUILT)
    if (!existsSync(join(root, file))) throw new Error(`${file} is missing: run "npm run build" first.`);
  const given = { ...(isApart ? bareEnvironment() : process.env), ...settings };
  const records = await claimFolder(folder, log);
  let database;
  let env;
  try {
    await assertPortsFree(given);
    const STEADY_SECRET = given.STEADY_SECRET || (given.DATABASE_URL ? undefined : keptSecret(folder));
    database = await openDatabase({ folder: join(folder, "postgres"), env: given, flags, log });
    const { migrate } = await import("./migrate.mjs");
    const applied = await migrate(database.urls.DATABASE_URL, secretsOf({ ...given, STEADY_SECRET }));
    if (applied.length) log(`applied migrations: ${applied.join(", ")}`);
    env = {
      NODE_ENV: "production",
      // Threads would each take memory from an arena of its own, which is given back late or never.
      MALLOC_ARENA_MAX: "2",
      ...given,
      ...database.urls,
      NEXT_TELEMETRY_DISABLED: "1",
      STEADY_SECRET,
    };
    Object.assign(env, await prepare(env));
  } catch (error) {
    await database?.stop();
    records.release();
    throw error;
  }

  const start = (name, file, nodeFlags = []) => {
    if (logsIn) mkdirSync(logsIn, { recursive: true });
    const output = logsIn ? openSync(join(logsIn, `${name}.log`), "a") : "inherit";
    try {
      const args = ["--enable-source-maps", ...nodeFlags, file];
      return startChild({ name, args, env: environmentOf(name, env), stdio: ["ignore", output, output] });
    } finally {
      if (logsIn) closeSync(output);
    }
  };
  const entries = {
    web: { url: addressOf(env.HOST, env.PORT ?? 3000), start: () => start("web", "dist/main.js") },
    worker: {
      url: addressOf(env.WORKER_HOST, env.WORKER_PORT ?? 3001),
      start: () => start("worker", "dist/worker.js", WORKER_FLAGS),
    },
  };
  const supervisor = supervise({
    server: database.server,
    entries,
    log,
    onStarted: () => records.note(chargesNow()),
    onGivenUp,
  });

  return {
    env,
    database,
    /** Waits until both answer that they are ready; says what their logs say when they do not. */
    ready: async (withinMs = 60_000) => {
      try {
        for (const { url } of Object.values(entries))
          await waitForOk(`${url}/readyz`, { withinMs, isGone: supervisor.isOver });
      } catch (error) {
        const tails = Object.keys(entries).map(
          (name) => `\n--- ${name}.log\n${tailOf(join(logsIn ?? "", `${name}.log`))}`,
        );
        throw new Error(`${error.message}${logsIn ? tails.join("") : ""}`);
      }
    },
    /**
     * Ends worker and web, then the database; answers with the exit codes (null: had to be killed).
     * @param {number} [withinMs] how long each may take; what takes longer is killed
     */
    stop: async (withinMs) => {
      try {
        records.note(chargesNow(), true);
      } catch {
        // The disk is full: the next start will ask to stop this one first, while it is still there.
      }
      const codes = await supervisor.stop(withinMs);
      await database.stop(withinMs);
      records.release();
      return codes;
    },
  };
}
