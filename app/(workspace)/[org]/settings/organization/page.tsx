import type { Metadata } from "next";
import { OrganizationScreen } from "@/components/screens/settings-organization";
import { FirstData } from "@/components/trpc/first-data";
import { readFirst } from "@/server/api/rsc";

export const metadata: Metadata = { title: "Organization" };

/** The organization's name, its teams and one's own membership. */
export default async function Page({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const state = await readFirst(org, ({ queryClient, trpc, may }) => [
    ...(may("launch:read") ? [queryClient.query(trpc.launches.teams.queryOptions())] : []),
    ...(may("organization:read") ? [queryClient.query(trpc.tenancy.me.queryOptions())] : []),
  ]);
  return (
    <FirstData state={state}>
      <OrganizationScreen />
    </FirstData>
  );
}
