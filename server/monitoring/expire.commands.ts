import { TERM_BOUNDS } from "@/contracts/retention";
import { expiredOf, type Deleted, type Expirer } from "@/server/db/expiring";
import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";

const DAY_MS = 86_400_000;
/** Lines deleted by one statement: a tenth of a second. */
const BATCH = 5_000;
/** No partition is older than the longest term and the days a line may be late. */
const OLDEST_DAYS = TERM_BOUNDS.log_lines.max + 400;

type LogDay = { from: Date; until: Date };

/** The first day of an organization's log lines, up to a moment; each day is one look into its partition's index. */
async function firstDayIn(tx: Tx, scope: Scope, until: Date): Promise<LogDay | null> {
  const [found] = await tx.$queryRaw<LogDay[]>`
    select
      d.day as from,
      d.day + interval '1 day' as until
    from
      generate_series(
        date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' - make_interval(days => ${OLDEST_DAYS}::int),
        ${until},
        interval '1 day'
      ) as d(day)
    where
      exists (
        select
        from gateway_log l
        where
          l.org_id = ${scope.orgId}
          and l.ts >= d.day
          and l.ts < least(d.day + interval '1 day', ${until})
      )
    order by d.day
    limit 1
  `;
  return found ?? null;
}

/**
 * Log lines whose request is longer ago than the term. A day's partition is shared by all organizations: each deletes its own rows, and a
 * day that nobody has lines of any more is dropped (`dropEmptyLogPartitions`). The figures of traffic made of the lines stay.
 */
export const expireLogLines: Expirer = {
  kind: "log_lines",
  dueIn: async (tx, scope, before, atMost) => {
    const [row] = await tx.$queryRaw<{ n: number }[]>`
      select count(*)::int as n
      from
        (
          select
          from gateway_log
          where
            org_id = ${scope.orgId}
            and ts < ${before}
          limit ${atMost}
        ) l
    `;
    return row?.n ?? 0;
  },
  oldestIn: async (tx, scope) => {
    const day = await firstDayIn(tx, scope, new Date(Date.now() + 30 * DAY_MS));
    return day?.from ?? null;
  },
  expireIn: async (tx, scope, before) => {
    const day = await firstDayIn(tx, scope, before);
    if (!day) return { rows: 0, bytes: 0, isMore: false };
    const until = day.until < before ? day.until : before;
    // Within one day a row's place on disk names it.
    const [deleted] = await tx.$queryRaw<Deleted[]>`
      with
        gone as (
          delete from gateway_log
          where
            org_id = ${scope.orgId}
            and ts >= ${day.from}
            and ts < ${until}
            and ctid = any(
              array(
                select ctid
                from gateway_log
                where
                  org_id = ${scope.orgId}
                  and ts >= ${day.from}
                  and ts < ${until}
                limit ${BATCH}
              )
            )
          returning pg_column_size(gateway_log.*) as bytes
        )
      select
        count(*)::int as rows,
        coalesce(sum(bytes), 0)::float8 as bytes
      from gone
    `;
    // The next look says whether a further day is due.
    return { ...expiredOf(deleted, BATCH), isMore: true };
  },
};
