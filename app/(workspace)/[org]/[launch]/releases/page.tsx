import type { Metadata } from "next";
import { ReleasesScreen } from "@/components/screens/releases";
import { FirstData } from "@/components/trpc/first-data";
import { releasesInput } from "@/contracts/first-lists";
import { readLaunchOf } from "@/server/api/page-address";
import { readFirst } from "@/server/api/rsc";

export const metadata: Metadata = { title: "Releases" };

type Props = {
  params: Promise<{ org: string; launch: string }>;
};

/** What changed, when, and how it went; the latest come with the page. */
export default async function Page({ params }: Props) {
  const { org, launch } = await params;
  const { id: launchId } = await readLaunchOf(org, launch);
  const state = await readFirst(org, ({ queryClient, trpc, may }) => [
    ...(may("traffic:read")
      ? [
          queryClient.infiniteQuery(
            trpc.monitoring.releases.infiniteQueryOptions(releasesInput(launchId), {
              getNextPageParam: (last) => last.nextCursor,
            }),
          ),
        ]
      : []),
    queryClient.query(trpc.launches.components.queryOptions({ launchId })),
  ]);
  return (
    <FirstData state={state}>
      <ReleasesScreen />
    </FirstData>
  );
}
