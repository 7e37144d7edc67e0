"use client";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { formatBytes, formatCount } from "@/components/format/numbers";
import { Time } from "@/components/format/time";
import { Listing } from "@/components/settings/listing";
import { useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { LoadMore } from "@/components/ui/load-more";
import { Progress } from "@/components/ui/progress";
import { RETENTION_RUNS_INPUT } from "@/contracts/first-lists";
import { kindCount, kindName } from "./retention-words";

type Run = RouterOutputs["privacy"]["retentionRuns"]["rows"][number];

const POLL_EVERY_MS = 2_000;
const isGoingOn = (run: Run): boolean => run.endedAt === null;

/** What each run deleted of which kind, and what failed; one that goes on is looked at again every two seconds. */
export function RetentionRuns() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const runs = useInfiniteQuery({
    ...trpc.privacy.retentionRuns.infiniteQueryOptions(RETENTION_RUNS_INPUT, {
      getNextPageParam: (last) => last.nextCursor,
    }),
    refetchInterval: (query) =>
      query.state.data?.pages.some((page) => page.rows.some(isGoingOn)) ? POLL_EVERY_MS : false,
  });
  const rows = runs.data?.pages.flatMap((page) => page.rows) ?? [];
  const goesOn = rows.some(isGoingOn);
  // The terms say how much is left; they are right again once a run has ended.
  const wentOn = useRef(false);
  useEffect(() => {
    if (wentOn.current && !goesOn)
      void client.invalidateQueries({ queryKey: trpc.privacy.retention.queryKey() });
    wentOn.current = goesOn;
  }, [client, goesOn, trpc]);
  return (
    <Listing
      title="Runs"
      description="What was deleted, and what failed. Counts only, never the content."
      what="The runs"
      query={runs}
      isEmpty={rows.length === 0}
      empty={{
        title: "There has been no run yet",
        description: "The first begins by itself at the time above.",
      }}
    >
      <ul className="divide-y divide-border">
        {rows.map((run) => (
          <RunLine key={run.id} run={run} />
        ))}
      </ul>
      <LoadMore
        hasMore={runs.hasNextPage}
        onLoadMore={() => void runs.fetchNextPage()}
        isLoading={runs.isFetchingNextPage}
      />
    </Listing>
  );
}

function RunLine({ run }: { run: Run }) {
  const failed = run.parts.filter((part) => part.error !== null);
  const deleted = run.parts.filter((part) => part.rows > 0);
  const through = run.parts.filter((part) => part.endedAt !== null).length;
  return (
    <li>
      <details>
        <summary
          className={cn(
            "grid cursor-pointer grid-cols-[8rem_minmax(0,1fr)_auto] items-baseline gap-3 px-4 py-2 hover:bg-hover",
            "max-sm:grid-cols-[minmax(0,1fr)_auto]",
          )}
        >
          <span className="text-meta text-muted-foreground figures max-sm:order-last">
            <Time value={run.startedAt} style="datetime" />
          </span>
          <span className="min-w-0">
            <span className="font-medium">
              {deleted.length > 0
                ? deleted.map((part) => kindCount(part.kind, part.rows)).join(", ")
                : isGoingOn(run)
                  ? "Nothing so far"
                  : failed.length > 0
                    ? "Nothing was deleted"
                    : "Nothing had reached its term"}
            </span>
            {run.actorKind === "person" && (
              <span className="reported text-muted-foreground"> run by {run.actorName}</span>
            )}
          </span>
          <span>
            {isGoingOn(run) ? (
              <Badge tone="accent">Running</Badge>
            ) : failed.length > 0 ? (
              <Badge tone="critical">{formatCount(failed.length)} failed</Badge>
            ) : (
              <Badge tone="positive">Done</Badge>
            )}
          </span>
        </summary>
        <div className="mx-4 mb-3 grid gap-2 rounded-md bg-sunken p-3">
          {isGoingOn(run) && (
            <Progress value={through / Math.max(1, run.parts.length)} label="Kinds that are done" />
          )}
          <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1 text-meta">
            {run.parts.map((part) => (
              <div key={part.kind} className="contents">
                <dt className="min-w-0">
                  {kindName(part.kind)}{" "}
                  <span className="text-muted-foreground">
                    before <Time value={part.cutOff} style="datetime" />
                  </span>
                  {part.error !== null && (
                    <span className="block break-words text-critical-foreground">
                      Failed: {part.error} It is tried again within the hour.
                    </span>
                  )}
                </dt>
                <dd className="text-right whitespace-nowrap figures">
                  {part.endedAt === null && part.rows === 0 ? "waits" : formatCount(part.rows)}
                  {part.bytes > 0 && (
                    <span className="text-muted-foreground"> · {formatBytes(part.bytes)}</span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
          {run.endedAt && (
            <p className="text-meta text-muted-foreground">
              Ended <Time value={run.endedAt} style="datetime" />
            </p>
          )}
        </div>
      </details>
    </li>
  );
}
