"use client";
import { useQuery } from "@tanstack/react-query";
import { Flag, Plus } from "lucide-react";
import { useState } from "react";
import { useIssueActs } from "@/components/feedback/acts-context";
import { describeCriteria } from "@/components/format/criteria-count";
import { BurnDownCard } from "@/components/launches/burn-down-card";
import { CriterionRow } from "@/components/launches/criterion-row";
import { ExitBlockers } from "@/components/launches/exit-blockers";
import { useLaunch } from "@/components/launches/launch-context";
import { PhaseMove } from "@/components/launches/phase-move";
import { describeReadiness } from "@/components/launches/projection-words";
import { useCriterionChanges, type CriterionChanges } from "@/components/launches/use-criterion-changes";
import { Page } from "@/components/layout/page";
import { PrintButton } from "@/components/layout/print-button";
import { useShortcut } from "@/components/layout/shortcuts";
import { useCan } from "@/components/tenancy/member-context";
import { messageWith, useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { later } from "@/components/ui/load-when-idle";
import { PageHeader } from "@/components/ui/page-header";
import { Progress } from "@/components/ui/progress";
import type { BlockingIssue, CriterionState, CriterionView } from "@/contracts/exit";
import { BlockerOwner } from "./exit-owner";
import { ShareReport } from "./exit-share";
import { ExitSkeleton } from "./exit-skeleton";

const CriterionDialog = later(() =>
  import("@/components/launches/criterion-dialog").then(({ CriterionDialog: Dialog }) => Dialog),
);

/** What needs somebody comes first; within a state the order people gave. */
const STATE_ORDER: readonly CriterionState[] = ["not_met", "unknown", "holding", "waived", "met"];

/** How far the launch is from leaving hypercare, condition by condition, and what stands in between. */
export function ExitScreen() {
  const trpc = useTRPC();
  const launch = useLaunch();
  const changes = useCriterionChanges();
  const mayWrite = useCan("criterion:write");
  const acts = useIssueActs();
  const mayAssign = useCan("issue:write");
  const [isAdding, setIsAdding] = useState(false);
  const [assigningId, setAssigningId] = useState<string | null>(null);
  const exit = useQuery({ ...trpc.exit.page.queryOptions({ launchId: launch.id }), refetchInterval: 60_000 });
  const components = useQuery({
    ...trpc.launches.components.queryOptions({ launchId: launch.id }),
    staleTime: 60_000,
  });
  useShortcut("n", () => setIsAdding(true), { label: "Add a criterion", isEnabled: mayWrite });
  const blockers = exit.data?.blockers ?? [];
  const toAssign = blockers.find((issue) => issue.ownerId === null) ?? blockers[0];
  useShortcut("a", () => toAssign && setAssigningId(toAssign.id), {
    label: "Assign the first blocker without an owner",
    isEnabled: mayAssign && toAssign !== undefined,
  });
  useShortcut("u", acts.undoLast, { label: "Undo the last change", isEnabled: mayAssign });
  if (!exit.data)
    return exit.isError ? (
      <Page>
        <h1 className="sr-only">Exit</h1>
        <ErrorState
          title="Couldn’t load the exit"
          kept={messageWith(exit.error, "Criteria keep being judged meanwhile.")}
          onRetry={() => void exit.refetch()}
        />
      </Page>
    ) : (
      <ExitSkeleton />
    );
  const { data } = exit;
  const criteria = [...data.criteria].sort(
    (a, b) => STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state) || a.position - b.position,
  );
  const nameOf = (id: string | null) =>
    id === null ? null : (components.data?.find((component) => component.id === id)?.name ?? null);
  return (
    <Page>
      <PageHeader
        title="Exit"
        description={describeReadiness(data)}
        actions={
          <div className="flex flex-wrap items-center gap-2 print:hidden">
            <PrintButton />
            {mayWrite && <ShareReport />}
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
          </div>
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
                    {data.met} of {data.total} met{data.waived > 0 && `, ${data.waived} waived`}
                    <Progress
                      value={data.met / data.total}
                      label={describeCriteria(data)}
                      className="w-24 max-sm:hidden"
                    />
                  </span>
                ) : undefined
              }
            />
            {criteria.length === 0 ? (
              <EmptyState
                icon={<Flag />}
                title="No exit criteria yet"
                description="They define what must be true before this launch leaves hypercare. Without one, it cannot be called exited."
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
        <ExitBlockers
          blockers={data.blockers}
          criteria={data.criteria}
          isReady={data.isReady}
          renderOwner={(issue) => (
            <BlockerOwner
              issue={issue}
              isOpen={assigningId === issue.id}
              onOpenChange={(isOpen) => setAssigningId(isOpen ? issue.id : null)}
            />
          )}
        />
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
