import type { WarRoom } from "@/contracts/analysis";
import { formatCount, formatDuration, formatMinutes, formatNoun } from "./numbers";

type Response = Pick<
  WarRoom["response"],
  "due" | "answered" | "medianMinutes" | "waiting" | "unanswerable"
> & { oldest: readonly { occurredAt: Date }[] };

/**
 * What stands beside the share of reports that were answered in time: the median of what was answered, and how long the oldest has
 * waited; or why there is nothing to say.
 */
export function describeAnswers(response: Response, at: Date): string {
  const { due, answered, medianMinutes, waiting, unanswerable, oldest } = response;
  const [first] = oldest;
  const longest = first ? formatDuration(at.getTime() - first.occurredAt.getTime()) : null;
  if (due === 0 && longest !== null)
    return `${formatCount(waiting.n, waiting.isCapped)} waiting, none due yet; oldest ${longest}`;
  if (due === 0)
    return unanswerable > 0
      ? `not known: ${formatNoun(unanswerable, "report")} from sources without replies`
      : "no ticket was due";
  const median =
    medianMinutes === null
      ? "nobody was answered"
      : `median ${formatMinutes(medianMinutes)} of ${formatNoun(answered, "answer")}`;
  return longest === null ? `${median}; nobody waits` : `${median}; oldest waits ${longest}`;
}
