import type { ErrorEpisode } from "@/contracts/analysis";
import type { Release } from "@/contracts/monitoring";
import { withScope } from "@/server/db/client";
import { USE_MINUTES } from "@/server/monitoring/real-use.queries";
import { listReleases } from "@/server/monitoring/releases.queries";
import { FAILED } from "@/server/monitoring/traffic.queries";
import type { Scope } from "@/server/platform/scope";
import { findEpisodes, type RouteStep } from "./error-episodes";

const DAY_MS = 86_400_000;
const STEP_MS = 15 * 60_000;

/** Runs of server errors of the last day, newest first, and the releases of that day they were held against. */
export async function readEpisodes(
  scope: Scope,
  launchId: string,
  now: Date,
): Promise<{ episodes: ErrorEpisode[]; releases: Release[] }> {
  const since = new Date(now.getTime() - DAY_MS);
  const [{ releases }, steps] = await Promise.all([
    listReleases(scope, launchId, { since, limit: 60 }),
    readNotableSteps(scope, launchId, since),
  ]);
  return { episodes: findEpisodes(steps, STEP_MS, releases, now), releases };
}

/** Quarters of an hour in which requests of a route failed in earnest. */
async function readNotableSteps(scope: Scope, launchId: string, since: Date): Promise<RouteStep[]> {
  return withScope(
    scope,
    (tx) => tx.$queryRaw<RouteStep[]>`
      select
        method,
        route,
        to_timestamp(
          floor(
            extract(
              epoch
              from minute
            ) / 900
          ) * 900
        ) as at,
        sum(n)::float8 as requests,
        sum(${FAILED})::float8 as errors
      from ${USE_MINUTES} m
      where
        org_id = ${scope.orgId}
        and launch_id = ${launchId}
        and minute >= ${since}
      group by
        1,
        2,
        3
      having
        sum(${FAILED}) >= 5
        and sum(${FAILED}) >= 0.05 * sum(n)
      order by 3
      limit 2000
    `,
  );
}
