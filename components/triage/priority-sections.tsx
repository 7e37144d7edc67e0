"use client";
import { CircleAlert, RotateCcw } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Sparkline } from "@/components/charts/sparkline";
import { StackedParts } from "@/components/charts/stacked-parts";
import { useIssueActs } from "@/components/feedback/acts-context";
import type { ActTarget, IssueDetail } from "@/components/feedback/issue-row";
import { PRIORITY_KEYS, type PriorityField } from "@/components/feedback/priority-field";
import { describeTakeBack, PriorityForm } from "@/components/feedback/priority-form";
import { QuadrantLabel } from "@/components/format/quadrant-label";
import { Time } from "@/components/format/time";
import { useCan } from "@/components/tenancy/member-context";
import { Button } from "@/components/ui/button";
import { focusWhenShown } from "@/components/ui/focus-when-shown";
import { Kbd } from "@/components/ui/kbd";
import { belowLineOf, CRITICAL_IMPACT_MIN } from "@/contracts/below-line";
import { effortSizeOf, type Quadrant } from "@/contracts/triage";

type Issue = IssueDetail & ActTarget;

/** The impact: the parts it is computed from, what it was before, and what a person set in its place. */
export function ImpactSection({
  issue,
  readings,
}: {
  issue: Issue;
  readings: readonly { readonly at: Date; readonly impact: number }[];
}) {
  return (
    <section aria-label="Impact" className="flex flex-col gap-2">
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
      <SetByHand
        issue={issue}
        field="impact"
        set={
          issue.isImpactOverridden
            ? {
                value: String(issue.impact),
                by: issue.impactSetByName,
                at: issue.impactSetAt,
                reason: issue.impactReason,
                computed: issue.computedImpact,
              }
            : null
        }
        note={<BelowLineNote issue={issue} />}
      />
      {readings.length > 1 && (
        <p className="flex items-center gap-2 text-meta text-muted-foreground">
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
  );
}

/** The effort: what it was estimated from or what a person set, and the quadrant that both make. */
export function EffortSection({ issue }: { issue: Issue }) {
  return (
    <section aria-label="Effort" className="flex flex-col gap-2">
      <div className="flex items-baseline justify-between gap-3">
        <span className="font-medium">Effort</span>
        <span className="text-section font-semibold figures">
          {effortSizeOf(issue.effort)}
          <span className="ml-1 text-meta font-normal text-muted-foreground">{issue.effort} of 100</span>
        </span>
      </div>
      {!issue.isEffortOverridden && (
        <p className="max-w-measure text-meta text-muted-foreground">{issue.effortReason}</p>
      )}
      <SetByHand
        issue={issue}
        field="effort"
        set={
          issue.isEffortOverridden
            ? {
                value: `${effortSizeOf(issue.effort)} (${issue.effort})`,
                by: issue.effortSetByName,
                at: issue.effortSetAt,
                reason: issue.effortReason,
                computed: issue.computedEffort,
              }
            : null
        }
      />
      <p className="flex items-center gap-1.5 text-meta text-muted-foreground">
        <span aria-hidden>Quadrant:</span>{" "}
        <QuadrantLabel quadrant={issue.quadrant as Quadrant} className="text-foreground" />
      </p>
    </section>
  );
}

/** A value that a person set: shown as it is set, by whom, when and why. */
type Setting = {
  value: string;
  /** The member's name; null where it was set through a key, or by somebody whose name is not known. */
  by: string | null;
  at: Date | null;
  reason: string | null;
  computed: number;
};

/** Who set a value and why, the way to set it, and the way back to the computed one; without the permission only the first. */
function SetByHand({
  issue,
  field,
  set,
  note,
}: {
  issue: Issue;
  field: PriorityField;
  set: Setting | null;
  note?: ReactNode;
}) {
  const acts = useIssueActs();
  const mayPlace = useCan("issue:prioritise");
  const [form, setForm] = useState<"never" | "open" | "closed">("never");
  return (
    <>
      {set && (
        <div className="rounded-md border border-accent/25 bg-accent-soft/50 px-3 py-2">
          <p>
            <span className="font-medium">{set.by ?? "Somebody"}</span> set{" "}
            <span className="font-medium figures">{set.value}</span>
            {set.at !== null && (
              <>
                , <Time value={set.at} />
              </>
            )}
            {set.reason !== null && set.reason !== "" && (
              <>
                :{" "}
                <span dir="auto" className="reported text-muted-foreground">
                  {set.reason}
                </span>
              </>
            )}
          </p>
          {note}
        </div>
      )}
      {mayPlace && form !== "open" && (
        <div className="flex flex-wrap gap-1">
          <Button
            ref={form === "closed" ? focusWhenShown : undefined}
            size="sm"
            onClick={() => setForm("open")}
          >
            {set ? `Change the ${field}` : `Set the ${field}`} <Kbd keys={PRIORITY_KEYS[field]} />
          </Button>
          {set && (
            <Button
              size="sm"
              variant="ghost"
              icon={<RotateCcw aria-hidden />}
              onClick={() => acts.act([issue], { kind: "place", [field]: null })}
            >
              {describeTakeBack(field, set.computed)}
            </Button>
          )}
        </div>
      )}
      {mayPlace && form === "open" && (
        <div className="rounded-md border border-border p-3">
          <PriorityForm issue={issue} field={field} onClose={() => setForm("closed")} />
        </div>
      )}
    </>
  );
}

/** What a person's impact below the line of an open critical means here. */
function BelowLineNote({ issue }: { issue: Issue }) {
  const mark = belowLineOf(issue);
  if (!mark) return null;
  return (
    <p className="mt-1.5 flex gap-1.5 text-meta">
      <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0 text-minor-foreground" />
      {mark === "confirmed"
        ? `Below the line: an open critical has at least ${CRITICAL_IMPACT_MIN} by computation.`
        : `Set before it became critical. Confirm it with a reason, or use the computed value.`}
    </p>
  );
}
