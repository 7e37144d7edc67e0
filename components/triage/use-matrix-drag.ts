"use client";
import { effortSizeOf } from "@/contracts/triage";
import { useEffect, useRef, useState, type PointerEvent } from "react";
import type { Bubble, Placement } from "./placement";
import { toPixels, toPlace, type Box, type Window } from "./prepare-matrix";
import type { Size } from "./use-size";

const DRAG_FROM_PX = 5;

type Point = { x: number; y: number };
type Drag = { bubble: Bubble; element: SVGGElement; from: Point; startedAt: Point; isMoving: boolean };

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
 * @returns refs for the plane, the mark where the evidence puts a bubble, and the readout; the plane's handlers; and whose bubble the
 * pointer is on
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
  const drag = useRef<Drag | null>(null);
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
    const moving = drag.current;
    if (!moving) return setHovered(bubbleAt(event.target)?.bubble.id ?? null);
    const at = pointOf(event);
    if (
      !moving.isMoving &&
      (!mayPlace || Math.hypot(at.x - moving.from.x, at.y - moving.from.y) < DRAG_FROM_PX)
    )
      return;
    if (!moving.isMoving) {
      moving.isMoving = true;
      setHovered(null);
      showGhost(moving.bubble);
    }
    const { x, y } = moving.startedAt;
    moving.element.setAttribute(
      "transform",
      `translate(${x + at.x - moving.from.x} ${y + at.y - moving.from.y})`,
    );
    const place = placeOf(moving, at);
    if (readout.current) {
      readout.current.hidden = false;
      readout.current.style.transform = `translate(${Math.min(at.x + 16, size.width - 170)}px, ${Math.max(4, at.y - 34)}px)`;
      readout.current.textContent = `Impact ${place.impact} · effort ${effortSizeOf(place.effort)} (${place.effort})`;
    }
  };
  /** Where it would lie: moved as far as the pointer was, from its numbers rather than from where it was nudged to. */
  const placeOf = (moving: Drag, at: Point) => {
    const home = toPixels(window, box, moving.bubble);
    return toPlace(window, box, home.x + at.x - moving.from.x, home.y + at.y - moving.from.y);
  };
  const endDrag = () => {
    const moving = drag.current;
    drag.current = null;
    if (readout.current) readout.current.hidden = true;
    if (ghost.current) ghost.current.style.display = "none";
    return moving;
  };
  const onPointerUp = (event: PointerEvent<SVGSVGElement>) => {
    const moving = endDrag();
    if (!moving) return;
    if (!moving.isMoving)
      return event.shiftKey || event.metaKey || event.ctrlKey
        ? onToggle(moving.bubble)
        : onOpen(moving.bubble);
    moving.element.setAttribute("transform", `translate(${moving.startedAt.x} ${moving.startedAt.y})`);
    const place = placeOf(moving, pointOf(event));
    if (place.impact !== moving.bubble.impact || place.effort !== moving.bubble.effort)
      onPlace({ bubble: moving.bubble, ...place, isDragged: true });
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
