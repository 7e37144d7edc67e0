"use client";
import { createElement, lazy, Suspense, useEffect, type ComponentType } from "react";

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

/** While what was asked for by key is on its way, keys typed ahead must not act on the list behind it. */
export const OPENING = <span hidden data-modal="" data-state="open" />;

const whenLoaded = () =>
  new Promise<unknown>((done) => {
    if (document.readyState === "complete") done(null);
    else window.addEventListener("load", done, { once: true });
  });
/** Parts come one after the other, behind all that the page itself needs. */
let turn: Promise<unknown> | null = null;

/**
 * A part of a screen that most visits never open, a dialog or a panel: fetched when the page has loaded and the browser is idle, or when it
 * is opened first. For parts that are mounted when they open.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const fetchPart = () => load().then((Part) => ({ default: Part }));
  const Part = lazy(fetchPart);
  if (typeof window !== "undefined")
    turn = (turn ?? whenLoaded())
      .then(whenIdle)
      .then(fetchPart)
      .catch(() => undefined);
  return function Later(props: Props) {
    return <Suspense fallback={OPENING}>{createElement(Part, props)}</Suspense>;
  };
}
