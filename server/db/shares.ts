import { AppError } from "@/server/platform/errors";
import { getEnv } from "@/server/platform/env";
import { FairGate, type GateClosed, type GateLimits } from "@/server/platform/fair-gate";
import type { Scope } from "@/server/platform/scope";
import { singleton } from "@/server/platform/singleton";

/**
 * How this process's connections are divided. A third of them is for what comes in and for whether this process is well: reports, keys,
 * sessions, limits, probes. Everything inside an organization shares the rest, and no organization has more than half of that.
 */
export function connectionShares(poolMax: number): { entrance: number; work: number } {
  const entrance = Math.max(1, Math.floor(poolMax / 3));
  return { entrance, work: poolMax - entrance };
}

const WAIT_MS = 8_000;

/** Dear reads, at once in this process: searches, each of which keeps up to two processors of the database busy for as long as it takes. */
const DEAR: { perAccount: GateLimits; perOrg: GateLimits } = {
  perAccount: { together: 1_000, perKey: 2, waitingPerKey: 10, waitMs: 20_000 },
  perOrg: { together: 4, perKey: 1, waitingPerKey: 40, waitMs: 20_000 },
};

const isGateClosed = (error: unknown): error is GateClosed =>
  error instanceof Error && error.name === "GateClosed";

async function through<T>(gate: FairGate, key: string, act: () => Promise<T>): Promise<T> {
  return gate.run(key, act).catch((error: unknown) => {
    if (!isGateClosed(error)) throw error;
    throw error.reason === "line_full"
      ? new AppError(
          "RATE_LIMITED",
          "Too many requests at the same time. Nothing was changed; try again in a moment.",
          { reason: "at_once" },
          2_000,
        )
      : new AppError(
          "UNAVAILABLE",
          "The database is busy. Nothing was changed; try again in a moment.",
          {},
          1_000,
        );
  });
}

/**
 * Does something inside an organization when its share of the connections has room.
 * @throws AppError RATE_LIMITED when too much of the same organization waits, UNAVAILABLE when its turn did not come in time
 */
export function withinShare<T>(orgId: string, act: () => Promise<T>): Promise<T> {
  const gate = singleton("db.shares", () => {
    const { work } = connectionShares(getEnv().DATABASE_POOL_MAX);
    return new FairGate({
      together: work,
      perKey: Math.max(1, Math.ceil(work / 2)),
      waitingPerKey: 300,
      waitMs: WAIT_MS,
    });
  });
  return through(gate, orgId, act);
}

/**
 * Does a dear read when the person and the organization have room for one.
 * @throws AppError RATE_LIMITED when the person has too many waiting
 */
export function asHeavyRead<T>(scope: Scope, act: () => Promise<T>): Promise<T> {
  const { perAccount, perOrg } = singleton("db.dear", () => ({
    perAccount: new FairGate(DEAR.perAccount),
    perOrg: new FairGate(DEAR.perOrg),
  }));
  return through(perAccount, `${scope.orgId}|${scope.actor.id}`, () => through(perOrg, scope.orgId, act));
}
