import type { ItemType } from "@/contracts/triage";
import type { Tx } from "@/server/db/sql";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";

/** Reports looked at behind one issue, at most: the newest. */
const REPORTS_MAX = 500;

/** When a report was made, and what its context says of the request, the place and the version it is about. */
export type ReportContext = {
  reference: string;
  occurredAt: Date;
  requestId: string | null;
  version: string | null;
  /** The route or address of the request before it, and of the page it was written on. */
  route: string | null;
  url: string | null;
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
      nullif(btrim(context ->> 'version'), '') as version,
      nullif(btrim(context ->> 'route'), '') as route,
      nullif(btrim(context ->> 'url'), '') as url
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

/** Reports whose words are read, at most: the newest, and so much of each. */
const WORDS_MAX = 60;
const WORDS_CHARS = 1_000;

/** What a report says in words, and the status its request was answered with. */
export type ReportWords = { title: string | null; text: string; statusCode: number | null };

/** The words of an issue's newest reports, as far as they begin. */
export async function readIssueWordsIn(tx: Tx, scope: Scope, issueId: string): Promise<ReportWords[]> {
  return tx.$queryRaw<ReportWords[]>`
    select
      title,
      left(text, ${WORDS_CHARS}) as text,
      case
        when jsonb_typeof(context -> 'statusCode') = 'number' then (context ->> 'statusCode')::float8::int
      end as "statusCode"
    from item
    where
      org_id = ${scope.orgId}
      and issue_id = ${issueId}
    order by
      occurred_at desc,
      id desc
    limit ${WORDS_MAX}
  `;
}

/** A report that quotes a request id, and the issue it is in. */
export type QuotingReport = {
  reference: string;
  occurredAt: Date;
  issue: { id: string; number: number; title: string } | null;
};

/** So many of a launch's reports are looked through for a request id; nothing indexes what their contexts hold. */
const SCANNED_MAX = 20_000;
const QUOTING_MAX = 20;

/** The reports of a launch in a stretch of time that quote a request id, newest first, at most 20; among its newest 20,000. */
export async function findQuotingIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  requestId: string,
  { from, until }: { from: Date; until: Date },
): Promise<QuotingReport[]> {
  const found = await tx.$queryRaw<
    {
      reference: string;
      occurredAt: Date;
      issueId: string | null;
      number: number | null;
      title: string | null;
    }[]
  >`
    select
      t.reference,
      t.occurred_at as "occurredAt",
      i.id as "issueId",
      i.number,
      i.title
    from
      (
        select
          reference,
          occurred_at,
          issue_id,
          context ->> 'requestId' as request_id
        from item
        where
          org_id = ${scope.orgId}
          and launch_id = ${launchId}
          and occurred_at >= ${from}
          and occurred_at < ${until}
        order by
          occurred_at desc,
          id desc
        limit ${SCANNED_MAX}
      ) t
      left join issue i on i.org_id = ${scope.orgId}
      and i.id = t.issue_id
    where btrim(t.request_id) = ${requestId}
    order by t.occurred_at desc
    limit ${QUOTING_MAX}
  `;
  return found.map(({ reference, occurredAt, issueId, number, title }) => ({
    reference,
    occurredAt,
    issue: issueId === null ? null : { id: issueId, number: number!, title: title! },
  }));
}
