import type { LaunchChange, SuspectRelease } from "@/contracts/evidence";
import type { TrafficFigures } from "@/contracts/monitoring";
import { versionKey } from "@/server/feedback/versions";

const HOUR_MS = 3_600_000;
/** How long before the first report a release may have begun, to be suspected for its time alone. */
export const SUSPECT_REACH_MS = 24 * HOUR_MS;
const MAX_SUSPECTS = 5;

/** What each kind of evidence weighs, out of one. What was measured weighs more than what was near. */
const WEIGHTS = { rise: 0.45, named: 0.3, near: 0.25 } as const;
/** A release of another component can be the cause, but seldom is. */
const ELSEWHERE_FACTOR = 0.5;
/** Lead time at which closeness has fallen to a half. */
const NEAR_HALF_MS = 2 * HOUR_MS;

/** Fewer requests on either side tell nothing. */
const MIN_REQUESTS = 30;
const MIN_ERRORS = 5;
/** Standard errors by which two shares differ before it is called a rise: once in about 740 by chance. */
const MIN_DEVIATIONS = 3;
/** A rise by so many percentage points counts in full. */
const FULL_RISE_POINTS = 5;
/** A p95 so many times as long is called slower, and counts in full from the second figure on. */
const SLOWER_FACTOR = 1.5;
const FULL_SLOWER_FACTOR = 3;

/** A release with the figures of the issue's routes in the hour before it began and in the hour after; null where nothing is known. */
export type ReleaseFacts = {
  release: LaunchChange;
  before: TrafficFigures | null;
  after: TrafficFigures | null;
};

/**
 * The launch's going live as something that changed, at the time it was set to; null while it is only planned.
 */
export function goLiveOf(
  launch: { id: string; name: string; phase: string; liveAt: Date },
  now: Date,
): LaunchChange | null {
  if (launch.phase === "planned" || launch.liveAt > now) return null;
  return {
    id: `go-live-${launch.id}`,
    launchId: launch.id,
    kind: "go_live",
    title: launch.name,
    version: null,
    componentId: null,
    startedAt: launch.liveAt,
    endedAt: null,
    outcome: "succeeded",
    url: null,
  };
}

/** How a version may be written, in lower case. */
export const spellingsOf = (key: string): string[] =>
  ["", "v", "version ", "refs/tags/", "refs/tags/v"].map((prefix) => prefix + key);

/** The version that most reports name, as `versionKey` writes it; null when none names any. Ties go to the one named first. */
export function mostNamed(versions: readonly string[]): string | null {
  let best: string | null = null;
  let most = 0;
  for (const [version, n] of countVersions(versions))
    if (n > most) {
      best = version;
      most = n;
    }
  return best;
}

function countVersions(versions: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const version of versions.map(versionKey)) counts.set(version, (counts.get(version) ?? 0) + 1);
  return counts;
}

/** Whether a release can be suspected: it began within 24 h before the first report, or has the version that most reports name. */
const isCandidate = (release: LaunchChange, firstReportAt: Date, named: string | null): boolean => {
  const leadMs = firstReportAt.getTime() - release.startedAt.getTime();
  return (
    (leadMs >= 0 && leadMs <= SUSPECT_REACH_MS) ||
    (release.version !== null && versionKey(release.version) === named)
  );
};

/**
 * The releases, the go-live among them, that could be an issue's cause, best first, at most five: how near before the first report each
 * began, how many of the reports that name a version name its own, and whether errors or p95 rose with it by more than chance. Statistics
 * say that they met, not that one caused the other.
 * @param versions one entry per report that names a version
 */
export function rankSuspects(
  facts: readonly ReleaseFacts[],
  issue: { firstReportAt: Date; componentId: string | null; versions: readonly string[] },
): SuspectRelease[] {
  const counts = countVersions(issue.versions);
  const named = mostNamed(issue.versions);
  return facts
    .filter(({ release }) => isCandidate(release, issue.firstReportAt, named))
    .map(({ release, before, after }): SuspectRelease => {
      const leadMs = issue.firstReportAt.getTime() - release.startedAt.getTime();
      const reports = release.version === null ? 0 : (counts.get(versionKey(release.version)) ?? 0);
      const errorRise = riseOfErrors(before, after);
      const slowing = riseOfLatency(before, after);
      const isElsewhere =
        release.componentId !== null &&
        issue.componentId !== null &&
        release.componentId !== issue.componentId;
      const score =
        WEIGHTS.rise * Math.max(errorRise, slowing) +
        WEIGHTS.named * (issue.versions.length === 0 ? 0 : reports / issue.versions.length) +
        WEIGHTS.near * (leadMs < 0 ? 0 : 2 ** (-leadMs / NEAR_HALF_MS));
      return {
        release,
        score: score * (isElsewhere ? ELSEWHERE_FACTOR : 1),
        leadMs,
        named: { reports, of: issue.versions.length },
        before,
        after,
        haveErrorsRisen: errorRise > 0,
        hasSlowed: slowing > 0,
        isElsewhere,
      };
    })
    .sort(
      (a, b) =>
        b.score - a.score ||
        b.release.startedAt.getTime() - a.release.startedAt.getTime() ||
        (a.release.id < b.release.id ? 1 : -1),
    )
    .slice(0, MAX_SUSPECTS);
}

/** 0–1: how far the share of server errors rose; 0 when chance would explain it (two proportions, pooled). */
function riseOfErrors(before: TrafficFigures | null, after: TrafficFigures | null): number {
  if (!isMeasured(before) || !isMeasured(after) || after.errors < MIN_ERRORS) return 0;
  const [p, q] = [before.errors / before.requests, after.errors / after.requests];
  const pooled = (before.errors + after.errors) / (before.requests + after.requests);
  const deviation = Math.sqrt(pooled * (1 - pooled) * (1 / before.requests + 1 / after.requests));
  // Everything failed on both sides: nothing rose.
  if (deviation === 0 || (q - p) / deviation < MIN_DEVIATIONS) return 0;
  return Math.min(1, ((q - p) * 100) / FULL_RISE_POINTS);
}

/** 0–1: how much longer the p95 became; 0 below half as long again. */
function riseOfLatency(before: TrafficFigures | null, after: TrafficFigures | null): number {
  if (!isMeasured(before) || !isMeasured(after) || !before.p95Ms || after.p95Ms === null) return 0;
  const factor = after.p95Ms / before.p95Ms;
  return factor < SLOWER_FACTOR ? 0 : Math.min(1, (factor - 1) / (FULL_SLOWER_FACTOR - 1));
}

const isMeasured = (figures: TrafficFigures | null): figures is TrafficFigures =>
  figures !== null && figures.requests >= MIN_REQUESTS;
