"use client";
import { memo, useEffect, useMemo, useRef, useState, type PointerEvent } from "react";
import { formatNoun } from "@/components/format/numbers";
import { SEVERITY_WORDS } from "@/components/format/words";
import type { RouterOutputs } from "@/components/trpc/client";
import type { Quadrant } from "@/contracts/triage";
import { Bubbles, type BubbleLook } from "./bubbles";
import { sizeOf } from "./effort-size";
import { Density, MatrixGround, nameBoxOf, QuadrantNames } from "./matrix-ground";
import {
  isInWindow,
  placeBubbles,
  placeNames,
  quadrantAt,
  toPixels,
  toPlace,
  windowOf,
  type Box,
} from "./prepare-matrix";
import type { Size } from "./use-size";

export type Matrix = RouterOutputs["triage"]["matrix"];
export type Bubble = Matrix["bubbles"][number];
/** Where somebody wants an issue to be, before they have said so for good. */
export type Placement = { bubble: Bubble; impact: number; effort: number; isDragged: boolean };

const MARGIN = { left: 44, right: 12, top: 10, bottom: 34 };
const DRAG_FROM_PX = 5;
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
  const svg = useRef<SVGSVGElement>(null);
  const ghost = useRef<SVGGElement>(null);
  const readout = useRef<HTMLDivElement>(null);
  const drag = useRef<{
    bubble: Bubble;
    element: SVGGElement;
    from: { x: number; y: number };
    startedAt: { x: number; y: number };
    isMoving: boolean;
  } | null>(null);
  const [hovered, setHovered] = useState<string | null>(null);

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
    const looks = placed.map((bubble, at): BubbleLook => ({
      ...bubble,
      severity: drawn[at]!.severity,
      isOverridden: drawn[at]!.isImpactOverridden || drawn[at]!.isEffortOverridden,
    }));
    // Small bubbles lie on large ones.
    const order = [...looks].sort((a, b) => b.radius - a.radius);
    const wishes = placed
      .slice(0, 150)
      .map((bubble, at) => ({ ...bubble, text: `#${drawn[at]!.number} ${drawn[at]!.title}` }));
    const corners = (["quick_win", "big_bet", "fill_in", "avoid"] as const).map((quadrant) =>
      nameBoxOf(quadrant, window, box),
    );
    return { looks: order, names: placeNames(wishes, placed, box, box.width < 420 ? 8 : NAMES_MAX, corners) };
  }, [box, matrix.bubbles, matrix.density, window]);
  const placedById = useMemo(() => new Map(looks.map((look) => [look.id, look])), [looks]);

  const bubbleAt = (target: EventTarget | null): { bubble: Bubble; element: SVGGElement } | null => {
    const element = target instanceof Element ? target.closest<SVGGElement>("[data-issue-id]") : null;
    const bubble = element && byId.get(element.dataset["issueId"] ?? "");
    return bubble ? { bubble, element } : null;
  };
  const pointOf = (event: PointerEvent | globalThis.PointerEvent) => {
    const area = svg.current!.getBoundingClientRect();
    return { x: event.clientX - area.left, y: event.clientY - area.top };
  };

  const onPointerDown = (event: PointerEvent<SVGSVGElement>) => {
    const found = event.button === 0 ? bubbleAt(event.target) : null;
    const home = found && placedById.get(found.bubble.id);
    if (!found || !home) return;
    drag.current = { ...found, from: pointOf(event), startedAt: { x: home.x, y: home.y }, isMoving: false };
    svg.current!.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    const held = drag.current;
    if (!held) return setHovered(bubbleAt(event.target)?.bubble.id ?? null);
    const at = pointOf(event);
    if (!held.isMoving && (!mayPlace || Math.hypot(at.x - held.from.x, at.y - held.from.y) < DRAG_FROM_PX))
      return;
    if (!held.isMoving) {
      held.isMoving = true;
      setHovered(null);
      showGhost(held.bubble);
    }
    // Straight to the drawing: nothing else has to know before it is dropped.
    const { x, y } = held.startedAt;
    held.element.setAttribute("transform", `translate(${x + at.x - held.from.x} ${y + at.y - held.from.y})`);
    const place = placeOf(held, at);
    if (readout.current) {
      readout.current.hidden = false;
      readout.current.style.transform = `translate(${Math.min(at.x + 16, size.width - 170)}px, ${Math.max(4, at.y - 34)}px)`;
      readout.current.textContent = `Impact ${place.impact} · effort ${sizeOf(place.effort)} (${place.effort})`;
    }
  };
  /** Where it would lie: moved as far as the pointer was, from its numbers rather than from where it was nudged to. */
  const placeOf = (held: NonNullable<typeof drag.current>, at: { x: number; y: number }) => {
    const home = toPixels(window, box, held.bubble);
    return toPlace(window, box, home.x + at.x - held.from.x, home.y + at.y - held.from.y);
  };
  const endDrag = () => {
    const held = drag.current;
    drag.current = null;
    if (readout.current) readout.current.hidden = true;
    if (ghost.current) ghost.current.style.display = "none";
    return held;
  };
  const onPointerUp = (event: PointerEvent<SVGSVGElement>) => {
    const held = endDrag();
    if (!held) return;
    if (!held.isMoving)
      return event.shiftKey || event.metaKey || event.ctrlKey ? onToggle(held.bubble) : onOpen(held.bubble);
    held.element.setAttribute("transform", `translate(${held.startedAt.x} ${held.startedAt.y})`);
    const place = placeOf(held, pointOf(event));
    if (place.impact !== held.bubble.impact || place.effort !== held.bubble.effort)
      onPlace({ bubble: held.bubble, ...place, isDragged: true });
  };
  const showGhost = (bubble: Bubble) => {
    const { x, y } = toPixels(window, box, { impact: bubble.computedImpact, effort: bubble.computedEffort });
    ghost.current?.setAttribute("transform", `translate(${x} ${y})`);
    if (ghost.current) ghost.current.style.display = "";
  };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !drag.current?.isMoving) return;
      event.preventDefault();
      const { element, startedAt } = drag.current;
      element.setAttribute("transform", `translate(${startedAt.x} ${startedAt.y})`);
      endDrag();
    };
    globalThis.addEventListener("keydown", onKeyDown, true);
    return () => globalThis.removeEventListener("keydown", onKeyDown, true);
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
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={endDrag}
        onPointerLeave={() => setHovered(null)}
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
        className="pointer-events-none absolute top-0 left-0 rounded-sm border border-border bg-raised px-2 py-1 text-meta font-medium whitespace-nowrap figures shadow-float"
      />
      {shown && shownAt && (
        <BubbleTip bubble={shown} x={shownAt.x} y={shownAt.y} radius={shownAt.radius} size={size} />
      )}
    </div>
  );
});

const TIP_PX = 264;

function BubbleTip({
  bubble,
  x,
  y,
  radius,
  size,
}: {
  bubble: Bubble;
  x: number;
  y: number;
  radius: number;
  size: Size;
}) {
  const isLeft = x + radius + TIP_PX + 16 > size.width;
  const isAbove = y > size.height * 0.7;
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute z-10 rounded-md border border-border bg-raised px-3 py-2 text-meta shadow-float"
      style={{
        width: TIP_PX,
        left: Math.max(4, isLeft ? x - radius - 8 - TIP_PX : x + radius + 8),
        ...(isAbove ? { bottom: size.height - y - radius } : { top: Math.max(4, y - radius) }),
      }}
    >
      <p className="line-clamp-3 text-body font-medium reported">
        <span className="mr-1 font-normal text-muted-foreground figures">#{bubble.number}</span>
        {bubble.title}
      </p>
      <p className="mt-1 text-muted-foreground figures">
        {SEVERITY_WORDS[bubble.severity]} · {formatNoun(bubble.reporterCount, "person", "people")} ·{" "}
        {formatNoun(bubble.itemCount, "report")}
      </p>
      <p className="text-muted-foreground figures">
        Impact {bubble.impact}
        {bubble.isImpactOverridden && ` (evidence says ${bubble.computedImpact})`} · effort{" "}
        {sizeOf(bubble.effort)} ({bubble.effort})
        {bubble.isEffortOverridden && `, estimated ${bubble.computedEffort}`}
      </p>
    </div>
  );
}

/** In words where a placement leads, for those who do not see the plane. */
export function sayPlacement({ bubble, impact, effort }: Placement): string {
  const moves = [
    ...(impact === bubble.impact ? [] : [`impact ${bubble.impact} → ${impact}`]),
    ...(effort === bubble.effort
      ? []
      : [`effort ${sizeOf(bubble.effort)} ${bubble.effort} → ${sizeOf(effort)} ${effort}`]),
  ];
  return `${moves.join(", ")}${quadrantAt(impact, effort) === quadrantAt(bubble.impact, bubble.effort) ? "" : `, into ${quadrantAt(impact, effort).replace("_", " ")}`}`;
}
