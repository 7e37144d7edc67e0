import type { Tx } from "@/server/db/sql";
import { tryIn } from "@/server/db/savepoint";
import { log, describeError } from "@/server/platform/log";

/** Something that follows from a report being recorded, and must never keep it from being recorded. */
export type SideEffect = {
  /** What the audit log calls it. */
  name: string;
  write: () => Promise<unknown>;
  /** What is written instead when it cannot be: work that can be tried again, or less of it. */
  otherwise?: () => Promise<unknown>;
};

/**
 * Carries out side effects within the transaction that records reports. All are tried together; when that fails each is tried alone, so
 * that
 * only those are missing that cannot be written.
 * @returns the names of those that failed
 */
export async function writeSideEffectsIn(tx: Tx, effects: readonly SideEffect[]): Promise<string[]> {
  const together = await tryIn(tx, async () => {
    for (const effect of effects) await effect.write();
  });
  if (together.ok) return [];
  const failed: string[] = [];
  for (const { name, write, otherwise } of effects) {
    const alone = await tryIn(tx, write);
    if (alone.ok) continue;
    failed.push(name);
    log().error(
      { effect: name, error: describeError(alone.error) },
      "a side effect of recording reports failed; the reports are recorded without it",
    );
    if (otherwise) await tryIn(tx, otherwise);
  }
  return failed;
}
