import { Suspense, type ReactNode } from "react";
import { Workspace } from "@/components/screens/workspace";
import { WorkspaceSkeleton } from "@/components/screens/workspace-skeleton";
import { addressedResourceExists } from "@/server/api/page-address";
import { caller, orNotFound, readStreamStart, requireMember } from "@/server/api/rsc";

type Props = { params: Promise<{ org: string }>; children: ReactNode };

/**
 * Everything inside one organization. Who may see it, and whether the launch or issue is there, is proved before the first byte, which
 * carries the status; the frame's own content follows. A page that will say there is no such place is sent whole.
 */
export default async function WorkspaceLayout({ params, children }: Props) {
  const { org } = await params;
  await requireMember(org);
  const frame = <Frame org={org}>{children}</Frame>;
  return (await addressedResourceExists(org)) ? (
    <Suspense fallback={<WorkspaceSkeleton />}>{frame}</Suspense>
  ) : (
    frame
  );
}

async function Frame({ org, children }: { org: string; children: ReactNode }) {
  const { organization, membership, permissions } = await requireMember(org);
  // Before anything else is read, so that the event stream begins where these reads did.
  const since = await readStreamStart(org);
  const api = await caller(org);
  const [launches, me] = await Promise.all([orNotFound(api.launches.list()), api.account.me()]);
  const member = {
    organization: { slug: organization.slug, name: organization.name },
    membership,
    permissions,
  };
  return (
    <Workspace start={{ member, launches, organizations: me.organizations, since }}>{children}</Workspace>
  );
}
