/** What is said of a database that came from elsewhere, before and after it is put to use. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { bareEnvironment } from "./product.mjs";
import { root } from "./processes.mjs";

const CHECKER = "dist/check-data.js";

/** @throws Error where nothing is built: what is restored could not be checked */
export function assertBuilt() {
  if (!existsSync(join(root, CHECKER))) throw new Error(`${CHECKER} is missing: run "npm run build" first.`);
}

/**
 * Refuses a database that a newer Steady has migrated: this one would read it wrongly.
 * @param {string[]} names the migrations that were applied to it
 */
export function assertNotNewer(names) {
  if (names.length === 0) throw new Error("This is no database of Steady: it lists no migrations.");
  const known = new Set(readdirSync(join(root, "prisma/migrations")));
  const unknown = names.filter((name) => !known.has(name)).sort();
  if (unknown.length)
    throw new Error(
      `This was made by a newer Steady than this one: it has the ${unknown.length === 1 ? "migration" : "migrations"} ` +
        `${unknown.join(", ")}. Update Steady first, then restore.`,
    );
}

/** The migrations of a database. */
export async function migrationsOf(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: there } = await client.query(
      "select to_regclass('public._prisma_migrations') is not null as is_there",
    );
    if (!there[0].is_there) return [];
    const { rows } = await client.query(
      "select migration_name from _prisma_migrations where rolled_back_at is null",
    );
    return rows.map((row) => row.migration_name);
  } finally {
    await client.end();
  }
}

/** As dist/check-data.js finds it; in a process of its own, with the product's own code. */
export function checkInProcess(orgIds, env) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [CHECKER], {
      cwd: root,
      env: { ...bareEnvironment(), ...env },
      stdio: ["pipe", "pipe", "pipe"],
    });
    let [output, complaints] = ["", ""];
    child.stdout.on("data", (d) => (output += d));
    child.stderr.on("data", (d) => (complaints = (complaints + d).slice(-4000)));
    child.once("error", fail);
    child.once("close", (code) => {
      if (code !== 0) return fail(new Error(`The restored data could not be checked:\n${complaints}`));
      done(JSON.parse(output.trim().split("\n").at(-1)));
    });
    child.stdin.end(orgIds.join("\n"));
  });
}

/**
 * Judges a restored and migrated database: the isolation rules by the catalogue, audit trails and encrypted columns by the product.
 * @param {Record<string, string>} urls the connection strings by the names of their variables
 * @param {{ secret: string, previousSecrets?: string, isDump?: boolean }} options secret: what STEADY_SECRET will be; isDump: one without
 *   any organization was made by somebody who was shown none
 * @param {typeof checkInProcess} check
 * @returns {Promise<{ summary: string[], isWhole: boolean }>} summary: lines for people
 * @throws Error when isolation does not hold: nothing may be started on that
 */
export async function judge(urls, { secret, previousSecrets = "", isDump = false }, check = checkInProcess) {
  const client = new pg.Client({ connectionString: urls.DATABASE_URL });
  await client.connect();
  let orgIds;
  try {
    const { rows: broken } = await client.query(readFileSync(join(root, "prisma/rls-gate.sql"), "utf8"));
    if (broken.length)
      throw new Error(
        `Organizations would not be kept apart in what was restored:\n${broken.map((row) => `  ${row.k}: ${row.relname}`).join("\n")}`,
      );
    // Row level security is forced on the owner as well.
    await client.query("begin; set local role steady_door");
    orgIds = (await client.query("select id from organization order by id")).rows.map((row) => row.id);
    await client.query("rollback");
  } finally {
    await client.end();
  }
  const found = await check(orgIds, {
    ...urls,
    NODE_ENV: "development",
    LOG_LEVEL: "error",
    STEADY_SECRET: secret,
    STEADY_PREVIOUS_SECRETS: previousSecrets,
  });
  const summary = [`${found.organizations} organizations, isolation rules hold`];
  const isEmptied = isDump && found.organizations === 0;
  if (isEmptied)
    summary.push(
      "It holds no organization: was it dumped by a role that row level security applies to, such as the owner?",
    );
  summary.push(
    found.brokenTrails.length
      ? `The audit trail is not what was sealed in ${found.brokenTrails.map((t) => `${t.orgId} (${t.reason})`).join(", ")}`
      : `${found.sealedEvents} sealed audit events, every trail whole`,
  );
  summary.push(
    found.secrets.shut
      ? `${found.secrets.shut} of ${found.secrets.all} encrypted secrets cannot be opened: set ` +
          "STEADY_SECRET to what it was where this comes from"
      : `${found.secrets.all} encrypted secrets, all can be opened`,
  );
  return {
    summary,
    isWhole: !isEmptied && found.brokenTrails.length === 0 && found.secrets.shut === 0,
  };
}
