import { withScope } from "@/server/db/client";
import { publishIssuesIn } from "@/server/live/issues-changed";
import { now as clockNow } from "@/server/platform/clock";
import type { Scope } from "@/server/platform/scope";
import { scoreIssuesIn } from "./score.commands";

const AT_ONCE = 300;
const HOUR_MS = 3_600_000;

/** What was seen since may carry a trend: three days of it, and as long as a worker may have been away. */
export const trendsSince = (now: Date): Date => new Date(now.getTime() - 8 * 24 * HOUR_MS);

/**
 * Scores issues anew whose trend has moved on without a report: what was rising yesterday is not rising today. Those seen in the last two
 * days, and older ones that still carry trend points; what is no longer open is followed for a third day, until its trend has run out.
 * @returns how many were scored
 */
export async function refreshTrends(scope: Scope): Promise<number> {
  const now = clockNow();
  const before = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);
  return withScope(
    scope,
    async (tx) => {
      const due = await tx.$queryRaw<{ id: string; launchId: string }[]>`
        select
          id,
          launch_id as "launchId"
        from issue
        where
          org_id = ${scope.orgId}
          and merged_into_id is null
          and (
            is_open
            or last_seen_at > ${before(74)}
          )
          and (
            last_seen_at between ${before(50)} and ${before(1)}
            or last_seen_at < ${before(50)}
            and exists (
              select
              from jsonb_array_elements(impact_parts) p
              where
                p ->> 'key' = 'trend'
                and (p ->> 'points')::int > 0
            )
          )
        order by last_seen_at desc
        limit ${AT_ONCE}
      `;
      await scoreIssuesIn(
        tx,
        scope,
        due.map((d) => d.id),
        now,
      );
      for (const launchId of new Set(due.map((d) => d.launchId)))
        await publishIssuesIn(
          tx,
          scope,
          launchId,
          due.filter((d) => d.launchId === launchId).map((d) => d.id),
        );
      return due.length;
    },
    { timeoutMs: 60_000 },
  );
}
