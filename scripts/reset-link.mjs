/**
 * `npm run reset-link -- person@example.com` prints a link that sets a new password: once, within the hour. For installations without a
 * mail
 * server, by whoever runs them; where mail is sent, people ask for their link on the sign-in page. May run beside the product.
 *
 * Exit codes: 0 when a link was printed, 1 when there is no such account, 2 when it could not be made.
 */
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { keyRing, linkMacs } from "../server/platform/key-ring.mjs";
import { keptSecret } from "./env-of-database.mjs";
import { root } from "./processes.mjs";
import { dataFolder } from "./product.mjs";
import { reachDatabase } from "./reach-database.mjs";
import { acrossOrganizations } from "./sealed-values.mjs";
import { assertSecretsFit, secretsOf } from "./secret-check.mjs";
import { becomeOwnerOf } from "./unprivileged.mjs";

const log = (line) => console.log(`link  ${line}`);

/** A new link's secret; null when there is no account with this address. */
async function makeLink(client, email) {
  const [row] = await acrossOrganizations(
    client,
    `insert into account_link (id, account_id, kind, expires_at)
     select $1, a.id, 'password_reset', now() + interval '1 hour'
     from account a
     where a.email = $2
     returning secret`,
    [`lnk_${randomUUID().replaceAll("-", "")}`, email],
  );
  return row?.secret ?? null;
}

async function printLink(url, secrets, email) {
  await assertSecretsFit(url, secrets);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const secret = await makeLink(client, email);
    if (secret === null) {
      log(`there is no account with the address ${email}`);
      return 1;
    }
    const [mac] = linkMacs(keyRing(secrets, "link"), "password_reset", secret);
    const site = (process.env.PUBLIC_URL ?? `http://localhost:${process.env.PORT ?? 3000}`).replace(
      /\/$/,
      "",
    );
    log(`for ${email}, works once within the hour:`);
    console.log(`${site}/reset-password/${secret}.${mac}`);
    return 0;
  } finally {
    await client.end();
  }
}

let database;
try {
  const { positionals } = parseArgs({ allowPositionals: true });
  const email = positionals[0]?.trim().toLowerCase();
  if (!email || positionals.length > 1)
    throw new Error("Give one e-mail address: npm run reset-link -- person@example.com");
  if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
  if (!process.env.DATABASE_URL) await becomeOwnerOf([dataFolder()], log);
  const STEADY_SECRET =
    process.env.STEADY_SECRET || (process.env.DATABASE_URL ? undefined : keptSecret(dataFolder()));
  const secrets = secretsOf({ ...process.env, STEADY_SECRET });
  if (!secrets) throw new Error("STEADY_SECRET is not set: give the secret that web and worker run with.");
  database = await reachDatabase(log);
  process.exitCode = await printLink(database.url, secrets, email);
} catch (error) {
  console.error(`link  ${error.message}`);
  process.exitCode = 2;
} finally {
  await database?.stop();
}
