"use client";
import type { ReactNode } from "react";
import { ErrorState } from "@/components/ui/error-state";
import { messageOf } from "./client";

/** Of a query what says how its reading goes. */
type Reading = {
  data: unknown;
  isPending: boolean;
  isFetching: boolean;
  error: unknown;
  failureReason: unknown;
  fetchStatus: "fetching" | "paused" | "idle";
  refetch: () => Promise<unknown>;
};

/** Why a query has no answer to show yet, known from the first try that failed on; null while nothing has failed. */
export function failureOf({ data, error, failureReason, fetchStatus, isPending }: Reading): string | null {
  if (data !== undefined) return null;
  if (error !== null || failureReason !== null) return messageOf(error ?? failureReason);
  // Without a network nothing is asked, and would be grey for as long as that lasts.
  return isPending && fetchStatus === "paused"
    ? "This browser is offline. It goes on when the connection is back."
    : null;
}

/**
 * What stands where a query's answer will be: its skeleton, and after the first failed try that it couldn't be loaded, while further
 * tries are made.
 */
export function NotLoaded({
  query,
  what,
  skeleton,
  size = "sm",
}: {
  query: Reading;
  /** "the trail" */
  what: string;
  skeleton: ReactNode;
  size?: "sm" | "md";
}) {
  const failure = failureOf(query);
  if (failure === null) return skeleton;
  return (
    <ErrorState
      size={size}
      title={`Couldn’t load ${what}`}
      advice={failure}
      onRetry={() => void query.refetch()}
      isRetrying={query.fetchStatus === "fetching"}
    />
  );
}
