import { DECISION_WORDS, MACHINE_DECISIONS, type FeedEntry } from "@/contracts/analysis";
import { withScope } from "@/server/db/client";
import { cutExcerpts, excerptChars } from "@/server/db/excerpts";
import type { Tx } from "@/server/db/sql";
import { listReleases } from "@/server/monitoring/releases.queries";
import type { Scope } from "@/server/platform/scope";

const EXCERPT_LENGTH = 280;
/** The trail is read no further back than this for the feed, ms. */
const TRAIL_REACH_MS = 2 * 86_400_000;

/** The newest things that happened in a launch, newest first: reports as they came in, decisions, releases. */
export async function readFeed(
  scope: Scope,
  launchId: string,
  limit: number,
  now: Date,
): Promise<FeedEntry[]> {
  const [{ releases }, entries] = await Promise.all([
    listReleases(scope, launchId, { limit: 10 }),
    withScope(scope, async (tx) => [
      ...(await readReports(tx, scope, launchId, limit)),
      ...(await readDecisions(tx, scope, launchId, limit, now)),
    ]),
  ]);
  const all: FeedEntry[] = [
    ...entries,
    ...releases.map((r): FeedEntry => ({
      kind: "release",
      id: r.id,
      at: r.endedAt ?? r.startedAt,
      title: r.title,
      version: r.version,
      outcome: r.outcome,
      releaseKind: r.kind,
    })),
  ];
  return all.sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1)).slice(0, limit);
}

type ReportRow = Omit<Extract<FeedEntry, { kind: "report" }>, "kind" | "itemId">;

async function readReports(tx: Tx, scope: Scope, launchId: string, limit: number): Promise<FeedEntry[]> {
  const found = await tx.$queryRaw<ReportRow[]>`
    select
      t.id,
      t.reference,
      left(t.text, ${excerptChars(EXCERPT_LENGTH)}::int) as excerpt,
      t.occurred_at as at,
      s.kind as "sourceKind",
      t.type,
      t.severity,
      t.sentiment,
      t.language,
      i.number as "issueNumber",
      i.title as "issueTitle",
      t.state = 'quarantined' as "isQuarantined"
    from
      (
        select *
        from item
        where
          org_id = ${scope.orgId}
          and launch_id = ${launchId}
          and state <> 'withdrawn'
        order by
          occurred_at desc,
          id desc
        limit ${limit}
      ) t
      join source s on s.org_id = t.org_id
      and s.id = t.source_id
      left join issue i on i.org_id = t.org_id
      and i.id = t.issue_id
  `;
  return cutExcerpts(found, EXCERPT_LENGTH).map((row) => ({ kind: "report", itemId: row.id, ...row }));
}

async function readDecisions(
  tx: Tx,
  scope: Scope,
  launchId: string,
  limit: number,
  now: Date,
): Promise<FeedEntry[]> {
  const found = await tx.$queryRaw<
    {
      id: string;
      at: Date;
      actorName: string;
      verb: string;
      issueNumber: number | null;
      issueTitle: string | null;
      reason: string | null;
      count: number | null;
    }[]
  >`
    select
      a.id,
      a.at,
      a.verb,
      a.actor_name as "actorName",
      i.number as "issueNumber",
      coalesce(i.title, c.title, a.data ->> 'to') as "issueTitle",
      -- The audit log keeps no words about issues; what was said is in the issue's own trail, until it is erased.
      case
        when a.subject_kind = 'issue' then nullif(e.data ->> 'reason', '')
        else nullif(a.data ->> 'reason', '')
      end as reason,
      (a.data ->> 'count')::int as count
    from
      audit_event a
      left join issue i on a.subject_kind = 'issue'
      and i.org_id = a.org_id
      and i.id = a.subject_id
      left join lateral (
        select t.data
        from issue_event t
        where
          a.subject_kind = 'issue'
          and t.org_id = a.org_id
          and t.issue_id = a.subject_id
          and t.kind = split_part(a.verb, '.', 2)
          and t.at between a.at - interval '5 seconds' and a.at + interval '5 seconds'
        order by t.at desc
        limit 1
      ) e on true
      left join exit_criterion c on a.subject_kind = 'criterion'
      and c.org_id = a.org_id
      and c.id = a.subject_id
    where
      a.org_id = ${scope.orgId}
      and a.at >= ${new Date(now.getTime() - TRAIL_REACH_MS)}
      and a.launch_id = ${launchId}
      and (
        a.actor_kind in ('person', 'api_key')
        or a.verb = any(${[...MACHINE_DECISIONS]}::text[])
      )
      and a.verb = any(${Object.keys(DECISION_WORDS)}::text[])
    order by a.at desc
    limit ${limit}
  `;
  return found.map((row) => ({ kind: "decision", ...row, count: row.count ?? 1 }));
}
