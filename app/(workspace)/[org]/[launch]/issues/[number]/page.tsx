import type { Metadata } from "next";
import { IssuePage } from "@/components/screens/issue-page";
import { FirstData } from "@/components/trpc/first-data";
import { issueItemsInput } from "@/contracts/issues";
import { readIssueOf, readLaunchOf } from "@/server/api/page-address";
import { readFirst } from "@/server/api/rsc";

type Props = { params: Promise<{ org: string; launch: string; number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, launch, number } = await params;
  // That there is no such issue is told by the page; until then it needs a title too.
  return readIssueOf(org, launch, number).then(
    () => ({ title: `#${number}` }),
    () => ({ title: "Not found" }),
  );
}

/** One issue by the number people say to each other, with its rank and its first reports. */
export default async function IssueByNumberPage({ params }: Props) {
  const { org, launch, number } = await params;
  const [{ id }, { id: launchId }] = await Promise.all([
    readIssueOf(org, launch, number),
    readLaunchOf(org, launch),
  ]);
  const state = await readFirst(org, ({ queryClient, trpc }) => [
    queryClient.query(trpc.feedback.issue.queryOptions({ issueId: id })),
    queryClient.query(trpc.feedback.issueSummary.queryOptions({ issueId: id })),
    queryClient.query(trpc.launches.components.queryOptions({ launchId })),
    queryClient.query(trpc.triage.why.queryOptions({ issueId: id })),
    queryClient.infiniteQuery(
      trpc.feedback.issueItems.infiniteQueryOptions(issueItemsInput(id), {
        getNextPageParam: (page) => page.nextCursor,
      }),
    ),
  ]);
  return (
    <FirstData state={state}>
      <IssuePage issueId={id} number={Number(number)} />
    </FirstData>
  );
}
