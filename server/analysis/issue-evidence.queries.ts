import {
  EVIDENCE_LINES_MAX,
  type EvidenceLine,
  type EvidenceZoom,
  type FoundRequest,
  type IssueEvidence,
  type LaunchChange,
  type LoggedRequest,
} from "@/contracts/evidence";
import { TERM_BOUNDS } from "@/contracts/retention";
import { readTermsIn } from "@/server/audit/retention-terms.queries";
import { withScope } from "@/server/db/client";
import { asHeavyRead } from "@/server/db/shares";
import type { Tx } from "@/server/db/sql";
import {
  findQuotingIn,
  readIssueContextsIn,
  readIssueWordsIn,
  type IssueContexts,
  type ReportContext,
} from "@/server/feedback/issue-contexts.queries";
import { listRoutedComponentsIn } from "@/server/launches/components.queries";
import { withoutMethod } from "@/server/launches/route-template";
import { findByRequestIdIn, findFailingIn, findSlowestIn } from "@/server/monitoring/log-lines.queries";
import { readReleasesIn } from "@/server/monitoring/releases.queries";
import {
  goLiveOf,
  mostNamed,
  rankSuspects,
  spellingsOf,
  SUSPECT_REACH_MS,
} from "@/server/monitoring/suspect-releases";
import {
  listOwnedRoutesIn,
  readSeriesIn,
  readStretchesIn,
  type Stretch,
} from "@/server/monitoring/traffic.queries";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import { reportedRoute } from "@/server/reading/fingerprint";
import { readSymptoms, symptomsOf, type Symptoms } from "@/server/reading/symptoms";
import { besideReports, hoursBeside, routesNamed, stretchesAround, timeAround } from "./issue-evidence";

const DAY_MS = 86_400_000;
/** How long before the first of its reports a quoted request may have been, and how long after the last. */
const QUOTED_BEFORE_MS = 7 * DAY_MS;
const QUOTED_AFTER_MS = DAY_MS;
/** Where nothing failed, only the slowest few are worth a look. */
const SLOWEST_SHOWN = 10;

/** What the figures and the requests of an issue are of. */
type Subject = NonNullable<IssueEvidence["subject"]>;

/**
 * What machines recorded around an issue: the requests its reports quote; those that failed or were slow around the other reports,
 * whichever the reports are about; the traffic of the routes that they name, or else of its component; and the releases, the go-live
 * among them, that could be its cause.
 * @throws AppError NOT_FOUND
 */
export async function readIssueEvidence(
  scope: Scope,
  issueId: string,
  now: Date,
  zoom: EvidenceZoom = "onset",
): Promise<IssueEvidence> {
  return withScope(scope, async (tx) => {
    const issue = await readIssueContextsIn(tx, scope, issueId);
    const { launchId, firstSeenAt } = issue;
    const isRouted =
      issue.component !== null &&
      (await listRoutedComponentsIn(tx, scope, launchId)).some(({ id }) => id === issue.component?.id);
    const time = timeAround(issue, zoom, now);
    const subject = await readSubject(tx, scope, issue, time);
    const routes = subject?.routes ?? [];
    const quoted = await readQuoted(tx, scope, issue);
    const symptoms = symptomsOf(issue.type, (await readIssueWordsIn(tx, scope, issueId)).map(readSymptoms));
    const goLive = await readGoLive(tx, scope, launchId, now);
    return {
      firstSeenAt,
      symptoms,
      hasLogSource: await hasLogSource(tx, scope, launchId),
      logDays: (await readTermsIn(tx, scope)).log_lines ?? TERM_BOUNDS.log_lines.max,
      component: issue.component && { ...issue.component, hasRoutes: isRouted },
      reports: issue.reports.length,
      quotedIds: new Set(issue.reports.flatMap((report) => report.requestId ?? [])).size,
      quoted,
      subject,
      around: await readAround(tx, scope, issue, symptoms, routes, quoted),
      traffic:
        subject || isRouted
          ? { ...time, points: await readSeriesIn(tx, scope, launchId, time, time.stepMinutes, routes) }
          : null,
      releases: withGoLive(await readReleasesIn(tx, scope, launchId, time), goLive, time),
      suspects: await readSuspects(tx, scope, issue, routes, goLive, now),
    };
  });
}

/** The routes that the reports name, where the gateway counted requests to them; else those of the issue's component. */
async function readSubject(
  tx: Tx,
  scope: Scope,
  issue: IssueContexts,
  time: Stretch,
): Promise<Subject | null> {
  const counted = await listOwnedRoutesIn(tx, scope, issue.launchId, time);
  const named = routesNamed(
    issue.reports.map(({ route, url }) =>
      [route, url].flatMap((address) => (address === null ? [] : [reportedRoute(withoutMethod(address))])),
    ),
    counted.map(({ route }) => route),
  );
  if (named.length > 0) return { name: nameRoutes(named), routes: named, isNamedByReports: true };
  const { component } = issue;
  const routes = counted.flatMap(({ route, componentId }) =>
    component !== null && componentId === component.id ? [route] : [],
  );
  return routes.length > 0 ? { name: component!.name, routes, isNamedByReports: false } : null;
}

const nameRoutes = ([first = "", ...rest]: readonly string[]): string =>
  rest.length === 0
    ? first
    : `${first} and ${rest.length === 1 ? "another route" : `${rest.length} other routes`}`;

async function readGoLive(tx: Tx, scope: Scope, launchId: string, now: Date): Promise<LaunchChange | null> {
  const launch = await tx.launch.findUniqueOrThrow({
    where: { orgId_id: { orgId: scope.orgId, id: launchId } },
    select: { id: true, name: true, phase: true, liveAt: true },
  });
  return goLiveOf(launch, now);
}

/** Changes, newest first, with the go-live where it began in the stretch. */
const withGoLive = (
  releases: readonly LaunchChange[],
  goLive: LaunchChange | null,
  { from, until }: Stretch,
): LaunchChange[] =>
  [...releases, ...(goLive && goLive.startedAt >= from && goLive.startedAt < until ? [goLive] : [])].sort(
    (a, b) => b.startedAt.getTime() - a.startedAt.getTime(),
  );

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
 * Around the reports whose own request is not known: what failed where failures are the matter, what was slowest where slowness is, and
 * both where both are. Where failures are and nothing failed, the slowest few are worth a look.
 */
async function readAround(
  tx: Tx,
  scope: Scope,
  issue: IssueContexts,
  { isSlow, isFailing }: Symptoms,
  routes: readonly string[],
  quoted: readonly EvidenceLine[],
): Promise<IssueEvidence["around"]> {
  const found = new Set(quoted.map((line) => line.requestId));
  const reports = issue.reports.filter(({ requestId }) => requestId === null || !found.has(requestId));
  const stretches = stretchesAround(reports.map((report) => report.occurredAt));
  const left = EVIDENCE_LINES_MAX - quoted.length;
  const room = isSlow && isFailing ? Math.ceil(left / 2) : left;
  const listed = new Set(quoted.map((line) => line.key));
  const around: IssueEvidence["around"] = [];
  const add = (kind: "failing" | "slowest", lines: readonly LoggedRequest[]) => {
    const fresh = lines.filter((line) => !listed.has(line.key));
    for (const line of fresh) listed.add(line.key);
    if (fresh.length > 0) around.push({ kind, lines: besideReports(fresh, reports) });
  };
  if (isFailing) add("failing", await findFailingIn(tx, scope, issue.launchId, routes, stretches, room));
  if (isSlow || around.length === 0)
    add(
      "slowest",
      await findSlowestIn(
        tx,
        scope,
        issue.launchId,
        routes,
        stretches,
        isSlow ? room : Math.min(room, SLOWEST_SHOWN),
      ),
    );
  // What the issue is about first and foremost stands first.
  return isSlow && issue.type === "performance" ? around.reverse() : around;
}

async function readSuspects(
  tx: Tx,
  scope: Scope,
  issue: IssueContexts,
  routes: readonly string[],
  goLive: LaunchChange | null,
  now: Date,
): Promise<IssueEvidence["suspects"]> {
  const firstMs = issue.firstSeenAt.getTime();
  const versions = issue.reports.flatMap(({ version }: ReportContext) => version ?? []);
  const named = mostNamed(versions);
  const reach = { from: new Date(firstMs - SUSPECT_REACH_MS), until: new Date(firstMs + 1) };
  const changes = withGoLive(
    await readReleasesIn(tx, scope, issue.launchId, reach, named === null ? [] : spellingsOf(named)),
    goLive,
    reach,
  );
  const figures = await readStretchesIn(
    tx,
    scope,
    issue.launchId,
    routes,
    changes.flatMap(({ startedAt }) => {
      const { before, after } = hoursBeside(startedAt, now);
      return [before, after];
    }),
  );
  return rankSuspects(
    changes.map((release, index) => ({
      release,
      before: routes.length > 0 ? figures[index * 2]! : null,
      after: routes.length > 0 ? figures[index * 2 + 1]! : null,
    })),
    { firstReportAt: issue.firstSeenAt, componentId: issue.component?.id ?? null, versions },
  );
}

/** Log lines are kept no longer. */
const LOG_LINES_MS = TERM_BOUNDS.log_lines.max * DAY_MS;
const FOUND_LINES_MAX = 10;

/**
 * The log lines with a request id in one launch, and the reports there that quote it: those made up to a week after the request, or,
 * where its line is gone, as long as lines are ever kept.
 * @throws AppError NOT_FOUND for a launch that is not the organization's
 */
export async function findRequest(
  scope: Scope,
  launchId: string,
  requestId: string,
  now: Date,
): Promise<FoundRequest> {
  return asHeavyRead(scope, () =>
    withScope(scope, async (tx) => {
      const launch = await tx.launch.findUnique({
        where: { orgId_id: { orgId: scope.orgId, id: launchId } },
        select: { id: true },
      });
      if (!launch) throw new AppError("NOT_FOUND", "There is no such launch here.");
      const kept = { from: new Date(now.getTime() - LOG_LINES_MS), until: new Date(now.getTime() + DAY_MS) };
      const lines = await findByRequestIdIn(tx, scope, launchId, [requestId], kept, FOUND_LINES_MAX);
      const times = lines.map((line) => line.at.getTime());
      const made =
        lines.length === 0
          ? kept
          : {
              from: new Date(Math.min(...times) - QUOTED_AFTER_MS),
              until: new Date(Math.max(...times) + QUOTED_BEFORE_MS),
            };
      return { lines, reports: await findQuotingIn(tx, scope, launchId, requestId, made) };
    }),
  );
}
