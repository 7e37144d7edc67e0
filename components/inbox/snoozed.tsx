"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { AlarmClock } from "lucide-react";
import Link from "next/link";
import { useIssueActs } from "@/components/feedback/acts-context";
import { describeProgress, describeSnooze } from "@/components/feedback/snooze-words";
import { formatCount } from "@/components/format/numbers";
import { SeverityBadge } from "@/components/format/severity-badge";
import { Time } from "@/components/format/time";
import { useLinks } from "@/components/launches/links";
import { useShortcut } from "@/components/layout/shortcuts";
import { useCan } from "@/components/tenancy/member-context";
import { messageWith, useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LoadMore } from "@/components/ui/load-more";
import { SkeletonRows } from "@/components/ui/skeleton";

type Row = RouterOutputs["triage"]["snoozed"]["rows"][number];

/** What is snoozed: until what, by whom, since when and how far it is, the most severe first; and the way back. */
export function Snoozed({ launchId }: { launchId: string }) {
  const trpc = useTRPC();
  const links = useLinks();
  const acts = useIssueActs();
  const mayWrite = useCan("issue:write");
  useShortcut("u", acts.undoLast, {
    label: "Undo the last decision",
    group: "Decide",
    isDeciding: true,
    isEnabled: mayWrite,
  });
  const query = useInfiniteQuery(
    trpc.triage.snoozed.infiniteQueryOptions(
      { launchId, limit: 40 },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  if (query.isError && !query.data)
    return (
      <ErrorState
        title="Couldn't load what is snoozed"
        kept={messageWith(query.error, "Snoozed issues still wake by themselves.")}
        onRetry={() => void query.refetch()}
      />
    );
  if (!query.data) return <SkeletonRows count={8} label="Loading what is snoozed" />;
  // What was just woken is drawn as awake before the server has answered.
  const rows = query.data.pages.flatMap((page) => page.rows).filter((row) => row.isSnoozed);
  const total = query.data.pages.at(-1)!.total;
  if (rows.length === 0)
    return (
      <EmptyState
        icon={<AlarmClock />}
        title="Nothing is snoozed"
        description={
          "An issue that can wait is snoozed until a time, until more reports or people, or until it gets worse. " +
          "It is listed here meanwhile, with its progress, and comes back to the inbox on its own."
        }
        action={
          <Button asChild>
            <Link href={links.inbox}>Open the inbox</Link>
          </Button>
        }
      />
    );
  return (
    <div className="relative min-h-0 flex-1 overflow-y-auto">
      <p className="border-b border-border px-4 py-2.5 text-meta text-muted-foreground">
        <span className="font-medium text-foreground figures">{formatCount(total.n, total.isCapped)}</span>{" "}
        snoozed, the most severe first. A critical report wakes any of them.
      </p>
      <ul aria-label="Snoozed issues">
        {rows.map((row) => (
          <SnoozedRow key={row.id} row={row} />
        ))}
      </ul>
      <LoadMore
        hasMore={query.hasNextPage}
        onLoadMore={() => void query.fetchNextPage()}
        isLoading={query.isFetchingNextPage}
      />
    </div>
  );
}

function SnoozedRow({ row }: { row: Row }) {
  const acts = useIssueActs();
  const links = useLinks();
  const mayWrite = useCan("issue:write");
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-border px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex min-w-0 items-baseline gap-2">
          <span className="shrink-0 text-muted-foreground figures">#{row.number}</span>
          <Link
            href={links.issue(row.number)}
            dir="auto"
            className="min-w-0 font-medium reported [overflow-wrap:anywhere] hover:underline"
          >
            {row.title}
          </Link>
        </p>
        <p className="mt-0.5">Until {describeSnooze(row.snooze)}</p>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-meta text-muted-foreground figures">
          <SeverityBadge severity={row.severity} />
          {describeProgress(row.snooze, row).map((progress) => (
            <span key={progress} className="font-medium text-foreground">
              {progress}
            </span>
          ))}
          {row.snooze.moreReports === null && row.reports > 0 && (
            <span>
              {formatCount(row.reports)} {row.reports === 1 ? "report" : "reports"} since
            </span>
          )}
          <span>
            {row.snoozedBy ?? "Somebody"}, <Time value={row.snooze.since} />
          </span>
          {row.snooze.reason !== "" && <span className="reported">“{row.snooze.reason}”</span>}
        </p>
      </div>
      {mayWrite && (
        <Button
          size="sm"
          aria-label={`Wake #${row.number} now`}
          onClick={() => acts.act([row], { kind: "wake" })}
        >
          Wake now
        </Button>
      )}
    </li>
  );
}
