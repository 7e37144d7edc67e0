import { EVIDENCE_LINES_MAX, type EvidenceLine, type IssueEvidence } from "@/contracts/evidence";
import { TERM_BOUNDS } from "@/contracts/retention";
import { readTermsIn } from "@/server/audit/retention-terms.queries";
import { withScope } from "@/server/db/client";
import type { Tx } from "@/server/db/sql";
import {
  readIssueContextsIn,
  type IssueContexts,
  type ReportContext,
} from "@/server/feedback/issue-contexts.queries";
import { listRoutedComponentsIn } from "@/server/launches/components.queries";
import { findByRequestIdIn, findFailingIn, findSlowestIn } from "@/server/monitoring/log-lines.queries";
import { readReleasesIn } from "@/server/monitoring/releases.queries";
import { mostNamed, rankSuspects, spellingsOf, SUSPECT_REACH_MS } from "@/server/monitoring/suspect-releases";
import { listRoutesOfIn, readSeriesIn, readStretchesIn } from "@/server/monitoring/traffic.queries";
import type { Scope } from "@/server/platform/scope";
import { besideReports, hoursBeside, stretchesAround, timeAround } from "./issue-evidence";

const DAY_MS = 86_400_000;
/** How long before the first of its reports a quoted request may have been, and how long after the last. */
const QUOTED_BEFORE_MS = 7 * DAY_MS;
const QUOTED_AFTER_MS = DAY_MS;
/** Where nothing failed, only the slowest few are worth a look. */
const SLOWEST_SHOWN = 10;

/**
 * What machines recorded around an issue: the requests its reports quote, those that failed or were slow around the other reports, its
 * component's traffic, and the releases that could be its cause.
 * @throws AppError NOT_FOUND
 */
export async function readIssueEvidence(scope: Scope, issueId: string, now: Date): Promise<IssueEvidence> {
  return withScope(scope, async (tx) => {
    const issue = await readIssueContextsIn(tx, scope, issueId);
    const { launchId, firstSeenAt } = issue;
    const isRouted =
      issue.component !== null &&
      (await listRoutedComponentsIn(tx, scope, launchId)).some(({ id }) => id === issue.component?.id);
    const time = timeAround(firstSeenAt, issue.lastSeenAt, now);
    const routes =
      issue.component && isRouted ? await listRoutesOfIn(tx, scope, launchId, issue.component.id, time) : [];
    const quoted = await readQuoted(tx, scope, issue);
    return {
      type: issue.type,
      firstSeenAt,
      hasLogSource: await hasLogSource(tx, scope, launchId),
      logDays: (await readTermsIn(tx, scope)).log_lines ?? TERM_BOUNDS.log_lines.max,
      component: issue.component && { ...issue.component, hasRoutes: isRouted },
      reports: issue.reports.length,
      quotedIds: new Set(issue.reports.flatMap((report) => report.requestId ?? [])).size,
      quoted,
      around: await readAround(tx, scope, issue, routes, quoted),
      traffic: isRouted
        ? { ...time, points: await readSeriesIn(tx, scope, launchId, time, time.stepMinutes, routes) }
        : null,
      releases: await readReleasesIn(tx, scope, launchId, time),
      suspects: await readSuspects(tx, scope, issue, routes, now),
    };
  });
}

async function hasLogSource(tx: Tx, scope: Scope, launchId: string): Promise<boolean> {
  const found = await tx.source.findFirst({
    where: { orgId: scope.orgId, launchId, kind: "gateway_logs", state: { not: "removed" } },
    select: { id: true },
  });
  return found !== null;
}

async function readQuoted(tx: Tx, scope: Scope, issue: IssueContexts): Promise<EvidenceLine[]> {
  // Newest first, so that an id quoted twice belongs to the report that quoted it first.
  const quoting = new Map(
    issue.reports.flatMap((report) =>
      report.requestId === null ? [] : [[report.requestId, report] as const],
    ),
  );
  const times = [...quoting.values()].map((report) => report.occurredAt.getTime());
  const lines = await findByRequestIdIn(
    tx,
    scope,
    issue.launchId,
    [...quoting.keys()],
    {
      from: new Date(Math.min(...times) - QUOTED_BEFORE_MS),
      until: new Date(Math.max(...times) + QUOTED_AFTER_MS),
    },
    EVIDENCE_LINES_MAX,
  );
  return lines.map((line) => {
    const { reference, occurredAt } = quoting.get(line.requestId!)!;
    return { ...line, reference, reportedAt: occurredAt };
  });
}

/**
 * Around the reports whose own request is not known: what failed there, or what was slowest where nothing failed or slowness is the
 * matter.
 */
async function readAround(
  tx: Tx,
  scope: Scope,
  issue: IssueContexts,
  routes: readonly string[],
  quoted: readonly EvidenceLine[],
): Promise<IssueEvidence["around"]> {
  const found = new Set(quoted.map((line) => line.requestId));
  const reports = issue.reports.filter(({ requestId }) => requestId === null || !found.has(requestId));
  const stretches = stretchesAround(reports.map((report) => report.occurredAt));
  const room = EVIDENCE_LINES_MAX - quoted.length;
  const isKnown = new Set(quoted.map((line) => line.key));
  const answer = (kind: "failing" | "slowest", lines: Awaited<ReturnType<typeof findFailingIn>>) => ({
    kind,
    lines: besideReports(
      lines.filter((line) => !isKnown.has(line.key)),
      reports,
    ),
  });
  if (issue.type !== "performance") {
    const failing = await findFailingIn(tx, scope, issue.launchId, routes, stretches, room);
    if (failing.length > 0) return answer("failing", failing);
  }
  const most = issue.type === "performance" ? room : Math.min(room, SLOWEST_SHOWN);
  return answer("slowest", await findSlowestIn(tx, scope, issue.launchId, routes, stretches, most));
}

async function readSuspects(
  tx: Tx,
  scope: Scope,
  issue: IssueContexts,
  routes: readonly string[],
  now: Date,
): Promise<IssueEvidence["suspects"]> {
  const firstMs = issue.firstSeenAt.getTime();
  const versions = issue.reports.flatMap(({ version }: ReportContext) => version ?? []);
  const named = mostNamed(versions);
  const releases = await readReleasesIn(
    tx,
    scope,
    issue.launchId,
    { from: new Date(firstMs - SUSPECT_REACH_MS), until: new Date(firstMs + 1) },
    named === null ? [] : spellingsOf(named),
  );
  const figures = await readStretchesIn(
    tx,
    scope,
    issue.launchId,
    routes,
    releases.flatMap(({ startedAt }) => {
      const { before, after } = hoursBeside(startedAt, now);
      return [before, after];
    }),
  );
  return rankSuspects(
    releases.map((release, index) => ({
      release,
      before: routes.length > 0 ? figures[index * 2]! : null,
      after: routes.length > 0 ? figures[index * 2 + 1]! : null,
    })),
    { firstReportAt: issue.firstSeenAt, componentId: issue.component?.id ?? null, versions },
  );
}
