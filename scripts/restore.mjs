/**
 * `npm run restore -- <backup> [--to <data folder>] [--overwrite]`: a folder that `npm run backup` wrote goes into a data folder; a dump of
 * pg_dump goes into the empty database of DATABASE_URL. Exit codes: 0 restored and whole; 2 restored, and something to look at, which is
 * said; 1 not restored.
 */
import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { openDatabase } from "./env-of-database.mjs";
import { isBackup } from "./folder-backup.mjs";
import { root } from "./processes.mjs";
import { dataFolder } from "./product.mjs";
import { restoreDump } from "./restore-dump.mjs";
import { restoreFolder } from "./restore-folder.mjs";
import { assertBuilt } from "./restored.mjs";
import { becomeOwnerOf } from "./unprivileged.mjs";

const log = (line) => console.log(`restore  ${line}`);
const { env } = process;

async function main() {
  if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { to: { type: "string" }, overwrite: { type: "boolean", default: false } },
  });
  if (positionals.length !== 1)
    throw new Error("Say what: npm run restore -- <backup> [--to <data folder>] [--overwrite]");
  const backup = resolve(positionals[0]);
  if (!existsSync(backup)) throw new Error(`There is nothing at ${backup}.`);
  assertBuilt();
  const secrets = { secret: env.STEADY_SECRET, previousSecrets: env.STEADY_PREVIOUS_SECRETS };
  const { isWhole, words } = isBackup(backup)
    ? await intoFolder(backup, values, secrets)
    : await intoDatabase(backup, values, secrets);
  log(words);
  log(
    "Mails that waited are sent when Steady starts. To look at a copy without writing to anybody, start it without SMTP_URL.",
  );
  process.exitCode = isWhole ? 0 : 2;
}

async function intoFolder(backup, { to, overwrite }, secrets) {
  if (env.DATABASE_URL && !to)
    throw new Error(
      "DATABASE_URL is set, and this is a backup of an embedded database: say into which data folder, with --to.",
    );
  const folder = to ? resolve(to) : dataFolder();
  if (!existsSync(join(backup, "secret")) && !secrets.secret && !existsSync(join(folder, "secret")))
    log(
      "The backup has no secret in it and STEADY_SECRET is not set: what is encrypted will not be readable until it is.",
    );
  await becomeOwnerOf([folder], log);
  const { isWhole, aside } = await restoreFolder({
    backup,
    folder,
    isOverwriting: overwrite,
    ...secrets,
    log,
  });
  const start = to ? `STEADY_DATA=${folder} npm start` : "npm start";
  return {
    isWhole,
    words: `restored to ${folder}; start it with: ${start}${aside ? `. What was there is in ${aside}` : ""}`,
  };
}

async function intoDatabase(backup, { to, overwrite }, secrets) {
  if (to || overwrite)
    throw new Error(
      "--to and --overwrite are for backups of an embedded database; a dump goes into DATABASE_URL.",
    );
  if (!env.DATABASE_URL)
    throw new Error(
      `${backup} is no backup of an embedded database. A dump goes into an empty database of a server: set DATABASE_URL and the four ` +
        "others (README, “Production”).",
    );
  if (!secrets.secret)
    throw new Error("STEADY_SECRET is not set: what is encrypted in the dump could not be read.");
  if (statSync(backup).isDirectory() && !existsSync(join(backup, "toc.dat")))
    throw new Error(`${backup} is neither a folder of "npm run backup" nor a dump.`);
  const { urls } = await openDatabase({ folder: dataFolder() });
  const { isWhole } = await restoreDump({ file: backup, urls, ...secrets, log });
  return { isWhole, words: "restored to the database of DATABASE_URL; start it with: npm start" };
}

main().catch((error) => {
  console.error(`restore  ${error.message}`);
  process.exit(1);
});
