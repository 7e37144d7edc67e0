"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { BurnDown } from "@/components/charts/burn-down";
import { prepareBurnDown } from "@/components/charts/prepare-burn-down";
import { SEVERITY_WORDS } from "@/components/format/words";
import { useTRPC } from "@/components/trpc/client";
import { Card } from "@/components/ui/card";
import { DEFECT_TYPES } from "@/contracts/triage";
import type { ExitView } from "@/contracts/exit";
import { releaseMark } from "@/components/charts/release-mark";
import { useLaunch } from "./launch-context";
import { useLinks } from "./links";
import { describeProjection } from "./projection-words";

/** What is left until the exit, day by day, and when it is done if it goes on like this. */
export function BurnDownCard({ exit }: { exit: ExitView }) {
  const trpc = useTRPC();
  const launch = useLaunch();
  const links = useLinks();
  const releases = useQuery({
    ...trpc.monitoring.releases.queryOptions({ launchId: launch.id, since: launch.liveAt, limit: 50 }),
    retry: false,
  });
  const { burnDown } = exit;
  const { projection } = burnDown;
  const model = prepareBurnDown({
    actual: burnDown.days.map((day) => ({ at: day.at.getTime(), value: day.open })),
    goal: burnDown.goal,
    targetAt: burnDown.targetAt.getTime(),
    projection: projection.isKnown
      ? {
          earliestAt: projection.earliestAt.getTime(),
          expectedAt: projection.expectedAt.getTime(),
          latestAt: projection.latestAt?.getTime() ?? null,
        }
      : null,
    releases: (releases.data?.releases ?? []).map(releaseMark),
  });
  const words = burnDown.severities.map((severity) => SEVERITY_WORDS[severity].toLowerCase()).join(" and ");
  const filter = `severity:${burnDown.severities.join(",")} state:open type:${DEFECT_TYPES.join(",")}`;
  return (
    <Card>
      <BurnDown
        model={model}
        timeZone={burnDown.timeZone}
        label="Burn-down"
        title="Burn-down"
        unitLabel={
          <Link href={links.board(filter)} className="hover:underline">
            {burnDown.severities.length === 4 ? "open defects" : `open ${words} defects`}, end of each day
          </Link>
        }
        sentence={
          <>
            <span className="font-medium">{describeProjection(burnDown)}</span>
            {projection.isKnown && (
              <span className="block text-meta text-muted-foreground">{projection.basis}</span>
            )}
          </>
        }
      />
    </Card>
  );
}
