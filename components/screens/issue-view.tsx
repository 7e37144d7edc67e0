"use client";
import { useQuery } from "@tanstack/react-query";
import { GitMerge, LifeBuoy } from "lucide-react";
import Link from "next/link";
import { lazy, Suspense, useMemo, useState } from "react";
import { useWidth } from "@/components/charts/use-width";
import { useIssueActs } from "@/components/feedback/acts-context";
import { IssueLabels } from "@/components/feedback/issue-labels";
import { IssueLoop } from "@/components/feedback/issue-loop";
import { IssueReports } from "@/components/feedback/issue-reports";
import type { ActTarget, IssueDetail } from "@/components/feedback/issue-row";
import { IssueSettling } from "@/components/feedback/issue-settling";
import { IssueSimilar } from "@/components/feedback/issue-similar";
import { EditableTitle } from "@/components/feedback/issue-title";
import { IssueTrail } from "@/components/feedback/issue-trail";
import { useTriageKeys } from "@/components/feedback/triage-keys";
import type { ReportLookup } from "@/components/feedback/use-report-lookup";
import { Workaround } from "@/components/feedback/workaround";
import { formatCount, formatNoun } from "@/components/format/numbers";
import { PeopleCount } from "@/components/format/people-count";
import { SeverityBadge } from "@/components/format/severity-badge";
import { SourceKindLabel } from "@/components/format/source-kind";
import { StateBadge } from "@/components/format/state-badge";
import { Time } from "@/components/format/time";
import { TypeBadge } from "@/components/format/type-badge";
import { useLinks } from "@/components/launches/links";
import { useCan } from "@/components/tenancy/member-context";
import { messageOf, refusalOf, useTRPC } from "@/components/trpc/client";
import { IssueActions } from "@/components/triage/issue-actions";
import { IssueRank } from "@/components/triage/issue-rank";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { SourceKind } from "@/contracts/intake";

// Charts are heavier than all the rest of an issue, and most issues are settled without looking at one.
const IssueEvidence = lazy(() =>
  import("@/components/monitoring/issue-evidence").then(({ IssueEvidence: Evidence }) => ({
    default: Evidence,
  })),
);

/** From this width what made the rank stands beside the rest. */
const BESIDE_PX = 980;

/** Room for the ring around a focused tab. */
const TAB = "-mx-1.5 px-1.5";

type IssueTarget = IssueDetail & ActTarget;

/** Everything about one issue, in a panel or as a page of its own. */
export function IssueView({
  issueId,
  isPage = false,
  lookup = null,
}: {
  issueId: string;
  isPage?: boolean;
  /** The report to open it at. */ lookup?: ReportLookup | null;
}) {
  const trpc = useTRPC();
  const query = useQuery(trpc.feedback.issue.queryOptions({ issueId }));
  const issue = useMemo(
    () => query.data && ({ ...query.data, isSnoozed: query.data.snooze !== null } as IssueTarget),
    [query.data],
  );
  const [widthRef, widthPx] = useWidth();
  useTriageKeys(
    useMemo(() => (issue && isPage ? [issue] : []), [isPage, issue]),
    isPage,
  );
  if (query.isError && !issue) {
    if (refusalOf(query.error)?.code === "NOT_FOUND")
      return <EmptyState title="There is no such issue" description="It may belong to another launch." />;
    return (
      <ErrorState
        title="The issue could not be read"
        advice={messageOf(query.error)}
        onRetry={() => void query.refetch()}
        isRetrying={query.isFetching}
      />
    );
  }
  if (!issue) return <IssueSkeleton />;
  const isBeside = isPage && widthPx >= BESIDE_PX;
  return (
    <div ref={widthRef} className="flex h-full min-h-0 flex-col">
      <IssueHeader issue={issue} isPage={isPage} />
      <div className="flex min-h-0 flex-1">
        <Parts key={`${issue.id} ${isBeside}`} issue={issue} hasRank={!isBeside} sought={lookup} />
        {isBeside && (
          // Scrollable regions must be reachable by keyboard, also where a role leaves nothing in them to press.
          <div
            role="region"
            aria-label="Why this rank"
            tabIndex={0}
            className="relative w-[26rem] shrink-0 overflow-y-auto border-l border-border focus-visible:outline-offset-[-2px]"
          >
            <h2 className="px-4 pt-3 font-medium">Why this rank</h2>
            <IssueRank issue={issue} />
          </div>
        )}
      </div>
    </div>
  );
}

function Parts({
  issue,
  hasRank,
  sought,
}: {
  issue: IssueTarget;
  hasRank: boolean;
  sought: ReportLookup | null;
}) {
  const [tab, setTab] = useState(hasRank && sought === null ? "rank" : "reports");
  const [lookup, setLookup] = useState(sought);
  const mayReadTraffic = useCan("traffic:read");
  const links = issue.related.length + issue.duplicates.length;
  return (
    <Tabs value={tab} onValueChange={setTab} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <TabsList className="shrink-0 px-4" aria-label="Parts of the issue">
        {hasRank && (
          <TabsTrigger className={TAB} value="rank">
            Why this rank
          </TabsTrigger>
        )}
        <TabsTrigger className={TAB} value="reports" count={formatCount(issue.itemCount)}>
          Reports
        </TabsTrigger>
        <TabsTrigger className={TAB} value="similar" count={links > 0 ? formatCount(links) : undefined}>
          Similar
        </TabsTrigger>
        {mayReadTraffic && (
          <TabsTrigger className={TAB} value="evidence">
            Evidence
          </TabsTrigger>
        )}
        <TabsTrigger className={TAB} value="loop">
          Replies
        </TabsTrigger>
        <TabsTrigger className={TAB} value="trail">
          Trail
        </TabsTrigger>
      </TabsList>
      {hasRank && (
        <TabsContent value="rank" className="relative min-h-0 flex-1 overflow-y-auto pt-0">
          <IssueRank issue={issue} />
        </TabsContent>
      )}
      <TabsContent value="reports" className="flex min-h-0 flex-1 flex-col pt-0 data-[state=inactive]:hidden">
        <IssueReports issue={issue} lookup={lookup} onLookupEnd={() => setLookup(null)} />
      </TabsContent>
      <TabsContent value="similar" className="relative min-h-0 flex-1 overflow-y-auto pt-0">
        <IssueSimilar issue={issue} />
      </TabsContent>
      {mayReadTraffic && (
        <TabsContent value="evidence" className="relative min-h-0 flex-1 overflow-y-auto pt-0">
          <Suspense fallback={<SkeletonRows count={6} label="Reading the evidence" />}>
            <IssueEvidence
              issueId={issue.id}
              onReport={(report) => {
                setLookup(report);
                setTab("reports");
              }}
            />
          </Suspense>
        </TabsContent>
      )}
      <TabsContent value="loop" className="flex min-h-0 flex-1 flex-col pt-0 data-[state=inactive]:hidden">
        <IssueLoop issue={issue} />
      </TabsContent>
      <TabsContent value="trail" className="flex min-h-0 flex-1 flex-col pt-0 data-[state=inactive]:hidden">
        <IssueTrail issueId={issue.id} />
      </TabsContent>
    </Tabs>
  );
}

function IssueHeader({ issue, isPage }: { issue: IssueTarget; isPage: boolean }) {
  const acts = useIssueActs();
  const links = useLinks();
  return (
    <header className={cn("flex shrink-0 flex-col gap-2.5 px-4 pt-3 pb-3", isPage && "pt-5")}>
      {issue.lead && (
        <InlineAlert
          tone="info"
          title={
            <>
              Merged into{" "}
              <Link href={links.issue(issue.lead.number)} className="text-accent-text hover:underline">
                #{issue.lead.number}
              </Link>
            </>
          }
          action={
            <Button size="sm" icon={<GitMerge aria-hidden />} onClick={() => acts.unmerge(issue)}>
              Unmerge
            </Button>
          }
        >
          <span className="line-clamp-2 reported">{issue.lead.title}</span>
        </InlineAlert>
      )}
      <EditableTitle issue={issue} isLarge={isPage} />
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
        <SeverityBadge severity={issue.severity} />
        <StateBadge state={issue.state} />
        <TypeBadge type={issue.type} />
        {issue.componentName !== null && (
          <Badge tone="outline">
            <bdi className="truncate">{issue.componentName}</bdi>
          </Badge>
        )}
        {issue.isSnoozed && <Badge tone="outline">Snoozed</Badge>}
        {issue.reopenedCount > 0 && (
          <Badge tone="minor">Reopened{issue.reopenedCount > 1 ? ` ${issue.reopenedCount} times` : ""}</Badge>
        )}
        {issue.fixedVersion !== null && <Badge tone="positive">Fixed in {issue.fixedVersion}</Badge>}
        {issue.fixedVersion === null && (issue.state === "fixed" || issue.state === "verified") && (
          <Badge tone="positive">Fixed without a new version</Badge>
        )}
      </div>
      <IssueLabels issue={issue} />
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-meta text-muted-foreground figures">
        <PeopleCount count={issue.reporterCount} className="text-foreground" />
        <span>{formatNoun(issue.accountCount, "account")}</span>
        <span>{formatNoun(issue.itemCount, "report")}</span>
        <span>
          first <Time value={issue.firstSeenAt} />
        </span>
        <span>
          last <Time value={issue.lastSeenAt} />
        </span>
        {issue.sources.slice(0, 4).map((source) => (
          <SourceKindLabel
            key={`${source.kind} ${source.name}`}
            kind={source.kind as SourceKind}
            name={`${source.name} ${source.n}`}
          />
        ))}
      </p>
      <IssueSettling issue={issue} />
      <div className="flex flex-wrap items-start gap-3">
        <IssueActions issue={issue} />
        <Workaround issue={issue} text={issue.workaround} icon={<LifeBuoy aria-hidden />} />
      </div>
    </header>
  );
}

function IssueSkeleton() {
  return (
    <div role="status" className="flex flex-col gap-3 p-4">
      <span className="sr-only">Reading the issue</span>
      <Skeleton className="h-5 w-4/5" />
      <Skeleton className="h-5 w-1/2" />
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="h-7 w-56" />
      <SkeletonRows count={7} />
    </div>
  );
}
