"use client";
import { useQuery } from "@tanstack/react-query";
import { UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { useIssueActs } from "@/components/feedback/acts-context";
import { describeLabelReason } from "@/components/feedback/label-reason";
import { ConfidenceBadge } from "@/components/format/confidence-badge";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { TypeIcon } from "@/components/format/type-badge";
import { SEVERITY_WORDS, TYPE_WORDS } from "@/components/format/words";
import { useLaunch } from "@/components/launches/launch-context";
import { TeamSelect } from "@/components/launches/team-select";
import { useTRPC } from "@/components/trpc/client";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { isolate } from "@/contracts/isolate";
import { ITEM_TYPES, SEVERITIES, type Provenance } from "@/contracts/triage";
import type { InboxRow } from "./use-inbox";

const NO_COMPONENT = "none";

/** What the issue is and whose, with why; a press changes it, and whoever only reads sees words and nothing to press. */
export function DecisionLabels({
  issue,
  onAssign,
  isReadOnly,
}: {
  issue: InboxRow;
  onAssign: () => void;
  isReadOnly: boolean;
}) {
  const trpc = useTRPC();
  const launch = useLaunch();
  const acts = useIssueActs();
  const components = useQuery({
    ...trpc.launches.components.queryOptions({ launchId: launch.id }),
    staleTime: 60_000,
  });
  const { provenance, labelledBy } = issue;
  if (isReadOnly) return <ReadLabels issue={issue} />;
  return (
    <div className="flex flex-col gap-1">
      <LabelRow label="Type" provenance={provenance.type} setBy={labelledBy.type}>
        <Select
          isBare
          aria-label="Type"
          value={issue.type}
          onValueChange={(type) => acts.act([issue], { kind: "relabel", type, reason: "" })}
          options={ITEM_TYPES.map((type) => ({
            value: type,
            label: TYPE_WORDS[type],
            icon: <TypeIcon type={type} />,
          }))}
        />
      </LabelRow>
      <LabelRow label="Severity" provenance={provenance.severity} setBy={labelledBy.severity}>
        <Select
          isBare
          aria-label="Severity"
          value={issue.severity}
          onValueChange={(severity) => acts.act([issue], { kind: "relabel", severity, reason: "" })}
          options={SEVERITIES.map((severity) => ({
            value: severity,
            label: SEVERITY_WORDS[severity],
            icon: <SeverityGlyph severity={severity} isDecorative />,
          }))}
        />
      </LabelRow>
      <LabelRow label="Component" provenance={provenance.component} setBy={labelledBy.component}>
        <Select
          isBare
          aria-label="Component"
          value={issue.componentId ?? NO_COMPONENT}
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
              .filter((component) => !component.isArchived || component.id === issue.componentId)
              .map((component) => ({ value: component.id, label: component.name })),
          ]}
        />
      </LabelRow>
      <LabelRow label="Owner">
        <Button
          variant="quiet"
          size="sm"
          onClick={onAssign}
          aria-label={
            issue.ownerName === null ? "Assign an owner" : `Owner: ${isolate(issue.ownerName)}. Assign`
          }
          className="-mx-2 justify-start"
          icon={
            issue.ownerName === null ? (
              <UserRound aria-hidden />
            ) : (
              <Avatar name={issue.ownerName} size="sm" isDecorative />
            )
          }
        >
          {issue.ownerName ?? "Nobody"}
        </Button>
      </LabelRow>
      <LabelRow label="Team">
        <TeamSelect
          isBare
          label="Team"
          value={issue.teamId}
          onChange={(teamId) => acts.act([issue], { kind: "assign", teamId })}
        />
      </LabelRow>
    </div>
  );
}

function ReadLabels({ issue }: { issue: InboxRow }) {
  const { provenance, labelledBy } = issue;
  return (
    <div className="flex flex-col gap-1">
      <LabelRow label="Type" provenance={provenance.type} setBy={labelledBy.type}>
        <ReadValue icon={<TypeIcon type={issue.type} />}>{TYPE_WORDS[issue.type]}</ReadValue>
      </LabelRow>
      <LabelRow label="Severity" provenance={provenance.severity} setBy={labelledBy.severity}>
        <ReadValue icon={<SeverityGlyph severity={issue.severity} isDecorative />}>
          {SEVERITY_WORDS[issue.severity]}
        </ReadValue>
      </LabelRow>
      <LabelRow label="Component" provenance={provenance.component} setBy={labelledBy.component}>
        <ReadValue>{issue.componentName ?? "None"}</ReadValue>
      </LabelRow>
      <LabelRow label="Owner">
        <ReadValue>{issue.ownerName ?? "Nobody"}</ReadValue>
      </LabelRow>
      <LabelRow label="Team">
        <ReadValue>{issue.teamName ?? "No team"}</ReadValue>
      </LabelRow>
    </div>
  );
}

function ReadValue({ icon, children }: { icon?: ReactNode; children: string }) {
  return (
    <span className="flex min-h-7 min-w-0 items-center gap-2">
      {icon !== undefined && (
        <span aria-hidden className="flex shrink-0">
          {icon}
        </span>
      )}
      <span dir="auto" className="truncate">
        {children}
      </span>
    </span>
  );
}

function LabelRow({
  label,
  provenance,
  setBy,
  children,
}: {
  label: string;
  provenance?: Provenance | undefined;
  /** Who set it by hand last. */ setBy?: string | undefined;
  children: ReactNode;
}) {
  const why = describeLabelReason(provenance, setBy);
  return (
    <div className="grid grid-cols-[5.25rem_minmax(0,1fr)_3.75rem] items-center gap-x-1">
      <span className="text-muted-foreground">{label}</span>
      {children}
      {provenance?.by === "model" ? (
        <ConfidenceBadge
          confidence={provenance.confidence}
          by={provenance.by}
          reason={provenance.reason}
          className="justify-end"
        />
      ) : (
        <span />
      )}
      {why !== null && (
        <p
          className={
            "col-span-2 col-start-2 mb-1 line-clamp-3 text-meta reported [overflow-wrap:anywhere] " +
            "text-muted-foreground"
          }
        >
          {why}
        </p>
      )}
    </div>
  );
}
