import type { Metadata } from "next";
import { SourcesScreen } from "@/components/screens/sources";
import { FirstData } from "@/components/trpc/first-data";
import { readLaunchOf } from "@/server/api/page-address";
import { readFirst } from "@/server/api/rsc";

export const metadata: Metadata = { title: "Sources" };

type Props = {
  params: Promise<{ org: string; launch: string }>;
};

/** Every way in of the launch, and which of them need attention. */
export default async function Page({ params }: Props) {
  const { org, launch } = await params;
  const { id: launchId } = await readLaunchOf(org, launch);
  const state = await readFirst(org, ({ queryClient, trpc, may }) => [
    ...(may("source:read")
      ? [
          queryClient.query(trpc.intake.sources.queryOptions({ launchId })),
          queryClient.query(trpc.monitoring.troubledFeeds.queryOptions({ launchId })),
        ]
      : []),
  ]);
  return (
    <FirstData state={state}>
      <SourcesScreen />
    </FirstData>
  );
}
