import { redirect } from "next/navigation";
import { caller, orNotFound, requireMember } from "@/server/api/rsc";

/** An organization's front door leads to the launch that runs, or to where one is made. */
export default async function OrganizationPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  await requireMember(org);
  const [first] = await orNotFound((await caller(org)).launches.names());
  redirect(first ? `/${org}/${first.slug}/war-room` : `/${org}/launches`);
}
