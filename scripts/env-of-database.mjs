/** Which database a run uses: the one DATABASE_URL names, else an embedded one of its own; and the secret that goes with it. */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { writeOwned } from "./owned-files.mjs";
import { clusterFolder } from "./postgres-cluster.mjs";
import { checkDirect, directUrl } from "../server/db/direct.mjs";

const ROLE_URLS = ["DATABASE_APP_URL", "DATABASE_WORKER_URL", "DATABASE_RELAY_URL", "DATABASE_QUEUE_URL"];

/**
 * The connection strings of every role. With DATABASE_URL, the others must be given too: the roles of a managed server have passwords
 * of their own, and guessing them would end in a refusal that names the wrong cause.
 *
 * @param {{ folder: string, env?: Record<string, string | undefined>, flags?: string[], log?: (line: string) => void }} options
 *   folder: where an embedded database keeps its data; flags: extra settings of the embedded server
 * @returns {Promise<{ urls: Record<string, string>, isEmbedded: boolean, server: import("./embedded-postgres.mjs").PostgresServer | null,
 * stop: (withinMs?: number) => Promise<void> }>}
 * @throws Error naming every variable that is missing; where a connection pooler answers and no way past it is given
 */
export async function openDatabase({ folder, env = process.env, flags = [], log = () => {} }) {
  if (env.DATABASE_URL) {
    const missing = ROLE_URLS.filter((name) => !env[name]);
    if (missing.length) {
      throw new Error(
        "DATABASE_URL is set, so the product's own roles must be given as " +
          `well:\n${missing.map((name) => `  ${name} is not set`).join("\n")}\n` +
          "They are the same server and database with the users steady_app, steady_worker, steady_relay and " +
          "steady_queue (README, “Production”).\n" +
          "Without DATABASE_URL Steady starts a PostgreSQL of its own.",
      );
    }
    const urls = Object.fromEntries(["DATABASE_URL", ...ROLE_URLS].map((name) => [name, env[name]]));
    const { problem, warning } = await checkDirect({ ...urls, DATABASE_DIRECT_URL: env.DATABASE_DIRECT_URL });
    if (problem) throw new Error(problem);
    if (warning) log(warning);
    // Migrations hold a lock from one statement to the next.
    urls.DATABASE_URL = directUrl(urls.DATABASE_URL, env.DATABASE_DIRECT_URL);
    return { urls, isEmbedded: false, server: null, stop: async () => {} };
  }
  if (env.DATABASE_DIRECT_URL)
    throw new Error(
      "DATABASE_DIRECT_URL is set without DATABASE_URL, which would have a database of its own started.",
    );
  const { startPostgres } = await import("./embedded-postgres.mjs");
  const server = await startPostgres({ dir: folder, flags, log });
  const urls = {
    DATABASE_URL: server.urls.owner,
    DATABASE_APP_URL: server.urls.app,
    DATABASE_WORKER_URL: server.urls.worker,
    DATABASE_RELAY_URL: server.urls.relay,
    DATABASE_QUEUE_URL: server.urls.queue,
  };
  return { urls, isEmbedded: true, server, stop: (withinMs) => server.stop(withinMs) };
}

/**
 * The secret of an installation that was not given one: made once, before its database, and kept beside it.
 * @param {string} folder the data folder, with the embedded database in `postgres`
 * @throws Error when the database is there and its secret is not: a new one would fit nothing in it
 */
export function keptSecret(folder) {
  const file = join(folder, "secret");
  const kept = existsSync(file) ? readFileSync(file, "utf8").trim() : "";
  if (kept) return kept;
  const wanted = join(folder, "postgres");
  const data = [wanted, clusterFolder(wanted)].find((at) => existsSync(join(at, "PG_VERSION")));
  if (data)
    throw new Error(
      `The secret of this installation is gone: ${file} is ${existsSync(file) ? "empty" : "missing"}, and the database in ` +
        `${data} was made with one. A new one would not fit: API keys, sessions and links would be refused and nothing encrypted ` +
        "could be read.\n" +
        "Put the file back from a backup, or set STEADY_SECRET to what it was. If it is lost for good, set STEADY_SECRET to a new " +
        "one and run: npm run secrets:renew -- --secret-is-lost",
    );
  mkdirSync(folder, { recursive: true });
  const secret = randomBytes(48).toString("base64url");
  // Under its name only once it is whole and on the disk.
  writeOwned(`${file}.new`, secret);
  renameSync(`${file}.new`, file);
  return secret;
}
