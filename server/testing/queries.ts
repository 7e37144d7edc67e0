import pg from "pg";

/** Rows as the database's administrator sees them, past row level security; for what a test asserts, never for what it tests. */
export async function asAdmin<T extends object = Record<string, unknown>>(
  text: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client({
    connectionString: process.env["DATABASE_URL"]!.replace("//steady_owner:", "//postgres:"),
  });
  // A server that goes away fails the query; its connection, too, says so, to whoever listens.
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(text, values)).rows as T[];
  } finally {
    await client.end();
  }
}

/** Rows as one of the product's roles sees them, with the organization set, empty, or not set at all (undefined). */
export async function asRole<T extends object = Record<string, unknown>>(
  role: "app" | "relay" | "queue",
  orgId: string | undefined,
  text: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client({
    connectionString: process.env["DATABASE_URL"]!.replace("//steady_owner:", `//steady_${role}:`),
  });
  await client.connect();
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
