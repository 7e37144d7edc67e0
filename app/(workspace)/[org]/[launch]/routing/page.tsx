import type { Metadata } from "next";
import { RoutingScreen } from "@/components/screens/routing";
import { FirstData } from "@/components/trpc/first-data";
import { readLaunchOf } from "@/server/api/page-address";
import { readFirst } from "@/server/api/rsc";

export const metadata: Metadata = { title: "Routing" };

type Props = {
  params: Promise<{ org: string; launch: string }>;
};

/** The launch's routing rules, with the names that they speak of. */
export default async function Page({ params }: Props) {
  const { org, launch } = await params;
  const { id: launchId } = await readLaunchOf(org, launch);
  const state = await readFirst(org, ({ queryClient, trpc, may }) => [
    ...(may("rule:read") ? [queryClient.query(trpc.triage.rules.queryOptions({ launchId }))] : []),
    queryClient.query(trpc.launches.components.queryOptions({ launchId })),
  ]);
  return (
    <FirstData state={state}>
      <RoutingScreen />
    </FirstData>
  );
}
