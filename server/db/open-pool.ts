import pg from "pg";
import { getEnv } from "@/server/platform/env";
import { logFailure } from "@/server/platform/outage-log";
import { outageKind } from "./db-errors";

/**
 * A connection through a pooler in transaction mode, where the next statement may reach another connection of the server: what one of
 * them prepared under a name is unknown there. Statements lose their names, also those that libraries give.
 */
class NamelessClient extends pg.Client {
  // One of eight forms of the same method; which one, the caller's types say.
  override query(config: unknown, ...rest: unknown[]): never {
    const isNamed =
      typeof config === "object" && config !== null && "name" in config && !("submit" in config);
    const unnamed = isNamed ? { ...config, name: undefined } : config;
    return (super.query as (...args: unknown[]) => never)(unnamed, ...rest);
  }
}

/**
 * Opens connections for short transactions. Through a pooler they ask for no settings of their own, which it would refuse: there the
 * limits are those that prisma/roles.sql gives the roles.
 * @param options.name what the server's list of connections calls them
 * @param options.statementMs how long a statement may take
 */
export function openPool(
  connectionString: string,
  options: { max: number; name: string; statementMs: number },
): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: options.max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    application_name: options.name,
    ...(getEnv().DATABASE_DIRECT_URL
      ? { Client: NamelessClient }
      : { statement_timeout: options.statementMs, idle_in_transaction_session_timeout: 60_000 }),
  });
  pool.on("error", (error) =>
    logFailure("an idle database connection was lost", error, {
      kind: outageKind(error),
      fields: { connections: options.name },
    }),
  );
  return pool;
}
