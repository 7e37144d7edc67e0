"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus, Rocket } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { describeCriteria, formatCriteria } from "@/components/format/criteria-count";
import { formatCount } from "@/components/format/numbers";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { PhaseBadge } from "@/components/format/state-badge";
import { ZonedTime } from "@/components/format/zoned-time";
import { linksOf } from "@/components/launches/links";
import { Page } from "@/components/layout/page";
import { useShortcut } from "@/components/layout/shortcuts";
import { useCan, useMember } from "@/components/tenancy/member-context";
import { messageOf, useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Progress } from "@/components/ui/progress";
import { SkeletonRows } from "@/components/ui/skeleton";
import { isolate } from "@/contracts/isolate";

type Launch = RouterOutputs["launches"]["list"][number];

const COLUMNS = "md:grid-cols-[minmax(0,1fr)_7rem_8rem_7rem_7rem_10rem]";

/** Every launch of the organization with how it stands, running ones first. */
export function LaunchesScreen() {
  const trpc = useTRPC();
  const router = useRouter();
  const { organization } = useMember();
  const mayWrite = useCan("launch:write");
  const launches = useQuery(trpc.launches.list.queryOptions());
  const newHref = `/${organization.slug}/launches/new`;
  useShortcut("n", () => router.push(newHref), { label: "New launch", isEnabled: mayWrite });
  const create = mayWrite ? (
    <Button asChild variant="primary">
      <Link href={newHref}>
        <Plus aria-hidden />
        New launch
      </Link>
    </Button>
  ) : undefined;
  return (
    <Page>
      <PageHeader
        title="Launches"
        description={`Hypercare periods of ${isolate(organization.name)}, running ones first.`}
        actions={launches.data && launches.data.length > 0 ? create : undefined}
      />
      <Card hasPadding={false}>
        {launches.data ? (
          launches.data.length === 0 ? (
            <EmptyState
              icon={<Rocket />}
              title="Launches appear here with their health"
              description={
                mayWrite
                  ? "None has been set up yet. A launch is one hypercare period: its scope, dates, team and the conditions for leaving it."
                  : "None has been set up yet. A lead or an admin of your organization can."
              }
              action={create}
            />
          ) : (
            <>
              <div
                aria-hidden
                className={cn(
                  "grid gap-4 border-b border-border px-4 py-2 text-meta text-muted-foreground max-md:hidden",
                  COLUMNS,
                )}
              >
                <span>Launch</span>
                <span>Phase</span>
                <span>Day</span>
                <span className="text-right">Open criticals</span>
                <span className="text-right">Open majors</span>
                <span className="pl-6">Exit criteria</span>
              </div>
              <ul>
                {launches.data.map((launch) => (
                  <Row key={launch.id} launch={launch} />
                ))}
              </ul>
            </>
          )
        ) : launches.isError ? (
          <ErrorState
            title="Couldn’t load the launches"
            kept={messageOf(launches.error)}
            onRetry={() => void launches.refetch()}
          />
        ) : (
          <SkeletonRows count={4} label="Loading the launches" />
        )}
      </Card>
    </Page>
  );
}

function Row({ launch }: { launch: Launch }) {
  const { organization } = useMember();
  const links = linksOf(organization.slug, launch.slug);
  const { openCriticals, openMajors, criteria, day, days } = launch.health;
  return (
    <li
      className={cn(
        "relative grid items-center gap-x-4 gap-y-1.5 border-b border-border px-4 py-3 last:border-b-0 hover:bg-hover",
        COLUMNS,
      )}
    >
      <div className="min-w-0">
        <Link
          href={links.warRoom}
          dir="auto"
          className="font-semibold [overflow-wrap:anywhere] after:absolute after:inset-0"
        >
          {launch.name}
        </Link>
        <p className="text-meta text-muted-foreground figures">
          <ZonedTime value={launch.liveAt} timeZone={launch.timeZone} style="date" /> to{" "}
          <ZonedTime value={launch.endsAt} timeZone={launch.timeZone} style="date" />
        </p>
      </div>
      <span>
        <PhaseBadge phase={launch.phase} />
      </span>
      <span className="text-muted-foreground figures">
        {day === 0 ? "not live yet" : day > days ? `ended after ${days}` : `Day ${day} of ${days}`}
      </span>
      <span className="flex items-center gap-1.5 figures md:justify-end">
        <span
          className={cn(
            openCriticals === 0 ? "text-muted-foreground" : "font-semibold text-critical-foreground",
          )}
        >
          {formatCount(openCriticals)}
        </span>
        <SeverityGlyph severity="critical" isDecorative className={cn(openCriticals === 0 && "opacity-30")} />
        <span className="text-meta text-muted-foreground md:sr-only">open criticals</span>
      </span>
      <span className="flex items-center gap-1.5 figures md:justify-end">
        <span className={cn(openMajors === 0 && "text-muted-foreground")}>{formatCount(openMajors)}</span>
        <SeverityGlyph severity="major" isDecorative className={cn(openMajors === 0 && "opacity-30")} />
        <span className="text-meta text-muted-foreground md:sr-only">open majors</span>
      </span>
      <span className="flex items-center gap-2.5 text-muted-foreground figures md:pl-6">
        {criteria.total === 0 ? (
          "none agreed"
        ) : (
          <>
            <Progress
              value={criteria.met / criteria.total}
              label={describeCriteria(criteria)}
              tone={criteria.met + criteria.waived === criteria.total ? "positive" : "accent"}
              className="w-16"
            />
            {formatCriteria(criteria)}
          </>
        )}
      </span>
    </li>
  );
}
