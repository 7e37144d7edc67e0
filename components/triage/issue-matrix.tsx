"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Move, PanelRightClose, PanelRightOpen, ZoomOut } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { isStillIn } from "@/components/feedback/optimistic";
import { formatCount } from "@/components/format/numbers";
import { QUADRANT_WORDS } from "@/components/format/words";
import { useShortcut } from "@/components/layout/shortcuts";
import { useCan, useMember } from "@/components/tenancy/member-context";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { ErrorState } from "@/components/ui/error-state";
import { IconButton } from "@/components/ui/icon-button";
import { LoadingLabel } from "@/components/ui/loading-label";
import { Skeleton } from "@/components/ui/skeleton";
import { boardInput, parseFilter } from "@/contracts/board";
import type { Quadrant } from "@/contracts/triage";
import type { LayoutProps } from "./issue-table";
import { inListOrder, MatrixList } from "./matrix-list";
import { MatrixPlot } from "./matrix-plot";
import { MatrixSideList } from "./matrix-side-list";
import type { Bubble } from "./placement";
import { PlacementBar } from "./placement-bar";
import { clampTo, isInWindow, windowOf } from "./prepare-matrix";
import { useListKeys } from "./use-list-keys";
import { usePlacement } from "./use-placement";
import { useSize } from "./use-size";

const STEP = 5;
const LIST_FROM_PX = 900;
/** On less there is no room for a plane that could be read or pressed. */
const PLANE_FROM_PX = 560;
/** What the page is drawn for before it knows its window: that of a usual laptop. */
const USUAL_FRAME = { width: 1_072, height: 640 };
const USUAL_PLOT = { width: 784, height: 604 };

/**
 * Issues by impact and effort: seen as a whole, argued about by dragging or by numbers, with the same issues as a list beside for the
 * keyboard; a list by quadrant where the screen is narrow.
 */
export function IssueMatrix({
  launchId,
  filter,
  focus,
  openId,
  onOpen,
  stepsRef,
  empty,
  zoom,
  onZoom,
}: LayoutProps & { zoom: Quadrant | null; onZoom: (quadrant: Quadrant | null) => void }) {
  const trpc = useTRPC();
  const mayPlace = useCan("issue:prioritise");
  const { membership } = useMember();
  const [isListShown, setIsListShown] = useState(true);
  const [frameRef, frame, isMeasured] = useSize(USUAL_FRAME);
  const [plotRef, size] = useSize(USUAL_PLOT);
  // Above a thousand only the highest are sent; looking into a quadrant asks for its own thousand.
  const [isDense, setIsDense] = useState(false);
  const input = boardInput({ launchId, filter, quadrant: isDense ? zoom : null });
  const query = useQuery({
    ...trpc.triage.matrix.queryOptions(input),
    placeholderData: keepPreviousData,
  });
  const wasDense = query.data?.density !== null && query.data !== undefined;
  if (zoom === null && query.data && !query.isPlaceholderData && wasDense !== isDense) setIsDense(wasDense);

  const matrix = useMemo(() => {
    if (!query.data) return undefined;
    const parsed = parseFilter(filter).filter;
    return {
      ...query.data,
      bubbles: query.data.bubbles.filter((bubble) => isStillIn(parsed, bubble, membership.id)),
    };
  }, [filter, membership.id, query.data]);
  const window = windowOf(zoom);
  const isPlane = frame.width >= PLANE_FROM_PX;
  const rows = useMemo(() => {
    const inside = (matrix?.bubbles ?? []).filter((bubble) => isInWindow(windowOf(zoom), bubble));
    return isPlane ? inside : inListOrder(inside);
  }, [isPlane, matrix, zoom]);

  const open = useCallback(
    (bubble: Bubble) => {
      focus.setActive(bubble.id);
      onOpen(bubble);
    },
    [focus, onOpen],
  );
  const { placement, reasons, setReasons, place, keep, putBack } = usePlacement(focus.setActive);
  useListKeys({ rows, focus, openId, onOpen: open, stepsRef });

  const active = rows.find((row) => row.id === focus.activeId);
  const nudge = (impact: number, effort: number) => {
    if (!active) return;
    const from = placement?.bubble.id === active.id ? placement : active;
    place({
      bubble: active,
      impact: clampTo(window.impact, from.impact + impact),
      effort: clampTo(window.effort, from.effort + effort),
      by: "keys",
    });
  };
  const arrows = {
    group: "Matrix",
    isEnabled: active !== undefined && mayPlace && isPlane,
    isRepeatable: true,
  };
  useShortcut("arrowup", () => nudge(STEP, 0), { ...arrows, label: "More impact, by 5" });
  useShortcut("arrowdown", () => nudge(-STEP, 0), { ...arrows, label: "Less impact, by 5" });
  useShortcut("arrowright", () => nudge(0, STEP), { ...arrows, label: "More effort, by 5" });
  useShortcut("arrowleft", () => nudge(0, -STEP), { ...arrows, label: "Less effort, by 5" });
  useShortcut("z", () => onZoom(null), {
    label: "See the whole matrix",
    group: "Matrix",
    isEnabled: zoom !== null,
  });

  if (query.isPending) return <MatrixSkeleton />;
  if (query.isError && !matrix)
    return (
      <ErrorState
        title="Couldn’t load the matrix"
        kept="Your filter and your selection are still here."
        advice={messageOf(query.error)}
        onRetry={() => void query.refetch()}
        isRetrying={query.isFetching}
      />
    );
  if (!matrix || (matrix.total.n === 0 && zoom === null))
    return <div className="flex-1 border-t border-border bg-surface">{empty}</div>;
  const isBeside = frame.width >= LIST_FROM_PX;
  return (
    <div
      ref={frameRef}
      className={cn(
        "flex min-h-0 flex-1 border-t border-border bg-surface",
        !isBeside && "relative flex-col overflow-y-auto",
        !isMeasured && "max-lg:invisible",
      )}
    >
      <div
        className={cn(
          "flex min-w-0 flex-col",
          isBeside || !isPlane ? "min-h-0 flex-1" : "h-[60dvh] min-h-80 shrink-0",
        )}
      >
        <div className="flex h-9 shrink-0 items-center gap-2 px-4 text-meta text-muted-foreground">
          <p className="min-w-0 truncate figures">
            {zoom === null ? (
              <>
                {formatCount(matrix.total.n, matrix.total.isCapped)}{" "}
                {matrix.total.n === 1 ? "issue" : "issues"}
                {matrix.density && isPlane && ", drawn as density; look into a quadrant for its issues"}
              </>
            ) : (
              <>
                {QUADRANT_WORDS[zoom]}:{" "}
                {formatCount(matrix.quadrants[zoom].n, matrix.quadrants[zoom].isCapped)} issues
              </>
            )}
          </p>
          {/* At this side the panel never covers it. */}
          {active && mayPlace && isPlane && placement?.bubble.id !== active.id && (
            <Button
              size="sm"
              variant="ghost"
              icon={<Move aria-hidden />}
              onClick={() =>
                place({ bubble: active, impact: active.impact, effort: active.effort, by: "fields" })
              }
            >
              Place #{active.number}
            </Button>
          )}
          <span className="ml-auto flex shrink-0 items-center gap-1">
            {zoom !== null && (
              <Button
                size="sm"
                variant="ghost"
                icon={<ZoomOut aria-hidden />}
                shortcut="z"
                onClick={() => onZoom(null)}
              >
                Whole matrix
              </Button>
            )}
            {isBeside && (
              <IconButton
                size="sm"
                label={isListShown ? "Hide the list" : "Show the list"}
                onClick={() => setIsListShown(!isListShown)}
              >
                {isListShown ? <PanelRightClose aria-hidden /> : <PanelRightOpen aria-hidden />}
              </IconButton>
            )}
          </span>
        </div>
        {isPlane ? (
          <div ref={plotRef} className="relative min-h-0 flex-1">
            {size.width > 0 && (
              <MatrixPlot
                matrix={matrix}
                size={size}
                zoom={zoom}
                onZoom={onZoom}
                activeId={focus.activeId}
                openId={openId}
                selected={focus.selected}
                placement={placement}
                mayPlace={mayPlace}
                onOpen={open}
                onToggle={focus.toggle}
                onPlace={place}
              />
            )}
            {placement && (
              <PlacementBar
                key={placement.bubble.id}
                placement={placement}
                reasons={reasons}
                isBesidePanel={openId !== null}
                isAtBottom={placement.impact >= (window.impact[0] + window.impact[1]) / 2}
                onChange={place}
                onReasons={setReasons}
                onKeep={keep}
                onPutBack={putBack}
              />
            )}
          </div>
        ) : (
          <MatrixList
            rows={rows}
            counts={matrix.quadrants}
            zoom={zoom}
            activeId={focus.activeId}
            hasMore={matrix.density !== null}
            onOpen={open}
          />
        )}
      </div>
      {isPlane && (isListShown || !isBeside) && (
        <div
          className={cn(
            "flex min-h-0 flex-col border-border",
            isBeside ? "w-72 shrink-0 border-l" : "min-h-40 flex-1 border-t",
          )}
        >
          <MatrixSideList
            rows={rows}
            activeId={focus.activeId}
            mayPlace={mayPlace}
            hasMore={matrix.density !== null}
            onOpen={open}
          />
        </div>
      )}
    </div>
  );
}

function MatrixSkeleton() {
  return (
    <div role="status" className="relative flex min-h-0 flex-1 border-t border-border bg-surface p-4 pl-12">
      <LoadingLabel>Loading the matrix</LoadingLabel>
      <div className="grid flex-1 grid-cols-2 grid-rows-2 gap-px">
        {[0, 1, 2, 3].map((each) => (
          <Skeleton key={each} className="h-full rounded-none" />
        ))}
      </div>
    </div>
  );
}
