/**
 * `npm run secrets:renew`, after STEADY_SECRET was replaced: seals again with it what was sealed with the ones before, and says what still
 * depends on them. May run beside the product, be ended, and be run again.
 *
 * --without-report-links: reporters' links made before may end · --secret-is-lost: none of the secrets that this database was used with is
 * left; the configured one takes their place, and what depends on them is lost
 *
 * Exit codes: 0 when the older secrets may be removed (or there are none), 1 when not yet, 2 when it could not be found out.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { secretChecks } from "../server/platform/key-ring.mjs";
import { keptSecret } from "./env-of-database.mjs";
import { root } from "./processes.mjs";
import { dataFolder } from "./product.mjs";
import { reachDatabase } from "./reach-database.mjs";
import { acrossOrganizations, renewSealedValues } from "./sealed-values.mjs";
import { assertSecretsFit, secretsOf } from "./secret-check.mjs";
import { findDependents, verdictOn } from "./secret-dependents.mjs";
import { becomeOwnerOf } from "./unprivileged.mjs";

const log = (line) => console.log(`secrets  ${line}`);

/** Makes the first secret that of a database whose own is lost. */
async function startOver(client, secrets) {
  await acrossOrganizations(
    client,
    `insert into door.secret_check (check_value) values ($1)
     on conflict (is_only) do update set check_value = excluded.check_value, since = now()`,
    [secretChecks(secrets)[0]],
  );
  log("the configured secret is that of this database from now on");
}

/** @throws Error while the product still runs with a secret of before: it could not read what was sealed with this one */
async function assertInUse(client, secrets) {
  const [current, ...before] = secretChecks(secrets);
  const [row] = await acrossOrganizations(client, "select check_value from door.secret_check");
  if (row && row.check_value !== current && before.includes(row.check_value))
    throw new Error(
      "Nothing has been started with this STEADY_SECRET yet: start web and worker with it first, then run this again.",
    );
}

async function renew(url, secrets, { isLost, isGivingUpReportLinks }) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query("select to_regclass('door.secret_check') is not null as known");
    if (!rows[0].known)
      throw new Error("This database is of an older version: run npm run db:migrate or npm start first.");
    if (isLost) await startOver(client, secrets);
    else {
      await assertInUse(client, secrets);
      await assertSecretsFit(url, secrets);
    }
    const { renewed, unreadable, left } = await renewSealedValues(client, secrets);
    for (const [column, n] of Object.entries(renewed)) log(`${column}: ${n} renewed`);
    for (const { table, organization, name, why } of unreadable)
      log(
        `cannot be opened (${why === "damaged" ? why : "its secret is not configured"}): ${table} “${name}” of ${organization}; ` +
          "its key or secret must be given anew",
      );
    const dependents = await findDependents(client, secrets);
    if (isLost)
      log(
        `lost with the secret: every session and link made before now, and ${dependents.apiKeys.n} API keys, which are refused ` +
          "from now on: make new ones",
      );
    const { mayGo, lines } = verdictOn({
      previous: secrets.length - 1,
      left,
      dependents,
      isGivingUpReportLinks,
    });
    for (const line of lines) log(line);
    return mayGo ? 0 : 1;
  } finally {
    await client.end();
  }
}

let database;
try {
  const { values } = parseArgs({
    options: { "secret-is-lost": { type: "boolean" }, "without-report-links": { type: "boolean" } },
  });
  if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
  if (!process.env.DATABASE_URL) await becomeOwnerOf([dataFolder()], log);
  const STEADY_SECRET =
    process.env.STEADY_SECRET || (process.env.DATABASE_URL ? undefined : keptSecret(dataFolder()));
  const secrets = secretsOf({ ...process.env, STEADY_SECRET });
  if (!secrets) throw new Error("STEADY_SECRET is not set: give the secret that web and worker run with.");
  database = await reachDatabase(log);
  process.exitCode = await renew(database.url, secrets, {
    isLost: values["secret-is-lost"] === true,
    isGivingUpReportLinks: values["without-report-links"] === true,
  });
} catch (error) {
  console.error(`secrets  ${error.message}`);
  process.exitCode = 2;
} finally {
  await database?.stop();
}
