import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { getEnv } from "@/server/platform/env";
import { AppError } from "@/server/platform/errors";
import { isGuardOff } from "@/server/platform/fault";
import { dropSingleton, singleton } from "@/server/platform/singleton";
import { logFailure } from "@/server/platform/outage-log";
import type { Scope } from "@/server/platform/scope";
import { type Prisma, PrismaClient } from "./generated/client";
import { translateDbError } from "./db-errors";
import { openPool } from "./open-pool";
import { connectionShares, withinShare } from "./shares";

/** A transaction inside one organization. */
export type Tx = Prisma.TransactionClient;

/** How long a statement may take; the same is in prisma/roles.sql for connections through a pooler. */
const STATEMENT_MS = 30_000;

function openOwnPool(connectionString: string, max: number, name: string): pg.Pool {
  const pool = openPool(connectionString, { max, name, statementMs: STATEMENT_MS });
  pool.on("release", (_, client) => closeIfUnfinished(client));
  return pool;
}

const appPool = (part: "entrance" | "work"): pg.Pool =>
  singleton(`db.pool.${part}`, () =>
    openOwnPool(
      getEnv().DATABASE_APP_URL,
      connectionShares(getEnv().DATABASE_POOL_MAX)[part],
      part === "work" ? "steady" : `steady-${part}`,
    ),
  );

/**
 * The connections for what comes in (reports, keys, sessions, limits) and for probes: short statements of the application role, which
 * nothing that goes on inside an organization can keep waiting.
 */
export const entrancePool = (): pg.Pool => appPool("entrance");

/** The connections for everything inside an organization, shared by Prisma and the few statements that skip it; taken within a share. */
export const workPool = (): pg.Pool => appPool("work");

/** One statement at a time lists what upkeep goes through, and mails ask for their links. */
const WORKER_CONNECTIONS = 2;

/**
 * The pool of the worker's own role, which may open the doors that walk organizations and touch nothing else: all other work of a worker
 * goes through `workPool`, under row level security.
 * @throws Error in a process that was not given DATABASE_WORKER_URL, such as web
 */
export const workerPool = (): pg.Pool =>
  singleton("db.worker-pool", () => {
    const url = getEnv().DATABASE_WORKER_URL;
    if (!url) throw new Error("DATABASE_WORKER_URL is not set: this is a worker's work.");
    return openOwnPool(url, WORKER_CONNECTIONS, "steady-worker");
  });

/**
 * Closes a connection that comes back to the pool while its transaction is open: the driver adapter hands one back so when COMMIT failed
 * before the server saw it, and whoever is next would commit the rest of somebody else's work (BEGIN inside a transaction is only a
 * warning). The server rolls back when the connection ends. Called before the pool keeps a connection; one that is ending it drops.
 */
function closeIfUnfinished(client: pg.PoolClient): void {
  const status = client.getTransactionStatus();
  if (status === null || status === "I") return;
  const message = "a database connection came back inside its transaction and was closed";
  // Where the database went away it is part of that outage, and as many come back so as were at work.
  logFailure(message, new Error(`transaction status ${status}`), { kind: "database", fields: { status } });
  void client.end();
}

const prisma = (): PrismaClient =>
  singleton("db.prisma", () => new PrismaClient({ adapter: new PrismaPg(workPool()) }));

/**
 * Whether the code that runs was called from inside a transaction. A nested scope is a mistake in the code that its first run shows, so
 * this is known where code is written and tested; in production it would put a hook on every promise of the process, a tenth of what an
 * accepted report costs.
 */
const inside = new AsyncLocalStorage<true>();
const isNestingWatched = (): boolean => getEnv().NODE_ENV !== "production";

export type ScopeOptions = {
  /** Outbox rows that this transaction carries out: marked done in its last statement; if any was done already, all is rolled back. */
  done?: readonly string[] | undefined;
  /** How long the transaction may take, ms. */
  timeoutMs?: number;
};

/** Thrown inside, never seen outside: somebody else has carried out this work. */
const ALREADY_DONE = new Error("already done");

/**
 * Runs `fn` in a transaction that sees and changes one organization's rows only (row level security). Nothing inside may wait for a
 * model, a mail server or the network.
 * @throws AppError UNAVAILABLE when no connection was free in time; CONFLICT on a serialisation failure; Error when nested, outside
 * production.
 */
export async function withScope<T>(
  scope: Scope,
  fn: (tx: Tx) => Promise<T>,
  options: ScopeOptions = {},
): Promise<T> {
  const result = await runScoped(scope, fn, options);
  if (result === ALREADY_DONE)
    throw new AppError("CONFLICT", "This work has been done already.", { reason: "already_done" });
  return result as T;
}

/** As `withScope` with `done`, but answers `{ok: false}` when somebody else was first. */
export async function withScopeOnce<T>(
  scope: Scope,
  done: readonly string[],
  fn: (tx: Tx) => Promise<T>,
  timeoutMs = 60_000,
): Promise<{ ok: true; value: T } | { ok: false; reason: "already_done" }> {
  const result = await runScoped(scope, fn, { done, timeoutMs });
  return result === ALREADY_DONE ? { ok: false, reason: "already_done" } : { ok: true, value: result as T };
}

async function runScoped<T>(
  scope: Scope,
  fn: (tx: Tx) => Promise<T>,
  { done, timeoutMs = 15_000 }: ScopeOptions,
): Promise<T | typeof ALREADY_DONE> {
  if (inside.getStore())
    throw new Error(
      "withScope was called inside withScope: pass the transaction down instead (functions named …In).",
    );
  try {
    return await withinShare(scope.orgId, () =>
      prisma().$transaction(
        async (tx) => {
          // Whose rows are seen; and, for whoever watches over the audit log, who acts.
          await tx.$executeRaw`
            select
              set_config('app.org_id', ${scope.orgId}, true),
              set_config('app.actor', ${`${scope.actor.kind}:${scope.requestId ?? ""}`}, true)
          `;
          const value = await (isNestingWatched() ? inside.run(true, () => fn(tx)) : fn(tx));
          if (done?.length && !(WITH_FAULTS && isGuardOff("done_mark"))) {
            const ids = [...done];
            const marked = await tx.$executeRaw`
                update outbox
                set
                  state = 'done',
                  done_at = now(),
                  last_error = null
                where
                  org_id = ${scope.orgId}
                  and id = any(${ids})
                  and state = 'pending'
              `;
            if (marked !== ids.length) throw ALREADY_DONE;
          }
          return value;
        },
        { maxWait: 8_000, timeout: timeoutMs },
      ),
    );
  } catch (error) {
    if (error === ALREADY_DONE) return ALREADY_DONE;
    throw translateDbError(error);
  }
}

/** Closes every connection; the next use opens new ones. */
export async function closeDatabase(): Promise<void> {
  await dropSingleton<PrismaClient>("db.prisma")?.$disconnect();
  for (const part of ["entrance", "work"]) await dropSingleton<pg.Pool>(`db.pool.${part}`)?.end();
  await dropSingleton<pg.Pool>("db.worker-pool")?.end();
  dropSingleton("db.shares");
}
