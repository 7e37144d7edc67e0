"use client";
import { useQuery } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import { useIssueActs } from "@/components/feedback/acts-context";
import type { ActTarget, IssueDetail } from "@/components/feedback/issue-row";
import { LabelHistory } from "@/components/feedback/label-history";
import { ProvenanceNote } from "@/components/feedback/provenance-note";
import { Sparkline } from "@/components/charts/sparkline";
import { StackedParts } from "@/components/charts/stacked-parts";
import { QuadrantLabel } from "@/components/format/quadrant-label";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { Time } from "@/components/format/time";
import { SEVERITY_WORDS, TYPE_WORDS, URGENCY_WORDS } from "@/components/format/words";
import { UrgencyLabel } from "@/components/format/urgency";
import { useLaunch } from "@/components/launches/launch-context";
import { TeamSelect } from "@/components/launches/team-select";
import { useCan } from "@/components/tenancy/member-context";
import { useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import {
  EFFORT_SIZES,
  ITEM_TYPES,
  SEVERITIES,
  URGENCIES,
  type EffortSize,
  type ItemType,
  type Quadrant,
  type Severity,
  type Urgency,
  effortSizeOf,
} from "@/contracts/triage";

/**
 * How an issue came to its place: the parts its impact is made of, its effort with the reason, every label with who said it; all of it
 * open to correction.
 */
export function IssueRank({ issue }: { issue: IssueDetail & ActTarget }) {
  const acts = useIssueActs();
  const trpc = useTRPC();
  const mayPlace = useCan("issue:prioritise");
  const why = useQuery(trpc.triage.why.queryOptions({ issueId: issue.id }));
  const readings = why.data?.readings ?? [];
  const takeBack = (field: "impact" | "effort") => acts.act([issue], { kind: "place", [field]: null });
  return (
    <div className="flex flex-col gap-6 p-4">
      <section aria-label="Impact">
        <StackedParts
          label={issue.isImpactOverridden ? "Impact by evidence" : "Impact"}
          total={issue.computedImpact}
          parts={issue.impactParts.map((part) => ({
            key: part.key,
            label: part.label,
            value: part.points,
            detail: part.explain,
          }))}
        />
        {issue.isImpactOverridden && (
          <Override
            said={`A person put it at ${issue.impact}`}
            reason={issue.impactReason}
            onClear={mayPlace ? () => takeBack("impact") : undefined}
            clearLabel={`Go back to ${issue.computedImpact}`}
          />
        )}
        {readings.length > 1 && (
          <p className="mt-2 flex items-center gap-2 text-meta text-muted-foreground">
            <Sparkline
              values={readings.map((reading) => reading.impact)}
              label={`Impact moved from ${readings[0]!.impact} to ${readings.at(-1)!.impact}`}
            />
            <span>
              since <Time value={readings[0]!.at} />
            </span>
          </p>
        )}
      </section>
      <section aria-label="Effort" className="flex flex-col gap-1.5">
        <div className="flex items-baseline justify-between gap-3">
          <span className="font-medium">Effort</span>
          <span className="text-section font-semibold figures">
            {effortSizeOf(issue.effort)}
            <span className="ml-1 text-meta font-normal text-muted-foreground">{issue.effort} of 100</span>
          </span>
        </div>
        {issue.isEffortOverridden ? (
          <Override
            said={`A person set it; the estimate is ${effortSizeOf(issue.computedEffort)} (${issue.computedEffort})`}
            reason={issue.effortReason}
            onClear={mayPlace ? () => takeBack("effort") : undefined}
            clearLabel="Go back to the estimate"
          />
        ) : (
          <p className="max-w-measure text-meta text-muted-foreground">{issue.effortReason}</p>
        )}
        {mayPlace && (
          <div role="group" aria-label="Set the effort" className="flex gap-1">
            {(Object.keys(EFFORT_SIZES) as EffortSize[]).map((size) => (
              <Button
                key={size}
                size="sm"
                variant={
                  issue.isEffortOverridden && effortSizeOf(issue.effort) === size ? "primary" : "secondary"
                }
                aria-pressed={issue.isEffortOverridden && effortSizeOf(issue.effort) === size}
                className="w-9"
                onClick={() => acts.act([issue], { kind: "place", effort: EFFORT_SIZES[size] })}
              >
                {size}
              </Button>
            ))}
          </div>
        )}
        <p className="flex items-center gap-1.5 text-meta text-muted-foreground">
          Together: <QuadrantLabel quadrant={issue.quadrant as Quadrant} className="text-foreground" />
        </p>
      </section>
      <Labels issue={issue} />
      {why.data && <LabelHistory labels={why.data.labels} />}
    </div>
  );
}

function Override({
  said,
  reason,
  onClear,
  clearLabel,
}: {
  said: string;
  reason: string | null;
  onClear: (() => void) | undefined;
  clearLabel: string;
}) {
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2 rounded-md border border-accent/25 bg-accent-soft/50 px-3 py-2">
      <p className="min-w-0 flex-1">
        {said}
        {reason !== null && reason !== "" && (
          <span className="reported text-muted-foreground">: “{reason}”</span>
        )}
      </p>
      {onClear && (
        <Button size="sm" variant="ghost" icon={<RotateCcw aria-hidden />} onClick={onClear}>
          {clearLabel}
        </Button>
      )}
    </div>
  );
}

const NO_COMPONENT = "none";

/** Every label with its origin, each changed in place; a person's word stays whatever a machine says later. */
function Labels({ issue }: { issue: IssueDetail & ActTarget }) {
  const trpc = useTRPC();
  const acts = useIssueActs();
  const launch = useLaunch();
  const mayWrite = useCan("issue:write");
  const components = useQuery({
    ...trpc.launches.components.queryOptions({ launchId: launch.id }),
    staleTime: 5 * 60_000,
  });
  const { provenance } = issue;
  const type = issue.type;
  const severity = issue.severity;
  const urgency = issue.urgency as Urgency;
  return (
    <section aria-label="Labels" className="flex flex-col">
      <h3 className="mb-1 font-medium">Labels</h3>
      <LabelRow name="Severity" note={<ProvenanceNote provenance={provenance["severity"]} />}>
        {mayWrite ? (
          <Select<Severity>
            isBare
            size="sm"
            aria-label="Severity"
            value={severity}
            onValueChange={(value) => acts.act([issue], { kind: "relabel", severity: value, reason: "" })}
            options={SEVERITIES.map((value) => ({
              value,
              label: SEVERITY_WORDS[value],
              icon: <SeverityGlyph severity={value} isDecorative />,
            }))}
          />
        ) : (
          SEVERITY_WORDS[severity]
        )}
      </LabelRow>
      <LabelRow name="Type" note={<ProvenanceNote provenance={provenance["type"]} />}>
        {mayWrite ? (
          <Select<ItemType>
            isBare
            size="sm"
            aria-label="Type"
            value={type}
            onValueChange={(value) => acts.act([issue], { kind: "relabel", type: value, reason: "" })}
            options={ITEM_TYPES.map((value) => ({ value, label: TYPE_WORDS[value] }))}
          />
        ) : (
          TYPE_WORDS[type]
        )}
      </LabelRow>
      <LabelRow name="Component" note={<ProvenanceNote provenance={provenance["component"]} />}>
        {mayWrite ? (
          <Select
            isBare
            size="sm"
            aria-label="Component"
            value={issue.componentId ?? NO_COMPONENT}
            onValueChange={(value) =>
              acts.act([issue], {
                kind: "relabel",
                componentId: value === NO_COMPONENT ? null : value,
                reason: "",
              })
            }
            options={[
              ...(components.data ?? [])
                .filter((each) => !each.isArchived || each.id === issue.componentId)
                .map(({ id, name }) => ({ value: id, label: name })),
              { value: NO_COMPONENT, label: "None" },
            ]}
          />
        ) : (
          (issue.componentName ?? "None")
        )}
      </LabelRow>
      <LabelRow name="Team" note={null}>
        {mayWrite ? (
          <TeamSelect
            isBare
            size="sm"
            label="Team"
            value={issue.teamId}
            onChange={(teamId) => acts.act([issue], { kind: "assign", teamId })}
          />
        ) : (
          (issue.teamName ?? "No team")
        )}
      </LabelRow>
      <LabelRow name="Urgency" note={<UrgencyNote issue={issue} />}>
        {mayWrite ? (
          <Select<Urgency>
            isBare
            size="sm"
            aria-label="Urgency"
            value={urgency}
            onValueChange={(value) => acts.act([issue], { kind: "urgency", urgency: value })}
            options={URGENCIES.map((value) => ({ value, label: URGENCY_WORDS[value] }))}
          />
        ) : (
          <UrgencyLabel urgency={urgency} />
        )}
      </LabelRow>
    </section>
  );
}

/** Why it is so urgent: who decided it, with the way back to what the evidence says, or the evidence itself. */
function UrgencyNote({ issue }: { issue: IssueDetail & ActTarget }) {
  const acts = useIssueActs();
  const mayWrite = useCan("issue:write");
  const decided = issue.provenance["urgency"];
  const computed = issue.computedUrgency as Urgency;
  if (!decided)
    return <span className="max-w-measure text-meta text-muted-foreground">{issue.urgencyReason}</span>;
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <ProvenanceNote provenance={decided} />
      {issue.severity === "critical" && decided.by === "rule" && (
        <span className="text-meta text-muted-foreground">{issue.urgencyReason}</span>
      )}
      {mayWrite && (decided.by === "person" || computed !== issue.urgency) && (
        <Button
          size="sm"
          variant="ghost"
          icon={<RotateCcw aria-hidden />}
          title={`By evidence: ${issue.urgencyReason}`}
          onClick={() => acts.act([issue], { kind: "urgency", urgency: null })}
        >
          {computed === issue.urgency
            ? "Follow the evidence"
            : `Go back to ${URGENCY_WORDS[computed].toLowerCase()}`}
        </Button>
      )}
    </span>
  );
}

function LabelRow({ name, note, children }: { name: string; note: ReactNode; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[6rem_minmax(0,1fr)] items-center gap-x-2 border-b border-border py-1.5 last:border-b-0">
      <span className="text-muted-foreground">{name}</span>
      <span className="-ml-1.5 max-w-56 min-w-0">{children}</span>
      <span className="col-start-2 min-w-0">{note}</span>
    </div>
  );
}
