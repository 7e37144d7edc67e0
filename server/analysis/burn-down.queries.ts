import { OPEN_STATES } from "@/contracts/feedback";
import type { Severity } from "@/contracts/triage";
import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";

/** One day of a burn-down: what was open at its end, and what came and went during it. */
export type BurnDownDay = {
  at: Date;
  open: number;
  opened: number;
  resolved: number;
  /** Whether it was watched from midnight to midnight. */ isFull: boolean;
};

/** A launch's days, and what was open when they began: as it went live, or 90 days ago; null before it has. */
export type BurnDownDays = { start: { at: Date; open: number } | null; days: BurnDownDay[] };

const DAYS_MAX = 90;
const DAY_MS = 86_400_000;

/**
 * Open defects of a launch, of these severities, when it went live and at the end of each of its days, in its own time zone; the last
 * entry is now. Counted back from what is open now by what the trail says came (first reported, reopened) and went (closed, declined,
 * parked, verified), so that the line always ends at the true figure; severities are those of today. Issues that were merged into others
 * never count; what was undone did not happen. At most 90 days.
 */
export async function readBurnDownIn(
  tx: Tx,
  scope: Scope,
  launch: { id: string; liveAt: Date; timeZone: string },
  severities: readonly Severity[],
  now: Date,
): Promise<BurnDownDays> {
  const from = new Date(Math.max(launch.liveAt.getTime(), now.getTime() - DAYS_MAX * DAY_MS));
  const open = [...OPEN_STATES];
  const found = await tx.$queryRaw<
    { ends: Date; isFull: boolean; opened: number; resolved: number; openNow: number }[]
  >`
    with
      defect as materialized (
        select
          id,
          is_open,
          first_seen_at
        from issue
        where
          org_id = ${scope.orgId}
          and launch_id = ${launch.id}
          and is_defect
          and merged_into_id is null
          and severity = any(${[...severities]}::text[])
      ),
      step as materialized (
        select
          e.at,
          coalesce(e.data -> 'before' ->> 'state', e.data ->> 'from') as was,
          coalesce(e.data -> 'after' ->> 'state', e.data ->> 'to') as became
        from
          defect d
          join issue_event e on e.org_id = ${scope.orgId}
          and e.issue_id = d.id
        where
          e.at > ${from}
          and e.at <= ${now}
          and e.undone_at is null
          and e.kind <> 'undone'
          and (
            e.kind = 'state_changed'
            or (e.data -> 'after') ? 'state'
          )
      ),
      change as (
        select
          first_seen_at as at,
          1 as came,
          0 as went
        from defect
        where
          first_seen_at > ${from}
          and first_seen_at <= ${now}
        union all
        select
          at,
          1,
          0
        from step
        where
          not was = any(${open}::text[])
          and became = any(${open}::text[])
        union all
        select
          at,
          0,
          1
        from step
        where
          was = any(${open}::text[])
          and not became = any(${open}::text[])
      ),
      changed as materialized (
        select
          date_trunc('day', at at time zone ${launch.timeZone}) as d,
          sum(came)::float8 as opened,
          sum(went)::float8 as resolved
        from change
        group by 1
      ),
      day as (
        select
          d,
          begins,
          least(next, ${now}::timestamptz) as ends,
          begins >= ${from}::timestamptz
          and next <= ${now}::timestamptz as is_full
        from
          generate_series(
            date_trunc('day', ${from}::timestamptz at time zone ${launch.timeZone}),
            date_trunc('day', ${now}::timestamptz at time zone ${launch.timeZone}),
            interval '1 day'
          ) d
          -- A day begins at its midnight, or right after the day before where that comes twice.
          cross join lateral (
            select
              least(
                d at time zone ${launch.timeZone},
                (d - interval '1 microsecond') at time zone ${launch.timeZone} + interval '1 microsecond'
              ) as begins,
              least(
                (d + interval '1 day') at time zone ${launch.timeZone},
                (d + interval '1 day' - interval '1 microsecond') at time zone ${launch.timeZone} + interval '1 microsecond'
              ) as next
          ) edge
      )
    select
      day.ends,
      day.is_full as "isFull",
      coalesce(c.opened, 0) as opened,
      coalesce(c.resolved, 0) as resolved,
      (
        select
          count(*) filter (
            where is_open
          )::float8
        from defect
      ) as "openNow"
    from
      day
      left join changed c on c.d = day.d
    where
      day.ends > ${from}
      -- A day that the zone leaves out is no day: it ends where it begins.
      and day.begins < day.ends
    order by day.ends
  `;
  let left = found[0]?.openNow ?? 0;
  const days: BurnDownDay[] = [];
  for (const { ends, isFull, opened, resolved } of [...found].reverse()) {
    days.unshift({ at: ends, open: Math.max(0, left), opened, resolved, isFull });
    left -= opened - resolved;
  }
  return { start: days.length === 0 ? null : { at: from, open: Math.max(0, left) }, days };
}
