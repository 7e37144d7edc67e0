/** Whether the configured secrets are those of a database, for what runs before the product does. */
import pg from "pg";
import { doSecretsFit, readPreviousSecrets, SECRET_DOES_NOT_FIT } from "../server/platform/key-ring.mjs";

const CHARACTERS_MIN = 32;

/**
 * The secrets that an environment gives, the current one first.
 * @returns {string[] | null} null when it gives none
 * @throws Error for a secret that web and worker would refuse
 */
export function secretsOf({ STEADY_SECRET, STEADY_PREVIOUS_SECRETS }) {
  if (!STEADY_SECRET) return null;
  if (STEADY_SECRET.length < CHARACTERS_MIN)
    throw new Error(
      `STEADY_SECRET must have at least ${CHARACTERS_MIN} characters; make one with: openssl rand -base64 48`,
    );
  return [STEADY_SECRET, ...readPreviousSecrets(STEADY_PREVIOUS_SECRETS)];
}

/**
 * Makes the first of these secrets the current one of a database, when one of them fits or it has none yet; nothing where a database
 * does not know of secrets yet.
 * @param {string} url as the owner
 * @param {string[]} secrets the current one first
 * @throws Error with the reason and what to do when none of them fits
 */
export async function assertSecretsFit(url, secrets) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      "select to_regprocedure('door.fit_secret(text[], text[])') is not null as known",
    );
    if (!rows[0].known) return;
    const fits = await doSecretsFit(async (text, values) => (await client.query(text, values)).rows, secrets);
    if (!fits) throw new Error(SECRET_DOES_NOT_FIT);
  } finally {
    await client.end();
  }
}
