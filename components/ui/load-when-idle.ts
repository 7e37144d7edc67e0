"use client";
import { useEffect } from "react";

/**
 * Fetches the parts of a screen that are not shown yet as soon as the browser has nothing else to do, so that opening one waits for
 * nothing and the first paint does not wait for it.
 * @param loads functions around an `import()`, the same ones that `lazy` was given; a part that cannot be fetched now is fetched, or
 *   fails, when it is opened
 */
export function useLoadWhenIdle(loads: readonly (() => Promise<unknown>)[]): void {
  useEffect(() => {
    const load = () => {
      for (const each of loads) each().catch(() => undefined);
    };
    // Safari has no idle callback.
    if (typeof requestIdleCallback === "undefined") {
      const timer = setTimeout(load, 1_000);
      return () => clearTimeout(timer);
    }
    const handle = requestIdleCallback(load, { timeout: 3_000 });
    return () => cancelIdleCallback(handle);
  }, [loads]);
}
