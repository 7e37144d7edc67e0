import type { Metadata } from "next";
import { KeysScreen } from "@/components/screens/settings-keys";
import { FirstData } from "@/components/trpc/first-data";
import { readFirst } from "@/server/api/rsc";

export const metadata: Metadata = { title: "API keys" };

/** The keys with which machines speak for the organization. */
export default async function Page({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const state = await readFirst(org, ({ queryClient, trpc, may }) => [
    ...(may("key:manage") ? [queryClient.query(trpc.tenancy.apiKeys.queryOptions())] : []),
  ]);
  return (
    <FirstData state={state}>
      <KeysScreen />
    </FirstData>
  );
}
