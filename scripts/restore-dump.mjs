/** Restores a dump of pg_dump (custom, directory or tar format) into an empty database of a server of one's own. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { assertServer, migrate } from "./migrate.mjs";
import { assertNotNewer, checkInProcess, judge } from "./restored.mjs";

/** Runs pg_restore to its end. @throws Error with what it said; when it is not installed */
function pgRestore(args, { env = {}, tool }) {
  return new Promise((done, fail) => {
    const child = spawn(tool, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let [output, complaints] = ["", ""];
    child.stdout.on("data", (d) => (output += d));
    child.stderr.on("data", (d) => (complaints = (complaints + d).slice(-4000)));
    child.once("error", (error) =>
      fail(
        error.code === "ENOENT"
          ? new Error(
              `${tool} was not found. Install PostgreSQL's client programs, of the server's version or newer, ` +
                "or set PG_RESTORE to where it is.",
            )
          : error,
      ),
    );
    child.once("close", (code) =>
      code === 0 ? done(output) : fail(new Error(`pg_restore: ${complaints.trim()}`)),
    );
  });
}

/** A connection for a program of PostgreSQL's: the password goes by the environment, where other users cannot read it. */
function connectionOf(url) {
  const bare = new URL(url);
  const password = decodeURIComponent(bare.password);
  bare.password = "";
  return { args: ["--dbname", bare.href], env: password ? { PGPASSWORD: password } : {} };
}

/** The migrations that a dump says were applied, from its copy of their table. */
export function readMigrations(copied) {
  const [, columns, rows] =
    /^COPY public\._prisma_migrations \(([^)]*)\) FROM stdin;\n([\s\S]*?)^\\\.$/m.exec(copied) ?? [];
  if (columns === undefined) return [];
  const names = columns.split(", ");
  const [name, rolledBack] = [names.indexOf("migration_name"), names.indexOf("rolled_back_at")];
  return rows
    .split("\n")
    .filter(Boolean)
    .map((row) => row.split("\t"))
    .filter((row) => row[rolledBack] === "\\N")
    .map((row) => row[name]);
}

/** The functions of a dump's table of contents that steady_door owns, as `schema.name(arguments)`. */
export function readDoors(list) {
  return list.split("\n").flatMap((line) => {
    const [, schema, signature] = /^\d+; \d+ \d+ FUNCTION (\S+) (.+\)) steady_door$/.exec(line) ?? [];
    return schema === undefined ? [] : [`${pg.escapeIdentifier(schema)}.${signature}`];
  });
}

async function withClient(url, use) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** @throws Error when there is anything in the database that an extension did not bring */
async function assertEmpty(client) {
  const { rows } = await client.query(`
    select
      format('%s.%s', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    union all
    select nspname from pg_namespace where nspname in ('door', 'queue')
    limit 1`);
  if (rows.length)
    throw new Error(
      `The database of DATABASE_URL is not empty (${rows[0].name} is in it). Make a new one and name that: ` +
        "create database steady_restored owner steady_owner;",
    );
}

/** Puts into the database what is in the dump, but for the queue; all of it or nothing. */
async function fill({ file, url, tool, list }) {
  const { args, env } = connectionOf(url);
  const folder = mkdtempSync(join(tmpdir(), "steady-restore-"));
  try {
    // Left out: what is in the queue's schema, and what is said of extensions, which may be an administrator's. (Leaving a schema out by
    // --exclude-schema would leave out the rights on the schema public as well, which is not in the dump itself.)
    const wanted = join(folder, "list");
    writeFileSync(
      wanted,
      list.replace(/^(?:.* COMMENT - EXTENSION .*|\d+; \d+ \d+ [A-Z ]+ queue .*)$/gm, ""),
    );
    const how = ["--single-transaction", "--exit-on-error", "--no-owner", `--use-list=${wanted}`];
    await pgRestore([...how, ...args, file], { env, tool });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Restores a dump as the owner, in one transaction, then puts right what the owner cannot say in a dump: the doors are handed to
 * steady_door, the rights of the database are closed, and the queue, which the outbox fills again, is made anew.
 *
 * @param {{ file: string, urls: Record<string, string>, secret: string, previousSecrets?: string, tool?: string,
 *   log?: (line: string) => void, check?: typeof checkInProcess }} options urls: the connection strings by the names of their variables
 * @returns {Promise<{ isWhole: boolean }>}
 * @throws Error when the dump is no dump of Steady, of a newer one, or cannot be read, or the database is not empty: nothing is changed
 *   then; also when isolation does not hold in what was restored
 */
export async function restoreDump({
  file,
  urls,
  secret,
  previousSecrets,
  tool = process.env.PG_RESTORE || "pg_restore",
  log = () => {},
  check = checkInProcess,
}) {
  const owner = urls.DATABASE_URL;
  await assertServer(owner);
  const list = await pgRestore(["--list", file], { tool });
  const copied = await pgRestore(
    ["--data-only", "--schema=public", "--table=_prisma_migrations", "--file=-", file],
    { tool },
  );
  assertNotNewer(readMigrations(copied));
  await withClient(owner, assertEmpty);
  await fill({ file, url: owner, tool, list });
  log("the dump is in the database");
  await withClient(owner, (client) =>
    client.query(`begin;
      grant create on schema door to steady_door;
      ${readDoors(list)
        .map((door) => `alter function ${door} owner to steady_door;`)
        .join("\n")}
      revoke create on schema door from steady_door;
      commit`),
  );
  // Nobody holds what was being carried when the dump was made: it is carried again at once, whatever this server's clock says.
  await withClient(urls.DATABASE_RELAY_URL, (client) =>
    client.query("update outbox set enq_at = null where state = 'pending' and enq_at is not null"),
  );
  const applied = await migrate(owner);
  if (applied.length) log(`applied migrations: ${applied.join(", ")}`);
  const { summary, isWhole } = await judge(urls, { secret, previousSecrets, isDump: true }, check);
  for (const line of summary) log(line);
  return { isWhole };
}
