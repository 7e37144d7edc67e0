import type { RuleSubject, TrafficClass, TrafficRuleRow } from "@/contracts/traffic";
import { withScope } from "@/server/db/client";
import type { Tx } from "@/server/db/sql";
import { expectLaunchIn } from "@/server/launches/launches.queries";
import type { Scope } from "@/server/platform/scope";
import type { TrafficRule } from "./traffic-class";
import { BUILT_IN_RULES } from "./traffic-defaults";

type Stored = {
  id: string;
  matches: string | null;
  pattern: string | null;
  trafficClass: string | null;
  isOn: boolean;
  version: number;
};

/** So many entries of its own a launch may have. */
export const OWN_RULES_MAX = 100;

const readStoredIn = (tx: Tx, scope: Scope, launchId: string): Promise<Stored[]> =>
  tx.trafficRule.findMany({
    where: { orgId: scope.orgId, launchId },
    select: { id: true, matches: true, pattern: true, trafficClass: true, isOn: true, version: true },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: OWN_RULES_MAX + BUILT_IN_RULES.length,
  });

/** A launch's list with everything that is off too: its own entries, the newest first, then the built-in ones. */
function wholeList(stored: readonly Stored[]): (TrafficRule & Omit<TrafficRuleRow, "today">)[] {
  const own = stored.flatMap(({ id, matches, pattern, trafficClass, isOn, version }) =>
    matches === null || pattern === null
      ? []
      : {
          id,
          matches: matches as RuleSubject,
          patterns: [pattern],
          trafficClass: trafficClass as TrafficClass,
          isOn,
          version,
          name: null,
          isBuiltIn: false,
        },
  );
  const switched = new Map(stored.map((rule) => [rule.id, rule]));
  const builtIn = BUILT_IN_RULES.map((rule) => ({
    ...rule,
    isOn: switched.get(rule.id)?.isOn ?? rule.isOn,
    version: switched.get(rule.id)?.version ?? 1,
    isBuiltIn: true,
  }));
  return [...own, ...builtIn];
}

/** The entries that are on, in the order in which they are asked. */
export async function readActiveRulesIn(tx: Tx, scope: Scope, launchId: string): Promise<TrafficRule[]> {
  return wholeList(await readStoredIn(tx, scope, launchId)).filter((rule) => rule.isOn);
}

/**
 * A launch's list as a screen shows it, with how many requests each entry took since midnight in the launch's zone.
 * @throws AppError NOT_FOUND
 */
export async function listTrafficRules(scope: Scope, launchId: string, now: Date): Promise<TrafficRuleRow[]> {
  return withScope(scope, async (tx) => {
    await expectLaunchIn(tx, scope, launchId);
    const taken = new Map((await countTodayIn(tx, scope, launchId, now)).map(({ ruleId, n }) => [ruleId, n]));
    return wholeList(await readStoredIn(tx, scope, launchId)).map(
      ({ id, matches, patterns, trafficClass, isOn, name, version }) => ({
        id,
        matches,
        patterns,
        trafficClass,
        isOn,
        name,
        version,
        today: taken.get(id) ?? 0,
      }),
    );
  });
}

async function countTodayIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  now: Date,
): Promise<{ ruleId: string; n: number }[]> {
  return tx.$queryRaw<{ ruleId: string; n: number }[]>`
    select
      c.rule_id as "ruleId",
      sum(c.n)::float8 as n
    from
      traffic_rule_count c
      join launch l on l.org_id = c.org_id
      and l.id = c.launch_id
    where
      c.org_id = ${scope.orgId}
      and c.launch_id = ${launchId}
      and c.quarter >= date_trunc('day', ${now}::timestamptz, l.time_zone)
      and c.quarter <= ${now}
    group by 1
  `;
}
