"use client";
import { useDroppable } from "@dnd-kit/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { IssueRow } from "@/components/feedback/issue-row";
import { formatCount } from "@/components/format/numbers";
import { StateGlyph } from "@/components/format/state-badge";
import { ISSUE_STATE_WORDS } from "@/components/format/words";
import { useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { cn } from "@/components/ui/cn";
import { LoadMore } from "@/components/ui/load-more";
import { VirtualList } from "@/components/ui/virtual-list";
import { formatFilter, listInput, parseFilter } from "@/contracts/board";
import { CARD_PX, KanbanCard } from "./kanban-card";

export type Column = RouterOutputs["triage"]["kanban"]["columns"][number];

type Props = {
  launchId: string;
  filter: string;
  column: Column;
  /** How the column takes what is being carried: null while nothing is. */
  drop: "allowed" | "refused" | "home" | null;
  activeId: string | null;
  selected: ReadonlyMap<string, unknown>;
  mayMove: boolean;
  onOpen: (row: IssueRow) => void;
  hrefOf: (number: number) => string;
};

/** One state with its issues by impact, how many they are, and the rest a page at a time. */
export function KanbanColumn({
  launchId,
  filter,
  column,
  drop,
  activeId,
  selected,
  mayMove,
  onOpen,
  hrefOf,
}: Props) {
  const { setNodeRef, isOver } = useDroppable({ id: column.state, disabled: drop === "refused" });
  const more = useMore(launchId, filter, column);
  const rows = useMemo(() => {
    const seen = new Set(column.rows.map((row) => row.id));
    return [...column.rows, ...more.rows.filter((row) => row.state === column.state && !seen.has(row.id))];
  }, [column, more.rows]);
  const activeIndex = rows.findIndex((row) => row.id === activeId);
  const name = ISSUE_STATE_WORDS[column.state];
  return (
    <section
      ref={setNodeRef}
      aria-label={name}
      className={cn(
        "flex h-full w-64 shrink-0 flex-col rounded-md border border-border bg-sunken/60 transition-opacity",
        drop === "refused" && "opacity-45",
        drop === "allowed" && "border-accent/50",
        isOver && drop === "allowed" && "border-accent bg-accent-soft",
      )}
    >
      <h2 className="flex h-10 shrink-0 items-center gap-2 px-3 font-medium">
        <StateGlyph state={column.state} />
        {name}
        <span className="font-normal text-muted-foreground figures">
          {formatCount(column.count.n, column.count.isCapped)}
        </span>
        <OldestAge
          rows={rows}
          isOpen={column.state === "new" || column.state === "accepted" || column.state === "in_progress"}
        />
      </h2>
      {rows.length === 0 ? (
        <p className="px-3 py-6 text-center text-meta text-faint-foreground">
          {drop === "allowed" ? "Drop it here" : "None"}
        </p>
      ) : (
        <VirtualList
          label={`${name} issues`}
          items={rows}
          rowHeightPx={CARD_PX}
          overscan={4}
          getKey={(row) => row.id}
          activeIndex={activeIndex < 0 ? undefined : activeIndex}
          renderRow={(row) => (
            <KanbanCard
              row={row}
              isActive={row.id === activeId}
              isSelected={selected.has(row.id)}
              mayMove={mayMove}
              href={hrefOf(row.number)}
              onOpen={onOpen}
            />
          )}
          footer={
            <LoadMore
              hasMore={more.hasMore}
              isLoading={more.isLoading}
              onLoadMore={more.load}
              className="px-3"
              summary={
                more.hasMore
                  ? `${rows.length} of ${formatCount(column.count.n, column.count.isCapped)}`
                  : undefined
              }
            />
          }
        />
      )}
    </section>
  );
}

const DAY_MS = 86_400_000;

/** How long the oldest of the column's shown issues has been there since it was made; from a day on. */
function OldestAge({ rows, isOpen }: { rows: readonly IssueRow[]; isOpen: boolean }) {
  const [now] = useState(() => Date.now());
  const oldest = rows.reduce(
    (least, row) => Math.min(least, new Date(row.createdAt).getTime()),
    Number.POSITIVE_INFINITY,
  );
  const days = Math.floor((now - oldest) / DAY_MS);
  if (!isOpen || !Number.isFinite(days) || days < 1) return null;
  return (
    <span
      title="Age of the oldest shown"
      className="ml-auto text-meta font-normal text-faint-foreground figures"
    >
      oldest {days} d
    </span>
  );
}

/** The pages after the first, read when asked for. */
function useMore(launchId: string, filter: string, column: Column) {
  const trpc = useTRPC();
  const [isRequested, setIsRequested] = useState(false);
  const own = useMemo(
    () => formatFilter({ ...parseFilter(filter).filter, states: [column.state] }),
    [column.state, filter],
  );
  const query = useInfiniteQuery({
    ...trpc.triage.issues.infiniteQueryOptions(listInput({ launchId, filter: own, sort: "impact" }), {
      initialCursor: column.nextCursor,
      getNextPageParam: (page) => page.nextCursor,
    }),
    enabled: isRequested && column.nextCursor !== null,
    // The first cursor moves with every change; what was loaded stays as it is.
    staleTime: Number.POSITIVE_INFINITY,
  });
  return {
    rows: useMemo(() => (query.data?.pages ?? []).flatMap((page) => page.rows), [query.data]),
    hasMore: isRequested ? query.isPending || query.hasNextPage : column.nextCursor !== null,
    isLoading: query.isFetching,
    load: () => (isRequested ? void query.fetchNextPage() : setIsRequested(true)),
  };
}
