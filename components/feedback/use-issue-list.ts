"use client";
import { useInfiniteQuery, useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useLiveEvents } from "@/components/live/live-provider";
import { createRefreshThrottle, type RefreshThrottle } from "@/components/live/refresh-throttle";
import { useMember } from "@/components/tenancy/member-context";
import { useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { listInput, parseFilter, type BoardSort } from "@/contracts/board";
import type { IssueRow } from "./issue-row";
import { isStillIn } from "./optimistic";

type IssuePage = RouterOutputs["triage"]["issues"];
const REFRESH_GAP_MS = 250;
const TINT_MS = 2_200;

/**
 * A filtered list of issues that goes on as it is scrolled and stays current without jumping: at its top it reads the first page again
 * when something changes; once the reader has left the top it only counts, and shows what is new when asked.
 */
export function useIssueList(input: { launchId: string; filter: string; sort: BoardSort | undefined }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { membership } = useMember();
  const options = trpc.triage.issues.infiniteQueryOptions(listInput(input), {
    getNextPageParam: (page) => page.nextCursor,
  });
  const { queryKey } = options;
  const key = JSON.stringify(queryKey);
  const query = useInfiniteQuery(options);

  const isAtTop = useRef(true);
  const known = useRef<{ key: string; ids: Set<string> }>({ key: "", ids: new Set() });
  const isRefresh = useRef(false);
  const [tinted, setTinted] = useState<ReadonlySet<string>>(new Set());
  const [unseen, setUnseen] = useState<{ key: string; ids: ReadonlySet<string> }>({ key, ids: new Set() });

  const pace = useRef<RefreshThrottle | null>(null);
  useEffect(() => {
    const refresh = async () => {
      isRefresh.current = true;
      queryClient.setQueryData<InfiniteData<IssuePage>>(
        queryKey,
        (data) => data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
      );
      await queryClient.invalidateQueries({ queryKey, exact: true });
    };
    const made = createRefreshThrottle(refresh, REFRESH_GAP_MS);
    pace.current = made;
    return () => made.stop();
    // The key's text stands for the key.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, queryClient]);

  useLiveEvents((event) => {
    if (event.kind !== "issues.changed" && event.kind !== "resync") return;
    if (event.launchId !== null && event.launchId !== input.launchId) return;
    if (isAtTop.current) return pace.current?.request();
    setUnseen((before) => ({
      key,
      ids: new Set([
        ...(before.key === key ? before.ids : []),
        ...(event.ids.length > 0 ? event.ids : [`${Date.now()}`]),
      ]),
    }));
  });

  const data = query.data;
  useEffect(() => {
    const ids = (data?.pages ?? []).flatMap((page) => page.rows.map((row) => row.id));
    const before = known.current;
    const isSameList = before.key === key;
    const fresh = isSameList && isRefresh.current ? ids.filter((id) => !before.ids.has(id)) : [];
    known.current = { key, ids: new Set(isSameList ? [...before.ids, ...ids] : ids) };
    if (fresh.length === 0) return;
    isRefresh.current = false;
    setTinted(new Set(fresh));
    const timer = setTimeout(() => setTinted(new Set()), TINT_MS);
    return () => clearTimeout(timer);
  }, [data, key]);

  const rows = useMemo(() => {
    const { filter } = parseFilter(input.filter);
    const seen = new Set<string>();
    const all: IssueRow[] = [];
    for (const page of data?.pages ?? [])
      for (const row of page.rows)
        if (!seen.has(row.id) && isStillIn(filter, row, membership.id)) {
          seen.add(row.id);
          all.push(row);
        }
    return all;
  }, [data, input.filter, membership.id]);

  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query;
  const onEndReached = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);
  const clearUnseen = () => setUnseen((before) => (before.ids.size === 0 ? before : { key, ids: new Set() }));
  const onScrolledChange = (isScrolled: boolean) => {
    isAtTop.current = !isScrolled;
    if (isScrolled || unseen.ids.size === 0) return;
    clearUnseen();
    pace.current?.request();
  };
  const first = data?.pages[0];
  return {
    rows,
    query,
    tinted,
    /** How many issues changed while the reader was further down. */
    unseenCount: unseen.key === key ? unseen.ids.size : 0,
    onScrolledChange,
    onEndReached,
    problems: first?.problems ?? [],
    isSearchCapped: first?.isSearchCapped ?? false,
    sort: first?.sort ?? input.sort ?? "impact",
  };
}
