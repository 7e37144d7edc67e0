import type { EvidenceLine, EvidenceZoom, LoggedRequest } from "@/contracts/evidence";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How far from a report the requests behind it may lie. */
const REACH_MS = 15 * MINUTE_MS;
/** Stretches that are searched, at most; the newest. */
const STRETCHES_MAX = 48;

/** Traffic is drawn from so long before the first report, and before a long issue's from this share of what follows. */
const BEFORE_ONSET_MS = 6 * HOUR_MS;
const BEFORE_ONSET_SHARE = 1 / 4;
const AFTER_LAST_MS = HOUR_MS;
/** So much is drawn unless all of it is wanted: two weeks of a busy component take ten times as long to add up as two days. */
const PART_MS = 48 * HOUR_MS;
/** All of it is at most so long, from the onset's context on. */
const WHOLE_MS = 35 * 24 * HOUR_MS;
/** Widths of a point, minutes: the first that makes no more than so many points. */
const STEPS_MINUTES = [5, 15, 30, 60, 120, 240, 480];
const POINTS_MAX = 110;

/** Routes that reports name count when at least one in so many of the reports that name any names them. */
const ROUTE_ONE_IN = 4;

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
 * The time around an issue that its traffic is drawn for. All of it is from before the first report (six hours, or a quarter of what
 * follows where that is longer) to an hour after the last, never beyond now; of more than 48 hours it is a part: around the onset with
 * the same share before it, or the newest. Steps are wide enough for about a hundred points.
 * @returns `isPart`: whether there is more than 48 hours of it
 */
export function timeAround(
  { firstSeenAt, lastSeenAt }: { firstSeenAt: Date; lastSeenAt: Date },
  zoom: EvidenceZoom,
  now: Date,
): Stretch & { stepMinutes: number; isPart: boolean } {
  const onsetMs = Math.min(firstSeenAt.getTime(), now.getTime());
  const endMs = Math.max(onsetMs, Math.min(now.getTime(), lastSeenAt.getTime() + AFTER_LAST_MS));
  const longestMs = Math.min(endMs - onsetMs, WHOLE_MS);
  const beforeMs = Math.max(BEFORE_ONSET_MS, longestMs * BEFORE_ONSET_SHARE);
  const isPart = beforeMs + endMs - onsetMs > PART_MS;
  const [fromMs, untilMs] = !isPart
    ? [onsetMs - beforeMs, endMs]
    : zoom === "latest"
      ? [endMs - PART_MS, endMs]
      : zoom === "whole"
        ? [onsetMs - beforeMs, Math.min(endMs, onsetMs - beforeMs + WHOLE_MS)]
        : [onsetMs - PART_MS * BEFORE_ONSET_SHARE, onsetMs + PART_MS * (1 - BEFORE_ONSET_SHARE)];
  const minutes = (untilMs - fromMs) / MINUTE_MS;
  const stepMinutes = STEPS_MINUTES.find((step) => minutes / step <= POINTS_MAX) ?? STEPS_MINUTES.at(-1)!;
  const stepMs = stepMinutes * MINUTE_MS;
  const lastStepMs = floorTo(stepMs, Math.min(untilMs, now.getTime()));
  return { ...stretch(floorTo(stepMs, fromMs), lastStepMs + stepMs), stepMinutes, isPart };
}

/**
 * The routes with traffic that the reports name, of those that a quarter or more of the naming reports do: in the spelling of the
 * traffic, the most named first. None when no report names a route that the gateway has counted.
 * @param named each report's routes, as `reportedRoute` writes them
 * @param counted the routes of the gateway's lines
 */
export function routesNamed(named: readonly (readonly string[])[], counted: readonly string[]): string[] {
  const spelling = new Map(counted.map((route) => [route.toLowerCase(), route]));
  const counts = new Map<string, number>();
  let naming = 0;
  for (const routes of named) {
    const known = new Set(routes.flatMap((route) => spelling.get(route) ?? []));
    if (known.size > 0) naming += 1;
    for (const route of known) counts.set(route, (counts.get(route) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, n]) => n * ROUTE_ONE_IN >= naming)
    .sort(([routeA, a], [routeB, b]) => b - a || (routeA < routeB ? -1 : 1))
    .map(([route]) => route);
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
