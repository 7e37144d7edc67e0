"use client";
import { useMemo } from "react";
import { describeDay } from "@/components/format/day-sentence";
import { useNow } from "@/components/format/time";
import type { WarRoom } from "@/contracts/analysis";

/** The state of a launch in words, clause by clause; told in the reader's own zone once the browser says which that is. */
export function useDayClauses(room: WarRoom) {
  const now = useNow();
  return useMemo(
    () =>
      describeDay(
        {
          incoming: room.incoming,
          openCriticals: room.criticals.open,
          traffic: room.traffic,
          episodes: room.traffic.episodes,
          waiting: room.response.waiting,
        },
        now ?? room.at.getTime(),
        now === null ? "UTC" : undefined,
      ),
    [room, now],
  );
}
