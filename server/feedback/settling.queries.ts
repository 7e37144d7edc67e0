import type { Tx } from "@/server/db/sql";
import { now } from "@/server/platform/clock";
import type { Scope } from "@/server/platform/scope";
import { findSnoozedIn } from "./snooze.queries";

/** How a fix of an issue was proven, and how it came back. */
type Settling = {
  /** Who snoozed it, and what has come since. */
  snoozing: { byName: string; reports: number; people: number } | null;
  /** What was seen when the fix was verified; null while it is not, or nobody wrote it down. */
  verification: { evidence: string; byName: string; at: Date } | null;
  /** Why it was opened again by a report; null once it is settled again. */
  regression: { reason: string; at: Date } | null;
};

/** What the trail tells of where an issue stands: who snoozed it, how its fix was proven, how it came back. */
export async function readSettling(
  tx: Tx,
  scope: Scope,
  issue: { id: string; state: string; snooze: unknown; reopenedCount: number },
): Promise<Settling> {
  const isVerified = issue.state === "verified" || issue.state === "closed";
  const isReopened = issue.reopenedCount > 0 && ["accepted", "in_progress"].includes(issue.state);
  const kinds = [
    ...(issue.snooze === null ? [] : ["snoozed"]),
    ...(isVerified ? ["verified"] : []),
    ...(isReopened ? ["regressed"] : []),
  ];
  const lines =
    kinds.length === 0
      ? []
      : await tx.$queryRaw<{ kind: string; at: Date; byName: string; reason: string | null }[]>`
          select distinct on (kind)
            kind,
            at,
            actor_name as "byName",
            nullif(data ->> 'reason', '') as reason
          from issue_event
          where
            org_id = ${scope.orgId}
            and issue_id = ${issue.id}
            and kind = any(${kinds}::text[])
            and undone_at is null
          order by
            kind,
            id desc
        `;
  const [snoozed] = issue.snooze === null ? [] : await findSnoozedIn(tx, scope, [issue.id], now());
  const lineOf = (kind: string) => lines.find((line) => line.kind === kind);
  const [verified, regressed] = [lineOf("verified"), lineOf("regressed")];
  return {
    snoozing: snoozed
      ? {
          byName: lineOf("snoozed")?.byName ?? "somebody",
          reports: snoozed.evidence.reports,
          people: snoozed.evidence.people,
        }
      : null,
    verification: verified?.reason
      ? { evidence: verified.reason, byName: verified.byName, at: verified.at }
      : null,
    regression: regressed?.reason ? { reason: regressed.reason, at: regressed.at } : null,
  };
}
