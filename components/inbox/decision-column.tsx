"use client";
import { useQuery } from "@tanstack/react-query";
import { useImperativeHandle, useRef, useState, type ReactNode, type Ref } from "react";
import { StackedParts } from "@/components/charts/stacked-parts";
import { QuadrantLabel } from "@/components/format/quadrant-label";
import { useCan } from "@/components/tenancy/member-context";
import { useTRPC } from "@/components/trpc/client";
import { ISSUE_STATE_WORDS } from "@/components/format/words";
import { isSettledState } from "@/contracts/issue-moves";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Kbd } from "@/components/ui/kbd";
import { Skeleton } from "@/components/ui/skeleton";
import { DecisionCandidates, type Candidate } from "./decision-candidates";
import { DecisionLabels } from "./decision-labels";
import type { InboxRow } from "./use-inbox";

/** What the screen's keys ask of the decision. */
export type DecisionHandle = {
  mergeIntoChosen: () => boolean;
  focusLabels: () => void;
  stepCandidate: (by: 1 | -1) => void;
};
export type Decide = {
  accept: () => void;
  reopen: () => void;
  merge: (into: Candidate) => void;
  searchToMerge: () => void;
  decline: () => void;
  snooze: () => void;
  park: () => void;
};

/** The right column: what it is, whether it is known already, how much it matters, and the five decisions. */
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
  const mayWrite = useCan("issue:write");
  const detail = useQuery(trpc.feedback.issue.queryOptions({ issueId: issue.id }));
  const similar = useQuery(trpc.feedback.similarIssues.queryOptions({ issueId: issue.id }));
  const [chosenId, setChosenId] = useState<string | null>(null);
  const labels = useRef<HTMLDivElement>(null);
  const candidates = similar.data ?? [];
  const chosen =
    candidates.find((candidate) => candidate.id === chosenId) ??
    candidates.find((candidate) => candidate.isLikely);
  useImperativeHandle(handle, () => ({
    mergeIntoChosen: () => {
      if (!chosen) return false;
      decide.merge(chosen);
      return true;
    },
    focusLabels: () => labels.current?.querySelector("button")?.focus(),
    stepCandidate: (by) => {
      const at = candidates.findIndex((candidate) => candidate.id === chosen?.id);
      setChosenId(candidates[Math.min(candidates.length - 1, Math.max(0, at + by))]?.id ?? null);
    },
  }));
  return (
    <div className="flex flex-col">
      {mayWrite ? (
        <div role="group" aria-label="Decide" className="grid grid-cols-2 gap-1.5 border-b border-border p-4">
          {isSettledState(issue.state) && (
            <Button variant="primary" shortcut="r" onClick={decide.reopen} className="justify-between">
              Reopen
            </Button>
          )}
          <Button
            variant={isSettledState(issue.state) ? "secondary" : "primary"}
            shortcut="1"
            onClick={decide.accept}
            className={cn("justify-between", !isSettledState(issue.state) && "col-span-2")}
          >
            {isSettledState(issue.state)
              ? `Leave it ${ISSUE_STATE_WORDS[issue.state].toLowerCase()}`
              : "Accept"}
          </Button>
          <Button
            shortcut="2"
            onClick={() => (chosen ? decide.merge(chosen) : decide.searchToMerge())}
            className="justify-between"
          >
            {chosen ? `Duplicate of #${chosen.number}` : "Duplicate of…"}
          </Button>
          <Button shortcut="3" onClick={decide.decline} className="justify-between">
            Decline
          </Button>
          <Button shortcut="h" onClick={decide.snooze} className="justify-between">
            Snooze
          </Button>
          <Button shortcut="w" onClick={decide.park} className="justify-between">
            Park as wish
          </Button>
        </div>
      ) : (
        <p className="border-b border-border p-4 text-muted-foreground">
          Your role reads the inbox; deciding is for members who work on issues.
        </p>
      )}
      <Section title="What it is" aside={mayWrite ? <Kbd keys="e" /> : null}>
        <div ref={labels}>
          <DecisionLabels issue={issue} detail={detail.data} isReadOnly={!mayWrite} />
        </div>
      </Section>
      <Section
        title="Known already?"
        aside={
          mayWrite ? (
            <button
              type="button"
              onClick={decide.searchToMerge}
              className="inline-flex items-center gap-1.5 text-meta text-accent-text hover:underline"
            >
              Search <Kbd keys="m" />
            </button>
          ) : null
        }
      >
        {similar.data ? (
          <DecisionCandidates candidates={candidates} chosen={chosen} onChoose={setChosenId} />
        ) : similar.isError ? (
          <p className="text-muted-foreground">Likely duplicates could not be looked up. Search instead.</p>
        ) : (
          <div role="status" className="flex flex-col gap-3 py-1">
            <span className="sr-only">Looking for duplicates</span>
            <Skeleton className="h-4 w-full" />
            <Skeleton className="h-3 w-2/3" />
            <Skeleton className="h-4 w-full" />
          </div>
        )}
      </Section>
      <Section title="How much it matters" aside={<QuadrantLabel quadrant={issue.quadrant} />}>
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
              {detail.data.effortReason === "" ? "" : `: ${detail.data.effortReason}`}
            </p>
          </>
        ) : (
          <Skeleton className="h-36 w-full" />
        )}
      </Section>
    </div>
  );
}

function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="border-b border-border px-4 py-3 last:border-b-0">
      <div className="mb-2 flex items-center justify-between gap-2">
        <h3 className="font-semibold">{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  );
}
