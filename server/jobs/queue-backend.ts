import {
  createPostgresBackend,
  Queue as RedisQueue,
  withBackend,
  Worker as RedisWorker,
  type Job,
  type WorkerOptions,
} from "bullmq";
import { setTimeout as sleep } from "node:timers/promises";
import { getEnv } from "@/server/platform/env";
import { outageKind } from "@/server/db/db-errors";
import { directUrl } from "@/server/db/direct.mjs";
import { logFailure } from "@/server/platform/outage-log";
import { connectRedis } from "@/server/platform/redis";
import type { QueueName } from "./lanes";

/** What travels through the queue: ids and nothing else. */
export type JobData = { topic: string; orgId: string; ids: string[] };

export type QueuedJob = { jobId: string; data: JobData };

/** A queue to put jobs into. */
export type JobQueue = {
  /** Hands jobs over. @throws Error when the queue did not take them in time; they may have arrived all the same. */
  add(jobs: readonly QueuedJob[]): Promise<void>;
  /** Jobs that wait for a worker. */
  depth(): Promise<number>;
  /** Has a job made every so often; the same name again replaces the earlier schedule. */
  schedule(name: string, everyMs: number): Promise<void>;
  close(): Promise<void>;
};

export type JobWorker = { close(): Promise<void> };

/** BullMQ waits for ever by itself; a queue that takes longer than this counts as out of reach. */
const ADD_TIMEOUT_MS = 5_000;
/** How long what could not be reached is left alone before it is tried again. */
const REOPEN_AFTER_MS = 500;

/** One hash tag for all keys, so that they stay together on a Redis Cluster. */
const PREFIX = "{steady}";

const Postgres = withBackend(createPostgresBackend);

const postgresConnection = (max: number) => ({
  // It listens, makes temporary tables and sets where names are looked up: nothing that a pooler could carry.
  connectionString: directUrl(getEnv().DATABASE_QUEUE_URL, getEnv().DATABASE_DIRECT_URL),
  schema: "queue",
  max,
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
});

/** Which transport jobs travel by. */
export const queueBackend = (): "redis" | "postgres" => (getEnv().REDIS_URL ? "redis" : "postgres");

async function inTime<T>(work: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${what} took longer than ${ADD_TIMEOUT_MS} ms`)),
      ADD_TIMEOUT_MS,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {});
  }
}

/** How ioredis, Redis itself and `inTime` say that a queue is out of reach or cannot store. */
const REDIS_WORDS = [
  /took longer than|Connection is closed|ECONN|ETIMEDOUT|EPIPE|max retries per request/i,
  /Stream isn't writeable|Command timed out|LOADING|OOM command|MISCONF|READONLY/i,
];

type Connected = { waitUntilReady(): Promise<unknown>; close(): Promise<unknown> };

/**
 * Makes something that is connected to a queue, and makes it anew until it has been ready once. BullMQ remembers how its first attempt to
 * reach Postgres went: what was opened while the database restarted would answer with that failure for ever.
 * @returns `ready`, which waits as long as the queue is out of reach, and `close`
 */
function keepOpening<T extends Connected>(make: () => T): { ready: Promise<T>; close(): Promise<void> } {
  const state: { isClosed: boolean; current: T | null } = { isClosed: false, current: null };
  const open = async (): Promise<T> => {
    for (;;) {
      const made = make();
      state.current = made;
      try {
        await made.waitUntilReady();
        return made;
      } catch (error) {
        await made.close().catch(() => {});
        if (state.isClosed) throw error;
        await sleep(REOPEN_AFTER_MS);
      }
    }
  };
  const ready = open();
  ready.catch(() => {});
  return {
    ready,
    close: async () => {
      state.isClosed = true;
      await state.current?.close().catch(() => {});
    },
  };
}

/** Opens a queue on Redis when REDIS_URL is set, otherwise on Postgres. */
export function openQueue(name: QueueName): JobQueue {
  const defaultJobOptions = { removeOnComplete: true, removeOnFail: true, attempts: 1 };
  const redis = queueBackend() === "redis" ? connectRedis() : null;
  const opened = keepOpening(() => {
    const queue = redis
      ? new RedisQueue<JobData>(name, { connection: redis, prefix: PREFIX, defaultJobOptions })
      : new Postgres.Queue<JobData>(name, { connection: postgresConnection(3), defaultJobOptions });
    queue.on("error", warnOf(name));
    return queue;
  });
  return {
    add: async (jobs) => {
      await inTime(
        opened.ready.then((queue) =>
          queue.addBulk(jobs.map(({ jobId, data }) => ({ name: data.topic, data, opts: { jobId } }))),
        ),
        "handing jobs to the queue",
      );
    },
    depth: () =>
      inTime(
        opened.ready.then((queue) => queue.getWaitingCount()),
        "asking the queue for its depth",
      ),
    schedule: async (schedule, everyMs) => {
      await inTime(
        opened.ready.then((queue) =>
          queue.upsertJobScheduler(
            schedule,
            { every: everyMs },
            { name: schedule, data: { topic: schedule, orgId: "", ids: [] } },
          ),
        ),
        "setting a schedule",
      );
    },
    close: async () => {
      await opened.close();
      redis?.disconnect();
    },
  };
}

/**
 * Serves a queue. The processor must not throw: what failed is written to the outbox, which owns the attempts, and the queue only
 * carries. A stalled job is handed out again often, because giving up on it is not the queue's decision.
 */
export function openWorker(
  name: QueueName,
  concurrency: number,
  process: (data: JobData) => Promise<void>,
): JobWorker {
  const options = {
    concurrency,
    lockDuration: 60_000,
    stalledInterval: 15_000,
    maxStalledCount: 50,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
    drainDelay: 5,
    autorun: false,
  } satisfies Partial<WorkerOptions>;
  const processor = async (job: Job<JobData>) => process(job.data);
  const redis = queueBackend() === "redis" ? connectRedis({ isBlocking: true }) : null;
  const open = () =>
    keepOpening(() => {
      const worker = redis
        ? new RedisWorker<JobData>(name, processor, { ...options, connection: redis, prefix: PREFIX })
        : new Postgres.Worker<JobData>(name, processor as never, {
            ...options,
            connection: postgresConnection(concurrency + 2),
          });
      worker.on("error", warnOf(name));
      return worker;
    });
  const state = { isClosed: false, opened: open() };
  const isClosed = () => state.isClosed;
  /** Serves until closed: a consumer that ends by itself is replaced by a new one, because nobody else would notice. */
  const serve = async () => {
    for (;;) {
      try {
        await (await state.opened.ready).run();
      } catch (error) {
        if (!isClosed())
          logFailure("a queue's consumer ended; a new one is opened", error, {
            kind: queueOutageKind(error),
            level: "error",
            fields: { queue: name },
          });
      }
      if (isClosed()) return;
      await state.opened.close();
      await sleep(REOPEN_AFTER_MS);
      if (isClosed()) return;
      state.opened = open();
    }
  };
  void serve();
  return {
    close: async () => {
      state.isClosed = true;
      await state.opened.close();
      redis?.disconnect();
    },
  };
}

/** What the log counts a failure of a queue as (`logFailure`): of whatever carries it, when that is out of reach. */
export function queueOutageKind(error: unknown): string | undefined {
  const message = error instanceof Error ? error.message : "";
  const isRedis = queueBackend() === "redis" && REDIS_WORDS.some((words) => words.test(message));
  return isRedis ? "redis" : outageKind(error);
}

function warnOf(name: string): (error: Error) => void {
  return (error) =>
    logFailure("the queue reports trouble", error, { kind: queueOutageKind(error), fields: { queue: name } });
}
