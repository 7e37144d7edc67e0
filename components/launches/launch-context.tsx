"use client";
import { createContext, useContext, type ReactNode } from "react";
import type { LaunchSummary } from "@/contracts/launches";

/** The launch whose screens these are. */
export type LaunchValue = Pick<
  LaunchSummary,
  "id" | "slug" | "name" | "phase" | "liveAt" | "endsAt" | "timeZone" | "version"
>;

const LaunchContext = createContext<LaunchValue | null>(null);

/** Makes the launch known to everything below. */
export function LaunchProvider({ value, children }: { value: LaunchValue; children: ReactNode }) {
  return <LaunchContext value={value}>{children}</LaunchContext>;
}

/** The launch of this screen. @throws Error outside of a launch */
export function useLaunch(): LaunchValue {
  const launch = useContext(LaunchContext);
  if (!launch) throw new Error("useLaunch needs a launch's screens around it");
  return launch;
}
