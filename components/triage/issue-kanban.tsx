"use client";
import { cn } from "@/components/ui/cn";
import {
  closestCenter,
  DndContext,
  DragOverlay,
  KeyboardCode,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
  type CollisionDetection,
  type DragEndEvent,
  type DragStartEvent,
  type KeyboardCoordinateGetter,
} from "@dnd-kit/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useIssueActs } from "@/components/feedback/acts-context";
import type { IssueRow } from "@/components/feedback/issue-row";
import { isStillIn } from "@/components/feedback/optimistic";
import { ISSUE_STATE_WORDS } from "@/components/format/words";
import { useCan, useMember } from "@/components/tenancy/member-context";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { ErrorState } from "@/components/ui/error-state";
import { LoadingLabel } from "@/components/ui/loading-label";
import { Skeleton } from "@/components/ui/skeleton";
import { boardInput, parseFilter } from "@/contracts/board";
import { MOVES } from "@/contracts/issue-moves";
import type { IssueState } from "@/contracts/feedback";
import type { LayoutProps } from "./issue-table";
import { CardFace } from "./kanban-card";
import { KanbanColumn } from "./kanban-column";
import { useListKeys } from "./use-list-keys";

/** Columns are hit by the pointer, and by the keyboard's carried card. */
const collide: CollisionDetection = (args) =>
  args.pointerCoordinates ? pointerWithin(args) : closestCenter(args);

/** Left and right carry a card from column to column that takes it. */
const byColumn: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  const step = event.code === "ArrowRight" ? 1 : event.code === "ArrowLeft" ? -1 : 0;
  const from = context.collisionRect;
  if (step === 0 || !from) return undefined;
  event.preventDefault();
  const middle = from.left + from.width / 2;
  const columns = context.droppableContainers.getEnabled().flatMap((container) => {
    const rect = context.droppableRects.get(container.id);
    return rect ? [rect] : [];
  });
  const next = columns
    .filter((rect) => (rect.left + rect.width / 2 - middle) * step > rect.width / 2)
    .sort((a, b) => (a.left - b.left) * step)[0];
  return next ? { x: next.left + (next.width - from.width) / 2, y: currentCoordinates.y } : undefined;
};

/** Issues by state: counted, aged, carried from column to column where the way is open. */
export function IssueKanban({
  launchId,
  filter,
  focus,
  openId,
  onOpen,
  hrefOf,
  stepsRef,
  empty,
}: LayoutProps) {
  const trpc = useTRPC();
  const acts = useIssueActs();
  const mayMove = useCan("issue:write");
  const { membership } = useMember();
  const query = useQuery({
    ...trpc.triage.kanban.queryOptions(boardInput({ launchId, filter })),
    placeholderData: keepPreviousData,
  });
  const [carried, setCarried] = useState<IssueRow | null>(null);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 6 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: byColumn,
      keyboardCodes: {
        start: [KeyboardCode.Space],
        cancel: [KeyboardCode.Esc],
        end: [KeyboardCode.Space, KeyboardCode.Enter],
      },
    }),
  );
  const columns = useMemo(() => {
    const withoutStates = { ...parseFilter(filter).filter, states: [] };
    return (query.data?.columns ?? []).map((column) => ({
      ...column,
      rows: column.rows.filter((row) => isStillIn(withoutStates, row, membership.id)),
    }));
  }, [filter, membership.id, query.data]);
  const rows = useMemo(() => columns.flatMap((column) => column.rows), [columns]);
  const open = useCallback(
    (row: IssueRow) => {
      focus.setActive(row.id);
      onOpen(row);
    },
    [focus, onOpen],
  );
  useListKeys({ rows, focus, openId, onOpen: open, stepsRef });

  const onDragStart = ({ active }: DragStartEvent) =>
    setCarried((active.data.current as { row: IssueRow } | undefined)?.row ?? null);
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    setCarried(null);
    const row = (active.data.current as { row: IssueRow } | undefined)?.row;
    const to = over?.id as IssueState | undefined;
    if (!row || to === undefined || to === row.state || !MOVES[row.state].includes(to)) return;
    focus.setActive(row.id);
    acts.moveTo([row], to);
  };

  if (query.isPending) return <KanbanSkeleton />;
  if (query.isError && columns.length === 0)
    return (
      <ErrorState
        title="Couldn’t load the board"
        kept="Your filter and your selection are still here."
        advice={messageOf(query.error)}
        onRetry={() => void query.refetch()}
        isRetrying={query.isFetching}
      />
    );
  if (columns.every((column) => column.count.n === 0))
    return <div className="flex-1 border-t border-border bg-surface">{empty}</div>;
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={collide}
      onDragStart={onDragStart}
      onDragEnd={onDragEnd}
      onDragCancel={() => setCarried(null)}
      autoScroll={{ threshold: { x: 0.15, y: 0.1 } }}
      accessibility={{
        screenReaderInstructions: {
          draggable:
            "Press space to pick the card up, left and right to choose a column, space to drop it, Escape to put it back.",
        },
        announcements: {
          onDragStart: ({ active }) => `Picked up ${nameOf(active.data.current)}.`,
          onDragOver: ({ over }) =>
            over ? `Over ${ISSUE_STATE_WORDS[over.id as IssueState]}.` : "Over no column.",
          onDragEnd: ({ active, over }) =>
            over
              ? `Dropped ${nameOf(active.data.current)} on ${ISSUE_STATE_WORDS[over.id as IssueState]}.`
              : "Put back.",
          onDragCancel: () => "Put back.",
        },
      }}
    >
      <div
        role="region"
        aria-label="Columns by state"
        tabIndex={0}
        className={cn(
          "relative flex min-h-0 flex-1 gap-3 overflow-x-auto overscroll-x-contain border-t border-border",
          "bg-surface p-3 focus-visible:outline-offset-[-2px]",
        )}
      >
        {columns.map((column) => (
          <KanbanColumn
            key={column.state}
            launchId={launchId}
            filter={filter}
            column={column}
            drop={
              carried === null
                ? null
                : column.state === carried.state
                  ? "home"
                  : MOVES[carried.state].includes(column.state)
                    ? "allowed"
                    : "refused"
            }
            activeId={focus.activeId}
            selected={focus.selected}
            mayMove={mayMove}
            onOpen={open}
            hrefOf={hrefOf}
          />
        ))}
      </div>
      <DragOverlay dropAnimation={null}>
        {carried && (
          <div
            className={cn(
              "flex h-22 w-60 cursor-grabbing flex-col justify-between rounded-md border border-accent",
              "bg-raised p-2.5 shadow-float",
            )}
          >
            <CardFace row={carried} />
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}

function nameOf(data: unknown): string {
  const row = (data as { row?: IssueRow } | undefined)?.row;
  return row ? `#${row.number}` : "the card";
}

function KanbanSkeleton() {
  return (
    <div
      role="status"
      className="relative flex min-h-0 flex-1 gap-3 overflow-hidden border-t border-border bg-surface p-3"
    >
      <LoadingLabel>Loading the board</LoadingLabel>
      {[3, 4, 2, 3].map((cards, index) => (
        <div key={index} className="flex w-64 shrink-0 flex-col gap-2 rounded-md border border-border p-2">
          <Skeleton className="h-5 w-24" />
          {Array.from({ length: cards }, (_, card) => (
            <Skeleton key={card} className="h-20" />
          ))}
        </div>
      ))}
    </div>
  );
}
