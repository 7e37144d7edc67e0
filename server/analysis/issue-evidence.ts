import type { EvidenceLine, LoggedRequest } from "@/contracts/evidence";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How far from a report the requests behind it may lie. */
const REACH_MS = 15 * MINUTE_MS;
/** Stretches that are searched, at most; the newest. */
const STRETCHES_MAX = 48;

const BEFORE_ONSET_MS = 6 * HOUR_MS;
const AFTER_LAST_MS = HOUR_MS;
/** Minutes are added up for it while somebody waits: two weeks of a busy component take ten times as long as two days. */
const LONGEST_MS = 48 * HOUR_MS;

/** `from` included, `until` not. */
type Stretch = { from: Date; until: Date };
type Report = { reference: string; occurredAt: Date };

const stretch = (fromMs: number, untilMs: number): Stretch => ({
  from: new Date(fromMs),
  until: new Date(untilMs),
});
const floorTo = (stepMs: number, ms: number) => Math.floor(ms / stepMs) * stepMs;

/** The whole minutes within a quarter of an hour of any of the moments, joined where they meet: newest first, at most 48. */
export function stretchesAround(moments: readonly Date[]): Stretch[] {
  const joined: { fromMs: number; untilMs: number }[] = [];
  for (const ms of moments.map((moment) => moment.getTime()).sort((a, b) => b - a)) {
    const fromMs = floorTo(MINUTE_MS, ms - REACH_MS);
    const last = joined.at(-1);
    const untilMs = floorTo(MINUTE_MS, ms + REACH_MS) + MINUTE_MS;
    if (last && untilMs >= last.fromMs) last.fromMs = fromMs;
    else joined.push({ fromMs, untilMs });
  }
  return joined.slice(0, STRETCHES_MAX).map(({ fromMs, untilMs }) => stretch(fromMs, untilMs));
}

/**
 * The time around an issue that its component's traffic is drawn for: from six hours before the first report to an hour after the last,
 * never beyond now, and of a longer time the last 48 hours; in steps wide enough for about a hundred points.
 */
export function timeAround(
  firstSeenAt: Date,
  lastSeenAt: Date,
  now: Date,
): Stretch & { stepMinutes: number } {
  const untilMs = Math.min(now.getTime(), lastSeenAt.getTime() + AFTER_LAST_MS);
  const fromMs = Math.max(firstSeenAt.getTime() - BEFORE_ONSET_MS, untilMs - LONGEST_MS);
  const hours = (untilMs - fromMs) / HOUR_MS;
  const stepMinutes = hours <= 9 ? 5 : hours <= 26 ? 15 : 30;
  const stepMs = stepMinutes * MINUTE_MS;
  return { ...stretch(floorTo(stepMs, fromMs), floorTo(stepMs, untilMs) + stepMs), stepMinutes };
}

/** The hour before a release began and the hour after it, in whole minutes, without the minute it began in. */
export function hoursBeside(startedAt: Date, now: Date): { before: Stretch; after: Stretch } {
  const beganMs = floorTo(MINUTE_MS, startedAt.getTime());
  const afterMs = beganMs + MINUTE_MS;
  return {
    before: stretch(beganMs - HOUR_MS, beganMs),
    after: stretch(afterMs, Math.max(afterMs, Math.min(afterMs + HOUR_MS, now.getTime()))),
  };
}

/** Each request with the report nearest to it in time, newest request first. */
export function besideReports(lines: readonly LoggedRequest[], reports: readonly Report[]): EvidenceLine[] {
  const distance = (line: LoggedRequest, report: Report) =>
    Math.abs(line.at.getTime() - report.occurredAt.getTime());
  return lines
    .map((line) => {
      const nearest = reports.reduce((best, report) =>
        distance(line, report) < distance(line, best) ? report : best,
      );
      return { ...line, reference: nearest.reference, reportedAt: nearest.occurredAt };
    })
    .sort(newestFirst);
}

const newestFirst = (a: LoggedRequest, b: LoggedRequest): number =>
  b.at.getTime() - a.at.getTime() || (a.key < b.key ? 1 : -1);
