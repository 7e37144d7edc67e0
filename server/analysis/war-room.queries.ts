import { COUNT_CAP, countOf } from "@/contracts/paging";
import { DECISION_WORDS, type DayEvent, type WarRoom } from "@/contracts/analysis";
import type { CriterionKind } from "@/contracts/exit";
import { withScope } from "@/server/db/client";
import type { Tx } from "@/server/db/sql";
import { measureResponses } from "@/server/feedback/first-response";
import { listTroubledFeeds } from "@/server/monitoring/feed-health.queries";
import {
  lastMinutes,
  readTraffic,
  readTrafficSeries,
  WHOLE_LAUNCH,
} from "@/server/monitoring/traffic.queries";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import { readEpisodes } from "./error-episodes.queries";
import { readIncomingIn } from "./incoming.queries";
import { gatherResponsesIn, responseTargetIn } from "./responses.queries";
import { readLongestWaitingIn } from "./waiting.queries";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * The last day of a launch in figures and events, each from the rows that its link opens.
 * @throws AppError NOT_FOUND
 */
export async function readWarRoom(scope: Scope, launchId: string, now: Date): Promise<WarRoom> {
  const [figures, series, hour, { episodes, releases }, troubledFeeds] = await Promise.all([
    readFigures(scope, launchId, now),
    readTrafficSeries(scope, launchId, "24h", now),
    readTraffic(scope, launchId, lastMinutes(now, 60)),
    readEpisodes(scope, launchId, now),
    listTroubledFeeds(scope, launchId, now),
  ]);
  const byHour = Array.from({ length: 24 }, (_, index) => series.slice(index * 4, index * 4 + 4));
  const whole = [...hour.entries()].find(([key]) => key === WHOLE_LAUNCH)?.[1];
  const events: DayEvent[] = [
    ...figures.events,
    ...releases.map((r): DayEvent => ({
      id: r.id,
      at: r.startedAt,
      kind: "release",
      title: r.version,
      detail: r.outcome,
      verb: null,
      until: r.endedAt,
      issueNumber: null,
    })),
    ...episodes.slice(0, 20).map((e): DayEvent => ({
      id: `${e.method} ${e.route} ${e.from.getTime()}`,
      at: e.from,
      kind: "errors",
      title: `${e.method} ${e.route}`,
      detail: `${e.errors} of ${e.requests} requests failed`,
      verb: null,
      until: e.until ?? now,
      issueNumber: null,
    })),
  ];
  return {
    at: now,
    failedJobs: figures.failedJobs,
    troubledFeeds,
    criticals: figures.criticals,
    incoming: figures.incoming,
    traffic: {
      requests: whole?.requests ?? 0,
      errorPercent: whole?.errorPercent ?? null,
      p95Ms: whole?.p95Ms ?? null,
      // The slowest quarter of an hour speaks for its hour: percentiles do not add up, and a mean would hide it.
      p95Series: byHour.map((points) =>
        points.reduce<number | null>(
          (most, p) => (p.p95Ms === null ? most : Math.max(most ?? 0, p.p95Ms)),
          null,
        ),
      ),
      errorSeries: byHour.map((points) => {
        const requests = points.reduce((sum, p) => sum + p.requests, 0);
        return requests === 0 ? null : (points.reduce((sum, p) => sum + p.errors, 0) / requests) * 100;
      }),
      episodes,
    },
    response: figures.response,
    events: events.sort((a, b) => a.at.getTime() - b.at.getTime()),
  };
}

/** Everything that comes from reports, issues and the trail, in one transaction. */
async function readFigures(
  scope: Scope,
  launchId: string,
  now: Date,
): Promise<Pick<WarRoom, "failedJobs" | "criticals" | "incoming" | "response"> & { events: DayEvent[] }> {
  return withScope(scope, async (tx) => {
    const launch = await tx.launch.findUnique({
      where: { orgId_id: { orgId: scope.orgId, id: launchId } },
      select: { liveAt: true },
    });
    if (!launch) throw new AppError("NOT_FOUND", "There is no such launch here.");
    const dayAgo = new Date(now.getTime() - DAY_MS);
    const criticalsToday = await readCriticals(tx, scope, launchId, dayAgo);
    return {
      failedJobs: await countFailedJobs(tx, scope),
      criticals: {
        open: await countOpenCriticalsIn(tx, scope, launchId),
        openedToday: criticalsToday.n,
        series: await readSeriesIn(tx, scope, launchId, "open_critical", now),
      },
      incoming: await readIncomingIn(tx, scope, { id: launchId, ...launch }, now),
      response: await readResponse(tx, scope, launchId, now),
      events: [...criticalsToday.events, ...(await readDecisions(tx, scope, launchId, dayAgo))],
    };
  });
}

async function countFailedJobs(tx: Tx, scope: Scope): Promise<WarRoom["failedJobs"]> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    select count(*)::int as n
    from
      (
        select
        from outbox
        where
          org_id = ${scope.orgId}
          and state = 'dead'
        limit ${COUNT_CAP + 1}
      ) f
  `;
  return countOf(row?.n ?? 0);
}

/** Critical defects that are open, as the board counts them. */
export async function countOpenCriticalsIn(tx: Tx, scope: Scope, launchId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    select coalesce(sum(n), 0)::int as n
    from issue_count
    where
      org_id = ${scope.orgId}
      and launch_id = ${launchId}
      and severity = 'critical'
      and is_defect
      and state in ('new', 'accepted', 'in_progress', 'fixed')
  `;
  return row?.n ?? 0;
}

/** Critical issues first seen today: how many, and the newest of them. */
async function readCriticals(
  tx: Tx,
  scope: Scope,
  launchId: string,
  since: Date,
): Promise<{ n: number; events: DayEvent[] }> {
  const found = await tx.$queryRaw<{ id: string; number: number; title: string; at: Date; n: number }[]>`
    select
      id,
      number,
      title,
      first_seen_at as at,
      count(*) over ()::int as n
    from issue
    where
      org_id = ${scope.orgId}
      and launch_id = ${launchId}
      and severity = 'critical'
      and is_defect
      and merged_into_id is null
      and state <> 'declined'
      and first_seen_at >= ${since}
    order by first_seen_at desc
    limit 40
  `;
  return {
    n: found[0]?.n ?? 0,
    events: found.map(({ id, number, title, at }) => ({
      id,
      at,
      kind: "critical",
      title,
      detail: null,
      verb: null,
      until: null,
      issueNumber: number,
    })),
  };
}

/** What the launch's criterion of a kind read at the end of each hour; null when there is none. */
async function readSeriesIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  kind: CriterionKind,
  now: Date,
): Promise<(number | null)[] | null> {
  const found = await tx.$queryRaw<{ value: number | null; watched: boolean }[]>`
    with
      watched as (
        select id
        from exit_criterion
        where
          org_id = ${scope.orgId}
          and launch_id = ${launchId}
          and kind = ${kind}
          and component_id is null
          and archived_at is null
        order by
          position,
          id
        limit 1
      )
    select
      r.value,
      w.id is not null as watched
    from
      generate_series(23, 0, -1) as h(back)
      left join watched w on true
      left join lateral (
        select c.value
        from criterion_reading c
        where
          c.org_id = ${scope.orgId}
          and c.criterion_id = w.id
          and c.at <= ${now}::timestamptz - make_interval(hours => h.back)
        order by c.at desc
        limit 1
      ) r on true
    order by h.back desc
  `;
  return found[0]?.watched ? found.map((row) => row.value) : null;
}

const WAITING_SHOWN = 5;
const WHOLE = "";

/** How soon people were answered, and who still waits. */
async function readResponse(tx: Tx, scope: Scope, launchId: string, now: Date): Promise<WarRoom["response"]> {
  const targetMinutes = await responseTargetIn(tx, scope, launchId, null);
  const question = { key: WHOLE, componentId: null, targetMinutes };
  const gathered = await gatherResponsesIn(tx, scope, launchId, [question], now);
  const { due, sharePercent, answered, medianMinutes, overdue, unanswerable } = measureResponses(
    gathered.get(WHOLE)!,
    targetMinutes,
  );
  return {
    targetMinutes,
    due,
    sharePercent,
    answered,
    medianMinutes,
    overdue,
    unanswerable,
    ...(await readLongestWaitingIn(tx, scope, launchId, WAITING_SHOWN)),
    series: await readSeriesIn(tx, scope, launchId, "first_response", now),
  };
}

/** What people decided today, newest first; the trail tells who and about what. */
async function readDecisions(tx: Tx, scope: Scope, launchId: string, since: Date): Promise<DayEvent[]> {
  const found = await tx.$queryRaw<
    { id: string; at: Date; verb: string; actorName: string; number: number | null; title: string | null }[]
  >`
    select
      a.id,
      a.at,
      a.verb,
      a.actor_name as "actorName",
      i.number,
      coalesce(i.title, c.title, a.data ->> 'to') as title
    from
      audit_event a
      left join issue i on a.subject_kind = 'issue'
      and i.org_id = a.org_id
      and i.id = a.subject_id
      left join exit_criterion c on a.subject_kind = 'criterion'
      and c.org_id = a.org_id
      and c.id = a.subject_id
    where
      a.org_id = ${scope.orgId}
      and a.at >= ${since}
      and a.launch_id = ${launchId}
      and a.actor_kind in ('person', 'api_key')
      and a.verb = any(${Object.keys(DECISION_WORDS)}::text[])
    order by a.at desc
    limit 80
  `;
  return found.map(({ id, at, verb, actorName, number, title }) => ({
    id,
    at,
    kind: "decision",
    title: title ?? "",
    detail: actorName,
    verb,
    until: null,
    issueNumber: number,
  }));
}
