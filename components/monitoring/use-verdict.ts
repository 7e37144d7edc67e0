"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { judgeLaunch, type Verdict } from "@/components/format/verdict";
import { useNow } from "@/components/format/time";
import { useTRPC } from "@/components/trpc/client";

const REFRESH_MS = 60_000;

/**
 * The verdict on a launch, judged anew with the clock: war room, wall board and top bar all have it from here. Null until it is read, or
 * without a launch; days and times are UTC's until the browser says where the reader is.
 */
export function useVerdict(launchId: string | undefined): Verdict | null {
  const trpc = useTRPC();
  const { data: facts } = useQuery({
    ...trpc.analysis.verdict.queryOptions({ launchId: launchId ?? "" }),
    enabled: launchId !== undefined,
    // What another launch's verdict was says nothing of this one: nothing is kept in between.
    refetchInterval: REFRESH_MS,
  });
  const now = useNow();
  return useMemo(
    () => (facts ? judgeLaunch(facts, now ?? facts.at.getTime(), now === null ? "UTC" : undefined) : null),
    [facts, now],
  );
}

/** The verdict as plain text, for a title. */
export const verdictText = ({ words, clauses }: Verdict): string =>
  `${words}: ${clauses.map((clause) => clause.text).join("; ")}.`;
