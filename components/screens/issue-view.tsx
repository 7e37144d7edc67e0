"use client";
import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { lazy, Suspense, useMemo, useState, type RefCallback } from "react";
import { useWidth } from "@/components/charts/use-width";
import { ISSUE_ADDRESS, ISSUE_TABS, type IssueTab } from "@/components/feedback/issue-address";
import { IssueLoop } from "@/components/feedback/issue-loop";
import { IssueReports } from "@/components/feedback/issue-reports";
import { IssueSimilar } from "@/components/feedback/issue-similar";
import { IssueSummary } from "@/components/feedback/issue-summary";
import { IssueTrail } from "@/components/feedback/issue-trail";
import { useTriageKeys } from "@/components/feedback/triage-keys";
import type { ReportLookup } from "@/components/feedback/use-report-lookup";
import { formatCount } from "@/components/format/numbers";
import { useCan } from "@/components/tenancy/member-context";
import { refusalOf, useTRPC } from "@/components/trpc/client";
import { NotLoaded } from "@/components/trpc/not-loaded";
import { IssueRank } from "@/components/triage/issue-rank";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadingLabel } from "@/components/ui/loading-label";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { ReportFilter } from "@/contracts/issues";
import { IssueHeader, type IssueTarget } from "./issue-header";

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
  if (!issue) {
    if (refusalOf(query.error)?.code === "NOT_FOUND")
      return <EmptyState title="There is no such issue" description="It may belong to another launch." />;
    return <NotLoaded query={query} what="the issue" size="md" skeleton={<IssueSkeleton />} />;
  }
  const isMeasured = widthPx > 0;
  return (
    <IssueAt
      widthRef={widthRef}
      issue={issue}
      isPage={isPage}
      isMeasured={isMeasured}
      // Before the window is known a usual laptop's is drawn.
      isBeside={isPage && (!isMeasured || widthPx >= BESIDE_PX)}
      lookup={lookup}
    />
  );
}

/** An issue at the place that the address names. */
function IssueAt({
  widthRef,
  issue,
  isPage,
  isMeasured,
  isBeside,
  lookup,
}: {
  widthRef: RefCallback<HTMLElement>;
  issue: IssueTarget;
  isPage: boolean;
  isMeasured: boolean;
  /** Whether what made the rank stands beside the rest. */
  isBeside: boolean;
  lookup: ReportLookup | null;
}) {
  const place = useIssuePlace(!isBeside, lookup);
  return (
    <div ref={widthRef} className="flex h-full min-h-0 flex-col">
      <IssueHeader
        issue={issue}
        isPage={isPage}
        summary={<IssueSummary issueId={issue.id} onFilter={place.showReports} onReport={place.showReport} />}
      />
      {/* In a narrower window this stays blank for that moment instead of jumping. */}
      <div className={cn("flex min-h-0 flex-1", isPage && !isMeasured && "max-[1196px]:invisible")}>
        <Parts issue={issue} hasRank={!isBeside} place={place} />
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

type Place = ReturnType<typeof useIssuePlace>;

/**
 * Which tab is open, which reports are shown, and which of them is looked for. Each tab is an entry of the browser's history; the first
 * one is the address without a tab.
 */
function useIssuePlace(hasRank: boolean, initialLookup: ReportLookup | null) {
  const [{ tab: named, only }, setAddress] = useQueryStates(ISSUE_ADDRESS, {
    history: "push",
    clearOnDefault: true,
  });
  const [lookup, setLookup] = useState(initialLookup);
  const first: IssueTab = hasRank && initialLookup === null ? "rank" : "reports";
  const tab = named === null || (named === "rank" && !hasRank) ? first : named;
  const addressOf = (next: IssueTab) => (next === first ? null : next);
  return {
    tab,
    only,
    lookup,
    openTab: (next: string) => {
      const known = ISSUE_TABS.find((tab) => tab === next);
      if (known) void setAddress({ tab: addressOf(known) });
    },
    showReports: (filter: ReportFilter | null) =>
      void setAddress({ tab: addressOf("reports"), only: filter }),
    showReport: (report: ReportLookup) => {
      setLookup(report);
      void setAddress({ tab: addressOf("reports"), only: null });
    },
    endLookup: () => setLookup(null),
  };
}

function Parts({ issue, hasRank, place }: { issue: IssueTarget; hasRank: boolean; place: Place }) {
  const mayReadTraffic = useCan("traffic:read");
  const links = issue.related.length + issue.duplicates.length;
  return (
    <Tabs value={place.tab} onValueChange={place.openTab} className="flex min-h-0 min-w-0 flex-1 flex-col">
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
        <TabsTrigger className={TAB} value="replies">
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
        <IssueReports
          issue={issue}
          only={place.only}
          onOnly={place.showReports}
          lookup={place.lookup}
          onLookupEnd={place.endLookup}
        />
      </TabsContent>
      <TabsContent value="similar" className="relative min-h-0 flex-1 overflow-y-auto pt-0">
        <IssueSimilar issue={issue} />
      </TabsContent>
      {mayReadTraffic && (
        <TabsContent value="evidence" className="relative min-h-0 flex-1 overflow-y-auto pt-0">
          <Suspense fallback={<SkeletonRows count={6} label="Loading the evidence" />}>
            <IssueEvidence issueId={issue.id} onReport={place.showReport} />
          </Suspense>
        </TabsContent>
      )}
      <TabsContent value="replies" className="flex min-h-0 flex-1 flex-col pt-0 data-[state=inactive]:hidden">
        <IssueLoop issue={issue} />
      </TabsContent>
      <TabsContent value="trail" className="flex min-h-0 flex-1 flex-col pt-0 data-[state=inactive]:hidden">
        <IssueTrail issueId={issue.id} />
      </TabsContent>
    </Tabs>
  );
}

function IssueSkeleton() {
  return (
    <div role="status" className="relative flex flex-col gap-3 p-4">
      <LoadingLabel>Loading the issue</LoadingLabel>
      <Skeleton className="h-5 w-4/5" />
      <Skeleton className="h-5 w-1/2" />
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="h-7 w-56" />
      <SkeletonRows count={7} />
    </div>
  );
}
