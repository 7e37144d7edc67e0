"use client";
import { FormDialog } from "@/components/ui/form-dialog";
import type { ActTarget } from "./issue-row";
import type { PriorityField } from "./priority-field";
import { PriorityFields, usePriorityDraft } from "./priority-fields";
import { TakeBack } from "./priority-form";

/** Sets an impact or an effort from anywhere, as its key does. */
export function PriorityDialog({
  issue,
  field,
  onClose,
}: {
  issue: ActTarget;
  field: PriorityField;
  onClose: () => void;
}) {
  const draft = usePriorityDraft(issue, field, onClose);
  return (
    <FormDialog
      size="sm"
      noValidate
      title={`Set the ${field} of #${issue.number}`}
      description={<bdi>{issue.title}</bdi>}
      onClose={onClose}
      submitLabel={`Set ${field}`}
      onSubmit={draft.submit}
      beside={<TakeBack draft={draft} />}
    >
      <PriorityFields draft={draft} />
    </FormDialog>
  );
}
