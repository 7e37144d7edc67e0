"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { releaseMark } from "@/components/charts/release-mark";
import { useTRPC } from "@/components/trpc/client";
import { Card } from "@/components/ui/card";
import type { ExitView } from "@/contracts/exit";
import { DEFECT_TYPES } from "@/contracts/triage";
import { burnDownReleasesInput } from "@/contracts/first-lists";
import { BurnDownFigure, describeCounted } from "./burn-down-figure";
import { useLaunch } from "./launch-context";
import { useLinks } from "./links";

/** What is left until the exit, day by day, and when it is done if it goes on like this. */
export function BurnDownCard({ exit: { burnDown } }: { exit: ExitView }) {
  const trpc = useTRPC();
  const launch = useLaunch();
  const links = useLinks();
  const releases = useQuery({
    ...trpc.monitoring.releases.queryOptions(burnDownReleasesInput(launch)),
    retry: false,
  });
  const filter = `severity:${burnDown.severities.join(",")} state:open type:${DEFECT_TYPES.join(",")}`;
  return (
    <Card>
      <BurnDownFigure
        burnDown={burnDown}
        releases={(releases.data?.releases ?? []).map(releaseMark)}
        title="Burn-down"
        counted={
          <Link href={links.board(filter)} className="hover:underline">
            {describeCounted(burnDown)}
          </Link>
        }
      />
    </Card>
  );
}
