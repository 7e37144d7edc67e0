/**
 * Applies the migrations with Prisma's own schema engine (its WebAssembly build, so that nothing is downloaded), then the queue's
 * tables, and checks for drift between the migrations and the Prisma schema.
 *
 * `node scripts/migrate.mjs` applies to DATABASE_URL; `--check` also fails when the schema files say something else than the database.
 */
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import { PrismaPg } from "@prisma/adapter-pg";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import pg from "pg";
import { assertSecretsFit, secretsOf } from "./secret-check.mjs";
import { checkDirect, directUrl } from "../server/db/direct.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Tables that Prisma does not speak about: partitions and the log they belong to. */
const OUTSIDE = /gateway_log/;

/** Differences that Prisma's schema cannot express; each is SQL in a migration. Anything else in a diff is drift. */
const EXPRESSED_IN_SQL = [
  /^DROP INDEX "\w+(?:_idx|_key)"$/, // partial, covering and GIN indexes
  /^ALTER TABLE "\w+" DROP CONSTRAINT "\w+_fkey\d*"$/,
  /^ALTER TABLE "\w+"(?:\s*ALTER COLUMN "\w+" DROP DEFAULT,?)+$/, // generated columns, identities
  /^DROP TABLE "gateway_log\w*"$/,
];

/**
 * Prisma's adapter cuts a script at every semicolon, which tears function bodies apart, and commits each piece by itself. Sent whole,
 * PostgreSQL runs a script as one transaction: a migration is applied entirely or not at all.
 */
class WholeScripts extends PrismaPg {
  pools = new Set();
  async connect() {
    const adapter = await super.connect();
    this.pools.add(adapter.underlyingDriver());
    adapter.executeScript = async (script) => void (await adapter.underlyingDriver().query(script));
    // The adapter has no reading of the catalogue's one-byte "char" (type 18), which the engine wants as a character: carry it as text
    // (type 25) and name it a character at the end.
    const performIO = adapter.performIO.bind(adapter);
    const queryRaw = adapter.queryRaw.bind(adapter);
    let chars = [];
    adapter.performIO = async (query) => {
      const result = await performIO(query);
      chars = result.fields.flatMap((field, at) => (field.dataTypeID === 18 ? [at] : []));
      for (const at of chars) result.fields[at].dataTypeID = 25;
      return result;
    };
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      for (const at of chars) result.columnTypes[at] = ColumnTypeEnum.Character;
      return result;
    };
    return adapter;
  }
}

let loading;

/** The engine's code, loaded once: its glue speaks to one instance per process, and a second would break what the first still does. */
function loadEngine() {
  loading ??= (async () => {
    const home = join(root, "node_modules/@prisma/schema-engine-wasm");
    const engine = await import(pathToFileURL(join(home, "schema_engine_bg.js")).href);
    const wasm = readFileSync(join(home, "schema_engine_bg.wasm"));
    const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": engine });
    engine.__wbg_set_wasm(instance.exports);
    instance.exports.__wbindgen_start();
    globalThis.PRISMA_WASM_PANIC_REGISTRY ??= {
      set_message: (message) => console.error(`schema engine: ${message}`),
    };
    return engine;
  })();
  return loading;
}

async function openEngine(url) {
  const engine = await loadEngine();
  const folder = join(root, "prisma/schema");
  const datamodels = readdirSync(folder)
    .filter((f) => f.endsWith(".prisma"))
    .sort()
    .map((f) => [join(folder, f), readFileSync(join(folder, f), "utf8")]);
  const adapter = new WholeScripts({ connectionString: url });
  const opened = await engine.SchemaEngine.new(
    { datamodels },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
  const close = async () => {
    opened.free();
    // Freeing the engine leaves its connections open, and a database with connections cannot be a template.
    for (const pool of adapter.pools) await pool.end();
  };
  return { engine: opened, datamodels, close };
}

function migrationsList() {
  const baseDir = join(root, "prisma/migrations");
  const names = readdirSync(baseDir, { withFileTypes: true })
    .filter((d) => d.isDirectory())
    .map((d) => d.name)
    .sort();
  return {
    baseDir,
    lockfile: {
      path: "migration_lock.toml",
      content: readFileSync(join(baseDir, "migration_lock.toml"), "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: names.map((path) => ({
      path,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(join(baseDir, path, "migration.sql"), "utf8") },
      },
    })),
  };
}

/** BullMQ's tables live in a schema of their own that only steady_queue may use. */
async function migrateQueue(url) {
  const { createPostgresBackend, withBackend } = await import("bullmq");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("create schema if not exists queue");
  const { Queue: PostgresQueue } = withBackend(createPostgresBackend);
  const queue = new PostgresQueue("migrate", {
    connection: { connectionString: url, schema: "queue", migrate: true },
  });
  await queue.waitUntilReady();
  await queue.close();
  await client.query(`
    grant usage, create on schema queue to steady_queue; -- each queue makes a sequence of its own at run time
    grant select, insert, update, delete on all tables in schema queue to steady_queue;
    do $$ declare s record; begin -- those that steady_queue made are its own, and not ours to grant
      for s in select sequencename from pg_sequences where schemaname = 'queue' and sequenceowner = current_user loop
        execute format('grant usage, select on sequence queue.%I to steady_queue', s.sequencename);
      end loop;
    end $$;
    grant execute on all functions in schema queue to steady_queue;
    select door.extend_log_partitions();`);
  await client.end();
}

/**
 * Takes from everybody what few may: temporary tables, which could stand in for those that a door means (the queue adds jobs through one,
 * and may open no door), and tables in the public schema. A database that was made from a template or filled from a dump has the rights
 * of a new one again, so this is done at every run.
 * @throws Error where the role that migrates may not take it
 */
async function closeDatabase(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query("select quote_ident(current_database()) as name");
    const statements =
      `revoke temporary on database ${rows[0].name} from public; grant temporary on database ${rows[0].name} to steady_queue; ` +
      "revoke create on schema public from public;";
    await client.query(statements);
    const { rows: open } = await client.query(`
      select rolname from pg_roles
      where rolname in ('steady_app', 'steady_worker', 'steady_relay', 'steady_queue', 'steady_door')
        and (has_schema_privilege(rolname, 'public', 'create')
          or has_database_privilege(rolname, current_database(), 'temporary') <> (rolname = 'steady_queue'))`);
    if (open.length)
      throw new Error(
        "The rights of these roles to make tables in this database are not as they must be: " +
          `${open.map((row) => row.rolname).join(", ")}. ` +
          `Its owner or an administrator must run once: ${statements}`,
      );
  } finally {
    await client.end();
  }
}

/**
 * Brings a database up to date.
 * @param {string} url the owner's connection string
 * @param {string[] | null} [secrets] those that the product will run with, the current one first; null when that is not known here
 * @returns {Promise<string[]>} the names of the migrations that were applied now
 * @throws Error before anything is changed when the database belongs to another secret
 */
export async function migrate(url, secrets = null) {
  await assertServer(url);
  if (secrets) await assertSecretsFit(url, secrets);
  const { engine, close } = await openEngine(url);
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: migrationsList(),
      filters: { externalTables: [], externalEnums: [] },
    });
    await migrateQueue(url);
    await closeDatabase(url);
    if (secrets) await assertSecretsFit(url, secrets);
    return appliedMigrationNames;
  } finally {
    await close();
  }
}

/**
 * The statements that would turn the database into what the Prisma schema says, less those that Prisma cannot express.
 * @param {string} url
 * @returns {Promise<string[]>} empty when there is no drift
 */
export async function findDrift(url) {
  const { engine, datamodels, close } = await openEngine(url);
  try {
    const files = datamodels.map(([path, content]) => ({ path, content }));
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: join(root, "prisma") },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return (stdout ?? "")
      .split(";")
      .map((s) => s.replace(/^[ \t]*--.*$/gm, "").trim())
      .filter((s) => s && !OUTSIDE.test(s) && !EXPRESSED_IN_SQL.some((known) => known.test(s)));
  } finally {
    await close();
  }
}

/** @throws Error when the server is too old or lacks the roles */
export async function assertServer(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  const { rows } = await client.query(
    "select current_setting('server_version_num')::int as version, (select count(*)::int from pg_roles where " +
      "rolname in ('steady_owner','steady_app','steady_worker','steady_relay','steady_queue','steady_door')) as " +
      "roles",
  );
  await client.end();
  if (rows[0].version < 150000)
    throw new Error(`PostgreSQL 15 or newer is needed; this server is ${rows[0].version}.`);
  if (rows[0].roles < 6)
    throw new Error(
      "Not all database roles are there: an administrator of the server must run prisma/roles.sql (see README, “Production”).",
    );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { DATABASE_URL, DATABASE_DIRECT_URL } = process.env;
  if (!DATABASE_URL) {
    console.error(
      "DATABASE_URL is not set: give the connection string of the owner role. (npm run demo and npm test bring their own database.)",
    );
    process.exit(1);
  }
  const { problem } = await checkDirect({ DATABASE_URL, DATABASE_DIRECT_URL });
  if (problem) {
    console.error(problem);
    process.exit(1);
  }
  const url = directUrl(DATABASE_URL, DATABASE_DIRECT_URL);
  let applied;
  try {
    applied = await migrate(url, secretsOf(process.env));
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
  console.log(applied.length ? `applied ${applied.join(", ")}` : "the database is up to date");
  if (process.argv.includes("--check")) {
    const drift = await findDrift(url);
    if (drift.length) {
      console.error(`the Prisma schema and the migrations disagree:\n${drift.join("\n")}`);
      process.exit(1);
    }
    console.log("no drift");
  }
  // All is done and closed; a timer of the queue's library would keep the process for ten seconds more.
  process.exit(0);
}
