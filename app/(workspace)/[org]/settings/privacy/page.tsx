import type { Metadata } from "next";
import { PrivacyScreen } from "@/components/screens/settings-privacy";
import { FirstData } from "@/components/trpc/first-data";
import { RECEIPTS_INPUT, RETENTION_RUNS_INPUT } from "@/contracts/first-lists";
import { readFirst } from "@/server/api/rsc";

export const metadata: Metadata = { title: "Privacy" };

/** What is kept how long, and what was erased. */
export default async function Page({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const state = await readFirst(org, ({ queryClient, trpc, may }) => [
    ...(may("report:erase")
      ? [
          queryClient.infiniteQuery(
            trpc.privacy.receipts.infiniteQueryOptions(RECEIPTS_INPUT, {
              getNextPageParam: (last) => last.nextCursor,
            }),
          ),
        ]
      : []),
    ...(may("organization:read")
      ? [
          queryClient.query(trpc.privacy.retention.queryOptions()),
          queryClient.infiniteQuery(
            trpc.privacy.retentionRuns.infiniteQueryOptions(RETENTION_RUNS_INPUT, {
              getNextPageParam: (last) => last.nextCursor,
            }),
          ),
        ]
      : []),
  ]);
  return (
    <FirstData state={state}>
      <PrivacyScreen />
    </FirstData>
  );
}
