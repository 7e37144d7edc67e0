import type { EpisodeRelease, ErrorEpisode } from "@/contracts/analysis";
import type { Release } from "@/contracts/monitoring";

/** Requests and server errors of one route in one step of time. */
export type RouteStep = { method: string; route: string; at: Date; requests: number; errors: number };

/** A quiet step between two loud ones does not end a run. */
const GAP_STEPS = 1;
/** How long before a change of the error rate a release may have been, to be named with it. */
const RELEASE_REACH_MS = 30 * 60_000;

/**
 * Runs of server errors by route, newest first: the loud steps of a route that lie next to each other. A run that reaches into the
 * last two steps goes on. A release is named as its suspect when it began within half an hour before the run, and as its cure when it
 * began within half an hour before the run's end; statistics say that they met, not that one caused the other.
 * @param steps loud steps only, in any order
 * @param stepMs the width of a step
 */
export function findEpisodes(
  steps: readonly RouteStep[],
  stepMs: number,
  releases: readonly Release[],
  now: Date,
): ErrorEpisode[] {
  const byRoute = new Map<string, RouteStep[]>();
  for (const step of [...steps].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const key = `${step.method} ${step.route}`;
    const ofRoute = byRoute.get(key);
    if (ofRoute) ofRoute.push(step);
    else byRoute.set(key, [step]);
  }
  const episodes = [...byRoute.values()].flatMap((mine) =>
    runsOf(mine, stepMs).map((run) => describe(run, stepMs, releases, now)),
  );
  return episodes.sort((a, b) => b.from.getTime() - a.from.getTime() || b.errors - a.errors);
}

function runsOf(steps: readonly RouteStep[], stepMs: number): RouteStep[][] {
  const runs: RouteStep[][] = [];
  for (const step of steps) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && step.at.getTime() - last.at.getTime() <= (GAP_STEPS + 1) * stepMs) run.push(step);
    else runs.push([step]);
  }
  return runs;
}

function describe(
  run: readonly RouteStep[],
  stepMs: number,
  releases: readonly Release[],
  now: Date,
): ErrorEpisode {
  const [first, last] = [run[0]!, run.at(-1)!];
  const endMs = last.at.getTime() + stepMs;
  const isOver = endMs + stepMs <= now.getTime();
  return {
    method: first.method,
    route: first.route,
    from: first.at,
    until: isOver ? new Date(endMs) : null,
    requests: run.reduce((sum, step) => sum + step.requests, 0),
    errors: run.reduce((sum, step) => sum + step.errors, 0),
    // A run's first errors may lie anywhere in its first step, and the release with them.
    suspect: releaseBefore(releases, first.at.getTime() + stepMs),
    cure: isOver ? releaseBefore(releases, endMs, first.at.getTime() + stepMs) : null,
  };
}

/** The last release that began within reach before a moment, and after `afterMs`. */
function releaseBefore(
  releases: readonly Release[],
  atMs: number,
  afterMs = -Infinity,
): EpisodeRelease | null {
  const near = releases.filter(
    ({ startedAt }) =>
      startedAt.getTime() <= atMs &&
      startedAt.getTime() > afterMs &&
      atMs - startedAt.getTime() <= RELEASE_REACH_MS,
  );
  const found = near.sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime())[0];
  return found ? { id: found.id, version: found.version } : null;
}
