import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { Piscina } from "piscina";
import { describeError, log } from "./log";
import { singleton } from "./singleton";

/** Every file that runs in a thread of its own: the name it is bundled under (scripts/build.mjs) and its source. */
const THREADS = {
  "judge-password.thread": "server/tenancy/judge-password.thread.ts",
  "read-heic.thread": "server/intake/sources/read-heic.thread.ts",
  "read-logs.thread": "server/monitoring/read-logs.thread.ts",
  "read-reports.thread": "server/pipeline/read-reports.thread.ts",
} as const;
export type ThreadName = keyof typeof THREADS;

export type ThreadLimits = {
  /** Threads that are kept though they have nothing to do, so that nobody waits for one to start. */
  minThreads: number;
  /** Threads that run at the same moment. */
  maxThreads: number;
  /** Calls that may wait for a thread; one more is refused by `run` with an Error. */
  maxQueue: number;
  /** Heap of one thread, MB, beside what is young: a thread that needs more ends alone, and its call is rejected. */
  maxHeapMb: number;
  /** Room for what is young, MB: with more of it, less that is soon garbage is copied before it is dropped. */
  maxYoungMb: number;
};

/**
 * The threads that run one file, made at the first call; beyond `minThreads` they are kept idle for half a minute. `run(value, {signal})`
 * ends the thread when the
 * signal fires, whatever it is doing, and rejects; the next call gets a new one. What runs in a thread must not use the database or the
 * environment.
 * @param lane a word that tells apart several pools of one file, so that calls of one kind don't wait for another's
 */
export function threadPool(
  name: ThreadName,
  { minThreads, maxThreads, maxQueue, maxHeapMb, maxYoungMb }: ThreadLimits,
  lane = "",
): Piscina {
  return singleton(`threads:${name}:${lane}`, () => {
    // Beside the entry where the product was built; from source where it is written and tested.
    const built = join(dirname(process.argv[1] ?? ""), `${name}.js`);
    const isBuilt = existsSync(built);
    const pool = new Piscina({
      filename: isBuilt ? built : join(process.cwd(), "scripts/thread-from-source.mjs"),
      workerData: { source: join(process.cwd(), THREADS[name]) },
      execArgv: [],
      minThreads,
      maxThreads,
      maxQueue,
      idleTimeout: 30_000,
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, maxYoungGenerationSizeMb: maxYoungMb },
      env: {},
      recordTiming: false,
    });
    // A thread that fails while it has nothing to do fails nobody's call; unheard, the event would end the process.
    pool.on("error", (error) =>
      log().error({ thread: name, error: describeError(error) }, "a thread failed"),
    );
    return pool;
  });
}
