"use client";
import { useState } from "react";
import { formatNoun } from "@/components/format/numbers";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Input } from "@/components/ui/input";
import type { ActTarget } from "./issue-row";

/** Asks why a critical is parked: parked issues leave the inbox and the figures, and nobody looks for a critical among them. */
export function ParkDialog({
  issues,
  onClose,
  onPark,
}: {
  issues: readonly ActTarget[];
  onClose: () => void;
  onPark: (reason: string) => void;
}) {
  const [reason, setReason] = useState("");
  const only = issues.length === 1 ? issues[0] : undefined;
  const criticals = issues.filter((issue) => issue.severity === "critical");
  const isReady = reason.trim() !== "";
  return (
    <FormDialog
      size="sm"
      title={only ? `Park #${only.number}` : `Park ${formatNoun(issues.length, "issue")}`}
      onClose={onClose}
      submitLabel={only ? "Park the critical issue" : `Park ${formatNoun(issues.length, "issue")}`}
      onSubmit={() => {
        if (!isReady) return;
        onPark(reason.trim());
        onClose();
      }}
      isSubmitDisabled={!isReady}
    >
      <InlineAlert
        tone="warning"
        title={
          only
            ? "This issue is critical"
            : `${criticals.length} of these ${criticals.length === 1 ? "is" : "are"} critical`
        }
      >
        Parked issues leave the inbox and do not count toward any exit criterion. If it is not critical after
        all, change its severity instead.
      </InlineAlert>
      <Field label="Why it can wait" isRequired hint="Kept in the trail.">
        <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
