"use client";
import { useQuery } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import { useIssueActs } from "@/components/feedback/acts-context";
import type { ActTarget, IssueDetail } from "@/components/feedback/issue-row";
import { LabelHistory } from "@/components/feedback/label-history";
import { ProvenanceNote } from "@/components/feedback/provenance-note";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { SEVERITY_WORDS, TYPE_WORDS, URGENCY_WORDS } from "@/components/format/words";
import { UrgencyLabel } from "@/components/format/urgency";
import { useLaunch } from "@/components/launches/launch-context";
import { TeamSelect } from "@/components/launches/team-select";
import { useCan } from "@/components/tenancy/member-context";
import { useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { isolate } from "@/contracts/isolate";
import {
  ITEM_TYPES,
  SEVERITIES,
  URGENCIES,
  type ItemType,
  type Severity,
  type Urgency,
} from "@/contracts/triage";
import { EffortSection, ImpactSection } from "./priority-sections";

/**
 * How an issue came to its place: the parts its impact is made of, its effort with the reason, every label with who set it; all of it
 * open to correction.
 */
export function IssueRank({ issue }: { issue: IssueDetail & ActTarget }) {
  const trpc = useTRPC();
  const why = useQuery(trpc.triage.why.queryOptions({ issueId: issue.id }));
  return (
    <div className="flex flex-col gap-6 p-4">
      <ImpactSection issue={issue} readings={why.data?.readings ?? []} />
      <EffortSection issue={issue} />
      <Labels issue={issue} />
      {why.data && <LabelHistory labels={why.data.labels} />}
    </div>
  );
}

const NO_COMPONENT = "none";

/** Every label with its origin, each changed in place; what a person set stays whatever a machine finds later. */
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
                .filter((component) => !component.isArchived || component.id === issue.componentId)
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
          title={`By evidence: ${isolate(issue.urgencyReason)}`}
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
