import type { Metadata } from "next";
import { WarRoomScreen } from "@/components/screens/war-room";
import { FirstData } from "@/components/trpc/first-data";
import { RAIL_ISSUES } from "@/contracts/board";
import { readLaunchOf } from "@/server/api/page-address";
import { readFirst } from "@/server/api/rsc";

export const metadata: Metadata = { title: "War room" };

type Props = { params: Promise<{ org: string; launch: string }> };

/** How the launch goes, with its figures, what arrived last and what blocks the exit. */
export default async function WarRoomPage({ params }: Props) {
  const { org, launch } = await params;
  const { id: launchId } = await readLaunchOf(org, launch);
  const state = await readFirst(org, ({ queryClient, trpc }) => [
    queryClient.query(trpc.analysis.warRoom.queryOptions({ launchId })),
    queryClient.query(trpc.analysis.feed.queryOptions({ launchId })),
    queryClient.query(trpc.exit.page.queryOptions({ launchId })),
    queryClient.query(trpc.triage.inbox.queryOptions({ launchId, limit: RAIL_ISSUES })),
  ]);
  return (
    <FirstData state={state}>
      <WarRoomScreen />
    </FirstData>
  );
}
