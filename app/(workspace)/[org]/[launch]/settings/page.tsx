import type { Metadata } from "next";
import { LaunchSettingsScreen } from "@/components/screens/launch-settings";
import { FirstData } from "@/components/trpc/first-data";
import { readLaunchOf } from "@/server/api/page-address";
import { readFirst } from "@/server/api/rsc";

export const metadata: Metadata = { title: "Launch settings" };

type Props = {
  params: Promise<{ org: string; launch: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** What was said when the launch was set up; what the section shows comes with the page. */
export default async function Page({ params, searchParams }: Props) {
  const { org, launch } = await params;
  const { id: launchId } = await readLaunchOf(org, launch);
  const { section } = await searchParams;
  const state = await readFirst(org, ({ queryClient, trpc, may }) => [
    queryClient.query(trpc.launches.bySlug.queryOptions({ slug: launch })),
    ...(section === "phases" ? [queryClient.query(trpc.exit.page.queryOptions({ launchId }))] : []),
    ...(section === "components"
      ? [queryClient.query(trpc.launches.components.queryOptions({ launchId }))]
      : []),
    ...(section === "traffic" && may("traffic:read")
      ? [queryClient.query(trpc.monitoring.trafficRules.queryOptions({ launchId }))]
      : []),
    ...(section === "team" ? [queryClient.query(trpc.launches.members.queryOptions({ launchId }))] : []),
  ]);
  return (
    <FirstData state={state}>
      <LaunchSettingsScreen />
    </FirstData>
  );
}
