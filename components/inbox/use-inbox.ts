"use client";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTRPC, type RouterOutputs } from "@/components/trpc/client";
import type { InboxSort, ReviewReason } from "@/contracts/board";

export type InboxRow = RouterOutputs["triage"]["inbox"]["rows"][number];

const PAGE = 40;
/** How long a row that was merged away stays hidden while the server merges; should the merge fail, it is back after this. */
const HIDDEN_MS = 5_000;
const AHEAD_MS = 30_000;

/**
 * The queue of what is to be triaged. What has been decided is gone at once and the next issue takes its place; the issue in front of
 * the person stays there when more severe ones arrive above it.
 */
export function useInbox(
  launchId: string,
  { reason, sort, firstId }: { reason: ReviewReason | null; sort: InboxSort; firstId: string | null },
) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const query = useInfiniteQuery(
    trpc.triage.inbox.infiniteQueryOptions(
      { launchId, limit: PAGE, ...(reason ? { reason } : {}), ...(sort === "severity" ? {} : { sort }) },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState<{ id: string | null; index: number }>({ id: firstId, index: 0 });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());

  const rows = useMemo(() => {
    const seen = new Set<string>();
    const all: InboxRow[] = [];
    for (const page of query.data?.pages ?? [])
      for (const row of page.rows)
        // A row that was decided on is patched before the server answers, and then waits for nobody.
        if (!seen.has(row.id) && !hidden.has(row.id) && (row.needsReview as string | null) !== null) {
          seen.add(row.id);
          all.push(row);
        }
    return all;
  }, [query.data, hidden]);

  const found = rows.findIndex((row) => row.id === active.id);
  const index = found >= 0 ? found : Math.min(active.index, rows.length - 1);
  const current = rows[index];
  // Whatever took the place of the issue that left is in front of the person from now on.
  if (current && (current.id !== active.id || index !== active.index)) setActive({ id: current.id, index });

  const chosen = useMemo(() => rows.filter((row) => selected.has(row.id)), [rows, selected]);
  const timers = useRef<ReturnType<typeof setTimeout>[]>([]);
  useEffect(() => () => timers.current.forEach(clearTimeout), []);
  const hide = useCallback((ids: readonly string[]) => {
    setHidden((before) => new Set([...before, ...ids]));
    timers.current.push(
      setTimeout(
        () => setHidden((before) => new Set([...before].filter((id) => !ids.includes(id)))),
        HIDDEN_MS,
      ),
    );
  }, []);

  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query;
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);

  // The next two are read ahead, so that deciding shows the next report and not a skeleton.
  const ahead = rows
    .slice(index + 1, index + 3)
    .map((row) => `${row.id} ${row.newestItemId ?? ""}`)
    .join("|");
  useEffect(() => {
    for (const pair of ahead.split("|").filter(Boolean)) {
      const [issueId = "", itemId = ""] = pair.split(" ");
      // A failed read ahead is read again, and told, when its turn comes.
      queryClient
        .query({ ...trpc.feedback.issue.queryOptions({ issueId }), staleTime: AHEAD_MS })
        .catch(() => undefined);
      queryClient
        .query({ ...trpc.feedback.similarIssues.queryOptions({ issueId }), staleTime: AHEAD_MS })
        .catch(() => undefined);
      if (itemId)
        queryClient
          .query({ ...trpc.feedback.item.queryOptions({ itemId }), staleTime: AHEAD_MS })
          .catch(() => undefined);
    }
  }, [ahead, queryClient, trpc]);

  const last = query.data?.pages.at(-1);
  return {
    query,
    rows,
    index,
    current,
    counts: last?.counts,
    total: last?.total,
    selected: chosen,
    select: (id: string) => setActive({ id, index: rows.findIndex((row) => row.id === id) }),
    step: (by: 1 | -1) => {
      const next = rows[Math.min(rows.length - 1, Math.max(0, index + by))];
      if (next) setActive({ id: next.id, index: rows.indexOf(next) });
    },
    toggle: (id: string) =>
      setSelected((before) =>
        before.has(id) ? new Set([...before].filter((known) => known !== id)) : new Set([...before, id]),
      ),
    selectAll: () => setSelected(new Set(rows.slice(0, 500).map((row) => row.id))),
    clear: () => setSelected(new Set()),
    hide,
    loadMore,
    hasPrevious: index > 0,
    hasNext: index < rows.length - 1,
  };
}
export type Inbox = ReturnType<typeof useInbox>;
