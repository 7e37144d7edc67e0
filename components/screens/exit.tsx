"use client";
import { useQuery } from "@tanstack/react-query";
import { Flag, Plus } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { BurnDown } from "@/components/charts/burn-down";
import { prepareBurnDown } from "@/components/charts/prepare-burn-down";
import { formatNoun } from "@/components/format/numbers";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { StateGlyph } from "@/components/format/state-badge";
import { ISSUE_STATE_WORDS, SEVERITY_WORDS } from "@/components/format/words";
import { CriterionDialog } from "@/components/launches/criterion-dialogs";
import { CriterionRow } from "@/components/launches/criterion-row";
import { useLaunch } from "@/components/launches/launch-context";
import { useLinks } from "@/components/launches/links";
import { PhaseMove } from "@/components/launches/phase-move";
import { sayProjection, sayReadiness } from "@/components/launches/say-projection";
import { useCriterionChanges, type CriterionChanges } from "@/components/launches/use-criterion-changes";
import { Page } from "@/components/layout/page";
import { useShortcut } from "@/components/layout/shortcuts";
import { useCan } from "@/components/tenancy/member-context";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Progress } from "@/components/ui/progress";
import { Skeleton } from "@/components/ui/skeleton";
import { DEFECT_TYPES } from "@/contracts/triage";
import type { BlockingIssue, CriterionState, CriterionView, ExitView } from "@/contracts/launches";

/** What asks for somebody first; within a state the order people gave. */
const STATE_ORDER: readonly CriterionState[] = ["not_met", "unknown", "holding", "waived", "met"];

/** How far the launch is from leaving hypercare, condition by condition, and what stands in between. */
export function ExitScreen() {
  const trpc = useTRPC();
  const launch = useLaunch();
  const changes = useCriterionChanges();
  const mayWrite = useCan("criterion:write");
  const [isAdding, setIsAdding] = useState(false);
  const exit = useQuery({ ...trpc.exit.page.queryOptions({ launchId: launch.id }), refetchInterval: 60_000 });
  const components = useQuery({
    ...trpc.launches.components.queryOptions({ launchId: launch.id }),
    staleTime: 60_000,
  });
  useShortcut("n", () => setIsAdding(true), { label: "Add a criterion", isEnabled: mayWrite });
  if (!exit.data)
    return exit.isError ? (
      <Page>
        <h1 className="sr-only">Exit</h1>
        <ErrorState
          title="The exit could not be read"
          kept={`${messageOf(exit.error)} Criteria keep being judged meanwhile.`}
          onRetry={() => void exit.refetch()}
        />
      </Page>
    ) : (
      <ExitSkeleton />
    );
  const { data } = exit;
  const settled = data.met + data.waived;
  const criteria = [...data.criteria].sort(
    (a, b) => STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state) || a.position - b.position,
  );
  const nameOf = (id: string | null) =>
    id === null ? null : (components.data?.find((each) => each.id === id)?.name ?? null);
  return (
    <Page>
      <PageHeader
        title="Exit"
        description={sayReadiness(data)}
        actions={
          <>
            <PhaseMove
              launchId={launch.id}
              version={data.launch.version}
              phase={data.launch.phase}
              isReady={data.isReady}
            />
            {mayWrite && (
              <Button icon={<Plus aria-hidden />} onClick={() => setIsAdding(true)}>
                Add a criterion
              </Button>
            )}
          </>
        }
      />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_18.5rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <Card hasPadding={false} aria-label="Criteria">
            <CardHeader
              title="Criteria"
              hasBorder
              actions={
                data.total > 0 ? (
                  <span className="flex items-center gap-3 text-muted-foreground figures">
                    {settled} of {data.total} {data.waived > 0 ? "met or waived" : "met"}
                    <Progress
                      value={settled / data.total}
                      label="Criteria met or waived"
                      className="w-24 max-sm:hidden"
                    />
                  </span>
                ) : undefined
              }
            />
            {criteria.length === 0 ? (
              <EmptyState
                icon={<Flag />}
                title="The conditions for leaving stand here"
                description="None has been agreed yet. Without one, “stable” is a feeling and the launch cannot be called exited."
                action={
                  mayWrite ? (
                    <Button variant="primary" onClick={() => setIsAdding(true)}>
                      Add a criterion
                    </Button>
                  ) : undefined
                }
              />
            ) : (
              <CriteriaList criteria={criteria} blockers={data.blockers} nameOf={nameOf} changes={changes} />
            )}
          </Card>
          <BurnDownCard exit={data} />
        </div>
        <Blockers blockers={data.blockers} criteria={data.criteria} isReady={data.isReady} />
      </div>
      {isAdding && <CriterionDialog criterion={null} changes={changes} onClose={() => setIsAdding(false)} />}
    </Page>
  );
}

function CriteriaList({
  criteria,
  blockers,
  nameOf,
  changes,
}: {
  criteria: readonly CriterionView[];
  blockers: readonly BlockingIssue[];
  nameOf: (id: string | null) => string | null;
  changes: CriterionChanges;
}) {
  return (
    <ul>
      {criteria.map((criterion) => (
        <CriterionRow
          key={criterion.id}
          criterion={criterion}
          componentName={nameOf(criterion.componentId)}
          blockers={blockers.filter((issue) =>
            issue.blocks.some((block) => block.criterionId === criterion.id),
          )}
          changes={changes}
        />
      ))}
    </ul>
  );
}

function BurnDownCard({ exit }: { exit: ExitView }) {
  const trpc = useTRPC();
  const launch = useLaunch();
  const links = useLinks();
  const releases = useQuery({
    ...trpc.monitoring.releases.queryOptions({ launchId: launch.id, since: launch.liveAt, limit: 50 }),
    retry: false,
  });
  const { burnDown } = exit;
  const { projection } = burnDown;
  const model = prepareBurnDown({
    actual: burnDown.days.map((day) => ({ at: day.at.getTime(), value: day.open })),
    goal: burnDown.goal,
    targetAt: burnDown.targetAt.getTime(),
    projection: projection.isKnown
      ? {
          earliestAt: projection.earliestAt.getTime(),
          expectedAt: projection.expectedAt.getTime(),
          latestAt: projection.latestAt?.getTime() ?? null,
        }
      : null,
    releases: (releases.data?.releases ?? []).map((release) => ({
      id: release.id,
      at: release.startedAt.getTime(),
      label: release.version,
      outcome: release.outcome,
    })),
  });
  const words = burnDown.severities.map((severity) => SEVERITY_WORDS[severity].toLowerCase()).join(" and ");
  const filter = `severity:${burnDown.severities.join(",")} state:open type:${DEFECT_TYPES.join(",")}`;
  return (
    <Card>
      <BurnDown
        model={model}
        label="Burn-down"
        title="Burn-down"
        unitLabel={
          <Link href={links.board(filter)} className="hover:underline">
            {burnDown.severities.length === 4 ? "open defects" : `open ${words} defects`}, end of each day
          </Link>
        }
        sentence={
          <>
            <span className="font-medium">{sayProjection(burnDown)}</span>
            {projection.isKnown && (
              <span className="block text-meta text-muted-foreground">{projection.basis}</span>
            )}
          </>
        }
      />
    </Card>
  );
}

function Blockers({
  blockers,
  criteria,
  isReady,
}: {
  blockers: readonly BlockingIssue[];
  criteria: readonly CriterionView[];
  isReady: boolean;
}) {
  const links = useLinks();
  const titleOf = (id: string) => criteria.find((criterion) => criterion.id === id)?.title ?? "a criterion";
  const unmet = criteria.filter((criterion) => criterion.state === "not_met").length;
  return (
    <Card hasPadding={false} aria-label="What blocks the exit now" className="min-w-0 self-start">
      <CardHeader
        title="What blocks the exit now"
        {...(blockers.length > 0 ? { description: "Issues behind what is not met, first things first" } : {})}
        hasBorder
      />
      {blockers.length === 0 ? (
        <p className="px-4 py-4 text-muted-foreground">
          {criteria.length === 0
            ? "Nothing can block it yet: no criterion has been agreed."
            : isReady
              ? "Nothing. Every criterion is met or waived."
              : unmet > 0
                ? "No single issue: the figures that miss their target are not traced to one."
                : "No issue. What is left is time to hold, or figures that are not known yet."}
        </p>
      ) : (
        <ol>
          {blockers.map((issue, at) => (
            <li
              key={issue.id}
              className="relative flex gap-3 border-b border-border px-4 py-3 last:border-b-0 hover:bg-hover"
            >
              <span className="w-4 shrink-0 text-right text-muted-foreground figures">{at + 1}</span>
              <div className="min-w-0 flex-1">
                <Link
                  href={links.issue(issue.number)}
                  className="line-clamp-2 font-medium reported after:absolute after:inset-0"
                >
                  {issue.title}
                </Link>
                <ul className="text-meta text-muted-foreground">
                  {issue.blocks.map((block) => (
                    <li key={block.criterionId} title={titleOf(block.criterionId)}>
                      {block.reason}
                    </li>
                  ))}
                </ul>
                <p className="mt-1 flex items-center gap-2 text-meta text-muted-foreground">
                  <SeverityGlyph severity={issue.severity} />
                  <span className="figures">#{issue.number}</span>
                  <span className="inline-flex items-center gap-1">
                    <StateGlyph state={issue.state} />
                    {ISSUE_STATE_WORDS[issue.state]}
                  </span>
                  <span className="ml-auto truncate">{issue.ownerName ?? "no owner"}</span>
                </p>
              </div>
            </li>
          ))}
        </ol>
      )}
      {blockers.length > 0 && (
        <p className="border-t border-border px-4 py-2 text-meta text-muted-foreground">
          {blockers.length === 10
            ? "The ten issues that hold it back most"
            : formatNoun(blockers.length, "issue")}
        </p>
      )}
    </Card>
  );
}

function ExitSkeleton() {
  return (
    <Page className="max-h-full overflow-hidden">
      <div role="status">
        <span className="sr-only">Loading the exit of this launch</span>
        <Skeleton className="mb-3 h-6 w-16" />
        <Skeleton className="mb-5 h-4 w-72" />
        <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_18.5rem]">
          <div className="flex flex-col gap-4">
            <div className="rounded-md border border-border bg-surface pt-11">
              {Array.from({ length: 7 }, (_, row) => (
                <div
                  key={row}
                  className="grid h-[4.4rem] grid-cols-[minmax(0,1fr)_10.25rem_3.75rem_8.25rem] items-center gap-5 border-t border-border px-4 max-md:grid-cols-[minmax(0,1fr)_4rem]"
                >
                  <Skeleton className="h-4 w-2/3" />
                  <Skeleton className="h-2 max-md:hidden" />
                  <Skeleton className="h-5 max-md:hidden" />
                  <Skeleton className="h-3" />
                </div>
              ))}
            </div>
            <Skeleton className="h-80 rounded-md" />
          </div>
          <Skeleton className="h-96 rounded-md" />
        </div>
      </div>
    </Page>
  );
}
