"use client";
import { useEffect, useState, useSyncExternalStore } from "react";

/** Whoever looks at grey bars wants to know within two seconds what they wait for, ms. */
const SLOW_AFTER_MS = 1_500;
/** Longer than any read takes before it is given up, ms: what is still loading then is the page itself. */
const STUCK_AFTER_MS = 30_000;

type Stage = "soon" | "slow" | "stuck";

/**
 * What is loading, in a skeleton whose place is `relative`: at once for whoever can't see the bars, and for everybody after a moment, with
 * what is known: that there is no answer yet, or that the browser is offline.
 */
export function LoadingLabel({ children }: { children: string }) {
  const stage = useStage();
  const isOnline = useIsOnline();
  return (
    <>
      <span className="sr-only">{children}</span>
      {stage !== "soon" && (
        <span
          className={
            "absolute inset-x-0 top-2 z-10 mx-auto flex w-fit max-w-[calc(100%-1rem)] flex-wrap items-center gap-x-2 rounded-md " +
            "border border-border bg-raised px-3 py-1 text-meta text-foreground shadow-float"
          }
        >
          {isOnline
            ? "Still waiting for the server…"
            : "This browser is offline. Loading goes on when the connection is back."}
          {stage === "stuck" && isOnline && (
            <button
              type="button"
              onClick={() => location.reload()}
              className="min-h-6 text-accent-text hover:underline"
            >
              Reload the page
            </button>
          )}
        </span>
      )}
    </>
  );
}

function useStage(): Stage {
  const [stage, setStage] = useState<Stage>("soon");
  useEffect(() => {
    const slow = setTimeout(() => setStage("slow"), SLOW_AFTER_MS);
    const stuck = setTimeout(() => setStage("stuck"), STUCK_AFTER_MS);
    return () => {
      clearTimeout(slow);
      clearTimeout(stuck);
    };
  }, []);
  return stage;
}

const watchConnection = (onChange: () => void): (() => void) => {
  for (const event of ["online", "offline"]) window.addEventListener(event, onChange);
  return () => {
    for (const event of ["online", "offline"]) window.removeEventListener(event, onChange);
  };
};

const useIsOnline = (): boolean =>
  useSyncExternalStore(
    watchConnection,
    () => navigator.onLine,
    () => true,
  );
