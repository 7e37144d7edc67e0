import type { Metadata } from "next";
import { ExitScreen } from "@/components/screens/exit";
import { FirstData } from "@/components/trpc/first-data";
import { burnDownReleasesInput } from "@/contracts/first-lists";
import { readLaunchOf } from "@/server/api/page-address";
import { readFirst } from "@/server/api/rsc";

export const metadata: Metadata = { title: "Exit" };

type Props = { params: Promise<{ org: string; launch: string }> };

/** How far the launch is from leaving hypercare, with its criteria and what blocks them. */
export default async function ExitPage({ params }: Props) {
  const { org, launch } = await params;
  const { id: launchId } = await readLaunchOf(org, launch);
  const state = await readFirst(org, ({ queryClient, trpc, may }) => [
    queryClient.query(trpc.exit.page.queryOptions({ launchId })).then(({ launch }) =>
      // Its burn-down marks the releases.
      may("traffic:read")
        ? queryClient.query(trpc.monitoring.releases.queryOptions(burnDownReleasesInput(launch)))
        : undefined,
    ),
    queryClient.query(trpc.launches.components.queryOptions({ launchId })),
  ]);
  return (
    <FirstData state={state}>
      <ExitScreen />
    </FirstData>
  );
}
