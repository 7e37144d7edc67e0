"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Inbox as InboxIcon } from "lucide-react";
import Link from "next/link";
import { useQueryState } from "nuqs";
import { useEffect, useRef, useState } from "react";
import { useIssueActs } from "@/components/feedback/acts-context";
import { formatCount } from "@/components/format/numbers";
import { BulkDecision } from "@/components/inbox/bulk-decision";
import { DecisionColumn, type Decide, type DecisionHandle } from "@/components/inbox/decision-column";
import { Quarantine } from "@/components/inbox/quarantine";
import { Queue } from "@/components/inbox/queue";
import { isReviewReason } from "@/components/inbox/reasons";
import { ReportColumn } from "@/components/inbox/report-column";
import { Snoozed } from "@/components/inbox/snoozed";
import { useInbox, type InboxRow } from "@/components/inbox/use-inbox";
import { useLaunch } from "@/components/launches/launch-context";
import { useLinks } from "@/components/launches/links";
import { useShortcut } from "@/components/layout/shortcuts";
import { useCan } from "@/components/tenancy/member-context";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { LinkTabs } from "@/components/ui/tabs";
import type { ReviewReason } from "@/contracts/board";
import { isSettledState } from "@/contracts/issue-moves";
import { ReportSkeletonColumn } from "./inbox-skeleton";

/**
 * What waits for a person: the queue, the report as it was written, and the decision; and beside it what is snoozed and what was set
 * aside as spam.
 */
export function InboxScreen() {
  const trpc = useTRPC();
  const launch = useLaunch();
  const links = useLinks();
  const [tab] = useQueryState("tab");
  const [reasonWord, setReason] = useQueryState("reason");
  const isQuarantine = tab === "quarantine";
  const isSnoozed = tab === "snoozed";
  const reason = isReviewReason(reasonWord) ? reasonWord : null;
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
            label: "Waiting for a look",
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
      />
      {isQuarantine ? (
        <Quarantine launchId={launch.id} />
      ) : isSnoozed ? (
        <Snoozed launchId={launch.id} />
      ) : (
        <Waiting key={reason ?? "all"} reason={reason} onReason={(next) => void setReason(next)} />
      )}
    </div>
  );
}

function Waiting({
  reason,
  onReason,
}: {
  reason: ReviewReason | null;
  onReason: (reason: ReviewReason | null) => void;
}) {
  const launch = useLaunch();
  const links = useLinks();
  const acts = useIssueActs();
  const mayWrite = useCan("issue:write");
  const [at, setAt] = useQueryState("at");
  const inbox = useInbox(launch.id, reason, at);
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

  const targets: readonly InboxRow[] = selected.length > 0 ? selected : current ? [current] : [];
  const done = () => inbox.clear();
  const decide: Decide = {
    accept: () => (acts.act(targets, { kind: "accept" }), done()),
    reopen: () => (acts.act(targets, { kind: "reopen", reason: "" }), done()),
    merge: (into) => {
      if (!current) return;
      acts.merge(into, [current], "");
      inbox.hide([current.id]);
    },
    searchToMerge: () => acts.askToMerge(targets),
    decline: () => acts.askToDecline(targets),
    snooze: () => acts.askToSnooze(targets),
    park: () => (acts.act(targets, { kind: "park", asWish: true, reason: "" }), done()),
  };
  const isOn = mayWrite && targets.length > 0;
  const GROUP = "Decide";
  useShortcut("j", () => inbox.step(1), { label: "Next", group: "Queue" });
  useShortcut("k", () => inbox.step(-1), { label: "Previous", group: "Queue" });
  useShortcut("x", () => current && inbox.toggle(current.id), {
    label: "Choose for a decision on several",
    group: "Queue",
    isEnabled: isOn,
  });
  useShortcut("mod+a", inbox.selectAll, {
    label: "Choose all that are loaded",
    group: "Queue",
    isEnabled: mayWrite && rows.length > 0,
  });
  useShortcut("escape", inbox.clear, {
    label: "Choose none",
    group: "Queue",
    isEnabled: selected.length > 0,
  });
  useShortcut("1", decide.accept, { label: "Accept", group: GROUP, isEnabled: isOn });
  useShortcut(
    "2",
    () =>
      selected.length > 0 || decision.current?.mergeIntoChosen() !== true
        ? decide.searchToMerge()
        : undefined,
    { label: "Duplicate of the issue offered", group: GROUP, isEnabled: isOn },
  );
  useShortcut("m", decide.searchToMerge, {
    label: "Duplicate of another issue",
    group: GROUP,
    isEnabled: isOn,
  });
  useShortcut("shift+j", () => decision.current?.stepCandidate(1), {
    label: "Next likely duplicate",
    group: GROUP,
    isEnabled: isOn,
  });
  useShortcut("shift+k", () => decision.current?.stepCandidate(-1), {
    label: "Previous likely duplicate",
    group: GROUP,
    isEnabled: isOn,
  });
  useShortcut("3", decide.decline, { label: "Decline", group: GROUP, isEnabled: isOn });
  useShortcut("h", decide.snooze, { label: "Snooze", group: GROUP, isEnabled: isOn });
  useShortcut("r", decide.reopen, {
    label: "Reopen what is settled",
    group: GROUP,
    isEnabled: isOn && targets.every((issue) => isSettledState(issue.state)),
  });
  useShortcut("w", decide.park, { label: "Park as a wish", group: GROUP, isEnabled: isOn });
  useShortcut("e", () => decision.current?.focusLabels(), {
    label: "Change type, severity, component, owner",
    group: GROUP,
    isEnabled: isOn,
  });
  useShortcut("u", acts.undoLast, { label: "Undo the last decision", group: GROUP, isEnabled: mayWrite });

  if (inbox.query.isError && !inbox.query.data)
    return (
      <ErrorState
        title="The inbox could not be read"
        kept={`${messageOf(inbox.query.error)} Reports keep being stored and sorted meanwhile.`}
        onRetry={() => void inbox.query.refetch()}
      />
    );
  if (!inbox.query.data) return <InboxSkeleton />;
  if (rows.length === 0)
    return reason === null ? (
      <EmptyState
        icon={<InboxIcon />}
        title="Everything has been looked at"
        description={
          "New issues, labels the machine is unsure of, likely duplicates and what came back wait here for " +
          "a person. Right now nothing does."
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
        title="Nothing waits for this reason"
        description="Other things may still wait for a look."
        action={<Button onClick={() => onReason(null)}>Show all that waits</Button>}
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
        <Queue inbox={inbox} reason={reason} onReason={onReason} isReadOnly={!mayWrite} />
      </div>
      <div
        ref={outer}
        className={cn(
          "relative min-h-0 min-w-0 overflow-y-auto xl:grid xl:grid-cols-[minmax(0,1fr)_minmax(19rem,22rem)] xl:overflow-hidden",
          !isOpen && "max-md:hidden",
        )}
      >
        <div ref={reading} className="relative min-w-0 xl:min-h-0 xl:overflow-y-auto">
          <Button
            variant="ghost"
            icon={<ArrowLeft aria-hidden />}
            onClick={() => setIsOpen(false)}
            className="m-2 md:hidden"
          >
            Queue
          </Button>
          {current && <ReportColumn key={current.id} issue={current} />}
        </div>
        <aside
          aria-label="Decision"
          className="relative bg-surface max-xl:border-t max-xl:border-border xl:min-h-0 xl:overflow-y-auto xl:border-l xl:border-border"
        >
          {selected.length > 0 ? (
            <BulkDecision count={selected.length} decide={decide} />
          ) : (
            current && <DecisionColumn key={current.id} issue={current} decide={decide} handle={decision} />
          )}
        </aside>
      </div>
    </div>
  );
}

function InboxSkeleton() {
  return (
    <div
      role="status"
      className={cn(
        "grid min-h-0 flex-1 md:grid-cols-[minmax(15rem,20rem)_minmax(0,1fr)]",
        "xl:grid-cols-[minmax(16rem,21rem)_minmax(0,1fr)_minmax(19rem,22rem)]",
      )}
    >
      <span className="sr-only">Loading the inbox</span>
      <div className="border-r border-border pt-11">
        {Array.from({ length: 9 }, (_, row) => (
          <div key={row} className="flex h-[60px] flex-col justify-center gap-2 border-b border-border px-4">
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
