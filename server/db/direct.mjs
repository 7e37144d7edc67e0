/**
 * Connection poolers between Steady and its database. A pooler in transaction mode gives each transaction another connection of the
 * server, so what lives in a connection does not work through it: LISTEN, the queue's consumers, the lock of a migration. These go to the
 * server itself, at the address in DATABASE_DIRECT_URL. Plain JavaScript, because the scripts that start the product need it too.
 */
import pg from "pg";

const ANSWER_WITHIN_MS = 5_000;

/** Names of the settings that hold a user's connection string. */
const OF_A_USER = /^DATABASE_(?:(?:APP|WORKER|RELAY|QUEUE)_)?URL$/;

/** Whose connections keep something: with a pooler these go past it. */
const KEEP_STATE = ["DATABASE_URL", "DATABASE_APP_URL", "DATABASE_QUEUE_URL"];

/**
 * The same user at the server's own address.
 * @param {string} url a user's connection string, which may lead to a pooler
 * @param {string | undefined} direct DATABASE_DIRECT_URL, of which address, database and parameters count; undefined: there is no pooler
 * @returns {string}
 * @throws Error where `direct` names no host
 */
export function directUrl(url, direct) {
  if (!direct) return url;
  const at = new URL(direct);
  const { username, password } = new URL(url);
  Object.assign(at, { username, password });
  if (at.username !== username)
    throw new Error("DATABASE_DIRECT_URL must name the host of the database server.");
  return at.href;
}

/**
 * Who answers at an address. A server tells its process's number when a connection is opened; a pooler, whose connection will be many
 * processes', makes one up.
 * @param {string} name what an error calls it
 * @param {string} url
 * @returns {Promise<{ isPooler: boolean, database: string, hasTimeout: boolean }>} database: which one of which server; hasTimeout:
 *   whether the server ends statements that take too long, without being asked to by the connection
 * @throws Error where nobody answers in time, or this user may not connect
 */
async function probe(name, url) {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: ANSWER_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
  });
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    // Several addresses that refuse are told of as one error without words.
    const words = error.errors?.map(({ message }) => message).join(", ") || error.message;
    throw new Error(`${name}: ${words}`, { cause: error });
  }
  try {
    const { rows } = await client.query(`
      select
        pg_backend_pid() as process,
        current_database() || ' of the server started ' || pg_postmaster_start_time() as database,
        current_setting('statement_timeout') <> '0' as "hasTimeout"`);
    const { process, ...answer } = rows[0];
    return { isPooler: process !== client.processID, ...answer };
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Whether what needs a connection of its own would get one.
 * @param {Record<string, string | undefined>} env the product's settings; those of DATABASE_…_URL that are not set are not looked at
 * @returns {Promise<{ problem: string | null, warning: string | null }>} problem: why Steady cannot run like this, and what to do
 * @throws Error where one of the addresses cannot be asked
 */
export async function checkDirect(env) {
  const direct = env.DATABASE_DIRECT_URL;
  const names = Object.keys(env).filter((name) => OF_A_USER.test(name) && env[name]);
  const probed = direct ? names.filter((name) => KEEP_STATE.includes(name)) : names;
  const answers = await Promise.all(
    probed.map((name) =>
      probe(direct ? `${name} at the address of DATABASE_DIRECT_URL` : name, directUrl(env[name], direct)),
    ),
  );
  const behindPooler = probed.filter((_, at) => answers[at].isPooler);
  if (direct && behindPooler.length)
    return refuse(
      "DATABASE_DIRECT_URL leads to a connection pooler: it must be the address of the database server itself.",
    );
  if (behindPooler.length)
    return refuse(
      `${behindPooler.join(", ")}: a connection pooler answers there, and DATABASE_DIRECT_URL is not set. ` +
        "Listening for live updates, the queue " +
        "and migrations need connections that stay theirs. Set DATABASE_DIRECT_URL to the address of the database server itself " +
        "(README, “Production”).",
    );
  if (!direct || !env.DATABASE_APP_URL) return { problem: null, warning: null };
  const through = await probe("DATABASE_APP_URL", env.DATABASE_APP_URL);
  const past = answers[probed.indexOf("DATABASE_APP_URL")];
  if (through.database !== past.database)
    return refuse(
      `DATABASE_DIRECT_URL leads to another database than DATABASE_APP_URL: ${past.database}, not ${through.database}.`,
    );
  const warning = through.hasTimeout
    ? null
    : "statements have no time limit behind this pooler: an administrator must run prisma/roles.sql once more";
  return { problem: null, warning };
}

const refuse = (problem) => ({ problem, warning: null });
