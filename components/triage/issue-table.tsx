"use client";
import { ArrowDown, ListFilter } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState, type Ref } from "react";
import type { IssueRow } from "@/components/feedback/issue-row";
import { useIssueList } from "@/components/feedback/use-issue-list";
import { useWidth } from "@/components/charts/use-width";
import { useDensity } from "@/components/layout/density";
import { useCan } from "@/components/tenancy/member-context";
import { messageOf } from "@/components/trpc/client";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { ErrorState } from "@/components/ui/error-state";
import { later } from "@/components/ui/load-when-idle";
import { SkeletonRows } from "@/components/ui/skeleton";
import { NewItemsPill, VirtualList, type VirtualListHandle } from "@/components/ui/virtual-list";
import type { BoardSort } from "@/contracts/board";
import type { BoardFocus } from "./board-focus";
import type { InlineEdit } from "./inline-edit-menu";
import { IssueCardRow } from "./issue-card-row";
import { CARDS_BELOW_PX, columnsFor } from "./issue-columns";
import { IssueTableRow, type RowHandlers } from "./issue-table-row";
import { useListKeys, type ListSteps } from "./use-list-keys";

const InlineEditMenu = later(() => import("./inline-edit-menu").then(({ InlineEditMenu: Menu }) => Menu));

const CARD_HEIGHT_PX = 84;

export type LayoutProps = {
  launchId: string;
  filter: string;
  focus: BoardFocus;
  /** The issue shown in the panel. */
  openId: string | null;
  onOpen: (issue: { id: string; number: number }) => void;
  hrefOf: (number: number) => string;
  stepsRef: Ref<ListSteps>;
  /** What to draw when the filter lets nothing through. */
  empty: React.ReactNode;
};

/** Issues as lines: ranked, sorted by the server, edited in place, drawn only where seen. */
export function IssueTable({
  launchId,
  filter,
  focus,
  openId,
  onOpen,
  hrefOf,
  stepsRef,
  empty,
  sort,
  onSort,
}: LayoutProps & { sort: BoardSort | undefined; onSort: (sort: BoardSort) => void }) {
  const list = useIssueList({ launchId, filter, sort });
  const { rows } = list;
  const { rowHeightPx } = useDensity();
  const mayEdit = useCan("issue:write");
  const mayPlace = useCan("issue:prioritise");
  const [widthRef, widthPx] = useWidth();
  const [edit, setEdit] = useState<InlineEdit | null>(null);
  const handle = useRef<VirtualListHandle>(null);
  const { mayChoose } = focus;
  const { columns, template } = useMemo(() => columnsFor(widthPx || 1_000, mayChoose), [mayChoose, widthPx]);
  const keys = useMemo(() => columns.map((column) => column.key), [columns]);
  const isCards = widthPx > 0 && widthPx < CARDS_BELOW_PX;

  const open = useCallback(
    (row: { id: string; number: number }) => {
      focus.setActive(row.id);
      onOpen(row);
    },
    [focus, onOpen],
  );
  useListKeys({ rows, focus, openId, onOpen: open, stepsRef });

  const latest = useRef({ open, toggle: focus.toggle });
  useEffect(() => {
    latest.current = { open, toggle: focus.toggle };
  });
  const handlers = useMemo<RowHandlers>(
    () => ({
      mayEdit,
      mayPlace,
      mayChoose,
      onOpen: (row) => latest.current.open(row),
      onToggle: (row) => latest.current.toggle(row),
      onEdit: (kind, row, anchor) => setEdit({ kind, row, anchor }),
    }),
    [mayChoose, mayEdit, mayPlace],
  );
  const renderRow = useCallback(
    (row: IssueRow, index: number) => {
      const shared = {
        row,
        isActive: row.id === focus.activeId,
        isSelected: focus.selected.has(row.id),
        isTinted: list.tinted.has(row.id),
        handlers,
        href: hrefOf(row.number),
      };
      return isCards ? (
        <IssueCardRow {...shared} />
      ) : (
        <IssueTableRow {...shared} rank={index + 1} columns={keys} template={template} />
      );
    },
    [focus.activeId, focus.selected, handlers, hrefOf, isCards, keys, list.tinted, template],
  );

  const { query } = list;
  const activeIndex = rows.findIndex((row) => row.id === focus.activeId);
  const chosen = rows.filter((row) => focus.selected.has(row.id)).length;
  return (
    <div
      ref={widthRef}
      className={cn(
        "relative flex min-h-0 flex-1 flex-col border-t border-border bg-surface",
        // Until the width is known lines are drawn, which a narrow window will show as cards.
        widthPx === 0 && "max-md:invisible",
      )}
    >
      {!isCards && (
        <div
          className="grid h-8 shrink-0 items-center gap-x-3 border-b border-border bg-sunken/70 px-4 text-meta text-muted-foreground"
          style={{ gridTemplateColumns: template }}
        >
          {columns.map((column) =>
            column.key === "select" ? (
              <Checkbox
                key={column.key}
                aria-label="Select all that are loaded"
                checked={chosen === 0 ? false : chosen === rows.length ? true : "indeterminate"}
                onCheckedChange={() => (chosen > 0 ? focus.clear() : focus.select(rows.slice(0, 500)))}
              />
            ) : column.key === "severity" ? (
              <button
                key={column.key}
                type="button"
                aria-label="Sort by severity"
                aria-pressed={list.sort === "severity"}
                title="Sort by severity"
                onClick={() => onSort("severity")}
                className={cn(
                  "-m-1.5 grid size-6 place-items-center rounded-sm hover:text-foreground",
                  list.sort === "severity" && "text-foreground",
                )}
              >
                <ListFilter aria-hidden className="size-3" />
              </button>
            ) : column.sort === undefined ? (
              <span key={column.key} className={cn("truncate", column.isFigure && "text-right")}>
                {column.key === "rank" ? "#" : column.label}
              </span>
            ) : (
              <button
                key={column.key}
                type="button"
                aria-pressed={list.sort === column.sort}
                title={`Sort by ${SORT_WORDS[column.sort]}`}
                onClick={() => onSort(column.sort!)}
                className={cn(
                  "flex min-w-0 items-center gap-1 rounded-sm hover:text-foreground",
                  column.isFigure && "justify-end",
                  list.sort === column.sort && "font-medium text-foreground",
                )}
              >
                <span className="truncate">{column.label}</span>
                {list.sort === column.sort && <ArrowDown aria-hidden className="size-3 shrink-0" />}
              </button>
            ),
          )}
        </div>
      )}
      {query.isPending ? (
        <SkeletonRows count={14} label="Loading the issues" />
      ) : query.isError && rows.length === 0 ? (
        <ErrorState
          title="Couldn’t load the issues"
          kept="Your filter and your selection are still here."
          advice={messageOf(query.error)}
          onRetry={() => void query.refetch()}
          isRetrying={query.isFetching}
        />
      ) : rows.length === 0 ? (
        empty
      ) : (
        <>
          <NewItemsPill
            count={list.unseenCount}
            noun={list.unseenCount === 1 ? "update" : "updates"}
            onShow={() => handle.current?.scrollToTop()}
          />
          <VirtualList
            label="Issues"
            items={rows}
            rowHeightPx={isCards ? CARD_HEIGHT_PX : rowHeightPx}
            getKey={(row) => row.id}
            renderRow={renderRow}
            onEndReached={list.onEndReached}
            onScrolledChange={list.onScrolledChange}
            activeIndex={activeIndex}
            listRef={handle}
            overscan={5}
            footer={
              <ListEnd
                isMore={query.hasNextPage}
                isSearchCapped={list.isSearchCapped}
                isFailed={query.isFetchNextPageError}
                onRetry={() => void query.fetchNextPage()}
              />
            }
          />
        </>
      )}
      {edit && <InlineEditMenu edit={edit} onClose={() => setEdit(null)} />}
    </div>
  );
}

const SORT_WORDS: Readonly<Record<BoardSort, string>> = {
  impact: "impact",
  last_seen: "when it was last seen",
  created: "when it was made",
  severity: "severity",
  relevance: "relevance",
};

function ListEnd({
  isMore,
  isSearchCapped,
  isFailed,
  onRetry,
}: {
  isMore: boolean;
  isSearchCapped: boolean;
  isFailed: boolean;
  onRetry: () => void;
}) {
  if (isFailed)
    return (
      <p className="flex items-center justify-center gap-2 py-3 text-meta text-muted-foreground">
        Couldn’t load the next issues.
        <button type="button" onClick={onRetry} className="text-accent-text hover:underline">
          Try again
        </button>
      </p>
    );
  if (isMore) return <SkeletonRows count={2} label="Loading more" />;
  return isSearchCapped ? (
    <p className="py-3 text-center text-meta text-muted-foreground">
      These are the 200 best matches. Add a word or a condition to see others.
    </p>
  ) : null;
}
