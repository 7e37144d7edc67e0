import { withScope } from "@/server/db/client";
import { publishIn } from "@/server/live/publish";
import { now as clockNow } from "@/server/platform/clock";
import type { Scope } from "@/server/platform/scope";
import { scoreIssuesIn } from "./score.commands";

const AT_ONCE = 300;

/**
 * Scores open issues anew whose trend has moved on without a report: what was rising yesterday is not rising today. Those seen in the
 * last two days, and older ones that still carry trend points.
 * @returns how many were scored
 */
export async function refreshTrends(scope: Scope): Promise<number> {
  const now = clockNow();
  return withScope(
    scope,
    async (tx) => {
      const due = await tx.$queryRaw<{ id: string; launchId: string }[]>`
        select id, launch_id as "launchId" from issue
        where org_id = ${scope.orgId} and is_open and merged_into_id is null and (last_seen_at between ${new Date(now.getTime() - 50 * 3_600_000)} and ${new Date(now.getTime() - 3_600_000)}
          or last_seen_at < ${new Date(now.getTime() - 50 * 3_600_000)} and exists (select from jsonb_array_elements(impact_parts) p where p ->> 'key' = 'trend' and (p ->> 'points')::int > 0))
        order by last_seen_at desc limit ${AT_ONCE}`;
      await scoreIssuesIn(
        tx,
        scope,
        due.map((d) => d.id),
        now,
      );
      for (const launchId of new Set(due.map((d) => d.launchId)))
        await publishIn(tx, scope, {
          kind: "issues.changed",
          launchId,
          ids: due
            .filter((d) => d.launchId === launchId)
            .map((d) => d.id)
            .slice(0, 200),
        });
      return due.length;
    },
    { timeoutMs: 60_000 },
  );
}
