"use client";
import { useState } from "react";
import { formatNoun } from "@/components/format/numbers";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { DECLINE_REASONS } from "@/contracts/issues";
import { usePressGuard } from "@/components/layout/use-press-guard";
import type { ActTarget } from "./issue-row";

/** Why issues are declined: one key for the usual reasons, a sentence for the others. */
export function DeclineDialog({
  issues,
  onClose,
  onDecline,
}: {
  issues: readonly ActTarget[];
  onClose: () => void;
  onDecline: (reason: string) => void;
}) {
  const [reason, setReason] = useState("");
  const only = issues.length === 1 ? issues[0] : undefined;
  const guarded = usePressGuard("reasons");
  const decline = (why: string) => {
    if (why.trim() === "") return;
    onDecline(why.trim());
    onClose();
  };
  return (
    <FormDialog
      size="sm"
      title={only ? `Decline #${only.number}` : `Decline ${formatNoun(issues.length, "issue")}`}
      description="The reason is kept in the issue's trail."
      onKeyDown={(event) => {
        if (event.target instanceof HTMLInputElement && reason !== "") return;
        const picked = DECLINE_REASONS[Number(event.key) - 1];
        if (!picked) return;
        event.preventDefault();
        // The key that opened the dialog is one of these too.
        if (!event.repeat) guarded(() => decline(picked));
      }}
      onClose={onClose}
      submitLabel={only ? "Decline" : `Decline ${formatNoun(issues.length, "issue")}`}
      onSubmit={() => {
        decline(reason);
      }}
      isSubmitDisabled={reason.trim() === ""}
    >
      <ul aria-label="Common reasons" className="-mx-2 mb-4">
        {DECLINE_REASONS.map((reason, index) => (
          <li key={reason}>
            <button
              type="button"
              onClick={(click) => guarded(() => decline(reason), click)}
              className="flex h-8 w-full items-center justify-between rounded-md px-2 text-left hover:bg-hover"
            >
              <span className="first-letter:uppercase">{reason}</span>
              <Kbd keys={String(index + 1)} />
            </button>
          </li>
        ))}
      </ul>
      <Field label="Another reason">
        <Input
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.target.value)}
          placeholder="In a word or two"
        />
      </Field>
    </FormDialog>
  );
}
