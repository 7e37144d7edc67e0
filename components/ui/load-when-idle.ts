"use client";
import { useEffect } from "react";

/** Resolves when the browser has nothing to do, however long that takes: a part that arrives while somebody scrolls makes it stutter. */
export const whenIdle = (): Promise<unknown> =>
  new Promise<unknown>((done) =>
    // Safari has no idle callback.
    typeof requestIdleCallback === "undefined" ? setTimeout(done, 1_000) : requestIdleCallback(done),
  );

/**
 * Fetches the parts of a screen that are not shown yet one by one as soon as the browser has nothing else to do, so that opening one
 * waits for
 * nothing and the first paint does not wait for it.
 * @param loads functions around an `import()`, the same ones that `lazy` was given; a part that cannot be fetched now is fetched, or
 *   fails, when it is opened
 */
export function useLoadWhenIdle(loads: readonly (() => Promise<unknown>)[]): void {
  useEffect(() => {
    let isGone = false;
    const load = async () => {
      for (const load of loads) {
        await whenIdle();
        if (isGone) return;
        await load().catch(() => undefined);
      }
    };
    void load();
    return () => {
      isGone = true;
    };
  }, [loads]);
}
