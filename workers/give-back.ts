import { releaseAttempts } from "@/server/jobs/attempts";
import type { JobData } from "@/server/jobs/queue-backend";
import { getEnv } from "@/server/platform/env";
import { workerScope } from "@/server/tenancy/scope.commands";

/** How often work that could not be answered for is offered back while the database is away. */
const AGAIN_MS = 500;

export type GiveBack = {
  /** Gives a job's rows back as soon as that can be written; work that is done meanwhile stays done. */
  later(data: JobData): void;
  stop(): void;
};

/**
 * Gives back what a worker could neither do nor write a failure down for, because the database was away. Without it those rows would
 * count as out until their lease ends, and the rest of their organization would wait behind them.
 */
export function startGivingBack(give: typeof releaseAttempts = releaseAttempts): GiveBack {
  const leaseMs = getEnv().OUTBOX_LEASE_MS;
  const owed = new Map<JobData, number>();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const round = async (): Promise<void> => {
    for (const [data, sinceMs] of owed) {
      try {
        // Past the lease the relay has offered them again by itself.
        if (performance.now() - sinceMs < leaseMs) await give(workerScope(data.orgId), data.ids);
        owed.delete(data);
      } catch {
        // Still away: whoever finds that out has logged it, and the rest would fail as well.
        break;
      }
    }
    timer = undefined;
    plan();
  };
  const plan = (): void => {
    if (isStopped || timer || owed.size === 0) return;
    timer = setTimeout(() => void round(), AGAIN_MS);
  };

  return {
    later: (data) => {
      owed.set(data, performance.now());
      plan();
    },
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
