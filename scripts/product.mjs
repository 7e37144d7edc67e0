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

/** The last lines of a log that `startProduct` wrote, for a message about what went wrong. */
export function tailOf(file, lines = 15) {
  return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n") : "";
}

/**
 * Starts the database, brings it up to date, and runs web and worker until `stop`.
 *
 * @param {{ folder: string, env?: Record<string, string | undefined>, flags?: string[], logsIn?: string, log: (line: string) => void, onGivenUp?: (code: number | null) => void }} options
 *   folder: where an embedded database and the secret are kept; env: settings of the product on top of this process's own; flags: extra
 *   settings of an embedded database; logsIn: a folder for web.log and worker.log, this process's own output when left out;
 *   onGivenUp: told when web ends within seconds of its start, which means a wrong setting
 */
export async function startProduct({ folder, env: settings = {}, flags = [], logsIn, log, onGivenUp = () => {} }) {
  for (const file of ["dist/main.js", "dist/worker.js", ".next/BUILD_ID"]) {
    if (!existsSync(join(root, file))) throw new Error(`${file} is missing: run "npm run build" first.`);
  }
  const given = { ...process.env, ...settings };
  mkdirSync(folder, { recursive: true });
  const database = await openDatabase({ folder: join(folder, "postgres"), env: given, flags, log });
  let applied;
  try {
    const { migrate } = await import("./migrate.mjs");
    applied = await migrate(database.urls.DATABASE_URL);
  } catch (error) {
    await database.stop();
    throw error;
  }
  if (applied.length) log(`applied migrations: ${applied.join(", ")}`);

  const env = {
    NODE_ENV: "production",
    ...given,
    ...database.urls,
    NEXT_TELEMETRY_DISABLED: "1",
    STEADY_SECRET: given.STEADY_SECRET || (database.isEmbedded ? keptSecret(folder) : undefined),
  };
  let isStopping = false;
  const run = (name, file, options) => {
    if (logsIn) mkdirSync(logsIn, { recursive: true });
    const output = logsIn ? openSync(join(logsIn, `${name}.log`), "a") : "inherit";
    return keepRunning({ name, args: ["--enable-source-maps", file], env, log, stdio: ["ignore", output, output], ...options });
  };
  let hasGivenUp = false;
  const web = run("web", "dist/main.js", {
    mayCrashAtBoot: false,
    onGivenUp: (code) => {
      hasGivenUp = true;
      onGivenUp(code);
    },
  });
  const worker = run("worker", "dist/worker.js", {});
  const local = (port) => `http://127.0.0.1:${port}`;

  return {
    env,
    database,
    web,
    worker,
    /** Waits until both answer that they are ready; says what their logs say when they do not. */
    ready: async (withinMs = 60_000) => {
      try {
        await waitForOk(`${local(env.PORT ?? 3000)}/readyz`, { withinMs, isGone: () => hasGivenUp || isStopping });
        await waitForOk(`${local(env.WORKER_PORT ?? 3001)}/readyz`, { withinMs, isGone: () => isStopping });
      } catch (error) {
        const said = logsIn ? `\n--- web.log\n${tailOf(join(logsIn, "web.log"))}\n--- worker.log\n${tailOf(join(logsIn, "worker.log"))}` : "";
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
