"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatNoun } from "@/components/format/numbers";
import { useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { IssueLine } from "./issue-line";
import { IssuePicker, type PickedIssue } from "./issue-picker";
import type { ActTarget } from "./issue-row";
import { sayLikeness } from "./likeness";

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
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      {only ? (
        <MergeOne issue={only} onClose={onClose} onMerge={onMerge} />
      ) : (
        <MergeMany issues={issues} onClose={onClose} onMerge={onMerge} />
      )}
    </Dialog>
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
    <DialogContent title={`#${issue.number} is a duplicate of…`} description={PROMISE}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          merge();
        }}
      >
        <IssuePicker
          label="The issue it duplicates"
          offered={(similar.data ?? []).map((each) => ({ ...each, why: sayLikeness(each) }))}
          isLoading={similar.isPending}
          excluded={new Set([issue.id])}
          picked={picked?.id ?? null}
          onPick={setPicked}
          emptyText="Nothing alike was found. Search for it instead."
        />
        <MergeReason reason={reason} onChange={setReason} />
        <DialogFooter>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" disabled={!picked}>
            {picked ? `Merge #${issue.number} into #${picked.number}` : "Merge"}
          </Button>
        </DialogFooter>
      </form>
    </DialogContent>
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
    <DialogContent title={`Merge ${formatNoun(issues.length, "issue")}`} description={PROMISE}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onMerge(lead, sources, reason.trim());
          onClose();
        }}
      >
        <Field label="Which one stands for all of them">
          <RadioGroup
            isCard
            value={leadId}
            onValueChange={setLeadId}
            options={issues.slice(0, 50).map((issue) => ({
              value: issue.id,
              label: (
                <IssueLine
                  issue={{ ...issue, itemCount: (issue as { itemCount?: number }).itemCount ?? 0 }}
                />
              ),
            }))}
          />
        </Field>
        {issues.length > 51 && (
          <p className="mt-2 text-minor-foreground">
            At most 50 issues are merged at once; the first 50 will be.
          </p>
        )}
        <MergeReason reason={reason} onChange={setReason} />
        <DialogFooter>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" type="submit">
            {`Merge ${formatNoun(sources.length, "issue")} into #${lead.number}`}
          </Button>
        </DialogFooter>
      </form>
    </DialogContent>
  );
}

function MergeReason({ reason, onChange }: { reason: string; onChange: (reason: string) => void }) {
  return (
    <Field label="Why they are the same" isOptional className="mt-4">
      <Input value={reason} maxLength={500} onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}
