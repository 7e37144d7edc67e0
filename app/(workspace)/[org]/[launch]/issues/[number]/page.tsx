import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { IssuePage } from "@/components/screens/issue-page";
import { caller, orNotFound, requireMember } from "@/server/api/rsc";

type Props = { params: Promise<{ org: string; launch: string; number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `#${(await params).number.slice(0, 9)}` };
}

/** One issue by the number people say to each other. */
export default async function IssueByNumberPage({ params }: Props) {
  const { org, launch, number } = await params;
  if (!/^[1-9]\d{0,8}$/.test(number)) notFound();
  await requireMember(org);
  const api = await caller(org);
  const { id: launchId } = await orNotFound(api.launches.bySlug({ slug: launch }));
  const { id } = await orNotFound(api.feedback.issueByNumber({ launchId, number: Number(number) }));
  return <IssuePage issueId={id} number={Number(number)} />;
}
