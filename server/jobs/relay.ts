import { openRelayStore, type DueRow, type RelayStore, type TopicShare } from "@/server/db/relay-pool";
import { getEnv } from "@/server/platform/env";
import { faultPoint } from "@/server/platform/fault";
import { log } from "@/server/platform/log";
import { logFailure } from "@/server/platform/outage-log";
import type { JobDefinition } from "./define-job";
import { LANES, SHARE_MIN, type QueueName } from "./lanes";
import { openQueue, queueOutageKind, type JobQueue, type QueuedJob } from "./queue-backend";

/**
 * A queue with more waiting jobs than this is fed no more. Rows that wait in the outbox travel together in the next job; waiting in the
 * queue they would be many small jobs, each with a turn of its own at the launch's lock, and a lease that runs meanwhile.
 */
const HIGH_WATER = 0;
/** Taken in one round of what was handed over and not answered in time. */
const EXPIRED_AT_ONCE = 400;
/** Handed over this often without an answer: the row travels in ever smaller company, so that a poisonous one ends up alone. */
const SUSPECT_AFTER = 3;
const ALONE_AFTER = 5;
/** And this often: its worker dies of it. */
const BURY_AFTER = 20;
const BUSY_PAUSE_MS = 25;
const IDLE_PAUSE_MS = 75;
/** After so long without work a look is taken half as often. */
const QUIET_AFTER_MS = 5_000;
const QUIET_PAUSE_MS = 150;
const EXPIRED_EVERY_MS = 1_000;

export type Relay = {
  stop(): Promise<void>;
  /** Whether rounds come to an end, well or badly; false means that one hangs. */
  isMoving(): boolean;
  /** Whether the last round did what it should. */
  isCarrying(): boolean;
};

/**
 * How due rows become jobs: rows of one organization and topic travel together, up to the topic's batch; rows that failed or were lost
 * before travel in smaller company, because in a crowd one bad row fails all. Every handing over has a job id of its own: adding an id
 * that the queue still remembers would silently do nothing.
 */
export function packJobs(
  rows: readonly DueRow[],
  jobs: ReadonlyMap<string, JobDefinition>,
  nowMs: number,
): { queue: QueueName; job: QueuedJob; rows: DueRow[] }[] {
  const lots = new Map<string, DueRow[]>();
  for (const row of rows) {
    const care =
      row.attempts > 0 || row.enqN > ALONE_AFTER ? "alone" : row.enqN > SUSPECT_AFTER ? "few" : "many";
    const key = `${row.orgId}\0${row.topic}\0${care}`;
    const lot = lots.get(key);
    if (lot) lot.push(row);
    else lots.set(key, [row]);
  }
  return [...lots].flatMap(([key, lot]) => {
    const [orgId, topic, care] = key.split("\0") as [string, string, string];
    const definition = jobs.get(topic);
    if (!definition) return [];
    const size = care === "alone" ? 1 : care === "few" ? Math.min(20, definition.batch) : definition.batch;
    const sorted = [...lot].sort((a, b) => (a.id < b.id ? -1 : 1));
    return Array.from({ length: Math.ceil(sorted.length / size) }, (_, index) => {
      const some = sorted.slice(index * size, (index + 1) * size);
      return {
        queue: definition.queue,
        rows: some,
        job: {
          jobId: `ob-${some[0]!.id}-${some[0]!.enqN}-${nowMs.toString(36)}`,
          data: { topic, orgId, ids: some.map((r) => r.id) },
        },
      };
    });
  });
}

/** What one organization, and all together, may have out of a topic, in rows. */
const shareOf = ({ topic, queue, batch }: JobDefinition): TopicShare => ({
  topic,
  batch,
  perOrg: batch * LANES[queue].jobsPerOrg,
  together: LANES[queue].rowsOut,
});

/** Carries due outbox rows to the queue until stopped. Any number may run; a row is taken by one at a time. */
export function startRelay(definitions: readonly JobDefinition[]): Relay {
  const jobs = new Map(definitions.map((d) => [d.topic, d]));
  const store: RelayStore = openRelayStore();
  const queues = new Map<QueueName, JobQueue>(
    [...new Set(definitions.map((d) => d.queue))].map((name) => [name, openQueue(name)]),
  );
  const leaseMs = getEnv().OUTBOX_LEASE_MS;
  const state = { isStopping: false, isCarrying: true };
  let lastRoundMs = Date.now();
  let lastExpiredMs = 0;
  const unknown = new Set<string>();
  /** Taken, not handed over, and not given back either, because the database was away too. */
  let owed: DueRow[] = [];

  const giveBackOwed = async (): Promise<void> => {
    if (owed.length === 0) return;
    await store.giveBack(owed);
    owed = [];
  };

  /** The topics whose queue takes more. */
  const topicsWithRoom = async (): Promise<readonly JobDefinition[]> => {
    const free = await Promise.all(
      [...queues].map(async ([name, queue]) => ((await queue.depth()) > HIGH_WATER ? null : name)),
    );
    return definitions.filter((d) => free.includes(d.queue));
  };

  const handOver = async (rows: DueRow[]): Promise<void> => {
    const hopeless = rows.filter((r) => r.enqN > BURY_AFTER);
    if (hopeless.length)
      await store.bury(
        hopeless,
        "Handed to a worker twenty times without an answer: the worker died of it each time.",
      );
    for (const { topic } of rows) {
      if (jobs.has(topic) || unknown.has(topic)) continue;
      unknown.add(topic);
      log().error({ topic }, "the outbox holds work that this version does not know");
    }
    const packed = packJobs(
      rows.filter((r) => r.enqN <= BURY_AFTER),
      jobs,
      Date.now(),
    );
    for (const [name, queue] of queues) {
      const ofQueue = packed.filter((p) => p.queue === name);
      if (!ofQueue.length) continue;
      try {
        if (WITH_FAULTS) faultPoint("relay.before-add");
        await queue.add(ofQueue.map((p) => p.job));
        if (WITH_FAULTS) faultPoint("relay.after-add");
      } catch (error) {
        // Unknown whether they arrived: giving them back may double the work, never the effect.
        logFailure("the queue did not take its jobs; they are offered again", error, {
          kind: queueOutageKind(error),
          fields: { queue: name },
        });
        owed.push(...ofQueue.flatMap((p) => p.rows));
        await giveBackOwed();
        await new Promise((next) => setTimeout(next, 500));
      }
    }
  };

  const round = async (): Promise<boolean> => {
    await giveBackOwed();
    const isExpiryDue = Date.now() - lastExpiredMs > Math.min(EXPIRED_EVERY_MS, leaseMs / 2);
    // Most rounds find nothing; they ask one question, not one of every queue.
    const isAnyDue = await store.hasFresh();
    if (!isAnyDue && !isExpiryDue) return false;
    const open = await topicsWithRoom();
    const fresh = isAnyDue
      ? await store.claimFresh(open.map(shareOf), { atLeast: SHARE_MIN, aloneAfter: ALONE_AFTER })
      : [];
    if (fresh.length) await handOver(fresh);
    if (isExpiryDue) {
      lastExpiredMs = Date.now();
      const expired = await store.claimExpired(
        open.map((d) => d.topic),
        leaseMs,
        EXPIRED_AT_ONCE,
      );
      if (expired.length) await handOver(expired);
    }
    return fresh.length > 0;
  };

  const loop = (async () => {
    let lastFoundMs = performance.now();
    while (!state.isStopping) {
      let pauseMs = performance.now() - lastFoundMs > QUIET_AFTER_MS ? QUIET_PAUSE_MS : IDLE_PAUSE_MS;
      try {
        if (await round()) {
          pauseMs = BUSY_PAUSE_MS;
          lastFoundMs = performance.now();
        }
        state.isCarrying = true;
      } catch (error) {
        state.isCarrying = false;
        logFailure("the relay could not make its round; it tries again", error, {
          kind: queueOutageKind(error),
        });
        pauseMs = 500;
      }
      // A round that failed and ended is one that moves: starting the process again would not bring back what is out of reach.
      lastRoundMs = Date.now();
      await new Promise((next) => setTimeout(next, pauseMs));
    }
  })();

  return {
    isCarrying: () => state.isCarrying,
    isMoving: () => Date.now() - lastRoundMs < 60_000,
    stop: async () => {
      state.isStopping = true;
      await loop;
      await Promise.all([...queues.values()].map((q) => q.close()));
      await store.close();
    },
  };
}
