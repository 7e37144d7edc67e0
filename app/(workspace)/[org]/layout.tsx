import { Suspense, type ReactNode } from "react";
import { Workspace } from "@/components/screens/workspace";
import { WorkspaceSkeleton } from "@/components/screens/workspace-skeleton";
import { navInputs } from "@/contracts/board";
import { addressedLaunch, addressedResourceExists } from "@/server/api/page-address";
import { caller, orNotFound, readFirst, readStreamStart, requireMember } from "@/server/api/rsc";

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
  const slug = await addressedLaunch();
  const current = launches.find((launch) => launch.slug === slug) ?? launches[0];
  const first = await readFirst(org, ({ queryClient, trpc, may }) => {
    if (!current) return [];
    const inputs = navInputs(current.id);
    return [
      queryClient.query(trpc.triage.inbox.queryOptions(inputs.inbox)),
      queryClient.query(trpc.triage.counts.queryOptions(inputs.counts)),
      queryClient.query(trpc.analysis.verdict.queryOptions({ launchId: current.id })),
      // The names that acts on issues say. The frame comes alive before its page, and would ask for what only the page came with.
      queryClient.query(trpc.launches.teams.queryOptions()),
      ...(may("member:read") ? [queryClient.query(trpc.tenancy.people.queryOptions())] : []),
    ];
  });
  return (
    <Workspace start={{ member, launches, organizations: me.organizations, since, first }}>
      {children}
    </Workspace>
  );
}
