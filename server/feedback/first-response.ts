/**
 * How soon people were answered.
 *
 * *Answered* is a report since a person's words reached its reporter (`item.first_response_at`): staff's public comment in a helpdesk. A
 * decision that nobody was told, an acknowledgement and whatever else machines write are none. Spam and what was withdrawn is in no
 * figure. Each report is judged by its own answer, whatever became of its issue: behind a declined or closed one it waits as before,
 * because deciding tells nobody.
 *
 * *Answerable* is a report whose answer becomes known here: a ticket of a connected helpdesk. Nobody can know of the others (a form, an
 * API, a call that an agent logged, an anonymous one), so they are never due and wait in no figure; they are counted beside it.
 *
 * *Due* is an answerable report whose target time has passed, or that was answered within it; the clock starts when it was made
 * (`occurred_at`). Answered ones count for 24 hours from their answer. One that waits counts until it is answered, however old it is. So a
 * report without an answer lowers the share once it is due and changes nothing before: no number of new reports makes a figure better.
 */

/** What is known of the reports that a figure speaks of. */
export type GatheredResponses = {
  /** What each answer of the last 24 hours took, minutes. */
  readonly tookMinutes: readonly number[];
  /** Answerable reports without an answer, how many of them past the target, and since when the oldest waits. */
  readonly waiting: number;
  readonly overdue: number;
  readonly oldestWaitingAt: Date | null;
  /** Reports of the last 24 hours of which nobody here can know whether they were answered. */
  readonly unanswerable: number;
};

export type ResponseFigures = Omit<GatheredResponses, "tookMinutes"> & {
  readonly answered: number;
  /** Of what was answered, in minutes; null when nothing was. */
  readonly medianMinutes: number | null;
  readonly due: number;
  /** Of what is due, whole percents rounded down, so that a share never looks as good as a target it misses; null when nothing is due. */
  readonly sharePercent: number | null;
};

/** Answers are remembered for this long; who waits is never forgotten. */
export const ANSWERS_HOURS = 24;
const MINUTE_MS = 60_000;

/** Since when answers count. */
export const answersSince = (now: Date): Date => new Date(now.getTime() - ANSWERS_HOURS * 60 * MINUTE_MS);

/** A report that waits and was made before this moment is past its target; one made at it is due this very moment and still in time. */
export const overdueBefore = (targetMinutes: number, now: Date): Date =>
  new Date(now.getTime() - targetMinutes * MINUTE_MS);

/** Median, what is due and the share of it that was answered within the target. */
export function measureResponses(
  { tookMinutes, ...gathered }: GatheredResponses,
  targetMinutes: number,
): ResponseFigures {
  const due = tookMinutes.length + gathered.overdue;
  const inTime = tookMinutes.filter((minutes) => minutes <= targetMinutes).length;
  return {
    ...gathered,
    answered: tookMinutes.length,
    medianMinutes: medianOf(tookMinutes),
    due,
    sharePercent: due === 0 ? null : Math.floor((inTime * 100) / due),
  };
}

/** The middle of values, or the mean of the two in the middle; null of none. */
function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}
