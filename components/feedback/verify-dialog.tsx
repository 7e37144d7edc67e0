"use client";
import { useState } from "react";
import { formatNoun } from "@/components/format/numbers";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Textarea } from "@/components/ui/textarea";
import type { ActTarget } from "./issue-row";

/** What was seen that proves the fix. */
export function VerifyDialog({
  issues,
  onClose,
  onVerify,
}: {
  issues: readonly ActTarget[];
  onClose: () => void;
  onVerify: (evidence: string) => void;
}) {
  const [evidence, setEvidence] = useState("");
  const only = issues.length === 1 ? issues[0] : undefined;
  return (
    <FormDialog
      size="sm"
      title={
        only
          ? `Verify the fix of #${only.number}`
          : `Verify the fixes of ${formatNoun(issues.length, "issue")}`
      }
      description="It is kept on the issue and in its trail as evidence."
      onClose={onClose}
      submitLabel="Verify"
      onSubmit={() => {
        if (evidence.trim() === "") return;
        onVerify(evidence.trim());
        onClose();
      }}
      isSubmitDisabled={evidence.trim() === ""}
    >
      <Field
        label="What was seen"
        isRequired
        hint="What was tried, where, on which version, and what happened."
      >
        <Textarea
          rows={4}
          maxLength={500}
          value={evidence}
          onChange={(event) => setEvidence(event.target.value)}
          placeholder="Paid with two cards on 2.0.4: one charge each, no error in the log."
        />
      </Field>
    </FormDialog>
  );
}
