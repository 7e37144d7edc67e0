import { isTransient } from "./db-errors";
import type { Tx } from "./sql";

/** What became of something tried within a transaction. */
export type Tried = { ok: true } | { ok: false; error: unknown };

/**
 * Tries writes within a transaction: when they fail they are undone, and what was written before stays. An outage is passed on, because
 * then the whole transaction is to be tried again.
 */
export async function tryIn(tx: Tx, write: () => Promise<unknown>): Promise<Tried> {
  await tx.$executeRaw`savepoint tried`;
  try {
    await write();
  } catch (error) {
    if (isTransient(error)) throw error;
    await tx.$executeRaw`rollback to savepoint tried`;
    await tx.$executeRaw`release savepoint tried`;
    return { ok: false, error };
  }
  await tx.$executeRaw`release savepoint tried`;
  return { ok: true };
}
