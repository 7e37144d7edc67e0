import { withScope } from "@/server/db/client";
import { now as clockNow } from "@/server/platform/clock";
import type { Scope } from "@/server/platform/scope";
import type { Tx } from "@/server/db/sql";
import { moreSevere, type Severity } from "@/contracts/triage";
import { finishIn } from "./finish.commands";
import { beforeAndAfter, lockIssuesIn, writeChangesIn } from "./issue-writes.commands";
import { SNOOZE_OVER, WOKE_IN_TIME, wokenBy } from "./snooze";
import { findSnoozedIn } from "./snooze.queries";

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
    await writeChangesIn(
      tx,
      scope,
      issues.map((issue) => ({ issue, changes: SNOOZE_OVER })),
      now,
    );
    for (const issue of issues) {
      const changes = beforeAndAfter(issue, SNOOZE_OVER);
      await finishIn(
        tx,
        scope,
        {
          launchId: issue.launchId,
          groupId: null,
          events: [{ issueId: issue.id, kind: "woken", data: { ...changes, reason: WOKE_IN_TIME } }],
          audit: {
            verb: "issue.woken",
            subjectKind: "issue",
            subjectId: issue.id,
            data: { condition: "time", ...changes },
          },
          changed: [issue.id],
        },
        now,
      );
    }
    return issues.length;
  });
}

/**
 * Wakes snoozed issues for which reports made a condition of the snooze true, in the transaction that records these: each with a line in
 * its trail that names the condition, and one in the audit log. The issues' new severities are written before.
 */
export async function wakeByReportsIn(
  tx: Tx,
  scope: Scope,
  arrivals: readonly { readonly issueId: string; readonly severity: Severity }[],
  now: Date,
): Promise<void> {
  const issueIds = [...new Set(arrivals.map(({ issueId }) => issueId))];
  const woken = new Map(
    (await findSnoozedIn(tx, scope, issueIds, now)).flatMap(({ issueId, snooze, evidence }) => {
      // Words that were added to an earlier report arrived now, too.
      const arrived = arrivals
        .filter((arrival) => arrival.issueId === issueId)
        .map(({ severity }) => severity)
        .reduce(moreSevere);
      const reportedSeverities = [...evidence.reportedSeverities, arrived];
      const by = wokenBy(snooze, { ...evidence, reportedSeverities }, now);
      return by ? [[issueId, by] as const] : [];
    }),
  );
  for (const issue of await lockIssuesIn(tx, scope, [...woken.keys()])) {
    const by = woken.get(issue.id)!;
    const changes = { ...SNOOZE_OVER, needsReview: issue.needsReview ?? SNOOZE_OVER.needsReview };
    await writeChangesIn(tx, scope, [{ issue, changes }], now);
    await finishIn(
      tx,
      scope,
      {
        launchId: issue.launchId,
        groupId: null,
        events: [{ issueId: issue.id, kind: "woken", data: { ...beforeAndAfter(issue, changes), ...by } }],
        audit: {
          verb: "issue.woken",
          subjectKind: "issue",
          subjectId: issue.id,
          data: { condition: by.condition, ...beforeAndAfter(issue, changes) },
        },
        changed: [issue.id],
      },
      now,
    );
  }
}
