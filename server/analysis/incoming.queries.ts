import type { IncomingFigures } from "@/contracts/analysis";
import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";

const HOURS = 48;
const DAYS_BEFORE = 7;

/** Reports by hour back from now and in the same hour of the days before, without what was set aside. */
export async function readIncomingIn(
  tx: Tx,
  scope: Scope,
  launch: { id: string; liveAt: Date },
  now: Date,
): Promise<IncomingFigures & { perHour: number[] }> {
  const found = await tx.$queryRaw<{ back: number; n: number }[]>`
    select
      floor(
        extract(
          epoch
          from ${now}::timestamptz - occurred_at
        ) / 3600
      )::int as back,
      count(*)::int as n
    from item
    where
      org_id = ${scope.orgId}
      and launch_id = ${launch.id}
      and occurred_at > ${now}::timestamptz - interval '48 hours'
      and occurred_at <= ${now}
      and state not in ('quarantined', 'withdrawn')
    group by 1
  `;
  const sameHour = await tx.$queryRaw<{ n: number }[]>`
    select c.n
    from
      generate_series(1, ${DAYS_BEFORE}::int) as d(back)
      cross join lateral (
        select count(*)::int as n
        from item
        where
          org_id = ${scope.orgId}
          and launch_id = ${launch.id}
          and occurred_at > ${now}::timestamptz - make_interval(hours => 24 * d.back + 1)
          and occurred_at <= ${now}::timestamptz - make_interval(hours => 24 * d.back)
          and state not in ('quarantined', 'withdrawn')
      ) c
    order by d.back
  `;
  const first = await tx.item.findFirst({
    where: { orgId: scope.orgId, launchId: launch.id, state: { notIn: ["quarantined", "withdrawn"] } },
    orderBy: { occurredAt: "asc" },
    select: { occurredAt: true },
  });
  const byHour = new Array<number>(HOURS).fill(0);
  for (const { back, n } of found) byHour[HOURS - 1 - back] = n;
  const sum = (values: readonly number[]) => values.reduce((total, n) => total + n, 0);
  return {
    lastHour: byHour.at(-1)!,
    sameHourBefore: sameHour.map(({ n }) => n),
    last24h: sum(byHour.slice(24)),
    previous24h: sum(byHour.slice(0, 24)),
    since:
      first && (launch.liveAt > now || first.occurredAt > launch.liveAt ? first.occurredAt : launch.liveAt),
    perHour: byHour.slice(24),
  };
}
