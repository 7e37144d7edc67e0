"use client";
import { useMemo } from "react";
import { describeDay, type Clause } from "@/components/format/day-sentence";
import { useNow } from "@/components/format/time";
import type { Verdict } from "@/components/format/verdict";
import type { WarRoom } from "@/contracts/analysis";

/**
 * The day of a launch in words, clause by clause, without what the verdict above says of the same rows; in the reader's own zone once the
 * browser says which that is.
 */
export function useDayClauses(room: WarRoom, verdict: Verdict | null): Clause[] {
  const now = useNow();
  return useMemo(() => {
    const opened = new Set(verdict?.clauses.map(({ target }) => JSON.stringify(target)));
    const clauses = describeDay(
      {
        incoming: room.incoming,
        traffic: room.traffic,
        episodes: room.traffic.episodes,
        waiting: room.response.waiting,
      },
      now ?? room.at.getTime(),
      now === null ? "UTC" : undefined,
    ).filter(({ target }) => !opened.has(JSON.stringify(target)));
    return clauses.map((clause, index) =>
      index === 0 ? { ...clause, text: capitalised(clause.text) } : clause,
    );
  }, [room, now, verdict]);
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
