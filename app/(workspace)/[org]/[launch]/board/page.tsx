import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { BoardScreen } from "@/components/screens/board";
import { loadBoardAddress } from "@/components/screens/board-address";
import { FirstData } from "@/components/trpc/first-data";
import { boardInput, listInput } from "@/contracts/board";
import { readLaunchOf } from "@/server/api/page-address";
import { readFirst } from "@/server/api/rsc";

export const metadata: Metadata = { title: "Board" };

type Props = { params: Promise<{ org: string; launch: string }>; searchParams: Promise<SearchParams> };

/** The launch's issues, by impact, effort and state; the first of them come with the page. */
export default async function BoardPage({ params, searchParams }: Props) {
  const { org, launch } = await params;
  const { layout, filter, sort } = await loadBoardAddress(searchParams);
  const { id: launchId } = await readLaunchOf(org, launch);
  const state = await readFirst(org, ({ queryClient, trpc }) => [
    layout === "table"
      ? queryClient.infiniteQuery(
          trpc.triage.issues.infiniteQueryOptions(listInput({ launchId, filter, sort }), {
            getNextPageParam: (page) => page.nextCursor,
          }),
        )
      : layout === "matrix"
        ? queryClient.query(trpc.triage.matrix.queryOptions(boardInput({ launchId, filter })))
        : queryClient.query(trpc.triage.kanban.queryOptions(boardInput({ launchId, filter }))),
  ]);
  return (
    <FirstData state={state}>
      <BoardScreen />
    </FirstData>
  );
}
