import type { BesideTraffic, OverflowTraffic } from "@/contracts/monitoring";
import { TRAFFIC_CLASSES } from "@/contracts/traffic";
import { withScope } from "@/server/db/client";
import type { Scope } from "@/server/platform/scope";
import { USE_LINES } from "./real-use.queries";
import { OTHER_ROUTE } from "./route-cap";
import { FAILED, type Stretch } from "./traffic.queries";

/** What came beside real use in a stretch, by class, and how many of the requests of real use were connections that stay open. */
export async function readBeside(
  scope: Scope,
  launchId: string,
  { from, until }: Stretch,
): Promise<{ beside: BesideTraffic[]; connections: number }> {
  const sums = await withScope(
    scope,
    (tx) => tx.$queryRaw<(BesideTraffic & { connections: number })[]>`
      select
        traffic_class as "trafficClass",
        sum(n)::float8 as requests,
        sum(${FAILED})::float8 as errors,
        sum(n_connections)::float8 as connections
      from traffic_minute
      where
        org_id = ${scope.orgId}
        and launch_id = ${launchId}
        and minute >= ${from}
        and minute < ${until}
      group by 1
    `,
  );
  const order = (each: BesideTraffic) => TRAFFIC_CLASSES.indexOf(each.trafficClass);
  return {
    beside: sums
      .filter(({ trafficClass }) => trafficClass !== "use")
      .map(({ trafficClass, requests, errors }) => ({ trafficClass, requests, errors }))
      .sort((a, b) => order(a) - order(b)),
    connections: sums.find(({ trafficClass }) => trafficClass === "use")?.connections ?? 0,
  };
}

/** So many lines are looked through for their paths. */
const LINES_READ_MAX = 20_000;

/** The requests of real use of a stretch whose routes are not kept apart, and how many paths they went to; null when there are none. */
export async function readOverflow(
  scope: Scope,
  launchId: string,
  { from, until }: Stretch,
  requests: number,
): Promise<OverflowTraffic | null> {
  if (requests === 0) return null;
  const [found] = await withScope(
    scope,
    (tx) => tx.$queryRaw<{ paths: number; lines: number }[]>`
      select
        count(distinct path)::int as paths,
        count(*)::int as lines
      from
        (
          select l.path
          from ${USE_LINES} l
          where
            l.org_id = ${scope.orgId}
            and l.launch_id = ${launchId}
            and l.route = ${OTHER_ROUTE}
            and l.ts >= ${from}
            and l.ts < ${until}
          order by l.ts desc
          limit ${LINES_READ_MAX}
        ) r
    `,
  );
  return { requests, paths: found?.paths ?? 0, arePathsMore: (found?.lines ?? 0) >= LINES_READ_MAX };
}
