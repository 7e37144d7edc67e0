import type { PoolClient } from "pg";
import { translateDbError } from "./db-errors";
import { workPool } from "./client";
import { withinShare } from "./shares";

/** One connection inside a transaction of one organization. Each statement is prepared once per connection under its name. */
export type BulkClient = {
  run<T extends object>(name: string, text: string, values: unknown[]): Promise<{ rows: T[]; count: number }>;
};

/**
 * Runs one callback in a transaction of the organization on a bare connection, for sets too large for Prisma: whole columns travel as
 * arrays (`insert … select from unnest`). The same role and row level security as everywhere else; nothing inside may wait for the network.
 * @throws AppError UNAVAILABLE when the database is out of reach; nothing is stored then.
 */
export function bulk<T>(orgId: string, fn: (client: BulkClient) => Promise<T>): Promise<T> {
  return withinShare(orgId, () => runBulk(orgId, fn));
}

async function runBulk<T>(orgId: string, fn: (client: BulkClient) => Promise<T>): Promise<T> {
  let client: PoolClient | undefined;
  let broken: Error | undefined;
  try {
    const connection = (client = await workPool().connect());
    await connection.query("begin");
    await connection.query("select set_config('app.org_id', $1, true)", [orgId]);
    const value = await fn({
      run: async <R extends object>(name: string, text: string, values: unknown[]) => {
        const { rows, rowCount } = await connection.query<R>({ name, text, values });
        return { rows, count: rowCount ?? 0 };
      },
    });
    await connection.query("commit");
    return value;
  } catch (error) {
    broken = await client?.query("rollback").then(
      () => undefined,
      (failure: unknown) => (failure instanceof Error ? failure : new Error(String(failure))),
    );
    throw translateDbError(error);
  } finally {
    // A connection on which even going back failed is closed, not reused.
    client?.release(broken);
  }
}
