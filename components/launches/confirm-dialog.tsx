"use client";
import { useState } from "react";
import { messageOf } from "@/components/trpc/client";
import { FormDialog } from "@/components/ui/form-dialog";
import { ConfirmCriterion, type CriterionView } from "@/contracts/exit";
import { StatementField } from "./statement-field";
import type { CriterionChanges } from "./use-criterion-changes";
import { isolate } from "@/contracts/isolate";

const RULE = ConfirmCriterion.shape.evidence;

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
  const confirm = () => {
    setIsTouched(true);
    if (RULE.safeParse(evidence).success)
      changes.confirm.mutate(
        { criterionId: criterion.id, version: criterion.version, evidence: evidence.trim() },
        { onSuccess: onClose },
      );
  };
  return (
    <FormDialog
      title={`Confirm “${isolate(criterion.title)}”`}
      description="Your name and the time are kept with it."
      onClose={onClose}
      submitLabel="Confirm the criterion"
      onSubmit={confirm}
      isBusy={changes.confirm.isPending}
      error={changes.confirm.isError && messageOf(changes.confirm.error)}
    >
      <StatementField
        label="Evidence"
        hint="A link, a name or a result that others can check."
        rule={RULE}
        value={evidence}
        onValueChange={setEvidence}
        isTouched={isTouched}
      />
    </FormDialog>
  );
}
