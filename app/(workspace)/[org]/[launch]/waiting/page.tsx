import type { Metadata } from "next";
import { WaitingScreen } from "@/components/screens/waiting";
import { FirstData } from "@/components/trpc/first-data";
import { waitingInput } from "@/contracts/first-lists";
import { WaitingList } from "@/contracts/responses";
import { readLaunchOf } from "@/server/api/page-address";
import { readFirst } from "@/server/api/rsc";

export const metadata: Metadata = { title: "Waiting for an answer" };

type Props = {
  params: Promise<{ org: string; launch: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Reports without an answer; the longest waiting come with the page. */
export default async function Page({ params, searchParams }: Props) {
  const { org, launch } = await params;
  const { id: launchId } = await readLaunchOf(org, launch);
  const { component, list: word } = await searchParams;
  const componentId = typeof component === "string" ? component : null;
  const list = WaitingList.catch("waiting").parse(word);
  const state = await readFirst(org, ({ queryClient, trpc, may }) => [
    ...(may("item:read")
      ? [
          queryClient.infiniteQuery(
            trpc.analysis.waiting.infiniteQueryOptions(waitingInput({ launchId, componentId, list }), {
              getNextPageParam: (last) => last.nextCursor,
            }),
          ),
        ]
      : []),
    ...(componentId === null ? [] : [queryClient.query(trpc.launches.components.queryOptions({ launchId }))]),
  ]);
  return (
    <FirstData state={state}>
      <WaitingScreen />
    </FirstData>
  );
}
