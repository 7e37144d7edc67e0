"use client";
import { type Count } from "@/contracts/paging";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { formatCount, formatDuration } from "@/components/format/numbers";
import { Time } from "@/components/format/time";
import { Listing } from "@/components/settings/listing";
import { useCan } from "@/components/tenancy/member-context";
import { useTRPC } from "@/components/trpc/client";
import { toastFailed } from "@/components/trpc/toast-failed";
import { Button } from "@/components/ui/button";
import { LoadMore } from "@/components/ui/load-more";
import { Stat } from "@/components/ui/stat";
import { toastDone } from "@/components/ui/toaster";
import { FAILED_JOBS_INPUT } from "@/contracts/first-lists";

const TOPIC_WORDS: Readonly<Record<string, string>> = {
  "pipeline.run": "Reading a report",
  "pipeline.run-with-model": "Reading a report with a model",
  "pipeline.rescore": "Reading a report again",
  "pipeline.retain": "Deleting what has reached its term",
  "communication.send": "Sending a mail",
  "communication.acknowledge": "Acknowledging a report",
  "communication.send-security": "Sending a sign-in mail",
  "tenancy.send-invitation": "Writing an invitation",
  "tenancy.send-password-reset": "Writing a password reset",
};
const POLL_EVERY_MS = 5_000;

/** Work in the background: what waits, and failed jobs, which can be tried again. */
export function WorkScreen() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const mayReplay = useCan("queue:replay");
  const health = useQuery({ ...trpc.operations.health.queryOptions(), refetchInterval: POLL_EVERY_MS });
  const dead = useInfiniteQuery(
    trpc.operations.deadLetters.infiniteQueryOptions(FAILED_JOBS_INPUT, {
      getNextPageParam: (last) => last.nextCursor,
    }),
  );
  const rows = dead.data?.pages.flatMap((p) => p.rows) ?? [];
  const replay = useMutation(
    trpc.operations.replay.mutationOptions({
      onError: (error) => toastFailed("Nothing was tried again", error),
      onSuccess: async (n) => {
        await client.invalidateQueries({ queryKey: trpc.operations.pathKey() });
        toastDone(`${n} ${n === 1 ? "job" : "jobs"} will be tried again`);
      },
    }),
  );
  const count = (found: Count | undefined) => (found ? formatCount(found.n, found.isCapped) : null);
  return (
    <div className="grid gap-4">
      <div className="grid grid-cols-3 gap-4 max-sm:grid-cols-1">
        <Stat
          label="Waiting"
          value={count(health.data?.waiting)}
          hint="Reports and mails that a worker has not finished"
        />
        <Stat
          label="Oldest has waited"
          value={
            health.data
              ? health.data.waiting.n > 0
                ? formatDuration(health.data.oldestMs)
                : "none waiting"
              : null
          }
        />
        <Stat
          label="Failed jobs"
          value={count(health.data?.dead)}
          isAlarming={(health.data?.dead.n ?? 0) > 0}
          hint="After every attempt; listed below"
        />
      </div>
      <Listing
        title="Failed jobs"
        description="What failed at every attempt waits here until its term ends (Settings, Privacy). Fix the cause, then try again."
        what="The failed jobs"
        query={dead}
        isEmpty={rows.length === 0}
        empty={{
          title: "No failed jobs",
          description: "Jobs that fail at every attempt are listed here, to be read and tried again.",
        }}
        actions={
          mayReplay && rows.length > 0 ? (
            <Button
              isBusy={replay.isPending}
              onClick={() => replay.mutate({ ids: rows.slice(0, 200).map((r) => r.id) })}
            >
              Try these {Math.min(200, rows.length)} again
            </Button>
          ) : undefined
        }
      >
        <ul className="divide-y divide-border">
          {rows.map((row) => (
            <li key={row.id} className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-3 px-4 py-2">
              <div className="min-w-0">
                <p className="font-medium">
                  {TOPIC_WORDS[row.topic] ?? row.topic}{" "}
                  <span className="font-mono text-meta text-muted-foreground">
                    {row.reference ?? row.ref}
                  </span>
                </p>
                <p className="text-meta break-words text-muted-foreground">
                  {row.lastError ?? "No reason recorded"} · {row.attempts}{" "}
                  {row.attempts === 1 ? "attempt" : "attempts"} ·{" "}
                  <Time value={row.createdAt} style="relative" />
                </p>
              </div>
              {mayReplay && (
                <Button size="sm" variant="ghost" onClick={() => replay.mutate({ ids: [row.id] })}>
                  Try again
                </Button>
              )}
            </li>
          ))}
        </ul>
        <LoadMore
          hasMore={dead.hasNextPage}
          onLoadMore={() => void dead.fetchNextPage()}
          isLoading={dead.isFetchingNextPage}
        />
      </Listing>
    </div>
  );
}
