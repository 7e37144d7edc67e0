import { rows, sql, type Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";

/** What an issue's reports add up to. Counts are of distinct people and accounts; times are when the reports were made. */
export type IssueFacts = {
  issueId: string;
  itemCount: number;
  reporterCount: number;
  accountCount: number;
  negativeCount: number;
  firstSeenAt: Date | null;
  lastSeenAt: Date | null;
  itemsLast24h: number;
  itemsPrev24h: number;
  /** One of the newest reports is long enough to carry steps or a trace. */
  hasDetail: boolean;
};

/** From here on a report counts as detailed, bytes. */
const DETAIL_BYTES = 400;

/**
 * Counts issues' reports anew and writes what they add up to. An issue without reports keeps when it was seen. Neither the version nor
 * the moment of the last change moves: counting is nobody's decision.
 */
export async function recountIssuesIn(
  tx: Tx,
  scope: Scope,
  issueIds: readonly string[],
  now: Date,
): Promise<IssueFacts[]> {
  if (issueIds.length === 0) return [];
  const ids = [...new Set(issueIds)].sort();
  const [day, two] = [new Date(now.getTime() - 86_400_000), new Date(now.getTime() - 2 * 86_400_000)];
  // In one order everywhere, so that two who count never wait for each other in a ring.
  await tx.$queryRaw`
    select id
    from issue
    where
      org_id = ${scope.orgId}
      and id = any(${ids}::text[])
    order by id
    for no key update
  `;
  const facts = await tx.$queryRaw<IssueFacts[]>`
    select
      w.id as "issueId",
      count(t.issue_id)::int as "itemCount",
      count(distinct t.person_key)::int as "reporterCount",
      count(distinct t.account_key)::int as "accountCount",
      (
        count(*) filter (
          where t.sentiment = 'negative'
        )
      )::int as "negativeCount",
      min(t.occurred_at) as "firstSeenAt",
      max(t.occurred_at) as "lastSeenAt",
      (
        count(*) filter (
          where
            t.occurred_at > ${day}
            and t.occurred_at <= ${now}
        )
      )::int as "itemsLast24h",
      (
        count(*) filter (
          where
            t.occurred_at > ${two}
            and t.occurred_at <= ${day}
        )
      )::int as "itemsPrev24h",
      coalesce(
        (
          select bool_or(octet_length(n.text) >= ${DETAIL_BYTES})
          from
            (
              select x.text
              from item x
              where
                x.org_id = ${scope.orgId}
                and x.issue_id = w.id
              order by x.occurred_at desc
              limit 10
            ) n
        ),
        false
      ) as "hasDetail"
    from
      unnest(${ids}::text[]) as w(id)
      left join item t on t.org_id = ${scope.orgId}
      and t.issue_id = w.id
    group by w.id
  `;
  await tx.$executeRaw(sql`
    update issue i
    set
      item_count = f."itemCount",
      reporter_count = f."reporterCount",
      account_count = f."accountCount",
      negative_count = f."negativeCount",
      first_seen_at = coalesce(f."firstSeenAt", i.first_seen_at),
      last_seen_at = coalesce(f."lastSeenAt", i.last_seen_at)
    from
      jsonb_to_recordset(${rows(facts)}::jsonb) as f(
        "issueId" text,
        "itemCount" int,
        "reporterCount" int,
        "accountCount" int,
        "negativeCount" int,
        "firstSeenAt" timestamptz,
        "lastSeenAt" timestamptz
      )
    where
      i.org_id = ${scope.orgId}
      and i.id = f."issueId"
      and (
        i.item_count,
        i.reporter_count,
        i.account_count,
        i.negative_count,
        i.first_seen_at,
        i.last_seen_at
      ) is distinct from (
        f."itemCount",
        f."reporterCount",
        f."accountCount",
        f."negativeCount",
        coalesce(f."firstSeenAt", i.first_seen_at),
        coalesce(f."lastSeenAt", i.last_seen_at)
      )
  `);
  return facts;
}
