import type { Metadata } from "next";
import { AccountScreen } from "@/components/screens/settings-account";
import { FirstData } from "@/components/trpc/first-data";
import { readFirst } from "@/server/api/rsc";

export const metadata: Metadata = { title: "Your account" };

/** One's own name, password and open sessions. */
export default async function Page({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const state = await readFirst(org, ({ queryClient, trpc }) => [
    queryClient.query(trpc.account.sessions.queryOptions()),
  ]);
  return (
    <FirstData state={state}>
      <AccountScreen />
    </FirstData>
  );
}
