/** `npm run dev`: web with Next's dev server and the worker, both from source and restarted on change, on a database in `.data/dev`. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled } from "./install.mjs";
import { keptSecret, openDatabase } from "./env-of-database.mjs";
import { environmentOf } from "./product.mjs";
import { secretsOf } from "./secret-check.mjs";
import { endProcess, root, startChild, stopOnSignal } from "./processes.mjs";

const log = (line) => console.log(`dev  ${line}`);

async function start() {
  await ensureInstalled(log);
  if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
  const { generateClient } = await import("./build.mjs");
  if (!existsSync(join(root, "server/db/generated"))) await generateClient();
  const folder = join(root, ".data/dev");
  const STEADY_SECRET =
    process.env.STEADY_SECRET || (process.env.DATABASE_URL ? undefined : keptSecret(folder));
  const database = await openDatabase({ folder: join(folder, "postgres"), log });
  const { migrate } = await import("./migrate.mjs");
  const applied = await migrate(database.urls.DATABASE_URL, secretsOf({ ...process.env, STEADY_SECRET }));
  if (applied.length) log(`applied migrations: ${applied.join(", ")}`);
  const env = {
    ...process.env,
    ...database.urls,
    NODE_ENV: "development",
    NEXT_TELEMETRY_DISABLED: "1",
    STEADY_SECRET,
  };
  const tsx = join(root, "node_modules/tsx/dist/cli.mjs");
  const watch = (name, entry) =>
    startChild({
      name,
      args: [tsx, "watch", "--clear-screen=false", "--exclude=./app/**", "--exclude=./components/**", entry],
      env: environmentOf(name, env),
      stdio: ["ignore", "inherit", "inherit"],
    });
  const children = [watch("web", "server/main.ts"), watch("worker", "workers/main.ts")];
  stopOnSignal(async () => {
    await Promise.all(children.map((child) => endProcess(child)));
    await database.stop();
  });
  log(`http://localhost:${env.PORT ?? 3000}`);
}

try {
  await start();
} catch (error) {
  console.error(`dev  ${error.message}`);
  process.exit(1);
}
