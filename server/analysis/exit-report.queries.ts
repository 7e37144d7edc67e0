import {
  ExitSnapshot,
  REPORT_CRITICALS_MAX,
  type ExitReportPage,
  type OpenReport,
} from "@/contracts/exit-report";
import { IssueState } from "@/contracts/feedback";
import { withScope } from "@/server/db/client";
import type { Tx } from "@/server/db/sql";
import { expectLaunchIn } from "@/server/launches/launches.queries";
import type { Scope } from "@/server/platform/scope";

/** Open criticals of a launch, those with most impact first, at most 50, and how many there are. */
export async function listCriticalsIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
): Promise<Pick<ExitSnapshot, "criticals" | "criticalCount">> {
  const found = await tx.$queryRaw<
    { issueId: string; number: number; state: string; ownerName: string | null; all: number }[]
  >`
    select
      i.id as "issueId",
      i.number,
      i.state,
      m.name as "ownerName",
      count(*) over ()::float8 as all
    from
      issue i
      left join membership m on m.org_id = i.org_id
      and m.id = i.owner_id
    where
      i.org_id = ${scope.orgId}
      and i.launch_id = ${launchId}
      and i.merged_into_id is null
      and i.is_open
      and i.is_defect
      and i.severity = 'critical'
    order by
      i.impact desc,
      i.id desc
    limit ${REPORT_CRITICALS_MAX}
  `;
  return {
    criticals: found.map(({ issueId, number, state, ownerName }) => ({
      issueId,
      number,
      ownerName,
      state: IssueState.parse(state),
    })),
    criticalCount: found[0]?.all ?? 0,
  };
}

/** The reports of a launch that their links still open, newest first. @throws AppError NOT_FOUND when the launch is not here. */
export async function listOpenReports(scope: Scope, launchId: string, now: Date): Promise<OpenReport[]> {
  return withScope(scope, async (tx) => {
    await expectLaunchIn(tx, scope, launchId);
    return tx.$queryRaw<OpenReport[]>`
      select
        r.id,
        m.name as "sharedBy",
        r.shared_at as "sharedAt",
        r.expires_at as "expiresAt",
        r.last_opened_at as "lastOpenedAt",
        r.has_titles as "hasTitles"
      from
        exit_report r
        left join membership m on m.org_id = r.org_id
        and m.id = r.shared_by
      where
        r.org_id = ${scope.orgId}
        and r.launch_id = ${launchId}
        and r.expires_at > ${now}
      order by r.id desc
      limit 200
    `;
  });
}

/**
 * A report as its page shows it; null when there is none, or its day is over. The titles of issues are read as they are now, where they
 * are shared: what was erased is in none of them.
 */
export async function readReportIn(
  tx: Tx,
  scope: Scope,
  reportId: string,
  now: Date,
): Promise<ExitReportPage | null> {
  const [found] = await tx.$queryRaw<
    {
      organization: string;
      sharedBy: string | null;
      expiresAt: Date;
      hasTitles: boolean;
      snapshot: unknown;
    }[]
  >`
    select
      o.name as organization,
      m.name as "sharedBy",
      r.expires_at as "expiresAt",
      r.has_titles as "hasTitles",
      r.snapshot
    from
      exit_report r
      join organization o on o.id = r.org_id
      left join membership m on m.org_id = r.org_id
      and m.id = r.shared_by
    where
      r.org_id = ${scope.orgId}
      and r.id = ${reportId}
      and r.expires_at > ${now}
  `;
  if (!found) return null;
  const { organization, sharedBy, expiresAt, hasTitles } = found;
  const snapshot = ExitSnapshot.parse(found.snapshot);
  const issues = hasTitles
    ? await tx.issue.findMany({
        where: { orgId: scope.orgId, id: { in: snapshot.criticals.map((critical) => critical.issueId) } },
        select: { id: true, title: true },
      })
    : [];
  const titles = new Map(issues.map((issue) => [issue.id, issue.title]));
  return {
    organization,
    sharedBy,
    expiresAt,
    snapshot: {
      ...snapshot,
      criticals: snapshot.criticals.map((critical) => ({
        ...critical,
        title: titles.get(critical.issueId) ?? null,
      })),
    },
  };
}
