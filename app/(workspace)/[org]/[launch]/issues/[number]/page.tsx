import type { Metadata } from "next";
import { IssuePage } from "@/components/screens/issue-page";
import { readIssueOf } from "@/server/api/page-address";

type Props = { params: Promise<{ org: string; launch: string; number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, launch, number } = await params;
  // That there is no such issue is told by the page; until then it needs a title too.
  return readIssueOf(org, launch, number).then(
    () => ({ title: `#${number}` }),
    () => ({ title: "Not found" }),
  );
}

/** One issue by the number people say to each other. */
export default async function IssueByNumberPage({ params }: Props) {
  const { org, launch, number } = await params;
  const { id } = await readIssueOf(org, launch, number);
  return <IssuePage issueId={id} number={Number(number)} />;
}
