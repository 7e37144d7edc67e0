/** Restores what `npm run backup` wrote into a data folder. */
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { startPostgres } from "./embedded-postgres.mjs";
import { assertUndamaged, copyBackup, readManifest } from "./folder-backup.mjs";
import { migrate } from "./migrate.mjs";
import { clusterUser, nativeFolder } from "./postgres-cluster.mjs";
import { claimFolder } from "./process-records.mjs";
import { assertNotNewer, checkInProcess, judge, migrationsOf } from "./restored.mjs";

/** What a backup brings; the rest of a data folder stays as it is. */
const PARTS = ["postgres", "postgres.passwords", "postgres.password", "secret"];

const ourMajor = () =>
  /\b(\d+)/.exec(execFileSync(join(nativeFolder(), "bin/postgres"), ["--version"]).toString())[1];

/** An older server does not read a newer one's files, nor a newer one an older's: only a dump goes from one to the other. */
function assertSameServer(manifest) {
  const ours = ourMajor();
  if (manifest.postgres !== ours)
    throw new Error(
      `This backup is of PostgreSQL ${manifest.postgres} (Steady ${manifest.steady}); this Steady brings PostgreSQL ${ours}, which does ` +
        "not read its files. Restore it with the Steady it was made by.",
    );
}

/**
 * Copies a backup beside what is there, starts it, brings it up to date and looks whether it is whole; only then it takes its place.
 *
 * @param {{ backup: string, folder: string, isOverwriting?: boolean, secret?: string, previousSecrets?: string,
 *   log?: (line: string) => void,
 *   check?: typeof checkInProcess, flags?: string[] }} options folder: the data folder; isOverwriting: what is there is put aside, in a
 *   folder beside; secret: STEADY_SECRET where it is not kept in the data folder
 * @returns {Promise<{ isWhole: boolean, aside: string | null }>} aside: where what was there is now
 * @throws Error when it cannot be restored; the data folder is then as it was
 */
export async function restoreFolder({
  backup,
  folder,
  isOverwriting = false,
  secret,
  previousSecrets,
  log = () => {},
  check = checkInProcess,
  flags = [],
}) {
  const manifest = readManifest(backup);
  assertSameServer(manifest);
  await assertUndamaged(backup);
  const records = await claimFolder(folder, log);
  const staging = join(folder, "restoring");
  try {
    const there = PARTS.filter((name) => existsSync(join(folder, name)));
    const hasData = there.includes("postgres") && readdirSync(join(folder, "postgres")).length > 0;
    if (hasData && !isOverwriting)
      throw new Error(
        `There is data in ${folder} already. Restore to another folder (--to), or say --overwrite to put what is there aside.`,
      );
    rmSync(staging, { recursive: true, force: true });
    mkdirSync(staging, { mode: 0o711 });
    await copyBackup(backup, staging);
    // As root, who starts no server, it is the server's user's.
    const { uid, gid } = clusterUser(join(folder, "postgres"));
    if (uid !== undefined) execFileSync("chown", ["-R", `${uid}:${gid}`, staging]);
    log(`${manifest.files.length} files are what was backed up at ${manifest.madeAt}`);
    const kept = [join(staging, "secret"), join(folder, "secret")].find(existsSync);
    const used =
      secret || (kept && readFileSync(kept, "utf8").trim()) || randomBytes(48).toString("base64url");
    const isWhole = await tryIt({
      dir: join(staging, "postgres"),
      secret: used,
      previousSecrets,
      log,
      check,
      flags,
    });
    const aside = there.length
      ? join(folder, `before-${new Date().toISOString().replace(/\D/g, "").slice(0, 17)}`)
      : null;
    if (aside) mkdirSync(aside, { mode: 0o700 });
    for (const name of PARTS) {
      const isComing = existsSync(join(staging, name));
      // A secret that is here stays where the backup has none.
      if (aside && there.includes(name) && (isComing || name !== "secret"))
        renameSync(join(folder, name), join(aside, name));
      if (isComing) renameSync(join(staging, name), join(folder, name));
    }
    return { isWhole, aside };
  } finally {
    rmSync(staging, { recursive: true, force: true });
    records.release();
  }
}

async function tryIt({ dir, secret, previousSecrets, log, check, flags }) {
  const server = await startPostgres({ dir, flags, log });
  try {
    assertNotNewer(await migrationsOf(server.urls.owner));
    const applied = await migrate(server.urls.owner);
    if (applied.length) log(`applied migrations: ${applied.join(", ")}`);
    const urls = {
      DATABASE_URL: server.urls.owner,
      DATABASE_APP_URL: server.urls.app,
      DATABASE_WORKER_URL: server.urls.worker,
      DATABASE_RELAY_URL: server.urls.relay,
      DATABASE_QUEUE_URL: server.urls.queue,
    };
    const { summary, isWhole } = await judge(urls, { secret, previousSecrets }, check);
    for (const line of summary) log(line);
    return isWhole;
  } finally {
    await server.stop();
    rmSync(`${dir}.keeper`, { force: true });
  }
}
