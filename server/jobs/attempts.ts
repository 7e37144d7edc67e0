import { withScope } from "@/server/db/client";
import { asAppError } from "@/server/platform/errors";
import { isTransient } from "@/server/db/db-errors";
import type { Scope } from "@/server/platform/scope";
import type { JobDefinition } from "./define-job";
import { failureInWords } from "./failure-words";

export type PendingRow = { id: string; ref: string; attempts: number };

/** What a failure means for the rows that met it. Delay in ms. */
export type Verdict = { isDead: boolean; countsAsAttempt: boolean; delayMs: number };

/**
 * Whether to try again is a property of the error: terminal ones end at once, a busy database is nobody's fault, the rest waits longer
 * each time.
 */
export function judgeFailure(error: unknown, attempts: number, job: JobDefinition): Verdict {
  const name = error instanceof Error ? error.name : "";
  if (name === "Terminal") return { isDead: true, countsAsAttempt: true, delayMs: 0 };
  if (name === "RetryAfter")
    return {
      isDead: attempts + 1 >= job.attempts * 4,
      countsAsAttempt: true,
      delayMs: Math.min(600_000, Math.max(1_000, (error as { delayMs?: number }).delayMs ?? 1_000)),
    };
  // Busy, or more asked for at once than one organization has a share in: nobody's fault either way.
  const known = asAppError(error);
  if (isTransient(error) || known?.code === "RATE_LIMITED")
    return { isDead: false, countsAsAttempt: false, delayMs: Math.max(1_000, known?.retryAfterMs ?? 0) };
  return {
    isDead: attempts + 1 >= job.attempts,
    countsAsAttempt: true,
    delayMs: Math.min(600_000, job.backoffMs * 2 ** attempts),
  };
}

/** The rows of a job that are still to be done, oldest first. */
export async function loadPending(scope: Scope, ids: readonly string[]): Promise<PendingRow[]> {
  return withScope(
    scope,
    (tx) =>
      tx.$queryRaw<PendingRow[]>`
        select
          id,
          ref,
          attempts
        from outbox
        where
          org_id = ${scope.orgId}
          and id = any(${[...ids]})
          and state = 'pending'
        order by id
      `,
  );
}

/** Says that work on these rows is still going on, so that nobody else is given it. */
export async function extendLease(scope: Scope, ids: readonly string[]): Promise<void> {
  await withScope(
    scope,
    (tx) =>
      tx.$executeRaw`
        update outbox
        set enq_at = now()
        where
          org_id = ${scope.orgId}
          and id = any(${[...ids]})
          and state = 'pending'
      `,
  );
}

/**
 * Gives rows back that were never really taken up, so that they are handed over again at once; that does not count as handed over. What
 * is done stays done.
 */
export async function releaseAttempts(scope: Scope, ids: readonly string[]): Promise<void> {
  await withScope(
    scope,
    (tx) =>
      tx.$executeRaw`
        update outbox set enq_at = null, enq_n = greatest(enq_n - 1, 0)
        where org_id = ${scope.orgId} and id = any(${[...ids]}) and state = 'pending' and enq_at is not null`,
  );
}

/** Writes a failure down: when to try again, or that it is over. The reason is what a person reads in the list of failed jobs. */
export async function recordFailure(
  scope: Scope,
  rows: readonly PendingRow[],
  error: unknown,
  job: JobDefinition,
): Promise<void> {
  const reason = failureInWords(error);
  await withScope(scope, async (tx) => {
    for (const row of rows) {
      const { isDead, countsAsAttempt, delayMs } = judgeFailure(error, row.attempts, job);
      await tx.$executeRaw`
        update outbox
        set
          attempts = attempts + ${countsAsAttempt ? 1 : 0},
          last_error = ${reason},
          enq_at = null,
          available_at = now() + make_interval(secs => ${delayMs / 1000}),
          state = ${isDead ? "dead" : "pending"}
        where
          org_id = ${scope.orgId}
          and id = ${row.id}
          and state = 'pending'
      `;
    }
  });
}
