"use client";
import { HydrationBoundary, type DehydratedState } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { HydrationMarker } from "./hydration";
import { byOwnClock } from "./own-clock";

/** What the server has read for the screens inside, so that they are drawn with it and ask for nothing first. */
export function FirstData({ state, children }: { state: DehydratedState; children: ReactNode }) {
  return (
    <HydrationBoundary state={byOwnClock(state)}>
      <HydrationMarker />
      {children}
    </HydrationBoundary>
  );
}
