"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useQueryState } from "nuqs";
import { useLaunch } from "@/components/launches/launch-context";
import { useLinks } from "@/components/launches/links";
import { MembersEditor } from "@/components/launches/members-editor";
import { BasicsSettings } from "@/components/launches/settings-basics";
import { ComponentsSettings } from "@/components/launches/settings-components";
import { PhasesSettings } from "@/components/launches/settings-phases";
import { useLaunchChanges } from "@/components/launches/use-launch-changes";
import { Page } from "@/components/layout/page";
import { TrafficRules } from "@/components/monitoring/traffic-rules";
import { useCan } from "@/components/tenancy/member-context";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { InlineAlert } from "@/components/ui/inline-alert";
import { LoadingLabel } from "@/components/ui/loading-label";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { LinkTabs } from "@/components/ui/tabs";

const SECTIONS = [
  { key: "basics", label: "Scope and dates" },
  { key: "phases", label: "Phases" },
  { key: "components", label: "Components" },
  { key: "traffic", label: "Traffic" },
  { key: "team", label: "Team" },
] as const;

/** Everything that was said when the launch was set up, to be changed. */
export function LaunchSettingsScreen() {
  const trpc = useTRPC();
  const current = useLaunch();
  const links = useLinks();
  const [word] = useQueryState("section");
  const mayWrite = useCan("launch:write");
  const launch = useQuery(trpc.launches.bySlug.queryOptions({ slug: current.slug }));
  const exit = useQuery({
    ...trpc.exit.page.queryOptions({ launchId: current.id }),
    enabled: word === "phases",
  });
  const section = SECTIONS.find((section) => section.key === word)?.key ?? "basics";
  return (
    <Page width="form">
      <PageHeader
        title="Launch settings"
        description={current.name}
        actions={
          <>
            <Button asChild>
              <Link href={links.exit}>Exit criteria</Link>
            </Button>
            <Button asChild>
              <Link href={links.sources}>Sources</Link>
            </Button>
          </>
        }
      >
        <LinkTabs
          label="Launch settings"
          tabs={SECTIONS.map(({ key, label }) => ({
            href: key === "basics" ? links.settings : `${links.settings}?section=${key}`,
            label,
            isActive: key === section,
          }))}
        />
      </PageHeader>
      {!mayWrite && (
        <InlineAlert title="You can read these settings" className="mb-4">
          Changing them is for leads and admins.
        </InlineAlert>
      )}
      {launch.data ? (
        section === "basics" ? (
          <BasicsSettings key={launch.data.version} launch={launch.data} isReadOnly={!mayWrite} />
        ) : section === "phases" ? (
          <PhasesSettings launch={launch.data} isReady={exit.data?.isReady ?? false} isReadOnly={!mayWrite} />
        ) : section === "components" ? (
          <ComponentsSettings launchId={current.id} isReadOnly={!mayWrite} />
        ) : section === "traffic" ? (
          <TrafficRules launchId={current.id} isReadOnly={!mayWrite} />
        ) : (
          <TeamSettings launchId={current.id} isReadOnly={!mayWrite} />
        )
      ) : launch.isError ? (
        <ErrorState
          title="Couldn’t load the settings"
          kept={messageOf(launch.error)}
          onRetry={() => void launch.refetch()}
        />
      ) : (
        <div role="status" className="relative flex flex-col gap-4">
          <LoadingLabel>Loading the settings</LoadingLabel>
          <Skeleton className="h-80 rounded-md" />
          <Skeleton className="h-96 rounded-md" />
        </div>
      )}
    </Page>
  );
}

function TeamSettings({ launchId, isReadOnly }: { launchId: string; isReadOnly: boolean }) {
  const trpc = useTRPC();
  const mayReadMembers = useCan("member:read");
  const people = useQuery({ ...trpc.tenancy.people.queryOptions(), enabled: mayReadMembers });
  const members = useQuery(trpc.launches.members.queryOptions({ launchId }));
  const { setMember, removeMember } = useLaunchChanges();
  return (
    <Card>
      <CardHeader
        title="Team"
        description="Who works on this launch, and as what. Taking somebody off leaves what they own with them."
      />
      {people.data && members.data ? (
        <MembersEditor
          people={people.data}
          members={members.data}
          isReadOnly={isReadOnly}
          onSet={({ membershipId, duty, teamId }) =>
            setMember.mutate({ launchId, membershipId, duty, teamId })
          }
          onRemove={(membershipId) => removeMember.mutate({ launchId, membershipId })}
        />
      ) : people.isError || members.isError ? (
        <ErrorState
          title="Couldn’t load the team"
          kept={messageOf(people.error ?? members.error)}
          onRetry={() => void Promise.all([people.refetch(), members.refetch()])}
        />
      ) : (
        <SkeletonRows count={6} label="Loading the team" />
      )}
    </Card>
  );
}
