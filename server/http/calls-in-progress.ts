import { AppError } from "@/server/platform/errors";
import { singleton } from "@/server/platform/singleton";

/** Calls of one caller that may be in progress at the same time: what a screen asks for when it opens, a few times over. */
const CALLS_MAX = 60;

const inProgress = () => singleton("http.calls-in-progress", () => new Map<string, number>());

/**
 * Answers a request of so many calls unless the same caller already has too many in progress; that costs less than finding out who it is.
 * @param caller what tells callers apart before they are known: the session cookie, or the address
 * @throws AppError RATE_LIMITED; nothing of the request was looked at
 */
export async function whileFew<T>(caller: string, calls: number, answer: () => Promise<T>): Promise<T> {
  const counts = inProgress();
  const before = counts.get(caller) ?? 0;
  if (before > 0 && before + calls > CALLS_MAX)
    throw new AppError(
      "RATE_LIMITED",
      "Too many requests at the same time. Nothing was changed; try again in a moment.",
      { reason: "at_once" },
      2_000,
    );
  counts.set(caller, before + calls);
  try {
    return await answer();
  } finally {
    const left = (counts.get(caller) ?? calls) - calls;
    if (left > 0) counts.set(caller, left);
    else counts.delete(caller);
  }
}
