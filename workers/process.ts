import { flushCalls } from "@/server/ai/call-log.commands";
import { stopSending } from "@/server/communication/messages.commands";
import { closeDatabase } from "@/server/db/client";
import { LANES, QUEUE_NAMES, type QueueName } from "@/server/jobs/lanes";
import { openQueue, queueOutageKind, type JobQueue, type JobWorker } from "@/server/jobs/queue-backend";
import { startRelay, type Relay } from "@/server/jobs/relay";
import { reportReaders } from "@/server/pipeline/readers";
import { logFailure } from "@/server/platform/outage-log";
import { watchForChanges } from "./criteria-watch";
import { startGivingBack } from "./give-back";
import { work } from "./registry";
import { serveQueue, type Consumption } from "./runtime";
import { schedules } from "./schedule";

/** The job that proves that a queue is being consumed, not merely connected to. */
const CANARY = "canary";
const CANARY_EVERY_MS = 30_000;
const QUEUE_ANSWERS_WITHIN_MS = 2_000;
/** Schedules live in the queue, which may be emptied; they are set again this often. */
const RESCHEDULE_EVERY_MS = 60_000;

export type WorkerHealth = {
  isAlive: boolean;
  relay: boolean;
  queues: Record<
    string,
    { isAlive: boolean; jobs: number; rows: number; failures: number; lastDoneAt: string }
  >;
};

export type WorkerProcess = {
  stop(): Promise<void>;
  health(): WorkerHealth;
  /** Whether the queues answer and the relay's last round went well: what work needs besides the database. */
  canCarry(): Promise<boolean>;
};

/**
 * Starts what a worker process does.
 * @param roles any of "relay", "triage", "mail", "upkeep"
 */
export function startWorkerProcess(roles: readonly string[]): WorkerProcess {
  const serves = QUEUE_NAMES.filter((q) => roles.includes(LANES[q].role));
  const relay: Relay | null = roles.includes("relay")
    ? startRelay([...work.values()].map((w) => w.definition))
    : null;
  const consumption = new Map<QueueName, Consumption>(
    serves.map((q) => [q, { jobs: 0, rows: 0, failures: 0, lastDoneMs: Date.now() }]),
  );
  /** Since when a canary that the queue accepted has not come back, ms; null while none is out. */
  const canarySince = new Map<QueueName, number | null>(serves.map((q) => [q, null]));
  const unanswered = startGivingBack();
  // Ready when the first report comes.
  if (serves.includes("triage")) reportReaders();
  const workers: JobWorker[] = serves.map((q) =>
    serveQueue(
      q,
      work,
      new Map([
        ...(q === "upkeep" ? schedules.map((s) => [s.name, s.run] as const) : []),
        [CANARY, async () => void canarySince.set(q, null)] as const,
      ]),
      consumption.get(q)!,
      unanswered,
    ),
  );
  const queues = new Map<QueueName, JobQueue>(serves.map((q) => [q, openQueue(q)]));
  const stopWatching = serves.includes("upkeep") ? watchForChanges() : null;

  const sendCanaries = async () => {
    for (const [name, queue] of queues) {
      const at = Date.now();
      try {
        // Where nothing waits, whatever was sent has been taken, be it by another process.
        if ((await queue.depth()) === 0) canarySince.set(name, null);
        await queue.add([
          { jobId: `canary-${process.pid}-${at}`, data: { topic: CANARY, orgId: "", ids: [] } },
        ]);
        canarySince.set(name, canarySince.get(name) ?? at);
      } catch {
        // A queue that is out of reach or cannot store is not its consumer's fault: what is out now may come back at any time after.
        canarySince.set(name, null);
      }
    }
  };
  const setSchedules = async () => {
    const queue = queues.get("upkeep");
    for (const s of queue ? schedules : []) await queue!.schedule(s.name, s.everyMs);
  };
  const again = (everyMs: number, act: () => Promise<void>) => {
    const run = () =>
      void act().catch((error: unknown) =>
        logFailure("the queue could not be looked after; trying again", error, {
          kind: queueOutageKind(error),
        }),
      );
    run();
    return setInterval(run, everyMs);
  };
  const timers = [again(CANARY_EVERY_MS, sendCanaries), again(RESCHEDULE_EVERY_MS, setSchedules)];

  return {
    health: () => {
      const perQueue = Object.fromEntries(
        [...consumption].map(([name, c]) => {
          const since = canarySince.get(name) ?? null;
          return [
            name,
            {
              isAlive:
                since === null || Date.now() - Math.max(since, c.lastDoneMs) < LANES[name].wedgedAfterMs,
              jobs: c.jobs,
              rows: c.rows,
              failures: c.failures,
              lastDoneAt: new Date(c.lastDoneMs).toISOString(),
            },
          ];
        }),
      );
      const isRelayAlive = relay?.isMoving() ?? true;
      return {
        isAlive: isRelayAlive && Object.values(perQueue).every((q) => q.isAlive),
        relay: isRelayAlive,
        queues: perQueue,
      };
    },
    canCarry: async () => {
      if (relay && !relay.isCarrying()) return false;
      const late = new Promise<false>((done) =>
        setTimeout(() => done(false), QUEUE_ANSWERS_WITHIN_MS).unref(),
      );
      const depths = Promise.all([...queues.values()].map((q) => q.depth())).then(
        () => true,
        () => false,
      );
      return Promise.race([depths, late]);
    },
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await stopWatching?.();
      await relay?.stop();
      await Promise.all(workers.map((w) => w.close()));
      unanswered.stop();
      await Promise.all([...queues.values()].map((q) => q.close()));
      await flushCalls();
      stopSending();
      await closeDatabase();
    },
  };
}
