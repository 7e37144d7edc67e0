"use client";
import { useLaunch } from "@/components/launches/launch-context";
import { DaySentence } from "@/components/monitoring/day-sentence";
import { useDayClauses } from "@/components/monitoring/use-day-clauses";
import { useVerdict } from "@/components/monitoring/use-verdict";
import { VerdictSentence } from "@/components/monitoring/verdict-sentence";
import { Skeleton } from "@/components/ui/skeleton";
import type { WarRoom } from "@/contracts/analysis";
import { LoadingLabel } from "@/components/ui/loading-label";

/** The verdict first, then the day. */
export function LaunchSentences({ room }: { room: WarRoom }) {
  const { id } = useLaunch();
  const verdict = useVerdict(id);
  const day = useDayClauses(room, verdict);
  return (
    <div className="min-w-0">
      {verdict ? (
        <VerdictSentence verdict={verdict} />
      ) : (
        <div role="status" className="relative flex h-7 items-center">
          <LoadingLabel>Loading the verdict</LoadingLabel>
          <Skeleton className="h-5 w-96 max-w-full" />
        </div>
      )}
      <DaySentence clauses={day} className="mt-1" />
    </div>
  );
}
