import { OPEN_STATES } from "@/contracts/feedback";
import { DUE_REPORTS_MIN, RESPONSE_TARGET_MINUTES, type CriterionKind } from "@/contracts/exit";
import type { TrafficFigures } from "@/contracts/monitoring";
import type { Tx } from "@/server/db/sql";
import { measureResponses, type ResponseFigures } from "@/server/feedback/first-response";
import { listRoutedComponentsIn } from "@/server/launches/components.queries";
import { lastMinutes, readTrafficIn, WHOLE_LAUNCH } from "@/server/monitoring/traffic.queries";
import type { Scope } from "@/server/platform/scope";
import { gatherResponsesIn } from "./responses.queries";
import { describeResponses, noShareReason } from "./response-words";

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
  readonly targetMinutes: number | null;
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
  /** Over what it was measured, where the value does not say so itself; a sentence. */
  readonly note: string | null;
};

type ReportSums = { n: number; negative: number };
type OpenSums = { critical: number; major: number };

/**
 * The live values of a launch's criteria, in at most seven statements however many there are:
 * - open criticals and majors: defects that still ask for work; questions, wishes and praise never count, nor do merged issues
 * - new items per day: reports that occurred in the last 24 h, by when they occurred, without quarantined ones
 * - first response: of the answerable reports that are due, the share that was answered in time (`feedback/first-response.ts`); unknown
 *   while fewer than five are due
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
  const hasKind = (...kinds: CriterionKind[]) => criteria.some((c) => kinds.includes(c.kind));
  const components = [...new Set(criteria.flatMap((c) => (c.componentId === null ? [] : [c.componentId])))];
  const open = hasKind("open_critical", "open_major")
    ? await countOpenIn(tx, scope, launchId, components)
    : new Map<string, OpenSums>();
  const reports = hasKind("new_items_per_day", "negative_share")
    ? await sumReportsIn(tx, scope, launchId, components, now)
    : new Map<string, ReportSums>();
  const responses = await measureResponsesIn(tx, scope, launchId, criteria, now);
  const traffic = hasKind("error_rate", "latency_p95")
    ? await readTrafficIn(
        tx,
        scope,
        launchId,
        lastMinutes(now, TRAFFIC_MINUTES),
        await listRoutedComponentsIn(tx, scope, launchId),
      )
    : new Map<string, TrafficFigures>();
  return new Map(
    criteria.map((c) => [
      c.id,
      factOf(c, open.get(keyOf(c)), reports.get(keyOf(c)), traffic.get(keyOf(c)), responses.get(c.id)),
    ]),
  );
}

const targetOf = ({ targetMinutes }: MeasuredCriterion): number => targetMinutes ?? RESPONSE_TARGET_MINUTES;

/** The figures of every first-response criterion, each by its own target time; by criterion id. */
async function measureResponsesIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  criteria: readonly MeasuredCriterion[],
  now: Date,
): Promise<Map<string, ResponseFigures>> {
  const firstResponses = criteria.filter(({ kind }) => kind === "first_response");
  if (firstResponses.length === 0) return new Map();
  const questions = firstResponses.map((c) => ({
    key: c.id,
    componentId: c.componentId,
    targetMinutes: targetOf(c),
  }));
  const gathered = await gatherResponsesIn(tx, scope, launchId, questions, now);
  return new Map(firstResponses.map((c) => [c.id, measureResponses(gathered.get(c.id)!, targetOf(c))]));
}

/** Below five due reports a share says nothing: unknown, whatever it would be. */
function responseFactOf(figures: ResponseFigures, targetMinutes: number): CriterionFact {
  const note = describeResponses(figures, targetMinutes);
  return figures.due < DUE_REPORTS_MIN
    ? { value: null, sample: figures.due, missing: noShareReason(figures), note }
    : { value: figures.sharePercent, sample: figures.due, missing: null, note };
}

const keyOf = (criterion: MeasuredCriterion): string => criterion.componentId ?? WHOLE_LAUNCH;

function factOf(
  criterion: MeasuredCriterion,
  open: OpenSums | undefined,
  reports: ReportSums | undefined,
  traffic: TrafficFigures | undefined,
  responses: ResponseFigures | undefined,
): CriterionFact {
  const known = (value: number, sample: number): CriterionFact => ({
    value,
    sample,
    missing: null,
    note: null,
  });
  const unknown = (missing: string): CriterionFact => ({ value: null, sample: 0, missing, note: null });
  const { kind, componentId, confirmedAt } = criterion;
  const n = reports?.n ?? 0;
  switch (kind) {
    case "open_critical":
      return known(open?.critical ?? 0, open?.critical ?? 0);
    case "open_major":
      return known(open?.major ?? 0, open?.major ?? 0);
    case "new_items_per_day":
      return known(n, n);
    case "first_response":
      return responses ? responseFactOf(responses, targetOf(criterion)) : unknown("Nothing was gathered.");
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
          sentiment = 'negative' as is_negative
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
      )::float8 as negative
    from
      unnest(${[WHOLE_LAUNCH, ...components]}::text[]) as k(key)
      join recent r on k.key = ${WHOLE_LAUNCH}
      or r.component_id = k.key
    group by k.key
  `;
  return new Map(found.map(({ key, ...sums }) => [key, sums]));
}
