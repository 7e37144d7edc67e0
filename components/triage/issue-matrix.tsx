"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { PanelRightClose, PanelRightOpen, ZoomOut } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useIssueActs } from "@/components/feedback/acts-context";
import { isStillIn } from "@/components/feedback/optimistic";
import { formatCount } from "@/components/format/numbers";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { QUADRANT_WORDS } from "@/components/format/words";
import { useShortcut } from "@/components/layout/shortcuts";
import { useCan, useMember } from "@/components/tenancy/member-context";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { ErrorState } from "@/components/ui/error-state";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { Skeleton } from "@/components/ui/skeleton";
import { VirtualList } from "@/components/ui/virtual-list";
import { boardInput, parseFilter } from "@/contracts/board";
import { type Quadrant, effortSizeOf } from "@/contracts/triage";
import type { LayoutProps } from "./issue-table";
import { MatrixPlot } from "./matrix-plot";
import type { Bubble, Placement } from "./placement";
import { PlacementBar } from "./placement-bar";
import { isInWindow, windowOf } from "./prepare-matrix";
import { useListKeys } from "./use-list-keys";
import { useSize } from "./use-size";

const STEP = 5;
const ROW_PX = 40;
const LIST_FROM_PX = 900;
/** What the page is drawn for before it knows its window: that of a usual laptop. */
const USUAL_FRAME = { width: 1_072, height: 640 };
const USUAL_PLOT = { width: 784, height: 604 };

/** Issues by impact and effort: seen as a whole, argued about by dragging, with the same issues as a list beside for the keyboard. */
export function IssueMatrix({ launchId, filter, focus, openId, onOpen, stepsRef, empty }: LayoutProps) {
  const trpc = useTRPC();
  const acts = useIssueActs();
  const mayPlace = useCan("issue:prioritise");
  const { membership } = useMember();
  const [zoom, setZoom] = useState<Quadrant | null>(null);
  const [isListShown, setIsListShown] = useState(true);
  const [placement, setPlacement] = useState<Placement | null>(null);
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
  const rows = useMemo(
    () => (matrix?.bubbles ?? []).filter((bubble) => isInWindow(windowOf(zoom), bubble)),
    [matrix, zoom],
  );

  const open = useCallback(
    (bubble: Bubble) => {
      focus.setActive(bubble.id);
      onOpen(bubble);
    },
    [focus, onOpen],
  );
  const keep = (wanted: Placement, reason: string) => {
    const { bubble, impact, effort } = wanted;
    setPlacement(null);
    if (impact === bubble.impact && effort === bubble.effort) return;
    acts.act([bubble], {
      kind: "place",
      reason,
      ...(impact === bubble.impact ? {} : { impact }),
      ...(effort === bubble.effort ? {} : { effort }),
    });
  };
  // Going on to another issue, or away, keeps what was placed: only putting it back takes it back.
  const latest = useRef({ placement, keep });
  useEffect(() => {
    latest.current = { placement, keep };
  });
  useEffect(
    () => () => {
      const shown = latest.current;
      if (shown.placement) shown.keep(shown.placement, "");
    },
    [],
  );
  const place = useCallback(
    (wanted: Placement) => {
      const shown = latest.current;
      if (shown.placement && shown.placement.bubble.id !== wanted.bubble.id) shown.keep(shown.placement, "");
      focus.setActive(wanted.bubble.id);
      setPlacement(wanted);
    },
    [focus],
  );
  useListKeys({ rows, focus, openId, onOpen: open, stepsRef });

  const active = rows.find((row) => row.id === focus.activeId);
  const nudge = (impact: number, effort: number) => {
    if (!active) return;
    const from = placement?.bubble.id === active.id ? placement : active;
    const hold = (value: number, [low, high]: readonly [number, number]) =>
      Math.min(high, Math.max(low, value));
    place({
      bubble: active,
      impact: hold(from.impact + impact, window.impact),
      effort: hold(from.effort + effort, window.effort),
      isDragged: false,
    });
  };
  const arrows = { group: "Matrix", isEnabled: active !== undefined && mayPlace, isRepeatable: true };
  useShortcut("arrowup", () => nudge(STEP, 0), { ...arrows, label: "More impact, by 5" });
  useShortcut("arrowdown", () => nudge(-STEP, 0), { ...arrows, label: "Less impact, by 5" });
  useShortcut("arrowright", () => nudge(0, STEP), { ...arrows, label: "More effort, by 5" });
  useShortcut("arrowleft", () => nudge(0, -STEP), { ...arrows, label: "Less effort, by 5" });
  useShortcut("z", () => setZoom(null), {
    label: "See the whole matrix",
    group: "Matrix",
    isEnabled: zoom !== null,
  });

  if (query.isPending) return <MatrixSkeleton />;
  if (query.isError && !matrix)
    return (
      <ErrorState
        title="The matrix could not be read"
        kept="Your filter and your selection are still here."
        advice={messageOf(query.error)}
        onRetry={() => void query.refetch()}
        isRetrying={query.isFetching}
      />
    );
  if (!matrix || (matrix.total.n === 0 && zoom === null))
    return <div className="flex-1 border-t border-border bg-surface">{empty}</div>;
  const isBeside = frame.width >= LIST_FROM_PX;
  const activeIndex = rows.findIndex((row) => row.id === focus.activeId);
  return (
    <div
      ref={frameRef}
      className={cn(
        "flex min-h-0 flex-1 border-t border-border bg-surface",
        !isBeside && "relative flex-col overflow-y-auto",
        !isMeasured && "max-lg:invisible",
      )}
    >
      <div className={cn("flex min-w-0 flex-col", isBeside ? "min-h-0 flex-1" : "h-96 shrink-0")}>
        <div className="flex h-9 shrink-0 items-center gap-2 px-4 text-meta text-muted-foreground">
          <p className="min-w-0 truncate figures">
            {zoom === null ? (
              <>
                {formatCount(matrix.total.n, matrix.total.isCapped)} issues
                {matrix.density && ", drawn as density; look into a quadrant for its issues"}
              </>
            ) : (
              <>
                {QUADRANT_WORDS[zoom]}:{" "}
                {formatCount(matrix.quadrants[zoom].n, matrix.quadrants[zoom].isCapped)} issues
              </>
            )}
          </p>
          <span className="ml-auto flex shrink-0 items-center gap-1">
            {zoom !== null && (
              <Button
                size="sm"
                variant="ghost"
                icon={<ZoomOut aria-hidden />}
                shortcut="z"
                onClick={() => setZoom(null)}
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
        <div ref={plotRef} className="relative min-h-0 flex-1">
          {size.width > 0 && (
            <MatrixPlot
              matrix={matrix}
              size={size}
              zoom={zoom}
              onZoom={setZoom}
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
              onKeep={(reason) => keep(placement, reason)}
              onPutBack={() => setPlacement(null)}
            />
          )}
        </div>
      </div>
      {(isListShown || !isBeside) && (
        <div
          className={cn(
            "flex min-h-0 flex-col border-border",
            isBeside ? "w-72 shrink-0 border-l" : "min-h-40 flex-1 border-t",
          )}
        >
          <p
            className={cn(
              "flex h-9 shrink-0 items-center gap-1.5 border-b border-border px-3 text-meta",
              "text-muted-foreground pointer-coarse:hidden",
            )}
          >
            <Kbd keys="j" /> <Kbd keys="k" /> choose
            {mayPlace && (
              <>
                <span className="ml-1" />
                <Kbd keys="arrowleft" /> <Kbd keys="arrowup" /> move by 5
              </>
            )}
          </p>
          <VirtualList
            label="Issues on the matrix"
            items={rows}
            rowHeightPx={ROW_PX}
            getKey={(row) => row.id}
            activeIndex={activeIndex}
            footer={
              matrix.density && (
                <p className="px-3 py-2.5 text-meta text-muted-foreground">
                  These are the {rows.length} highest in impact. Look into a quadrant or filter for others.
                </p>
              )
            }
            renderRow={(row) => (
              <button
                type="button"
                data-issue-id={row.id}
                aria-current={row.id === focus.activeId ? "true" : undefined}
                onClick={() => open(row)}
                className={cn(
                  "flex h-full w-full items-center gap-2 border-b border-border px-3 text-left hover:bg-hover " +
                    "focus-visible:outline-offset-[-2px]",
                  row.id === focus.activeId && "bg-selected hover:bg-selected",
                )}
              >
                <SeverityGlyph severity={row.severity} />
                <span className="-mr-1 shrink-0 text-meta text-muted-foreground figures">#{row.number}</span>
                <span dir="auto" className="min-w-0 flex-1 truncate">
                  {row.title}
                </span>
                <span
                  className="shrink-0 text-meta text-muted-foreground figures"
                  title={`Impact ${row.impact}, effort ${row.effort}`}
                >
                  {row.impact} · {effortSizeOf(row.effort)}
                </span>
              </button>
            )}
          />
        </div>
      )}
    </div>
  );
}

function MatrixSkeleton() {
  return (
    <div role="status" className="flex min-h-0 flex-1 border-t border-border bg-surface p-4 pl-12">
      <span className="sr-only">Reading the matrix</span>
      <div className="grid flex-1 grid-cols-2 grid-rows-2 gap-px">
        {[0, 1, 2, 3].map((each) => (
          <Skeleton key={each} className="h-full rounded-none" />
        ))}
      </div>
    </div>
  );
}
