import type { VerdictFacts } from "@/contracts/verdict";
import { withScope } from "@/server/db/client";
import type { Tx } from "@/server/db/sql";
import { listCriteriaIn } from "@/server/launches/criteria.queries";
import { summariseCriteria } from "@/server/launches/exit-criteria";
import { readLaunch } from "@/server/launches/launches.queries";
import { listTroubledFeeds } from "@/server/monitoring/feed-health.queries";
import type { Scope } from "@/server/platform/scope";
import { readEpisodes } from "./error-episodes.queries";
import { readBurnDownViewIn } from "./exit.queries";
import { readIncomingIn } from "./incoming.queries";
import { countOpenCriticalsIn } from "./war-room.queries";

/**
 * What the verdict on a launch is judged from, now and over the day; the projection is the exit page's own.
 * @throws AppError NOT_FOUND
 */
export async function readVerdictFacts(scope: Scope, launchId: string, now: Date): Promise<VerdictFacts> {
  const launch = await readLaunch(scope, { id: launchId });
  const [figures, { episodes }, troubledFeeds] = await Promise.all([
    withScope(scope, async (tx) => {
      const criteria = await listCriteriaIn(tx, scope, launchId);
      const { met, waived, total } = summariseCriteria(criteria.map((criterion) => criterion.state));
      return {
        openCriticals: await countOpenCriticalsIn(tx, scope, launchId),
        criticalFreeSince: await criticalFreeSinceIn(tx, scope, launchId),
        criteria: { met, waived, total },
        projection: (await readBurnDownViewIn(tx, scope, launch, criteria, now)).projection,
        incoming: await readIncomingIn(tx, scope, launch, now),
        hasTraffic: await hasTrafficIn(tx, scope, launchId),
      };
    }),
    readEpisodes(scope, launchId, now),
    listTroubledFeeds(scope, launchId, now),
  ]);
  const { perHour: _perHour, ...incoming } = figures.incoming;
  return { at: now, liveAt: launch.liveAt, ...figures, incoming, episodes, troubledFeeds };
}

/**
 * When the last open critical ceased to be one: it was settled, or given a lower severity, which the criterion that counts them noticed.
 * Null when neither ever happened.
 */
async function criticalFreeSinceIn(tx: Tx, scope: Scope, launchId: string): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ at: Date | null }[]>`
    select greatest(
      (
        select max(settled_at)
        from issue
        where
          org_id = ${scope.orgId}
          and launch_id = ${launchId}
          and severity = 'critical'
          and is_defect
          and not is_open
          and merged_into_id is null
      ),
      (
        select max(r.at)
        from
          exit_criterion c
          cross join lateral (
            select at
            from criterion_reading
            where
              org_id = c.org_id
              and criterion_id = c.id
              and value > 0
            order by at desc
            limit 1
          ) r
        where
          c.org_id = ${scope.orgId}
          and c.launch_id = ${launchId}
          and c.kind = 'open_critical'
          and c.component_id is null
          and c.archived_at is null
      )
    ) as at
  `;
  return row?.at ?? null;
}

async function hasTrafficIn(tx: Tx, scope: Scope, launchId: string): Promise<boolean> {
  const found = await tx.trafficMinute.findFirst({
    where: { orgId: scope.orgId, launchId },
    select: { minute: true },
  });
  return found !== null;
}
