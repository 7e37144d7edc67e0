"use client";
import { cn } from "@/components/ui/cn";
import { memo, useMemo } from "react";
import { isolate } from "@/contracts/isolate";
import { compareSeverity, QUADRANTS, type Quadrant } from "@/contracts/triage";
import { BubbleTip } from "./bubble-tip";
import { Bubbles, type BubbleLook } from "./bubbles";
import { ClusterButtons, ClusterShapes, type ClusterLook } from "./matrix-clusters";
import { Density, MatrixGround, nameBoxOf, QuadrantNames } from "./matrix-ground";
import { placeNames } from "./matrix-labels";
import type { Bubble, Matrix, Placement } from "./placement";
import { isInWindow, radiusOf, toPixels, windowOf, type Box } from "./prepare-matrix";
import { useArrangement } from "./use-arrangement";
import { useMatrixDrag } from "./use-matrix-drag";
import type { Size } from "./use-size";

const MARGIN = { left: 44, right: 12, top: 10, bottom: 34 };
const NAMES_MAX = 48;
/** Where in its room a name is anchored, as a share of the room's width. */
const ANCHORED_AT = { start: 0, middle: 0.5, end: 1 } as const;
/** Where bubbles would be a blot, only the highest in impact are drawn upon the density. */
const BUBBLES_ON_DENSITY = 40;

type Props = {
  matrix: Matrix;
  size: Size;
  zoom: Quadrant | null;
  onZoom: (quadrant: Quadrant | null) => void;
  activeId: string | null;
  openId: string | null;
  selected: ReadonlyMap<string, unknown>;
  placement: Placement | null;
  mayPlace: boolean;
  onOpen: (bubble: Bubble) => void;
  onToggle: (bubble: Bubble) => void;
  onPlace: (placement: Placement) => void;
};

/** The impact/effort plane. What it says is also in the list beside it, which is how it is read and changed without a pointer. */
export const MatrixPlot = memo(function MatrixPlot({
  matrix,
  size,
  zoom,
  onZoom,
  activeId,
  openId,
  selected,
  placement,
  mayPlace,
  onOpen,
  onToggle,
  onPlace,
}: Props) {
  const window = useMemo(() => windowOf(zoom), [zoom]);
  const box = useMemo<Box>(
    () => ({
      left: MARGIN.left,
      top: MARGIN.top,
      width: Math.max(120, size.width - MARGIN.left - MARGIN.right),
      height: Math.max(120, size.height - MARGIN.top - MARGIN.bottom),
    }),
    [size],
  );
  const byId = useMemo(() => new Map(matrix.bubbles.map((bubble) => [bubble.id, bubble])), [matrix.bubbles]);
  const points = useMemo(() => {
    const placed = placement
      ? matrix.bubbles.map((bubble) =>
          bubble.id === placement.bubble.id
            ? { ...bubble, impact: placement.impact, effort: placement.effort }
            : bubble,
        )
      : matrix.bubbles;
    const inside = placed.filter((bubble) => isInWindow(window, bubble));
    return matrix.density ? inside.slice(0, BUBBLES_ON_DENSITY) : inside;
  }, [matrix.bubbles, matrix.density, placement, window]);
  const liftedId = placement?.bubble.id ?? null;
  const places = useArrangement(points, window, box, liftedId);

  const looks = useMemo(
    () =>
      places.bubbles
        .flatMap((place): BubbleLook[] => {
          const bubble = byId.get(place.id);
          if (!bubble) return [];
          const isPending = place.id === liftedId;
          const isOverridden = isPending || bubble.isImpactOverridden || bubble.isEffortOverridden;
          return [{ ...place, severity: bubble.severity, isOverridden, isPending }];
        })
        // Small bubbles lie on large ones, and what is being placed lies on all.
        .sort((a, b) => Number(a.isPending) - Number(b.isPending) || b.radius - a.radius),
    [byId, liftedId, places],
  );
  const clusters = useMemo(
    () =>
      places.clusters.map((cluster): ClusterLook => {
        const isActive = cluster.ids.some((id) => id === activeId || id === openId || selected.has(id));
        return { ...cluster, issues: cluster.ids.flatMap((id) => byId.get(id) ?? []), isActive };
      }),
    [activeId, byId, openId, places, selected],
  );
  const machine = useMemo(
    () =>
      placement && {
        ...toPixels(window, box, {
          impact: placement.bubble.computedImpact,
          effort: placement.bubble.computedEffort,
        }),
        radius: radiusOf(placement.bubble.reporterCount),
      },
    [box, placement, window],
  );
  const names = useMemo(() => {
    const wishes = looks
      .map((look) => ({ look, bubble: byId.get(look.id)! }))
      .sort(
        (a, b) =>
          compareSeverity(a.bubble.severity, b.bubble.severity) ||
          b.bubble.impact - a.bubble.impact ||
          b.bubble.reporterCount - a.bubble.reporterCount,
      )
      .slice(0, 150)
      .map(({ look, bubble }) => ({ ...look, text: `#${bubble.number} ${isolate(bubble.title)}` }));
    const discs = [...places.bubbles, ...places.clusters, ...(machine ? [machine] : [])];
    const corners = QUADRANTS.map((quadrant) => nameBoxOf(quadrant, window, box));
    return placeNames(wishes, discs, box, box.width < 420 ? 8 : NAMES_MAX, corners);
  }, [box, byId, looks, machine, places, window]);
  const drawnById = useMemo(() => new Map(looks.map((look) => [look.id, look])), [looks]);

  const { svg, ghost, guide, readout, hovered, handlers } = useMatrixDrag({
    size,
    window,
    box,
    bubbleOf: (id) => byId.get(id),
    placeOf: (bubble) => (placement?.bubble.id === bubble.id ? placement : bubble),
    mayPlace,
    onOpen,
    onToggle,
    onPlace,
  });

  const wanted = liftedId === null ? undefined : drawnById.get(liftedId);
  const shown = hovered === null ? undefined : byId.get(hovered);
  const shownAt = shown && drawnById.get(shown.id);
  return (
    <div className="absolute inset-0 overflow-hidden">
      <svg
        ref={svg}
        width={size.width}
        height={size.height}
        aria-hidden
        className="group/plane block touch-manipulation select-none"
        {...handlers}
      >
        <MatrixGround window={window} box={box} />
        {matrix.density && <Density cells={matrix.density.cells} window={window} box={box} />}
        <g
          // While a bubble is carried over them, names would be printed under it and its readout.
          className={cn(
            "pointer-events-none fill-muted-foreground stroke-surface text-[11px] [paint-order:stroke]",
            "group-data-dragging/plane:hidden",
          )}
          strokeWidth={2.5}
        >
          {names.map((name) => (
            <text
              key={name.id}
              x={name.x + ANCHORED_AT[name.anchor] * name.widthPx}
              y={name.y}
              textAnchor={name.anchor}
              className={name.id === activeId ? "fill-foreground font-medium" : undefined}
            >
              {name.text}
            </text>
          ))}
        </g>
        <ClusterShapes clusters={clusters} />
        {wanted && machine && (
          <g className="pointer-events-none">
            <line
              x1={machine.x}
              y1={machine.y}
              x2={wanted.x}
              y2={wanted.y}
              className="stroke-accent"
              strokeDasharray="3 3"
            />
            <circle
              cx={machine.x}
              cy={machine.y}
              r={machine.radius}
              className="fill-none stroke-accent"
              strokeDasharray="2 3"
            />
          </g>
        )}
        <line
          ref={guide}
          className="pointer-events-none stroke-accent/60"
          strokeDasharray="1 4"
          strokeWidth={1.5}
          style={{ display: "none" }}
        />
        <g ref={ghost} className="pointer-events-none" style={{ display: "none" }}>
          <circle r={10} className="fill-none stroke-accent" strokeDasharray="2 3" strokeWidth={1.5} />
        </g>
        <Bubbles bubbles={looks} activeId={activeId} openId={openId} selected={selected} mayDrag={mayPlace} />
      </svg>
      <QuadrantNames window={window} box={box} counts={matrix.quadrants} zoom={zoom} onZoom={onZoom} />
      <ClusterButtons clusters={clusters} onOpen={onOpen} />
      <div
        ref={readout}
        hidden
        className={cn(
          "pointer-events-none absolute top-0 left-0 z-20 rounded-sm border border-border bg-raised px-2 py-1",
          "text-meta whitespace-nowrap figures shadow-float",
        )}
      >
        <p className="font-medium" />
        <p className="text-muted-foreground" />
        <p className="text-muted-foreground">
          <span
            aria-hidden
            className="mr-1.5 inline-block size-2.5 rounded-full border border-dashed border-accent"
          />
          where the evidence puts it
        </p>
      </div>
      {shown && shownAt && (
        <BubbleTip bubble={shown} x={shownAt.x} y={shownAt.y} radius={shownAt.radius} size={size} />
      )}
    </div>
  );
});
