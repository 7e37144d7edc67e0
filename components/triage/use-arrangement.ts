"use client";
import { useState } from "react";
import { arrange, type Arrangement } from "./matrix-places";
import type { Box, MatrixPoint, Window } from "./prepare-matrix";

/**
 * The places of bubbles, each kept from drawing to drawing for as long as its figures stay. Another window or box, and another visit,
 * start anew.
 * @param points stays the same array until something about them changes
 * @param liftedId the issue that somebody is placing
 */
export function useArrangement(
  points: readonly MatrixPoint[],
  window: Window,
  box: Box,
  liftedId: string | null,
): Arrangement {
  const [drawn, setDrawn] = useState(() => ({
    points,
    liftedId,
    places: arrange(points, window, box, null, liftedId),
  }));
  const { places } = drawn;
  if (
    drawn.points !== points ||
    drawn.liftedId !== liftedId ||
    places.window !== window ||
    places.box !== box
  )
    setDrawn({ points, liftedId, places: arrange(points, window, box, places, liftedId) });
  return places;
}
