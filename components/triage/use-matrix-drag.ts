"use client";
import { useEffect, useRef, useState, type PointerEvent } from "react";
import { sizeOf } from "./effort-size";
import type { Bubble, Placement } from "./placement";
import { toPixels, toPlace, type Box, type Window } from "./prepare-matrix";
import type { Size } from "./use-size";

const DRAG_FROM_PX = 5;

type Point = { x: number; y: number };
type Held = { bubble: Bubble; element: SVGGElement; from: Point; startedAt: Point; isMoving: boolean };

/** How pressing and dragging on the plane is read: what lies where, and who is told. */
type DragInput = {
  size: Size;
  window: Window;
  box: Box;
  bubbleOf: (id: string) => Bubble | undefined;
  /** Where a bubble was drawn, px. */
  drawnAt: (id: string) => Point | undefined;
  mayPlace: boolean;
  onOpen: (bubble: Bubble) => void;
  onToggle: (bubble: Bubble) => void;
  onPlace: (placement: Placement) => void;
};

/**
 * Bubbles that can be pressed, and dragged to another impact and effort; Escape puts one back. While it moves it is drawn without React:
 * nothing else has to know before it is dropped.
 * @returns refs for the plane, the mark where the evidence puts a bubble, and the readout; the plane's handlers; and whose bubble the pointer is on
 */
export function useMatrixDrag({
  size,
  window,
  box,
  bubbleOf,
  drawnAt,
  mayPlace,
  onOpen,
  onToggle,
  onPlace,
}: DragInput) {
  const svg = useRef<SVGSVGElement>(null);
  const ghost = useRef<SVGGElement>(null);
  const readout = useRef<HTMLDivElement>(null);
  const drag = useRef<Held | null>(null);
  const [hovered, setHovered] = useState<string | null>(null);

  const bubbleAt = (target: EventTarget | null): { bubble: Bubble; element: SVGGElement } | null => {
    const element = target instanceof Element ? target.closest<SVGGElement>("[data-issue-id]") : null;
    const bubble = element && bubbleOf(element.dataset["issueId"] ?? "");
    return bubble ? { bubble, element } : null;
  };
  const pointOf = (event: PointerEvent | globalThis.PointerEvent) => {
    const area = svg.current!.getBoundingClientRect();
    return { x: event.clientX - area.left, y: event.clientY - area.top };
  };

  const onPointerDown = (event: PointerEvent<SVGSVGElement>) => {
    const found = event.button === 0 ? bubbleAt(event.target) : null;
    const home = found && drawnAt(found.bubble.id);
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
  const placeOf = (held: Held, at: Point) => {
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

  return {
    svg,
    ghost,
    readout,
    hovered,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: endDrag,
      onPointerLeave: () => setHovered(null),
    },
  };
}
