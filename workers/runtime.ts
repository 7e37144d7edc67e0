import { isTransient, outageKind } from "@/server/db/db-errors";
import { extendLease, loadPending, recordFailure, type PendingRow } from "@/server/jobs/attempts";
import type { JobDefinition } from "@/server/jobs/define-job";
import { LANES, type QueueName } from "@/server/jobs/lanes";
import { openWorker, type JobData, type JobWorker } from "@/server/jobs/queue-backend";
import { getEnv } from "@/server/platform/env";
import { faultPoint } from "@/server/platform/fault";
import { logFailure } from "@/server/platform/outage-log";
import type { Scope } from "@/server/platform/scope";
import { workerScope } from "@/server/tenancy/scope.commands";
import type { GiveBack } from "./give-back";

/**
 * Work that a handler is given: rows of one organization and one topic. It carries them out and marks them done in the same transaction.
 */
export type Work = { scope: Scope; rows: readonly PendingRow[] };
export type Handler = (work: Work) => Promise<void>;

/** A handler may find that a part of its rows was done by somebody else meanwhile; it is given the rest again, this often. */
const ROUNDS_MAX = 4;

export type Consumption = { jobs: number; rows: number; failures: number; lastDoneMs: number };

/**
 * Serves one queue: loads what is still to be done, hands it over, writes failures to the outbox. What the database could not be asked
 * or told about goes to `unanswered`. Never throws.
 */
export function serveQueue(
  name: QueueName,
  work: ReadonlyMap<string, { definition: JobDefinition; handle: Handler }>,
  scheduled: ReadonlyMap<string, () => Promise<void>>,
  consumption: Consumption,
  unanswered: GiveBack,
): JobWorker {
  return openWorker(name, LANES[name].slots, async (data) => {
    const known = work.get(data.topic);
    try {
      const schedule = scheduled.get(data.topic);
      if (schedule) await schedule();
      if (known) await carryOut(data, known.definition, known.handle, consumption);
    } catch (error) {
      consumption.failures += 1;
      if (known && isTransient(error)) unanswered.later(data);
      logFailure("a job could not be carried out", error, {
        kind: outageKind(error),
        level: "error",
        fields: { queue: name, topic: data.topic, orgId: data.orgId },
      });
    } finally {
      consumption.jobs += 1;
      consumption.lastDoneMs = Date.now();
    }
  });
}

async function carryOut(
  data: JobData,
  definition: JobDefinition,
  handle: Handler,
  consumption: Consumption,
): Promise<void> {
  const scope = workerScope(data.orgId);
  const leaseMs = getEnv().OUTBOX_LEASE_MS;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const rows = await loadPending(scope, data.ids);
    if (rows.length === 0) return;
    const heartbeat = setInterval(
      () =>
        void extendLease(
          scope,
          rows.map((r) => r.id),
        ).catch(() => {}),
      leaseMs / 3,
    );
    try {
      if (WITH_FAULTS) faultPoint("worker.before-effect");
      await handle({ scope, rows });
      if (WITH_FAULTS) faultPoint("worker.after-commit");
      consumption.rows += rows.length;
    } catch (error) {
      consumption.failures += 1;
      logFailure("work failed; it is tried again or listed as dead", error, {
        kind: outageKind(error),
        fields: { topic: data.topic, orgId: data.orgId, rows: rows.length },
      });
      return await recordFailure(scope, rows, error, definition);
    } finally {
      clearInterval(heartbeat);
    }
  }
  const left = await loadPending(scope, data.ids);
  if (left.length)
    await recordFailure(
      scope,
      left,
      new Error("The handler did not finish this work in four rounds."),
      definition,
    );
}
