import { OPEN_STATES } from "@/contracts/feedback";
import type { CriterionKind } from "@/contracts/exit";
import type { TrafficFigures } from "@/contracts/monitoring";
import type { Tx } from "@/server/db/sql";
import { listRoutedComponentsIn } from "@/server/launches/components.queries";
import { lastMinutes, readTrafficIn, WHOLE_LAUNCH } from "@/server/monitoring/traffic.queries";
import type { Scope } from "@/server/platform/scope";

/** Error rate and latency look back this far; the hold period makes up for the short memory. */
export const TRAFFIC_MINUTES = 60;
/** Figures about reports look back this far. */
export const REPORTS_HOURS = 24;
const HOUR_MS = 3_600_000;

/** What is asked: a criterion, of the whole launch or of one component. */
export type MeasuredCriterion = {
  readonly id: string;
  readonly kind: CriterionKind;
  readonly componentId: string | null;
  readonly confirmedAt: Date | null;
};

/**
 * A criterion's live value in its own unit (count, percent, ms, minutes), and over how many reports or requests it was taken. null: the
 * data does not carry an answer, and `missing` says what lacks. A manual criterion reads 1 once confirmed, 0 before.
 */
export type CriterionFact = {
  readonly value: number | null;
  readonly sample: number;
  readonly missing: string | null;
};

type ReportSums = { n: number; negative: number; medianMinutes: number | null };
type OpenSums = { critical: number; major: number };

/**
 * The live values of a launch's criteria, in at most five statements however many there are:
 * - open criticals and majors: defects that still ask for work; questions, wishes and praise never count, nor do merged issues
 * - new items per day: reports that occurred in the last 24 h, by when they occurred, without quarantined ones
 * - first response: median minutes from a report of the last 24 h to the first visible human act; who waits still counts with their age
 * - negative share: of the reports of the last 24 h
 * - error rate (5xx) and p95 latency: of the requests of the last 60 minutes
 * @returns by criterion id
 */
export async function gatherCriterionFactsIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  criteria: readonly MeasuredCriterion[],
  now: Date,
): Promise<Map<string, CriterionFact>> {
  const asks = (...kinds: CriterionKind[]) => criteria.some((c) => kinds.includes(c.kind));
  const components = [...new Set(criteria.flatMap((c) => (c.componentId === null ? [] : [c.componentId])))];
  const open = asks("open_critical", "open_major")
    ? await countOpenIn(tx, scope, launchId, components)
    : new Map<string, OpenSums>();
  const reports = asks("new_items_per_day", "first_response", "negative_share")
    ? await sumReportsIn(tx, scope, launchId, components, now)
    : new Map<string, ReportSums>();
  const traffic = asks("error_rate", "latency_p95")
    ? await readTrafficIn(
        tx,
        scope,
        launchId,
        lastMinutes(now, TRAFFIC_MINUTES),
        await listRoutedComponentsIn(tx, scope, launchId),
      )
    : new Map<string, TrafficFigures>();
  return new Map(
    criteria.map((c) => [c.id, factOf(c, open.get(keyOf(c)), reports.get(keyOf(c)), traffic.get(keyOf(c)))]),
  );
}

const keyOf = (criterion: MeasuredCriterion): string => criterion.componentId ?? WHOLE_LAUNCH;

function factOf(
  { kind, componentId, confirmedAt }: MeasuredCriterion,
  open: OpenSums | undefined,
  reports: ReportSums | undefined,
  traffic: TrafficFigures | undefined,
): CriterionFact {
  const known = (value: number, sample: number): CriterionFact => ({ value, sample, missing: null });
  const unknown = (missing: string): CriterionFact => ({ value: null, sample: 0, missing });
  const n = reports?.n ?? 0;
  switch (kind) {
    case "open_critical":
      return known(open?.critical ?? 0, open?.critical ?? 0);
    case "open_major":
      return known(open?.major ?? 0, open?.major ?? 0);
    case "new_items_per_day":
      return known(n, n);
    case "first_response":
      return reports === undefined || reports.medianMinutes === null
        ? unknown("No report in the last 24 hours.")
        : known(reports.medianMinutes, n);
    case "negative_share":
      return n === 0
        ? unknown("No report in the last 24 hours.")
        : known(((reports?.negative ?? 0) / n) * 100, n);
    case "error_rate":
    case "latency_p95": {
      if (traffic === undefined)
        return unknown(
          componentId === null
            ? "No traffic is measured."
            : "The component has no route patterns, so its traffic is not known.",
        );
      const value = kind === "error_rate" ? traffic.errorPercent : traffic.p95Ms;
      return value === null
        ? unknown(
            traffic.requests === 0
              ? "No requests of real use in the last 60 minutes."
              : "No latency was measured in the last 60 minutes.",
          )
        : known(value, traffic.requests);
    }
    case "manual":
      return known(confirmedAt === null ? 0 : 1, 1);
  }
}

async function countOpenIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  components: readonly string[],
): Promise<Map<string, OpenSums>> {
  const found = await tx.$queryRaw<{ key: string; severity: string; n: number }[]>`
    select
      '' as key,
      severity,
      sum(n)::float8 as n
    from issue_count
    where
      org_id = ${scope.orgId}
      and launch_id = ${launchId}
      and is_defect
      and severity in ('critical', 'major')
      and state = any(${[...OPEN_STATES]}::text[])
    group by severity
    union all
    select
      i.component_id,
      i.severity,
      count(*)::float8
    from
      unnest(${[...components]}::text[]) as c(id)
      join issue i on i.org_id = ${scope.orgId}
      and i.launch_id = ${launchId}
      and i.component_id = c.id
      and i.merged_into_id is null
    where
      i.is_open
      and i.is_defect
      and i.severity in ('critical', 'major')
    group by
      1,
      2
  `;
  const sums = new Map<string, OpenSums>(
    [WHOLE_LAUNCH, ...components].map((key) => [key, { critical: 0, major: 0 }]),
  );
  for (const { key, severity, n } of found) sums.get(key)![severity as "critical" | "major"] = n;
  return sums;
}

async function sumReportsIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  components: readonly string[],
  now: Date,
): Promise<Map<string, ReportSums>> {
  const from = new Date(now.getTime() - REPORTS_HOURS * HOUR_MS);
  const found = await tx.$queryRaw<(ReportSums & { key: string })[]>`
    with
      recent as materialized (
        select
          component_id,
          sentiment = 'negative' as is_negative,
          greatest(
            0,
            extract(
              epoch
              from least(coalesce(first_response_at, ${now}), ${now}) - occurred_at
            )::float8
          ) / 60 as minutes
        from item
        where
          org_id = ${scope.orgId}
          and launch_id = ${launchId}
          and occurred_at > ${from}
          and occurred_at <= ${now}
          and state not in ('quarantined', 'withdrawn')
      )
    select
      k.key,
      count(*)::float8 as n,
      count(*) filter (
        where r.is_negative
      )::float8 as negative,
      percentile_cont(0.5) within group (
        order by r.minutes
      ) as "medianMinutes"
    from
      unnest(${[WHOLE_LAUNCH, ...components]}::text[]) as k(key)
      join recent r on k.key = ${WHOLE_LAUNCH}
      or r.component_id = k.key
    group by k.key
  `;
  return new Map(found.map(({ key, ...sums }) => [key, sums]));
}
