import type { InfiniteData, Query } from "@tanstack/react-query";
import { isQueryOf, readQueryKey } from "@/components/live/touched-queries";
import type { QueryPath } from "@/components/trpc/client";

/** An issue in a list, on a board or on its own page. */
export type CachedIssue = { id: string; version?: number };
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
type Kanban = {
  columns: { state: string; count: { n: number; isCapped: boolean }; rows: Card[] }[];
  /** Cards that went to a column that this board does not show: they come back with their state. */ away?: Card[];
};

/** A card whose state was changed goes to the top of its new column, and both counts follow. */
function moveBetweenColumns(board: Kanban, change: Change): Kanban {
  const moved = (board.away ?? []).map(change);
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
    away: moved.filter((row) => kept.every((column) => column.state !== row.state)),
  };
}

/** The issues that a cached query shows; none where it has not been read yet. */
export function issuesIn(query: Query): CachedIssue[] {
  const found: CachedIssue[] = [];
  withIssues(query, (issue) => {
    found.push(issue);
    return issue;
  });
  return found;
}

/** What a cached query holds, with its issues changed; as it is where it shows none. */
export function withIssues(query: Query, change: Change): unknown {
  const cached = readQueryKey(query.queryKey);
  const procedure = cached && WALKED.find((path) => isQueryOf(cached, path));
  const walk = procedure && WALKS[procedure];
  const data: unknown = query.state.data;
  return walk && data !== undefined ? walk(data, change) : data;
}
