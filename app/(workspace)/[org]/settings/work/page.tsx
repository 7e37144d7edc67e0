import type { Metadata } from "next";
import { WorkScreen } from "@/components/screens/settings-work";
import { FirstData } from "@/components/trpc/first-data";
import { FAILED_JOBS_INPUT } from "@/contracts/first-lists";
import { readFirst } from "@/server/api/rsc";

export const metadata: Metadata = { title: "Background work" };

/** What waits for a worker, and what failed for good. */
export default async function Page({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const state = await readFirst(org, ({ queryClient, trpc, may }) => [
    ...(may("queue:read")
      ? [
          queryClient.query(trpc.operations.health.queryOptions()),
          queryClient.infiniteQuery(
            trpc.operations.deadLetters.infiniteQueryOptions(FAILED_JOBS_INPUT, {
              getNextPageParam: (last) => last.nextCursor,
            }),
          ),
        ]
      : []),
  ]);
  return (
    <FirstData state={state}>
      <WorkScreen />
    </FirstData>
  );
}
