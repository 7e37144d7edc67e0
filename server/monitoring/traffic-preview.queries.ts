import {
  TRAFFIC_CLASSES,
  type TrafficClass,
  type TrafficRuleInput,
  type TrafficRulePreview,
} from "@/contracts/traffic";
import { withScope } from "@/server/db/client";
import { listRoutedComponentsIn } from "@/server/launches/components.queries";
import { expectLaunchIn } from "@/server/launches/launches.queries";
import type { Scope } from "@/server/platform/scope";
import { TrafficJudge } from "./traffic-class";
import { lastMinutes } from "./traffic.queries";

const DAY_MINUTES = 1_440;
/** Routes that are looked at, the busiest first, and the newest lines of each: a sample in which no route is drowned by another. */
const ROUTES_READ = 200;
const LINES_PER_ROUTE = 50;
const EXAMPLES_SHOWN = 8;

type Sampled = {
  method: string;
  path: string;
  userAgent: string | null;
  consumer: string | null;
  status: number;
  trafficClass: TrafficClass;
  /** Requests of the last day that this line stands for. */
  weight: number;
};

/**
 * What an entry would have taken of the last 24 hours, were it alone in the list: by its own rule and the components' patterns, on the
 * newest lines of each route, each weighing its share of the route's requests.
 * @throws AppError NOT_FOUND
 */
export async function previewTrafficRule(
  scope: Scope,
  launchId: string,
  rule: TrafficRuleInput,
  now: Date,
): Promise<TrafficRulePreview> {
  const { components, lines } = await withScope(scope, async (tx) => {
    await expectLaunchIn(tx, scope, launchId);
    const { from, until } = lastMinutes(now, DAY_MINUTES);
    return {
      components: await listRoutedComponentsIn(tx, scope, launchId),
      lines: await tx.$queryRaw<(Sampled & { isWhole: boolean })[]>`
        with
          busiest as (
            select
              route,
              sum(n)::float8 as n
            from traffic_minute
            where
              org_id = ${scope.orgId}
              and launch_id = ${launchId}
              and minute >= ${from}
              and minute < ${until}
            group by route
            order by 2 desc
            limit ${ROUTES_READ}
          )
        select
          l.method,
          l.path,
          l.user_agent as "userAgent",
          l.consumer,
          l.status::int as status,
          l.traffic_class as "trafficClass",
          b.n / count(*) over (partition by b.route) as weight,
          b.n <= ${LINES_PER_ROUTE} as "isWhole"
        from
          busiest b
          join lateral (
            select *
            from gateway_log g
            where
              g.org_id = ${scope.orgId}
              and g.launch_id = ${launchId}
              and g.route = b.route
              and g.ts >= ${from}
              and g.ts < ${until}
            order by g.ts desc
            limit ${LINES_PER_ROUTE}
          ) l on true
      `,
    };
  });
  const plain = { id: "preview", matches: rule.matches, patterns: [rule.pattern], isBuiltIn: false };
  const judge = new TrafficJudge({ components, rules: [{ ...plain, trafficClass: rule.trafficClass }] });
  // The same entry as if no component listed anything: what it takes beyond the first is what components keep.
  const bare = new TrafficJudge({ components: [], rules: [{ ...plain, trafficClass: rule.trafficClass }] });
  const counted = new Map<TrafficClass, number>();
  const keptBy = new Map<string, number>();
  const examples: TrafficRulePreview["examples"] = [];
  const shown = new Set<string>();
  let matched = 0;
  for (const line of lines) {
    const { ruleId, owner } = judge.classify(line);
    if (ruleId === null) {
      if (owner !== null && bare.classify(line).ruleId !== null)
        keptBy.set(owner.componentId, (keptBy.get(owner.componentId) ?? 0) + line.weight);
      continue;
    }
    matched += line.weight;
    counted.set(line.trafficClass, (counted.get(line.trafficClass) ?? 0) + line.weight);
    const key = `${line.method} ${line.path} ${rule.matches === "agent" ? (line.userAgent ?? "") : ""}`;
    if (examples.length >= EXAMPLES_SHOWN || shown.has(key)) continue;
    shown.add(key);
    const { method, path, userAgent, status, trafficClass } = line;
    examples.push({ method, path, userAgent, status, trafficClass });
  }
  return {
    matched: Math.round(matched),
    of: Math.round(lines.reduce((sum, { weight }) => sum + weight, 0)),
    isSample: lines.some(({ isWhole }) => !isWhole),
    counted: TRAFFIC_CLASSES.flatMap((trafficClass) => {
      const n = Math.round(counted.get(trafficClass) ?? 0);
      return n > 0 ? { trafficClass, n } : [];
    }),
    examples,
    keptBy: [...keptBy].map(([componentId, n]) => ({ componentId, n: Math.round(n) })),
  };
}
