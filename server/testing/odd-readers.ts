import { join } from "node:path";
import { Piscina } from "piscina";
import type { Readers } from "@/server/pipeline/readers";

/** Readers that texts with a mark are too much for (odd-reports.thread.ts), and what ends their threads. */
export function openOddReaders(): Readers & { close: () => Promise<void> } {
  const pool = new Piscina({
    filename: join(process.cwd(), "scripts/thread-from-source.mjs"),
    workerData: { source: join(process.cwd(), "server/testing/odd-reports.thread.ts") },
    minThreads: 0,
    maxThreads: 2,
    idleTimeout: 30_000,
    resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 },
  });
  // As the product's own pools: a thread that ends once its call was rejected fails nobody else, and unheard it would end the process.
  pool.on("error", () => {});
  return { pool, deadline: { readMs: 500, stalledMs: 4_000 }, close: () => pool.destroy() };
}
