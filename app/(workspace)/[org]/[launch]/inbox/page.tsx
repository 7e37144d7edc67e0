import type { Metadata } from "next";
import { readInboxSort } from "@/components/inbox/inbox-address";
import { isReviewReason } from "@/components/inbox/reasons";
import { InboxScreen } from "@/components/screens/inbox";
import { FirstData } from "@/components/trpc/first-data";
import { inboxInput } from "@/contracts/board";
import { BROWSABLE_REPORTS } from "@/contracts/issues";
import { readLaunchOf } from "@/server/api/page-address";
import { readFirst } from "@/server/api/rsc";

export const metadata: Metadata = { title: "Inbox" };

type Props = {
  params: Promise<{ org: string; launch: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** What is to be triaged, with the issue in front of the person, its newest report and its likely duplicates. */
export default async function InboxPage({ params, searchParams }: Props) {
  const { org, launch } = await params;
  const address = await searchParams;
  const read = (name: string) => (typeof address[name] === "string" ? address[name] : null);
  const { id: launchId } = await readLaunchOf(org, launch);
  const [reason, sort] = [read("reason"), readInboxSort(read("sort"))];
  const state = await readFirst(org, ({ queryClient, trpc }) => {
    const issues = queryClient.infiniteQuery(
      trpc.triage.inbox.infiniteQueryOptions(
        inboxInput({ launchId, reason: isReviewReason(reason) ? reason : null, sort }),
        { getNextPageParam: (page) => page.nextCursor },
      ),
    );
    return [
      queryClient.query(trpc.triage.snoozed.queryOptions({ launchId, limit: 1 })),
      queryClient.query(trpc.feedback.quarantine.queryOptions({ launchId, limit: 1 })),
      queryClient.query(trpc.launches.components.queryOptions({ launchId })),
      issues.then(async ({ pages }) => {
        const rows = pages.flatMap((page) => page.rows);
        const current = rows.find((row) => row.id === read("at")) ?? rows[0];
        if (!current) return;
        const { id: issueId, newestItemId: itemId } = current;
        await Promise.allSettled([
          queryClient.query(trpc.feedback.issue.queryOptions({ issueId })),
          queryClient.query(trpc.feedback.similarIssues.queryOptions({ issueId })),
          ...(itemId === null ? [] : [queryClient.query(trpc.feedback.item.queryOptions({ itemId }))]),
          ...(current.itemCount > 1
            ? [
                queryClient.query(
                  trpc.feedback.issueItems.queryOptions({ issueId, limit: BROWSABLE_REPORTS }),
                ),
              ]
            : []),
        ]);
      }),
    ];
  });
  return (
    <FirstData state={state}>
      <InboxScreen />
    </FirstData>
  );
}
