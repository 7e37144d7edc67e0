"use client";
import { effortSizeOf } from "@/contracts/triage";
import { useEffect, useRef, useState, type PointerEvent } from "react";
import { lockedAxis, type Axis, type Bubble, type Placement } from "./placement";
import { toPixels, toPlace, type Box, type Place, type Window } from "./prepare-matrix";
import type { Size } from "./use-size";

const DRAG_FROM_PX = 5;
const READOUT_PX = { width: 276, height: 70 };

type Point = { x: number; y: number };
type Drag = {
  pointerId: number;
  bubble: Bubble;
  element: SVGGElement;
  /** How the bubble was drawn when it was taken, to be put back. */
  transform: string;
  from: Point;
  start: Place;
  axis: Axis | null;
  isMoving: boolean;
};

/** How pressing and dragging on the plane is read: what lies where, and who hears of it. */
type DragInput = {
  size: Size;
  window: Window;
  box: Box;
  bubbleOf: (id: string) => Bubble | undefined;
  /** The figures that a bubble is drawn for: its own, or those it is being placed at. */
  placeOf: (bubble: Bubble) => Place;
  mayPlace: boolean;
  onOpen: (bubble: Bubble) => void;
  onToggle: (bubble: Bubble) => void;
  onPlace: (placement: Placement) => void;
};

/**
 * Bubbles that can be pressed, and dragged to another impact, effort or both: along an axis only that axis changes, until the way becomes
 * clearly diagonal or Alt is held; Escape, a second finger or a broken touch puts the bubble back. While it moves it is drawn without
 * React, always at a place that it can have, so that nothing jumps when it is dropped.
 * @returns refs for the plane, the mark where the evidence puts a bubble, the line of a locked axis and the readout; the plane's handlers;
 * and whose bubble the pointer is on
 */
export function useMatrixDrag({
  size,
  window,
  box,
  bubbleOf,
  placeOf,
  mayPlace,
  onOpen,
  onToggle,
  onPlace,
}: DragInput) {
  const svg = useRef<SVGSVGElement>(null);
  const ghost = useRef<SVGGElement>(null);
  const guide = useRef<SVGLineElement>(null);
  const readout = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  const [hovered, setHovered] = useState<string | null>(null);

  const bubbleAt = (target: EventTarget | null): { bubble: Bubble; element: SVGGElement } | null => {
    const element = target instanceof Element ? target.closest<SVGGElement>("[data-issue-id]") : null;
    const bubble = element && bubbleOf(element.dataset["issueId"] ?? "");
    return bubble ? { bubble, element } : null;
  };
  const pointOf = (event: PointerEvent) => {
    const area = svg.current!.getBoundingClientRect();
    return { x: event.clientX - area.left, y: event.clientY - area.top };
  };

  /** Ends the drag, and takes away what was drawn for it; the bubble stays where it is. */
  const endDrag = () => {
    const moving = drag.current;
    drag.current = null;
    if (readout.current) readout.current.hidden = true;
    if (ghost.current) ghost.current.style.display = "none";
    if (guide.current) guide.current.style.display = "none";
    if (svg.current) delete svg.current.dataset["dragging"];
    return moving;
  };
  const putBack = () => {
    const moving = endDrag();
    moving?.element.setAttribute("transform", moving.transform);
  };

  const onPointerDown = (event: PointerEvent<SVGSVGElement>) => {
    if (drag.current) return putBack();
    const found = event.button === 0 ? bubbleAt(event.target) : null;
    if (!found) return;
    drag.current = {
      ...found,
      pointerId: event.pointerId,
      transform: found.element.getAttribute("transform") ?? "",
      from: pointOf(event),
      start: placeOf(found.bubble),
      axis: null,
      isMoving: false,
    };
    svg.current!.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    const moving = drag.current;
    if (!moving)
      return setHovered(event.pointerType === "touch" ? null : (bubbleAt(event.target)?.bubble.id ?? null));
    if (moving.pointerId !== event.pointerId) return;
    const at = pointOf(event);
    if (!moving.isMoving) {
      if (!mayPlace || Math.hypot(at.x - moving.from.x, at.y - moving.from.y) < DRAG_FROM_PX) return;
      moving.isMoving = true;
      setHovered(null);
      showGhost(moving.bubble);
      svg.current!.dataset["dragging"] = "";
    }
    const place = moveTo(moving, at, event.altKey);
    const { x, y } = toPixels(window, box, place);
    moving.element.setAttribute("transform", `translate(${x} ${y})`);
    showGuide(moving.axis, x, y);
    showReadout(moving, place, at);
  };
  /** Where a bubble is with the pointer there: moved as far as the pointer was, from its figures, along the axes that the drag changes. */
  const moveTo = (moving: Drag, at: Point, isFree: boolean): Place => {
    const [dx, dy] = [at.x - moving.from.x, at.y - moving.from.y];
    moving.axis = isFree ? null : lockedAxis(dx, dy, moving.axis);
    const home = toPixels(window, box, moving.start);
    const place = toPlace(window, box, home.x + dx, home.y + dy);
    return {
      impact: moving.axis === "effort" ? moving.start.impact : place.impact,
      effort: moving.axis === "impact" ? moving.start.effort : place.effort,
    };
  };
  const showReadout = (moving: Drag, place: Place, at: Point) => {
    const [figures, hint] = readout.current?.children ?? [];
    if (!readout.current || !figures || !hint) return;
    readout.current.hidden = false;
    const left = Math.max(4, Math.min(at.x + 20, size.width - READOUT_PX.width));
    const top = at.y > READOUT_PX.height + 24 ? at.y - READOUT_PX.height - 20 : at.y + 28;
    readout.current.style.transform = `translate(${left}px, ${top}px)`;
    const impact = `Impact ${place.impact}`;
    const effort = `Effort ${effortSizeOf(place.effort)} (${place.effort})`;
    figures.textContent =
      moving.axis === "impact"
        ? impact
        : moving.axis === "effort"
          ? effort
          : `${impact} · ${effort.toLowerCase()}`;
    hint.textContent =
      moving.axis === null ? "Both change" : `Only ${moving.axis} changes; go diagonally for both`;
  };
  const showGuide = (axis: Axis | null, x: number, y: number) => {
    if (!guide.current) return;
    guide.current.style.display = axis === null ? "none" : "";
    const [right, bottom] = [box.left + box.width, box.top + box.height];
    const ends =
      axis === "impact"
        ? { x1: x, x2: x, y1: box.top, y2: bottom }
        : { x1: box.left, x2: right, y1: y, y2: y };
    for (const [name, value] of Object.entries(ends)) guide.current.setAttribute(name, String(value));
  };
  const showGhost = (bubble: Bubble) => {
    const { x, y } = toPixels(window, box, { impact: bubble.computedImpact, effort: bubble.computedEffort });
    ghost.current?.setAttribute("transform", `translate(${x} ${y})`);
    if (ghost.current) ghost.current.style.display = "";
  };
  const onPointerUp = (event: PointerEvent<SVGSVGElement>) => {
    if (drag.current?.pointerId !== event.pointerId) return;
    const moving = drag.current;
    if (!moving.isMoving) {
      endDrag();
      return event.shiftKey || event.metaKey || event.ctrlKey
        ? onToggle(moving.bubble)
        : onOpen(moving.bubble);
    }
    const place = moveTo(moving, pointOf(event), event.altKey);
    if (place.impact === moving.start.impact && place.effort === moving.start.effort) return putBack();
    endDrag();
    onPlace({ bubble: moving.bubble, ...place, by: event.pointerType === "touch" ? "touch" : "mouse" });
  };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !drag.current?.isMoving) return;
      event.preventDefault();
      putBack();
    };
    globalThis.addEventListener("keydown", onKeyDown, true);
    return () => globalThis.removeEventListener("keydown", onKeyDown, true);
  });

  useEffect(() => {
    const plane = svg.current;
    // Not every browser knows touch-action within a drawing: one finger on a bubble must not begin to scroll, or the touch is taken away.
    const onTouchStart = (event: TouchEvent) => {
      const isOnBubble = event.target instanceof Element && event.target.closest("[data-issue-id]") !== null;
      if (mayPlace && isOnBubble && event.touches.length === 1 && event.cancelable) event.preventDefault();
    };
    plane?.addEventListener("touchstart", onTouchStart, { passive: false });
    return () => plane?.removeEventListener("touchstart", onTouchStart);
  }, [mayPlace]);

  return {
    svg,
    ghost,
    guide,
    readout,
    hovered,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: putBack,
      onPointerLeave: () => setHovered(null),
    },
  };
}
