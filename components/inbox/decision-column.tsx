"use client";
import { useQuery } from "@tanstack/react-query";
import { useImperativeHandle, useRef, useState, type ReactNode, type Ref } from "react";
import { StackedParts } from "@/components/charts/stacked-parts";
import { useIssueActs } from "@/components/feedback/acts-context";
import { PRIORITY_KEYS } from "@/components/feedback/priority-field";
import { QuadrantLabel } from "@/components/format/quadrant-label";
import { useCan } from "@/components/tenancy/member-context";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { LoadingLabel } from "@/components/ui/loading-label";
import { Skeleton } from "@/components/ui/skeleton";
import { isolate } from "@/contracts/isolate";
import { DecisionActions, type Decide } from "./decision-actions";
import { DecisionCandidates } from "./decision-candidates";
import { DecisionLabels } from "./decision-labels";
import type { InboxRow } from "./use-inbox";

/** What the screen's keys do with the column. */
export type DecisionHandle = {
  /** Merges into the likely duplicate that is offered; false where there is none. */ mergeIntoOffered: () => boolean;
  focusLabels: () => void;
  stepCandidate: (by: 1 | -1) => void;
};

/** The right column: the decisions, the labels with why, possible duplicates, and the impact. */
export function DecisionColumn({
  issue,
  decide,
  handle,
}: {
  issue: InboxRow;
  decide: Decide;
  handle: Ref<DecisionHandle>;
}) {
  const trpc = useTRPC();
  const acts = useIssueActs();
  const mayWrite = useCan("issue:write");
  const mayPlace = useCan("issue:prioritise");
  const detail = useQuery(trpc.feedback.issue.queryOptions({ issueId: issue.id }));
  const similar = useQuery(trpc.feedback.similarIssues.queryOptions({ issueId: issue.id }));
  const [offeredId, setOfferedId] = useState<string | null>(null);
  const labels = useRef<HTMLDivElement>(null);
  const candidates = similar.data ?? [];
  const offered =
    candidates.find((candidate) => candidate.id === offeredId) ??
    candidates.find((candidate) => candidate.isLikely);
  useImperativeHandle(handle, () => ({
    mergeIntoOffered: () => {
      if (!offered) return false;
      decide.merge(offered);
      return true;
    },
    focusLabels: () => labels.current?.querySelector("button")?.focus(),
    stepCandidate: (by) => {
      const at = candidates.findIndex((candidate) => candidate.id === offered?.id);
      setOfferedId(candidates[Math.min(candidates.length - 1, Math.max(0, at + by))]?.id ?? null);
    },
  }));
  return (
    <div className="flex flex-col max-xl:contents">
      {mayWrite ? (
        <DecisionActions
          issue={issue}
          offered={offered}
          decide={decide}
          className={
            "grid-cols-2 border-border bg-surface p-4 max-xl:sticky max-xl:bottom-0 max-xl:z-20 " +
            "max-xl:order-last max-xl:border-t max-xl:px-3 max-xl:py-2 sm:max-xl:grid-cols-3 xl:border-b"
          }
        />
      ) : (
        <p className="border-b border-border p-4 text-muted-foreground">
          Your role can view the inbox. Deciding is for members who work on issues.
        </p>
      )}
      <Section title="Labels" aside={mayWrite ? <Kbd keys="e" /> : null}>
        <div ref={labels}>
          <DecisionLabels issue={issue} onAssign={decide.assign} isReadOnly={!mayWrite} />
        </div>
      </Section>
      <Section
        title="Possible duplicates"
        aside={
          mayWrite ? (
            <button
              type="button"
              onClick={decide.searchToMerge}
              className="inline-flex h-6 items-center gap-1.5 text-meta text-accent-text hover:underline"
            >
              Search <Kbd keys="m" />
            </button>
          ) : null
        }
      >
        {similar.data ? (
          <DecisionCandidates
            number={issue.number}
            candidates={candidates}
            offered={offered}
            onOffer={setOfferedId}
            onMerge={mayWrite ? decide.merge : undefined}
          />
        ) : similar.isError ? (
          <p className="text-muted-foreground">Couldn&apos;t load possible duplicates. Search instead.</p>
        ) : (
          <div role="status" className="relative flex flex-col gap-3 py-1">
            <LoadingLabel>Looking for duplicates</LoadingLabel>
            <Skeleton className="h-4 w-full" />
            <Skeleton className="h-3 w-2/3" />
            <Skeleton className="h-4 w-full" />
          </div>
        )}
      </Section>
      <Section title="Impact and effort" aside={<QuadrantLabel quadrant={issue.quadrant} />}>
        {detail.data ? (
          <>
            <StackedParts
              label={issue.isImpactOverridden ? "Impact, set by a person" : "Impact"}
              total={issue.isImpactOverridden ? detail.data.computedImpact : issue.impact}
              parts={detail.data.impactParts.map((part) => ({
                key: part.key,
                label: part.label,
                value: part.points,
                detail: part.explain,
              }))}
            />
            <p className="mt-2 text-meta text-muted-foreground">
              Effort <span className="font-medium text-foreground figures">{issue.effort}</span> of 100
              {detail.data.effortReason === "" ? "" : `: ${isolate(detail.data.effortReason)}`}
            </p>
          </>
        ) : detail.isError ? (
          <p className="text-muted-foreground">Couldn&apos;t load its impact. {messageOf(detail.error)}</p>
        ) : (
          <Skeleton className="h-36 w-full" />
        )}
        {mayPlace && (
          <div className="mt-2 flex flex-wrap gap-1">
            {(["impact", "effort"] as const).map((field) => (
              <Button key={field} size="sm" onClick={() => acts.openPlacement(issue, field)}>
                Set the {field} <Kbd keys={PRIORITY_KEYS[field]} />
              </Button>
            ))}
          </div>
        )}
      </Section>
    </div>
  );
}

function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="border-b border-border bg-surface px-4 py-3 last:border-b-0">
      <div className="mb-2 flex items-center justify-between gap-2">
        <h3 className="font-semibold">{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  );
}
