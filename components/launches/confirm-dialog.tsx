"use client";
import { useState } from "react";
import { messageOf } from "@/components/trpc/client";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Textarea } from "@/components/ui/textarea";
import type { CriterionView } from "@/contracts/exit";
import type { CriterionChanges } from "./use-criterion-changes";

/** Confirms what no machine measures, with what was shown. */
export function ConfirmDialog({
  criterion,
  changes,
  onClose,
}: {
  criterion: CriterionView;
  changes: CriterionChanges;
  onClose: () => void;
}) {
  const [evidence, setEvidence] = useState("");
  const [isTouched, setIsTouched] = useState(false);
  const isGood = evidence.trim().length >= 5;
  const confirm = () => {
    setIsTouched(true);
    if (isGood)
      changes.confirm.mutate(
        { criterionId: criterion.id, version: criterion.version, evidence: evidence.trim() },
        { onSuccess: onClose },
      );
  };
  return (
    <FormDialog
      title={`Confirm “${criterion.title}”`}
      description="Your name and the time are kept with it."
      onClose={onClose}
      submitLabel="Confirm the criterion"
      onSubmit={confirm}
      isBusy={changes.confirm.isPending}
      error={changes.confirm.isError && messageOf(changes.confirm.error)}
    >
      <Field
        label="What shows that it is so"
        hint="A link, a name, a result: whatever lets somebody else check it."
        error={isTouched && !isGood ? "Say what was shown: a link, a name, a result." : undefined}
      >
        <Textarea
          rows={3}
          maxLength={2000}
          value={evidence}
          onChange={(event) => setEvidence(event.target.value)}
        />
      </Field>
    </FormDialog>
  );
}
