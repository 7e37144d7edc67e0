import type { ItemType } from "@/contracts/triage";
import type { Tx } from "@/server/db/sql";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";

/** Reports looked at behind one issue, at most: the newest. */
const REPORTS_MAX = 500;

/** When a report was made, and what its context says of the request and the version it is about. */
export type ReportContext = {
  reference: string;
  occurredAt: Date;
  requestId: string | null;
  version: string | null;
};
export type IssueContexts = {
  launchId: string;
  type: ItemType;
  firstSeenAt: Date;
  lastSeenAt: Date;
  component: { id: string; name: string } | null;
  /** Newest first. */
  reports: ReportContext[];
};

/** What an issue's reports say of where they were made. @throws AppError NOT_FOUND */
export async function readIssueContextsIn(tx: Tx, scope: Scope, issueId: string): Promise<IssueContexts> {
  const issue = await tx.issue.findUnique({
    where: { orgId_id: { orgId: scope.orgId, id: issueId } },
    select: { launchId: true, type: true, firstSeenAt: true, lastSeenAt: true, componentId: true },
  });
  if (!issue) throw new AppError("NOT_FOUND", "There is no such issue here.");
  const component = issue.componentId
    ? await tx.component.findUnique({
        where: { orgId_id: { orgId: scope.orgId, id: issue.componentId } },
        select: { id: true, name: true },
      })
    : null;
  const reports = await tx.$queryRaw<ReportContext[]>`
    select
      reference,
      occurred_at as "occurredAt",
      nullif(btrim(context ->> 'requestId'), '') as "requestId",
      nullif(btrim(context ->> 'version'), '') as version
    from item
    where
      org_id = ${scope.orgId}
      and issue_id = ${issueId}
    order by
      occurred_at desc,
      id desc
    limit ${REPORTS_MAX}
  `;
  const { launchId, firstSeenAt, lastSeenAt } = issue;
  return { launchId, type: issue.type as ItemType, firstSeenAt, lastSeenAt, component, reports };
}
