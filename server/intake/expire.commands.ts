import { expiredOf, type Deleted, type Expirer } from "@/server/db/expiring";

const REFUSALS = 5_000;

/** What was refused, counted per minute with one example's words. */
export const expireRefusals: Expirer = {
  kind: "refusals",
  dueIn: async (tx, scope, before, atMost) => {
    const [row] = await tx.$queryRaw<{ n: number }[]>`
      select count(*)::int as n
      from
        (
          select
          from source_failure
          where
            org_id = ${scope.orgId}
            and minute < ${before}
          limit ${atMost}
        ) f
    `;
    return row?.n ?? 0;
  },
  oldestIn: async (tx, scope) => {
    const [row] = await tx.$queryRaw<{ at: Date }[]>`
      select minute as at
      from source_failure
      where org_id = ${scope.orgId}
      order by minute
      limit 1
    `;
    return row?.at ?? null;
  },
  expireIn: async (tx, scope, before) => {
    const [deleted] = await tx.$queryRaw<Deleted[]>`
      with
        gone as (
          delete from source_failure
          where
            org_id = ${scope.orgId}
            and (source_id, minute, reason) in (
              select
                source_id,
                minute,
                reason
              from source_failure
              where
                org_id = ${scope.orgId}
                and minute < ${before}
              order by minute
              limit ${REFUSALS}
            )
          returning pg_column_size(source_failure.*) as bytes
        )
      select
        count(*)::int as rows,
        coalesce(sum(bytes), 0)::float8 as bytes
      from gone
    `;
    return expiredOf(deleted, REFUSALS);
  },
};
