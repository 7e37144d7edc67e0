import type { Metadata } from "next";
import { ModelsScreen } from "@/components/screens/settings-models";
import { FirstData } from "@/components/trpc/first-data";
import { MODEL_CALLS_INPUT } from "@/contracts/first-lists";
import { readFirst } from "@/server/api/rsc";

export const metadata: Metadata = { title: "Models" };

/** Which models classify, in which order, and what they were asked last. */
export default async function Page({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const state = await readFirst(org, ({ queryClient, trpc, may }) => [
    ...(may("ai:read")
      ? [
          queryClient.query(trpc.ai.providers.queryOptions()),
          queryClient.infiniteQuery(
            trpc.ai.calls.infiniteQueryOptions(MODEL_CALLS_INPUT, {
              getNextPageParam: (last) => last.nextCursor,
            }),
          ),
        ]
      : []),
  ]);
  return (
    <FirstData state={state}>
      <ModelsScreen />
    </FirstData>
  );
}
