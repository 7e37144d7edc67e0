import { expiredOf, type Deleted, type Expirer } from "@/server/db/expiring";

const BATCH = 5_000;

/** The ledger of calls to models: what was asked, how it ended and what it cost; never the words. */
export const expireModelCalls: Expirer = {
  kind: "model_calls",
  dueIn: async (tx, scope, before, atMost) => {
    const [row] = await tx.$queryRaw<{ n: number }[]>`
      select count(*)::int as n
      from
        (
          select
          from ai_call
          where
            org_id = ${scope.orgId}
            and at < ${before}
          limit ${atMost}
        ) c
    `;
    return row?.n ?? 0;
  },
  oldestIn: async (tx, scope) => {
    const first = await tx.aiCall.findFirst({
      where: { orgId: scope.orgId },
      orderBy: { at: "asc" },
      select: { at: true },
    });
    return first?.at ?? null;
  },
  expireIn: async (tx, scope, before) => {
    const [deleted] = await tx.$queryRaw<Deleted[]>`
      with
        gone as (
          delete from ai_call
          where
            org_id = ${scope.orgId}
            and id in (
              select id
              from ai_call
              where
                org_id = ${scope.orgId}
                and at < ${before}
              order by at
              limit ${BATCH}
            )
          returning pg_column_size(ai_call.*) as bytes
        )
      select
        count(*)::int as rows,
        coalesce(sum(bytes), 0)::float8 as bytes
      from gone
    `;
    return expiredOf(deleted, BATCH);
  },
};
