/**
 * `npm run backup -- <folder>`: copies the stopped embedded database, with the password of its roles and the secret, into a new folder
 * that `npm run restore` reads. A database at DATABASE_URL is backed up with pg_dump instead (README, “Backup”).
 */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { writeBackup } from "./folder-backup.mjs";
import { claimFolder } from "./process-records.mjs";
import { root } from "./processes.mjs";
import { dataFolder } from "./product.mjs";
import { becomeOwnerOf } from "./unprivileged.mjs";

const log = (line) => console.log(`backup  ${line}`);

async function main() {
  if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
  const [target, ...rest] = process.argv.slice(2);
  if (!target || target.startsWith("-") || rest.length)
    throw new Error("Say where to: npm run backup -- <folder that is not there yet>");
  if (process.env.DATABASE_URL)
    throw new Error(
      "DATABASE_URL is set, so the data is on a server of yours: back it up there, as its administrator, with\n" +
        "  pg_dump --format=custom --file=steady.dump steady\n" +
        "and keep STEADY_SECRET apart from it, without which what is encrypted in it cannot be read.",
    );
  const folder = dataFolder();
  if (!existsSync(join(folder, "postgres"))) throw new Error(`There is no embedded database in ${folder}.`);
  await becomeOwnerOf([folder], log);
  const records = await claimFolder(folder, log);
  try {
    const { files, bytes, hasSecret } = await writeBackup({ folder, target: resolve(target) });
    log(`${files} files, ${(bytes / 1e6).toFixed(0)} MB in ${resolve(target)}`);
    log(
      hasSecret
        ? "The secret is in it: whoever has this folder can read and sign everything. Keep it as you keep the data."
        : "The secret is not in it, because STEADY_SECRET was given from outside. Keep it too: what is encrypted cannot be read without.",
    );
  } finally {
    records.release();
  }
}

main().catch((error) => {
  console.error(`backup  ${error.message}`);
  process.exit(1);
});
