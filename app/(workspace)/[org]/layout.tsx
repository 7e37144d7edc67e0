import { Suspense, type ReactNode } from "react";
import { Workspace } from "@/components/screens/workspace";
import { WorkspaceSkeleton } from "@/components/screens/workspace-skeleton";
import { caller, orNotFound, readStanding, requireMember } from "@/server/api/rsc";

type Props = { params: Promise<{ org: string }>; children: ReactNode };

/**
 * Everything inside one organization. Whether there is anything to see is known before the frame is sent, because the status says so
 * and nothing can change it afterwards; the frame's own content follows. A page that will say there is no such launch is sent whole.
 */
export default async function WorkspaceLayout({ params, children }: Props) {
  const { org } = await params;
  const standing = await readStanding();
  if (standing !== "welcome") await requireMember(org);
  const frame = <Frame org={org}>{children}</Frame>;
  return standing === "no_launch" ? frame : <Suspense fallback={<WorkspaceSkeleton />}>{frame}</Suspense>;
}

async function Frame({ org, children }: { org: string; children: ReactNode }) {
  const { organization, membership, permissions } = await requireMember(org);
  const api = await caller(org);
  const [launches, me] = await Promise.all([orNotFound(api.launches.list()), api.account.me()]);
  const member = {
    organization: { slug: organization.slug, name: organization.name },
    membership,
    permissions,
  };
  return <Workspace start={{ member, launches, organizations: me.organizations }}>{children}</Workspace>;
}
