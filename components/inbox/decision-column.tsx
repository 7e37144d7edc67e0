"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useImperativeHandle, useRef, useState, type ReactNode, type Ref } from "react";
import { StackedParts } from "@/components/charts/stacked-parts";
import { useIssueActs } from "@/components/feedback/acts-context";
import { IssueLine } from "@/components/feedback/issue-line";
import { sayLikeness } from "@/components/feedback/likeness";
import { ConfidenceBadge } from "@/components/format/confidence-badge";
import { QuadrantLabel } from "@/components/format/quadrant-label";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { TypeIcon } from "@/components/format/type-badge";
import { SEVERITY_WORDS, TYPE_WORDS } from "@/components/format/words";
import { useLaunch } from "@/components/launches/launch-context";
import { useLinks } from "@/components/launches/links";
import { useCan } from "@/components/tenancy/member-context";
import { useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Kbd } from "@/components/ui/kbd";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { ITEM_TYPES, SEVERITIES } from "@/contracts/triage";
import type { InboxRow } from "./use-inbox";

type Candidate = RouterOutputs["feedback"]["similarIssues"][number];
type Detail = RouterOutputs["feedback"]["issue"];

/** What the screen's keys ask of the decision. */
export type DecisionHandle = {
  mergeIntoChosen: () => boolean;
  focusLabels: () => void;
  stepCandidate: (by: 1 | -1) => void;
};
export type Decide = {
  accept: () => void;
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
  const chosen = candidates.find((each) => each.id === chosenId) ?? candidates[0];
  useImperativeHandle(handle, () => ({
    mergeIntoChosen: () => {
      if (!chosen) return false;
      decide.merge(chosen);
      return true;
    },
    focusLabels: () => labels.current?.querySelector("button")?.focus(),
    stepCandidate: (by) => {
      const at = candidates.findIndex((each) => each.id === chosen?.id);
      setChosenId(candidates[Math.min(candidates.length - 1, Math.max(0, at + by))]?.id ?? null);
    },
  }));
  return (
    <div className="flex flex-col">
      {mayWrite ? (
        <div role="group" aria-label="Decide" className="grid grid-cols-2 gap-1.5 border-b border-border p-4">
          <Button
            variant="primary"
            shortcut="1"
            onClick={decide.accept}
            className="col-span-2 justify-between"
          >
            Accept
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
          <Labels issue={issue} detail={detail.data} isReadOnly={!mayWrite} />
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
          <Candidates candidates={candidates} chosen={chosen} onChoose={setChosenId} />
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

const NO_COMPONENT = "none";

function Labels({
  issue,
  detail,
  isReadOnly,
}: {
  issue: InboxRow;
  detail: Detail | undefined;
  isReadOnly: boolean;
}) {
  const trpc = useTRPC();
  const launch = useLaunch();
  const acts = useIssueActs();
  const mayReadMembers = useCan("member:read");
  const components = useQuery({
    ...trpc.launches.components.queryOptions({ launchId: launch.id }),
    staleTime: 60_000,
  });
  const people = useQuery({
    ...trpc.tenancy.people.queryOptions(),
    enabled: mayReadMembers,
    staleTime: 5 * 60_000,
  });
  const why = detail?.provenance ?? {};
  return (
    <div className="flex flex-col gap-1">
      <LabelRow label="Type" said={why["type"]}>
        <Select
          isBare
          aria-label="Type"
          value={issue.type}
          disabled={isReadOnly}
          onValueChange={(type) => acts.act([issue], { kind: "relabel", type, reason: "" })}
          options={ITEM_TYPES.map((type) => ({
            value: type,
            label: TYPE_WORDS[type],
            icon: <TypeIcon type={type} />,
          }))}
        />
      </LabelRow>
      <LabelRow label="Severity" said={why["severity"]}>
        <Select
          isBare
          aria-label="Severity"
          value={issue.severity}
          disabled={isReadOnly}
          onValueChange={(severity) => acts.act([issue], { kind: "relabel", severity, reason: "" })}
          options={SEVERITIES.map((severity) => ({
            value: severity,
            label: SEVERITY_WORDS[severity],
            icon: <SeverityGlyph severity={severity} isDecorative />,
          }))}
        />
      </LabelRow>
      <LabelRow label="Component" said={why["component"]}>
        <Select
          isBare
          aria-label="Component"
          value={issue.componentId ?? NO_COMPONENT}
          disabled={isReadOnly}
          onValueChange={(id) =>
            acts.act([issue], { kind: "relabel", componentId: id === NO_COMPONENT ? null : id, reason: "" })
          }
          options={[
            { value: NO_COMPONENT, label: "None" },
            ...(
              components.data ??
              (issue.componentId
                ? [{ id: issue.componentId, name: issue.componentName ?? "", isArchived: false }]
                : [])
            )
              .filter((each) => !each.isArchived || each.id === issue.componentId)
              .map((each) => ({ value: each.id, label: each.name })),
          ]}
        />
      </LabelRow>
      <LabelRow label="Owner">
        <Select
          isBare
          aria-label="Owner"
          value={issue.ownerId ?? NO_COMPONENT}
          disabled={isReadOnly || !mayReadMembers}
          onValueChange={(id) =>
            acts.act([issue], { kind: "assign", ownerId: id === NO_COMPONENT ? null : id })
          }
          options={[
            { value: NO_COMPONENT, label: "Nobody" },
            ...(
              people.data ?? (issue.ownerId ? [{ id: issue.ownerId, name: issue.ownerName ?? "" }] : [])
            ).map((each) => ({ value: each.id, label: each.name })),
          ]}
        />
      </LabelRow>
      {issue.teamName !== null && (
        <p className="pl-[5.9375rem] text-meta text-muted-foreground">routed to {issue.teamName}</p>
      )}
    </div>
  );
}

function LabelRow({
  label,
  said,
  children,
}: {
  label: string;
  said?: Detail["provenance"][string] | undefined;
  children: ReactNode;
}) {
  return (
    <div className="grid grid-cols-[5.25rem_minmax(0,1fr)_3.75rem] items-center gap-1">
      <span className="text-muted-foreground">{label}</span>
      {children}
      {said ? (
        <ConfidenceBadge
          confidence={said.confidence}
          by={said.by}
          reason={said.reason}
          isCompact={said.by !== "model"}
          className="justify-end"
        />
      ) : (
        <span />
      )}
    </div>
  );
}

function Candidates({
  candidates,
  chosen,
  onChoose,
}: {
  candidates: readonly Candidate[];
  chosen: Candidate | undefined;
  onChoose: (id: string) => void;
}) {
  const links = useLinks();
  if (candidates.length === 0)
    return <p className="text-muted-foreground">Nothing alike was found. It is most likely new.</p>;
  return (
    <ul className="-mx-2 flex flex-col gap-0.5">
      {candidates.slice(0, 4).map((candidate) => (
        <li
          key={candidate.id}
          className={cn(
            "relative rounded-md border border-transparent px-2 py-1.5 hover:bg-hover",
            candidate.id === chosen?.id && "border-border bg-selected",
          )}
        >
          <button
            type="button"
            aria-pressed={candidate.id === chosen?.id}
            onClick={() => onChoose(candidate.id)}
            className="block w-full text-left after:absolute after:inset-0"
          >
            <IssueLine issue={candidate} />
          </button>
          <p className="flex items-baseline gap-2 pl-5 text-meta text-muted-foreground">
            <span className="min-w-0 flex-1">{sayLikeness(candidate)}</span>
            <Link
              href={links.issue(candidate.number)}
              className="relative z-10 -my-1 inline-flex h-6 shrink-0 items-center px-1 text-accent-text hover:underline"
            >
              Open
            </Link>
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Several at once: one decision for all of them. */
export function BulkDecision({ count, decide }: { count: number; decide: Omit<Decide, "merge"> }) {
  return (
    <div className="flex flex-col gap-1.5 p-4">
      <h3 className="mb-1 text-section font-semibold">{count} issues chosen</h3>
      <p className="mb-2 text-muted-foreground">
        One decision for all of them, with ten seconds to take it back.
      </p>
      <Button
        variant="primary"
        shortcut="1"
        onClick={decide.accept}
        className="justify-between"
      >{`Accept ${count} issues`}</Button>
      <Button
        shortcut="2"
        onClick={decide.searchToMerge}
        className="justify-between"
      >{`Merge ${count} issues into one`}</Button>
      <Button
        shortcut="3"
        onClick={decide.decline}
        className="justify-between"
      >{`Decline ${count} issues`}</Button>
      <Button
        shortcut="h"
        onClick={decide.snooze}
        className="justify-between"
      >{`Snooze ${count} issues until they get worse`}</Button>
      <Button
        shortcut="w"
        onClick={decide.park}
        className="justify-between"
      >{`Park ${count} issues as wishes`}</Button>
    </div>
  );
}
