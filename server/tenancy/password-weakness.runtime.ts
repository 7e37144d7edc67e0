import { AppError } from "@/server/platform/errors";
import { logFailure } from "@/server/platform/outage-log";
import { threadPool } from "@/server/platform/threads";
import type { JudgePasswordTask } from "./judge-password.thread";

/** The first call loads the lists, which takes about a second; then one takes up to half a second. */
const LIMITS = { minThreads: 0, maxThreads: 1, maxQueue: 30, maxHeapMb: 160, maxYoungMb: 16 } as const;
const WAIT_MAX_MS = 20_000;

/**
 * Why a password is too easy to guess (`refusePassword`), found out in a thread.
 * @throws AppError UNAVAILABLE when it could not be found out in time: a password that was not looked at is not taken.
 */
export async function passwordWeakness(password: string, own: readonly string[]): Promise<string | null> {
  const task: JudgePasswordTask = { password, own };
  try {
    return (await threadPool("judge-password.thread", LIMITS).run(task, {
      signal: AbortSignal.timeout(WAIT_MAX_MS),
    })) as string | null;
  } catch (error) {
    logFailure("a password could not be judged", error, { level: "error" });
    throw new AppError(
      "UNAVAILABLE",
      "This password could not be checked at the moment. Nothing was changed; try again.",
      { reason: "password_thread" },
      3_000,
    );
  }
}
