"use client";
import { useEffect, type ComponentType } from "react";
import { useHydrated } from "@/components/ui/use-hydrated";

/** A page of which a part never comes alive is not waited for longer than this. */
const AT_MOST_MS = 10_000;
const MARK = "data-drawn-ahead";

let checkHydrated = (): void => undefined;

/**
 * Fulfilled once React has taken over everything that the server drew. It does so piece by piece, and a piece whose data has changed
 * before its turn is thrown away and drawn anew: until then no answer and no event may change what is known.
 */
export const hydrated: Promise<void> =
  typeof document === "undefined"
    ? Promise.resolve()
    : new Promise((done) => {
        checkHydrated = () => {
          if (document.readyState === "complete" && document.querySelector(`[${MARK}]`) === null) done();
        };
        window.addEventListener("load", checkHydrated, { once: true });
        setTimeout(done, AT_MOST_MS);
        checkHydrated();
      });

/** Marks a part that the server drew with data (one in each that waits by itself, Suspense) until React has hydrated it. */
export function HydrationMarker() {
  const isHydrated = useHydrated();
  useEffect(() => {
    if (isHydrated) checkHydrated();
  }, [isHydrated]);
  return isHydrated ? null : <span hidden {...{ [MARK]: "" }} />;
}

/** The component with the mark beside it, for one that is loaded by itself. */
export function withHydrationMarker<Props extends object>(
  Component: ComponentType<Props>,
): ComponentType<Props> {
  return function Marked(props: Props) {
    return (
      <>
        <HydrationMarker />
        <Component {...props} />
      </>
    );
  };
}
