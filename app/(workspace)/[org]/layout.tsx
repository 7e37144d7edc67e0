import { Suspense, type ReactNode } from "react";
import { Workspace } from "@/components/screens/workspace";
import { WorkspaceSkeleton } from "@/components/screens/workspace-skeleton";
import { caller, orNotFound, requireMember } from "@/server/api/rsc";
import { readLivePosition } from "@/server/live/subscribe";

type Props = { params: Promise<{ org: string }>; children: ReactNode };

/** Everything inside one organization: the frame is sent at once, who may see it is proved below. */
export default function WorkspaceLayout({ params, children }: Props) {
  return (
    <Suspense fallback={<WorkspaceSkeleton />}>
      <OrganizationGate params={params}>{children}</OrganizationGate>
    </Suspense>
  );
}

async function OrganizationGate({ params, children }: Props) {
  const { org } = await params;
  const { organization, membership, permissions, scope } = await requireMember(org);
  // Before anything else is read, so that the event stream begins where these reads did.
  const since = await readLivePosition(scope);
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
