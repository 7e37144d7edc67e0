"use client";
import { useCallback, useLayoutEffect, useRef } from "react";
import { isAboutSeen } from "./press-guard";

/** Runs a decision, or leaves it, with the click that asked for it where it was one. */
type PressGuard = (decide: () => void, click?: { readonly detail: number }) => void;

/**
 * Lets decisions through only when what they are about has been in front of the person for a moment, and only the first of two clicks.
 * @param shown names what a decision would be about, so that it begins to count anew when that changes; null for what the person has
 *   put together themselves
 */
export function usePressGuard(shown: string | null): PressGuard {
  const shownAt = useRef<number | null>(null);
  useLayoutEffect(() => {
    shownAt.current = shown === null ? null : performance.now();
  }, [shown]);
  return useCallback((decide, click) => {
    if (isAboutSeen({ now: performance.now(), shownAt: shownAt.current, clicks: click?.detail ?? 0 }))
      decide();
  }, []);
}
