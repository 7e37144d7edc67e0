"use client";
import { cn } from "@/components/ui/cn";
import { memo, useMemo } from "react";
import type { Quadrant } from "@/contracts/triage";
import { BubbleTip } from "./bubble-tip";
import { Bubbles, type BubbleLook } from "./bubbles";
import { Density, MatrixGround, nameBoxOf, QuadrantNames } from "./matrix-ground";
import type { Bubble, Matrix, Placement } from "./placement";
import { isInWindow, placeBubbles, placeNames, toPixels, windowOf, type Box } from "./prepare-matrix";
import { useMatrixDrag } from "./use-matrix-drag";
import type { Size } from "./use-size";

const MARGIN = { left: 44, right: 12, top: 10, bottom: 34 };
const NAMES_MAX = 48;
/** Where bubbles would be a blot, only the loudest are drawn upon the density. */
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
  const { looks, names } = useMemo(() => {
    const inside = matrix.bubbles.filter((bubble) => isInWindow(window, bubble));
    const drawn =
      matrix.density && inside.length > BUBBLES_ON_DENSITY ? inside.slice(0, BUBBLES_ON_DENSITY) : inside;
    const placed = placeBubbles(drawn, window, box);
    const looks = placed.map((bubble, index): BubbleLook => ({
      ...bubble,
      severity: drawn[index]!.severity,
      isOverridden: drawn[index]!.isImpactOverridden || drawn[index]!.isEffortOverridden,
    }));
    // Small bubbles lie on large ones.
    const order = [...looks].sort((a, b) => b.radius - a.radius);
    const wishes = placed
      .slice(0, 150)
      .map((bubble, index) => ({ ...bubble, text: `#${drawn[index]!.number} ${drawn[index]!.title}` }));
    const corners = (["quick_win", "big_bet", "fill_in", "later"] as const).map((quadrant) =>
      nameBoxOf(quadrant, window, box),
    );
    return { looks: order, names: placeNames(wishes, placed, box, box.width < 420 ? 8 : NAMES_MAX, corners) };
  }, [box, matrix.bubbles, matrix.density, window]);
  const placedById = useMemo(() => new Map(looks.map((look) => [look.id, look])), [looks]);

  const { svg, ghost, readout, hovered, handlers } = useMatrixDrag({
    size,
    window,
    box,
    bubbleOf: (id) => byId.get(id),
    drawnAt: (id) => placedById.get(id),
    mayPlace,
    onOpen,
    onToggle,
    onPlace,
  });

  const wanted = placement && {
    ...toPixels(window, box, placement),
    radius: placedById.get(placement.bubble.id)?.radius ?? 10,
  };
  const machine =
    placement &&
    toPixels(window, box, {
      impact: placement.bubble.computedImpact,
      effort: placement.bubble.computedEffort,
    });
  const shown = hovered === null ? undefined : byId.get(hovered);
  const shownAt = shown && placedById.get(shown.id);
  return (
    <div className="absolute inset-0 overflow-hidden">
      <svg
        ref={svg}
        width={size.width}
        height={size.height}
        aria-hidden
        className="block touch-pan-y select-none"
        {...handlers}
      >
        <MatrixGround window={window} box={box} />
        {matrix.density && <Density cells={matrix.density.cells} window={window} box={box} />}
        <g
          className="pointer-events-none fill-muted-foreground stroke-surface text-[11px] [paint-order:stroke]"
          strokeWidth={2.5}
        >
          {names.map((name) => (
            <text
              key={name.id}
              x={name.x}
              y={name.y}
              className={name.id === activeId ? "fill-foreground font-medium" : undefined}
            >
              {name.text}
            </text>
          ))}
        </g>
        <Bubbles bubbles={looks} activeId={activeId} openId={openId} selected={selected} />
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
              r={wanted.radius}
              className="fill-none stroke-accent"
              strokeDasharray="2 3"
            />
            <circle
              cx={wanted.x}
              cy={wanted.y}
              r={wanted.radius}
              className="fill-accent/25 stroke-accent"
              strokeWidth={2}
            />
          </g>
        )}
        <g ref={ghost} className="pointer-events-none" style={{ display: "none" }}>
          <circle r={10} className="fill-none stroke-accent" strokeDasharray="2 3" strokeWidth={1.5} />
          <text
            x={14}
            y={4}
            className="fill-accent-text stroke-surface text-[11px] [paint-order:stroke]"
            strokeWidth={3}
          >
            where the evidence puts it
          </text>
        </g>
      </svg>
      <QuadrantNames window={window} box={box} counts={matrix.quadrants} zoom={zoom} onZoom={onZoom} />
      <div
        ref={readout}
        hidden
        className={cn(
          "pointer-events-none absolute top-0 left-0 rounded-sm border border-border bg-raised px-2 py-1",
          "text-meta font-medium whitespace-nowrap figures shadow-float",
        )}
      />
      {shown && shownAt && (
        <BubbleTip bubble={shown} x={shownAt.x} y={shownAt.y} radius={shownAt.radius} size={size} />
      )}
    </div>
  );
});
