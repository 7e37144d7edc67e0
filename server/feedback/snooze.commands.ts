import { withScope } from "@/server/db/client";
import { now as clockNow } from "@/server/platform/clock";
import type { Scope } from "@/server/platform/scope";
import { finishIn } from "./finish.commands";
import { lockIssuesIn, writeChangesIn } from "./issue-writes.commands";

const WOKEN_AT_ONCE = 500;

/** Puts issues whose snooze has run out back into the inbox; how many. Those that got worse are woken by the report that made them so. */
export async function wakeSnoozed(scope: Scope): Promise<number> {
  const now = clockNow();
  return withScope(scope, async (tx) => {
    const due = await tx.$queryRaw<{ id: string }[]>`
      select id
      from issue
      where
        org_id = ${scope.orgId}
        and snoozed_until <= ${now}
        and merged_into_id is null
      order by snoozed_until
      limit ${WOKEN_AT_ONCE}
    `;
    if (due.length === 0) return 0;
    const issues = await lockIssuesIn(
      tx,
      scope,
      due.map((d) => d.id),
    );
    const woken = { snooze: null, snoozedUntil: null, needsReview: "snooze_ended" };
    await writeChangesIn(
      tx,
      scope,
      issues.map((issue) => ({ issue, changes: woken })),
      now,
    );
    for (const launchId of new Set(issues.map((i) => i.launchId))) {
      const ids = issues.filter((i) => i.launchId === launchId).map((i) => i.id);
      await finishIn(
        tx,
        scope,
        {
          launchId,
          groupId: null,
          events: ids.map((issueId) => ({
            issueId,
            kind: "woken",
            data: { reason: "The snooze has run out." },
          })),
          audit: {
            verb: "issue.woken",
            subjectKind: "launch",
            subjectId: launchId,
            data: { count: ids.length, issueIds: ids },
          },
          changed: ids,
        },
        now,
      );
    }
    return issues.length;
  });
}
