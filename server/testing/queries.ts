import pg from "pg";

/** The administrator's connections to one database; whoever is first needs a new one, which costs more than most of what is asked. */
let pool: { url: string; connections: pg.Pool } | null = null;

async function adminPool(): Promise<pg.Pool> {
  const url = process.env["DATABASE_ADMIN_URL"]!;
  if (pool?.url !== url) await closeAdmin();
  if (!pool) {
    pool = { url, connections: new pg.Pool({ connectionString: url, max: 10, idleTimeoutMillis: 0 }) };
    pool.connections.on("error", () => {});
  }
  return pool.connections;
}

/** Closes the connections that `asAdmin` keeps. */
export async function closeAdmin(): Promise<void> {
  const closing = pool;
  pool = null;
  await closing?.connections.end();
}

/**
 * Rows as the database's administrator sees them, past row level security; for what a test asserts, never for what it tests. A statement
 * must leave no setting on the connection, which the next one may get.
 */
export async function asAdmin<T extends object = Record<string, unknown>>(
  text: string,
  values: unknown[] = [],
): Promise<T[]> {
  return (await (await adminPool()).query(text, values)).rows as T[];
}

/** The rows of a question after a statement, both as the administrator and in a transaction that is taken back. */
export async function undone<T extends object = Record<string, unknown>>(
  statement: string,
  question: string,
): Promise<T[]> {
  const client = await connectAs("admin");
  try {
    await client.query("begin");
    await client.query(statement);
    return (await client.query(question)).rows as T[];
  } finally {
    await client.end();
  }
}

/** Who a test can be: the administrator, past row level security, or one of the product's roles. */
export type TestRole = "admin" | "owner" | "app" | "worker" | "relay" | "queue";

/**
 * A connection to the test's database, or to another of the same server; whoever asks for it ends it. Addresses are those in this process's
 * environment; the administrator's is DATABASE_ADMIN_URL, which nothing of the product knows.
 */
export async function connectAs(role: TestRole, database?: string): Promise<pg.Client> {
  const variable = role === "owner" ? "DATABASE_URL" : `DATABASE_${role.toUpperCase()}_URL`;
  const url = new URL(process.env[variable]!);
  if (database) url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.href });
  // A server that goes away fails the query; its connection, too, says so, to whoever listens.
  client.on("error", () => {});
  await client.connect();
  return client;
}

/** Rows as one of the product's roles sees them, with the organization set, empty, or not set at all (undefined). */
export async function asRole<T extends object = Record<string, unknown>>(
  role: Exclude<TestRole, "admin">,
  orgId: string | undefined,
  text: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = await connectAs(role);
  try {
    await client.query("begin");
    if (orgId !== undefined) await client.query("select set_config('app.org_id', $1, true)", [orgId]);
    const { rows } = await client.query(text, values);
    await client.query("commit");
    return rows as T[];
  } finally {
    await client.end();
  }
}
