import { threadPool } from "@/server/platform/threads";
import { describeError, log } from "@/server/platform/log";

/** Longer than any telephone's picture takes on a slow machine, ms. */
const TIMEOUT_MS = 15_000;
const LIMITS = { minThreads: 0, maxThreads: 1, maxQueue: 16, maxHeapMb: 96, maxYoungMb: 24 };

/** A HEIC picture as WebP, upright and at most 2,400 pixels wide or high; null when it is none, is too large or takes too long. */
export async function readHeic(bytes: Uint8Array): Promise<Uint8Array | null> {
  try {
    const drawn = (await threadPool("read-heic.thread", LIMITS).run(bytes, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })) as Uint8Array | null;
    return drawn;
  } catch (error) {
    log().warn({ error: describeError(error) }, "a picture could not be decoded");
    return null;
  }
}
