"use client";
import { useEffect, useState, type ComponentType } from "react";
import { whenIdle } from "./load-when-idle";
import { toastWanted } from "./toaster";

const AGAIN_MS = 2_000;

/** Fetches what draws toasts, again and again where there is no connection: what it has to say waits. */
async function loadRegion(): Promise<ComponentType<{ label: string }>> {
  for (;;)
    try {
      return (await import("./toast-region")).ToastRegion;
    } catch {
      await new Promise((next) => setTimeout(next, AGAIN_MS));
    }
}

/**
 * Where toasts appear; the root layout holds one. What draws them is fetched when the browser is idle, or when the first is wanted.
 * @param props.label what the place is called, in the page's language
 */
export function Toaster({ label }: { label: string }) {
  const [Region, setRegion] = useState<ComponentType<{ label: string }> | null>(null);
  useEffect(() => {
    void Promise.race([whenIdle(), toastWanted])
      .then(loadRegion)
      .then((Loaded) => setRegion(() => Loaded));
  }, []);
  return Region && <Region label={label} />;
}
