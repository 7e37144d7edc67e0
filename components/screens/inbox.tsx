"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, ChevronDown, ChevronUp, Inbox as InboxIcon } from "lucide-react";
import Link from "next/link";
import { useQueryState } from "nuqs";
import { useEffect, useRef, useState } from "react";
import { formatCount } from "@/components/format/numbers";
import { BulkDecision } from "@/components/inbox/bulk-decision";
import { DecisionColumn, type DecisionHandle } from "@/components/inbox/decision-column";
import { Quarantine } from "@/components/inbox/quarantine";
import { Queue } from "@/components/inbox/queue";
import { isReviewReason } from "@/components/inbox/reasons";
import { ReportColumn } from "@/components/inbox/report-column";
import { Snoozed } from "@/components/inbox/snoozed";
import { ExportInbox } from "@/components/inbox/export-inbox";
import { readInboxSort } from "@/components/inbox/inbox-address";
import { useDecide, useInboxKeys } from "@/components/inbox/use-decide";
import { useInbox } from "@/components/inbox/use-inbox";
import { useLaunch } from "@/components/launches/launch-context";
import { useLinks } from "@/components/launches/links";
import { useCan } from "@/components/tenancy/member-context";
import { messageWith, useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { IconButton } from "@/components/ui/icon-button";
import { LoadingLabel } from "@/components/ui/loading-label";
import { Skeleton } from "@/components/ui/skeleton";
import { LinkTabs } from "@/components/ui/tabs";
import type { InboxSort, ReviewReason } from "@/contracts/board";
import { ReportSkeletonColumn } from "./inbox-skeleton";

/**
 * What is to be triaged: the queue, the report as it was written, and the decision; and beside it what is snoozed and what was set
 * aside as spam.
 */
export function InboxScreen() {
  const trpc = useTRPC();
  const launch = useLaunch();
  const links = useLinks();
  const [tab] = useQueryState("tab");
  const [reasonWord, setReason] = useQueryState("reason");
  const [sortWord, setSort] = useQueryState("sort");
  const [, setAt] = useQueryState("at");
  const isQuarantine = tab === "quarantine";
  const isSnoozed = tab === "snoozed";
  const reason = isReviewReason(reasonWord) ? reasonWord : null;
  const sort = readInboxSort(sortWord);
  const counted = useQuery(trpc.triage.inbox.queryOptions({ launchId: launch.id, limit: 1 }));
  const snoozed = useQuery(trpc.triage.snoozed.queryOptions({ launchId: launch.id, limit: 1 }));
  const quarantined = useQuery(trpc.feedback.quarantine.queryOptions({ launchId: launch.id, limit: 1 }));
  return (
    <div className="flex h-full min-h-0 flex-col">
      <h1 className="sr-only">Inbox</h1>
      <LinkTabs
        label="Inbox"
        className="shrink-0 px-4"
        tabs={[
          {
            href: links.inbox,
            label: "To triage",
            count: counted.data ? formatCount(counted.data.total.n, counted.data.total.isCapped) : undefined,
            isActive: !isQuarantine && !isSnoozed,
          },
          {
            href: `${links.inbox}?tab=snoozed`,
            label: "Snoozed",
            count: snoozed.data ? formatCount(snoozed.data.total.n, snoozed.data.total.isCapped) : undefined,
            isActive: isSnoozed,
          },
          {
            href: `${links.inbox}?tab=quarantine`,
            label: "Quarantine",
            count: quarantined.data
              ? formatCount(quarantined.data.total.n, quarantined.data.total.isCapped)
              : undefined,
            isActive: isQuarantine,
          },
        ]}
        end={
          <ExportInbox
            tab={isQuarantine ? "quarantine" : isSnoozed ? "snoozed" : "triage"}
            reason={reason}
            sort={sort}
          />
        }
      />
      {isQuarantine ? (
        <Quarantine launchId={launch.id} />
      ) : isSnoozed ? (
        <Snoozed launchId={launch.id} />
      ) : (
        <ToTriage
          key={`${reason ?? "all"} ${sort}`}
          reason={reason}
          // Another list begins at its top.
          onReason={(next) => void Promise.all([setAt(null), setReason(next)])}
          sort={sort}
          onSort={(next) => void Promise.all([setAt(null), setSort(next === "severity" ? null : next)])}
        />
      )}
    </div>
  );
}

function ToTriage({
  reason,
  onReason,
  sort,
  onSort,
}: {
  reason: ReviewReason | null;
  onReason: (reason: ReviewReason | null) => void;
  sort: InboxSort;
  onSort: (sort: InboxSort) => void;
}) {
  const launch = useLaunch();
  const links = useLinks();
  const mayWrite = useCan("issue:write");
  const [at, setAt] = useQueryState("at");
  const inbox = useInbox(launch.id, { reason, sort, firstId: at });
  const [isOpen, setIsOpen] = useState(at !== null);
  const decision = useRef<DecisionHandle>(null);
  const reading = useRef<HTMLDivElement>(null);
  const outer = useRef<HTMLDivElement>(null);
  const { current, selected, rows } = inbox;
  const currentId = current?.id ?? null;
  useEffect(() => {
    void setAt(currentId);
    reading.current?.scrollTo({ top: 0 });
    outer.current?.scrollTo({ top: 0 });
  }, [currentId, setAt]);
  const decide = useDecide(inbox);
  useInboxKeys({ inbox, decide, decision });

  if (inbox.query.isError && !inbox.query.data)
    return (
      <ErrorState
        title="Couldn't load the inbox"
        kept={messageWith(inbox.query.error, "Reports keep being stored and sorted meanwhile.")}
        onRetry={() => void inbox.query.refetch()}
      />
    );
  if (!inbox.query.data) return <InboxSkeleton />;
  if (rows.length === 0)
    return reason === null ? (
      <EmptyState
        icon={<InboxIcon />}
        title="Nothing to triage"
        description={
          "New issues, labels of low confidence, possible duplicates and regressions are listed here until somebody " +
          "decides on them. Right now there are none."
        }
        action={
          <Button asChild>
            <Link href={links.board("state:open")}>Open the board</Link>
          </Button>
        }
      />
    ) : (
      <EmptyState
        icon={<InboxIcon />}
        title="Nothing here for this reason"
        description="Issues may be in the inbox for other reasons."
        action={<Button onClick={() => onReason(null)}>Show all</Button>}
      />
    );
  return (
    <div className="grid min-h-0 flex-1 md:grid-cols-[minmax(15rem,20rem)_minmax(0,1fr)]">
      <div
        className={cn("flex min-h-0 min-w-0 flex-col border-r border-border", isOpen && "max-md:hidden")}
        onClickCapture={(event) =>
          event.target instanceof Element &&
          event.target.closest("[data-index] button:not([role=checkbox])") &&
          setIsOpen(true)
        }
      >
        <Queue
          inbox={inbox}
          reason={reason}
          onReason={onReason}
          sort={sort}
          onSort={onSort}
          onDecide={() => setIsOpen(true)}
          isReadOnly={!mayWrite}
        />
      </div>
      <div
        ref={outer}
        className={cn(
          "relative flex min-h-0 min-w-0 flex-col overflow-y-auto xl:grid xl:overflow-hidden",
          "xl:grid-cols-[minmax(0,1fr)_minmax(19rem,22rem)]",
          !isOpen && "max-md:hidden",
        )}
      >
        <div className="-order-2 flex items-center gap-1 p-2 md:hidden">
          <Button variant="ghost" icon={<ArrowLeft aria-hidden />} onClick={() => setIsOpen(false)}>
            Queue
          </Button>
          <span className="ml-auto" />
          <IconButton label="Previous issue" disabled={!inbox.hasPrevious} onClick={() => inbox.step(-1)}>
            <ChevronUp aria-hidden />
          </IconButton>
          <IconButton label="Next issue" disabled={!inbox.hasNext} onClick={() => inbox.step(1)}>
            <ChevronDown aria-hidden />
          </IconButton>
        </div>
        <div ref={reading} className="relative min-w-0 xl:min-h-0 xl:overflow-y-auto">
          {current && <ReportColumn key={current.id} issue={current} />}
        </div>
        {/* What scrolls must be reachable by keyboard, also where a role leaves nothing in it to press. */}
        <div
          role="region"
          aria-label="Decision"
          tabIndex={0}
          className={
            "relative bg-surface focus-visible:outline-offset-[-2px] max-xl:contents xl:min-h-0 xl:overflow-y-auto " +
            "xl:border-l xl:border-border"
          }
        >
          {selected.length > 0 ? (
            <BulkDecision count={selected.length} decide={decide} onClear={inbox.clear} />
          ) : (
            current && <DecisionColumn key={current.id} issue={current} decide={decide} handle={decision} />
          )}
        </div>
      </div>
    </div>
  );
}

function InboxSkeleton() {
  return (
    <div
      role="status"
      className={cn(
        "relative grid min-h-0 flex-1 md:grid-cols-[minmax(15rem,20rem)_minmax(0,1fr)]",
        "xl:grid-cols-[minmax(16rem,21rem)_minmax(0,1fr)_minmax(19rem,22rem)]",
      )}
    >
      <LoadingLabel>Loading the inbox</LoadingLabel>
      <div className="border-r border-border pt-11">
        {Array.from({ length: 9 }, (_, row) => (
          <div key={row} className="flex h-20 flex-col justify-center gap-2 border-b border-border px-4">
            <Skeleton className="h-3.5 w-4/5" />
            <Skeleton className="h-3 w-1/2" />
          </div>
        ))}
      </div>
      <ReportSkeletonColumn />
      <div className="flex flex-col gap-3 border-l border-border bg-surface p-4 max-xl:hidden">
        <Skeleton className="h-8" />
        <Skeleton className="h-8" />
        <Skeleton className="h-8" />
        <Skeleton className="mt-4 h-32" />
        <Skeleton className="mt-4 h-24" />
      </div>
    </div>
  );
}
