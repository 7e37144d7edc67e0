"use client";
import { ChevronDown, ChevronUp, GitMerge, LifeBuoy } from "lucide-react";
import Link from "next/link";
import { useState, type ReactNode } from "react";
import { useIssueActs } from "@/components/feedback/acts-context";
import { IssueLabels } from "@/components/feedback/issue-labels";
import type { ActTarget, IssueDetail } from "@/components/feedback/issue-row";
import { IssueSettling } from "@/components/feedback/issue-settling";
import { EditableTitle } from "@/components/feedback/issue-title";
import { Workaround } from "@/components/feedback/workaround";
import { formatNoun } from "@/components/format/numbers";
import { PeopleCount } from "@/components/format/people-count";
import { SeverityBadge } from "@/components/format/severity-badge";
import { SourceKindLabel } from "@/components/format/source-kind";
import { StateBadge } from "@/components/format/state-badge";
import { Time } from "@/components/format/time";
import { TypeBadge } from "@/components/format/type-badge";
import { useLinks } from "@/components/launches/links";
import { IssueActions } from "@/components/triage/issue-actions";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { InlineAlert } from "@/components/ui/inline-alert";
import type { SourceKind } from "@/contracts/intake";
import { isolate } from "@/contracts/isolate";

export type IssueTarget = IssueDetail & ActTarget;

/** What an issue is, who reported it and what can be done; on a narrow screen the rest is behind *Details*. */
export function IssueHeader({
  issue,
  isPage,
  summary,
}: {
  issue: IssueTarget;
  isPage: boolean;
  summary: ReactNode;
}) {
  const acts = useIssueActs();
  const links = useLinks();
  // A narrow screen has no room for what is read once: it begins with what is decided by, and with the reports below.
  const [isDetailed, setIsDetailed] = useState(false);
  const hiddenUntilDetailed = isDetailed ? undefined : "max-md:hidden";
  return (
    <header className={cn("flex shrink-0 flex-col gap-2.5 px-4 pt-3 pb-3", isPage && "md:pt-5")}>
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
          <span dir="auto" className="line-clamp-2 reported">
            {issue.lead.title}
          </span>
        </InlineAlert>
      )}
      <EditableTitle issue={issue} isLarge={isPage} isShort={!isDetailed} />
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5 md:contents">
        <Marks issue={issue} />
        <Figures issue={issue} className={hiddenUntilDetailed} />
      </div>
      <div className={cn("flex flex-col gap-2.5 md:contents", hiddenUntilDetailed)}>
        <IssueLabels issue={issue} />
        {summary}
        <IssueSettling issue={issue} />
      </div>
      <div className="flex flex-wrap items-start gap-3 max-md:gap-1.5">
        <IssueActions issue={issue} />
        <Button
          size="sm"
          variant="ghost"
          className="md:hidden"
          aria-expanded={isDetailed}
          icon={isDetailed ? <ChevronUp aria-hidden /> : <ChevronDown aria-hidden />}
          onClick={() => setIsDetailed(!isDetailed)}
        >
          {isDetailed ? "Fewer details" : "Details"}
        </Button>
        <div className={cn("md:contents", hiddenUntilDetailed, isDetailed && "max-md:w-full")}>
          <Workaround issue={issue} text={issue.workaround} icon={<LifeBuoy aria-hidden />} />
        </div>
      </div>
    </header>
  );
}

/** What an issue is and where it is, one badge each. */
function Marks({ issue }: { issue: IssueTarget }) {
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5 max-md:contents">
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
  );
}

/** Who reported it, how often, since when and where. @param className of all but people and reports */
function Figures({ issue, className }: { issue: IssueTarget; className: string | undefined }) {
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-meta text-muted-foreground figures">
      <PeopleCount count={issue.reporterCount} className="text-foreground" />
      <span className={className}>{formatNoun(issue.accountCount, "account")}</span>
      <span>{formatNoun(issue.itemCount, "report")}</span>
      <span className={className}>
        first <Time value={issue.firstSeenAt} />
      </span>
      <span className={className}>
        last <Time value={issue.lastSeenAt} />
      </span>
      {issue.sources.slice(0, 4).map((source) => (
        <SourceKindLabel
          key={`${source.kind} ${source.name}`}
          kind={source.kind as SourceKind}
          name={`${isolate(source.name)} ${source.n}`}
          className={className}
        />
      ))}
    </p>
  );
}
