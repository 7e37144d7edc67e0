"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatNoun } from "@/components/format/numbers";
import { useTRPC } from "@/components/trpc/client";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { IssueLine } from "./issue-line";
import { IssuePicker, type PickedIssue } from "./issue-picker";
import type { ActTarget } from "./issue-row";
import { describeLikeness } from "./likeness";

type Merge = (into: ActTarget, sources: readonly ActTarget[], reason: string) => void;

/** One issue: which other one it is the same as. Several: which of them stands for all. */
export function MergeDialog({
  issues,
  onClose,
  onMerge,
}: {
  issues: readonly ActTarget[];
  onClose: () => void;
  onMerge: Merge;
}) {
  const only = issues.length === 1 ? issues[0] : undefined;
  return only ? (
    <MergeOne issue={only} onClose={onClose} onMerge={onMerge} />
  ) : (
    <MergeMany issues={issues} onClose={onClose} onMerge={onMerge} />
  );
}

const PROMISE =
  "Reports, people and words move over. It can be undone at any time, and nothing critical is hidden by it.";

function MergeOne({ issue, onClose, onMerge }: { issue: ActTarget; onClose: () => void; onMerge: Merge }) {
  const trpc = useTRPC();
  const similar = useQuery(trpc.feedback.similarIssues.queryOptions({ issueId: issue.id }));
  const [picked, setPicked] = useState<PickedIssue | null>(null);
  const [reason, setReason] = useState("");
  const merge = () => {
    if (!picked) return;
    onMerge(picked as unknown as ActTarget, [issue], reason.trim());
    onClose();
  };
  return (
    <FormDialog
      title={`#${issue.number} is a duplicate of…`}
      description={PROMISE}
      onClose={onClose}
      submitLabel={picked ? `Merge #${issue.number} into #${picked.number}` : "Merge"}
      onSubmit={merge}
      isSubmitDisabled={!picked}
    >
      <IssuePicker
        label="The issue it duplicates"
        offered={(similar.data ?? []).map((candidate) => ({
          ...candidate,
          why: describeLikeness(candidate),
        }))}
        isLoading={similar.isPending}
        excluded={new Set([issue.id])}
        picked={picked?.id ?? null}
        onPick={setPicked}
        emptyText="No match found. Search for it instead."
      />
      <MergeReason reason={reason} onChange={setReason} />
    </FormDialog>
  );
}

function MergeMany({
  issues,
  onClose,
  onMerge,
}: {
  issues: readonly ActTarget[];
  onClose: () => void;
  onMerge: Merge;
}) {
  const first = [...issues].sort((a, b) => b.impact - a.impact || a.number - b.number)[0]!;
  const [leadId, setLeadId] = useState(first.id);
  const [reason, setReason] = useState("");
  const lead = issues.find((issue) => issue.id === leadId) ?? first;
  const sources = issues.filter((issue) => issue.id !== lead.id);
  return (
    <FormDialog
      title={`Merge ${formatNoun(issues.length, "issue")}`}
      description={PROMISE}
      onClose={onClose}
      submitLabel={`Merge ${formatNoun(sources.length, "issue")} into #${lead.number}`}
      onSubmit={() => {
        onMerge(lead, sources, reason.trim());
        onClose();
      }}
    >
      <Field label="Which issue to keep">
        <RadioGroup
          isCard
          value={leadId}
          onValueChange={setLeadId}
          options={issues.slice(0, 50).map((issue) => ({
            value: issue.id,
            label: (
              <IssueLine issue={{ ...issue, itemCount: (issue as { itemCount?: number }).itemCount ?? 0 }} />
            ),
          }))}
        />
      </Field>
      {issues.length > 51 && (
        <p className="text-minor-foreground">At most 50 issues are merged at once; the first 50 will be.</p>
      )}
      <MergeReason reason={reason} onChange={setReason} />
    </FormDialog>
  );
}

function MergeReason({ reason, onChange }: { reason: string; onChange: (reason: string) => void }) {
  return (
    <Field label="Why they are the same" isOptional>
      <Input value={reason} maxLength={500} onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}
