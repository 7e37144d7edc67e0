"use client";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useIssueActs } from "@/components/feedback/acts-context";
import { ConfidenceBadge } from "@/components/format/confidence-badge";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { TypeIcon } from "@/components/format/type-badge";
import { SEVERITY_WORDS, TYPE_WORDS } from "@/components/format/words";
import { useLaunch } from "@/components/launches/launch-context";
import { TeamSelect } from "@/components/launches/team-select";
import { useCan } from "@/components/tenancy/member-context";
import { useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { Select } from "@/components/ui/select";
import { ITEM_TYPES, SEVERITIES } from "@/contracts/triage";
import type { InboxRow } from "./use-inbox";

type Detail = RouterOutputs["feedback"]["issue"];
const NO_COMPONENT = "none";

/** What the issue is said to be, each with who said so; a press changes it. */
export function DecisionLabels({
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
      <LabelRow label="Team">
        <TeamSelect
          isBare
          label="Team"
          value={issue.teamId}
          isReadOnly={isReadOnly}
          onChange={(teamId) => acts.act([issue], { kind: "assign", teamId })}
        />
      </LabelRow>
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
