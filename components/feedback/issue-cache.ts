import type { InfiniteData, QueryClient, QueryKey } from "@tanstack/react-query";
import { isQueryOf, readQueryKey } from "@/components/live/touched-queries";
import type { QueryPath } from "@/components/trpc/client";
import type { IssuePatch } from "./optimistic";

type CachedIssue = { id: string; version?: number };
type Change = <T extends CachedIssue>(issue: T) => T;

/** The lists in which issues are kept, and how each is walked. */
const WALKS: Readonly<Partial<Record<QueryPath, (data: unknown, change: Change) => unknown>>> = {
  "triage.issues": (data, change) =>
    inPages(data, (page: { rows: CachedIssue[] }) => ({ ...page, rows: page.rows.map(change) })),
  "triage.inbox": (data, change) =>
    inPages(data, (page: { rows: CachedIssue[] }) => ({ ...page, rows: page.rows.map(change) })),
  "triage.snoozed": (data, change) =>
    inPages(data, (page: { rows: CachedIssue[] }) => ({ ...page, rows: page.rows.map(change) })),
  "triage.matrix": (data, change) => ({
    ...(data as object),
    bubbles: (data as { bubbles: CachedIssue[] }).bubbles.map(change),
  }),
  "triage.kanban": (data, change) => moveBetweenColumns(data as Kanban, change),
  "exit.page": (data, change) => ({
    ...(data as object),
    blockers: (data as { blockers: CachedIssue[] }).blockers.map(change),
  }),
  "feedback.issue": (data, change) => change(data as CachedIssue),
};
const WALKED = Object.keys(WALKS) as QueryPath[];

function inPages<P>(data: unknown, change: (page: P) => P): unknown {
  const infinite = data as Partial<InfiniteData<P>>;
  return infinite.pages ? { ...infinite, pages: infinite.pages.map(change) } : change(data as P);
}

type Card = CachedIssue & { state: string };
type Kanban = { columns: { state: string; count: { n: number; isCapped: boolean }; rows: Card[] }[] };

/** A card whose state was changed goes to the top of its new column, and both counts follow. */
function moveBetweenColumns(board: Kanban, change: Change): Kanban {
  const moved: Card[] = [];
  const kept = board.columns.map((column) => {
    const rows = column.rows.map(change);
    const leaving = rows.filter((row) => row.state !== column.state);
    moved.push(...leaving);
    return {
      ...column,
      rows: rows.filter((row) => row.state === column.state),
      count: { ...column.count, n: column.count.n - leaving.length },
    };
  });
  if (moved.length === 0) return { ...board, columns: kept };
  return {
    ...board,
    columns: kept.map((column) => {
      const arriving = moved.filter((row) => row.state === column.state);
      return arriving.length === 0
        ? column
        : {
            ...column,
            rows: [...arriving, ...column.rows],
            count: { ...column.count, n: column.count.n + arriving.length },
          };
    }),
  };
}

/** How everything looked before a patch, to be put back when the server refuses. */
export type Before = readonly (readonly [QueryKey, unknown])[];

/**
 * Changes issues wherever they are shown, at once; returns how it was. Running reads are dropped, so that none undoes it, unless the
 * server has answered already: then the one that runs was asked for by the event of this very change, and nothing would ask again.
 */
export function patchIssues(
  queryClient: QueryClient,
  patches: ReadonlyMap<string, IssuePatch>,
  { isAnswered = false } = {},
): Before {
  const change: Change = (issue) => {
    const patch = patches.get(issue.id);
    return patch ? { ...issue, ...patch } : issue;
  };
  const before: [QueryKey, unknown][] = [];
  for (const query of queryClient.getQueryCache().getAll()) {
    const cached = readQueryKey(query.queryKey);
    const procedure = cached && WALKED.find((path) => isQueryOf(cached, path));
    const walk = procedure && WALKS[procedure];
    const data: unknown = query.state.data;
    if (!walk || data === undefined) continue;
    if (!isAnswered)
      void queryClient.cancelQueries({ queryKey: query.queryKey, exact: true }, { silent: true });
    before.push([query.queryKey, data]);
    queryClient.setQueryData(query.queryKey, walk(data, change));
  }
  return before;
}

/** Puts back what `patchIssues` changed. */
export function restoreIssues(queryClient: QueryClient, before: Before): void {
  for (const [key, data] of before) queryClient.setQueryData(key, data);
}
