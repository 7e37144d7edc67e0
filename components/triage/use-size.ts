"use client";
import { useCallback, useState, type RefCallback } from "react";

export type Size = { width: number; height: number };

const UNKNOWN: Size = { width: 0, height: 0 };

/**
 * The size of an element in px.
 * @param usual what the server, which knows no window, draws for, and the browser until it has measured; zero where nothing is drawn before
 * @returns also whether it was measured
 */
export function useSize(
  usual: Size = UNKNOWN,
): [ref: RefCallback<HTMLElement>, size: Size, isMeasured: boolean] {
  const [size, setSize] = useState<Size>(usual);
  const [isMeasured, setIsMeasured] = useState(false);
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const [width, height] = [Math.floor(entry.contentRect.width), Math.floor(entry.contentRect.height)];
      setIsMeasured(true);
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size, isMeasured];
}
