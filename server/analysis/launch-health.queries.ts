import { offsetOf } from "@/contracts/zones";
import { OPEN_STATES } from "@/contracts/feedback";
import type { LaunchHealth, LaunchSummary } from "@/contracts/launches";
import { withScope } from "@/server/db/client";
import type { Tx } from "@/server/db/sql";
import {
  listLaunchesIn,
  readLaunch,
  type LaunchDetail,
  type LaunchRow,
} from "@/server/launches/launches.queries";
import { dayOf } from "@/server/launches/phases";
import type { Scope } from "@/server/platform/scope";

/** Every launch of the organization with how it stands, running ones first; at most 200. Three statements, however many launches. */
export async function listLaunchesWithHealth(scope: Scope, now: Date): Promise<LaunchSummary[]> {
  return withScope(scope, async (tx) => {
    const launches = await listLaunchesIn(tx, scope);
    const health = await readHealthIn(tx, scope, launches, now);
    return launches.map((launch) => ({ ...launch, health: health.get(launch.id)! }));
  });
}

/** One launch with its plan and how it stands. @throws AppError NOT_FOUND when no launch here has this short name or id. */
export async function readLaunchWithHealth(
  scope: Scope,
  ref: { slug: string } | { id: string },
  now: Date,
): Promise<LaunchDetail & { health: LaunchHealth }> {
  const launch = await readLaunch(scope, ref);
  const health = await withScope(scope, (tx) => readHealthIn(tx, scope, [launch], now));
  return { ...launch, health: health.get(launch.id)! };
}

async function readHealthIn(
  tx: Tx,
  scope: Scope,
  launches: readonly LaunchRow[],
  now: Date,
): Promise<Map<string, LaunchHealth>> {
  const ids = launches.map((l) => l.id);
  const open = await tx.$queryRaw<{ launchId: string; criticals: number; majors: number }[]>`
    select
      launch_id as "launchId",
      coalesce(
        sum(n) filter (
          where severity = 'critical'
        ),
        0
      )::float8 as criticals,
      coalesce(
        sum(n) filter (
          where severity = 'major'
        ),
        0
      )::float8 as majors
    from issue_count
    where
      org_id = ${scope.orgId}
      and launch_id = any(${ids}::text[])
      and is_defect
      and state = any(${[...OPEN_STATES]}::text[])
    group by 1
  `;
  const criteria = await tx.$queryRaw<{ launchId: string; met: number; waived: number; total: number }[]>`
    select
      launch_id as "launchId",
      count(*) filter (
        where state = 'met'
      )::float8 as met,
      count(*) filter (
        where state = 'waived'
      )::float8 as waived,
      count(*)::float8 as total
    from exit_criterion
    where
      org_id = ${scope.orgId}
      and launch_id = any(${ids}::text[])
      and archived_at is null
    group by 1
  `;
  const openOf = new Map(open.map((o) => [o.launchId, o]));
  const criteriaOf = new Map(criteria.map(({ launchId, ...c }) => [launchId, c]));
  return new Map(
    launches.map((l) => [
      l.id,
      {
        openCriticals: openOf.get(l.id)?.criticals ?? 0,
        openMajors: openOf.get(l.id)?.majors ?? 0,
        criteria: criteriaOf.get(l.id) ?? { met: 0, waived: 0, total: 0 },
        ...dayOf(l.liveAt, l.endsAt, now, offsetOf(l.timeZone)),
      },
    ]),
  );
}
