"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Bot, Cog, Undo2 } from "lucide-react";
import { useCallback, useMemo } from "react";
import { Time } from "@/components/format/time";
import { useLaunch } from "@/components/launches/launch-context";
import { useCan } from "@/components/tenancy/member-context";
import { useTRPC } from "@/components/trpc/client";
import { NotLoaded } from "@/components/trpc/not-loaded";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { SkeletonRows } from "@/components/ui/skeleton";
import { VirtualList } from "@/components/ui/virtual-list";
import { useIssueActs } from "./acts-context";
import type { TrailEntry } from "./issue-row";
import { readChanges, describeEvent } from "./trail-words";

/** Everything that happened to an issue, newest first: who, what, before and after, and what can still be taken back. */
export function IssueTrail({ issueId }: { issueId: string }) {
  const trpc = useTRPC();
  const nameOf = useNames();
  const query = useInfiniteQuery(
    trpc.feedback.issueTrail.infiniteQueryOptions(
      { issueId, limit: 40 },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const entries = useMemo(() => (query.data?.pages ?? []).flatMap((page) => page.rows), [query.data]);
  if (!query.data)
    return (
      <NotLoaded
        query={query}
        what="the trail"
        skeleton={<SkeletonRows count={8} label="Loading the trail" />}
      />
    );
  if (entries.length === 0)
    return <p className="py-10 text-center text-muted-foreground">Nothing has been decided about it yet.</p>;
  return (
    <VirtualList
      label="Trail"
      items={entries}
      rowHeightPx={56}
      isMeasured
      getKey={(entry) => entry.id}
      renderRow={(entry) => <Entry entry={entry} nameOf={nameOf} />}
      onEndReached={() => query.hasNextPage && void query.fetchNextPage()}
      footer={query.hasNextPage ? <SkeletonRows count={2} label="Loading more" /> : null}
    />
  );
}

function Entry({ entry, nameOf }: { entry: TrailEntry; nameOf: (id: string) => string | null }) {
  const acts = useIssueActs();
  const mayWrite = useCan("issue:write");
  const changes = readChanges(entry.data, nameOf);
  const { reason } = entry.data;
  const isMachine = entry.actorKind !== "person" && entry.actorKind !== "api_key";
  return (
    <div
      className={cn(
        "flex gap-3 border-b border-border px-4 py-2.5",
        entry.undoneAt !== null && "text-muted-foreground",
      )}
    >
      {isMachine ? (
        <span className="grid size-5 shrink-0 place-items-center rounded-full bg-neutral-soft text-neutral-foreground">
          {entry.actorKind === "model" ? (
            <Bot aria-hidden className="size-3" />
          ) : (
            <Cog aria-hidden className="size-3" />
          )}
        </span>
      ) : (
        <Avatar name={entry.actorName} size="sm" isDecorative />
      )}
      <div className="min-w-0 flex-1">
        <p className="min-w-0">
          <bdi className="font-medium">{entry.actorName}</bdi>{" "}
          <span className={cn(entry.undoneAt !== null && "line-through")}>{describeEvent(entry.kind)}</span>
          {entry.undoneAt !== null && <span className="ml-1.5 text-meta">undone</span>}
        </p>
        {changes.length > 0 && (
          <ul className="mt-0.5 text-meta text-muted-foreground">
            {changes.map((change) => (
              <li key={change.field} className="[overflow-wrap:anywhere]">
                {change.field}:{" "}
                <bdi className="line-through decoration-faint-foreground">{change.before}</bdi> →{" "}
                <bdi className="text-foreground">{change.after}</bdi>
              </li>
            ))}
          </ul>
        )}
        {reason !== undefined && reason !== "" && (
          <p className="mt-0.5 max-w-measure text-meta reported text-muted-foreground">“{reason}”</p>
        )}
      </div>
      <div className="flex shrink-0 items-start gap-2">
        {entry.undoId !== null && mayWrite && (
          <Button
            size="sm"
            variant="ghost"
            icon={<Undo2 aria-hidden />}
            onClick={() => acts.undo(entry.undoId!)}
          >
            Undo
          </Button>
        )}
        <Time value={entry.at} className="text-meta text-muted-foreground" />
      </div>
    </div>
  );
}

/** The names behind ids that a change may hold. */
function useNames(): (id: string) => string | null {
  const trpc = useTRPC();
  const launch = useLaunch();
  const mayReadMembers = useCan("member:read");
  const rarely = { staleTime: 5 * 60_000 };
  const people = useQuery({ ...trpc.tenancy.people.queryOptions(), enabled: mayReadMembers, ...rarely });
  const components = useQuery({
    ...trpc.launches.components.queryOptions({ launchId: launch.id }),
    ...rarely,
  });
  const teams = useQuery({ ...trpc.launches.teams.queryOptions(), ...rarely });
  return useCallback(
    (id: string) =>
      [...(people.data ?? []), ...(components.data ?? []), ...(teams.data ?? [])].find(
        (named) => named.id === id,
      )?.name ?? null,
    [components.data, people.data, teams.data],
  );
}
