"use client";
import { RotateCcw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { effortSizeOf } from "@/contracts/triage";
import type { ActTarget } from "./issue-row";
import type { PriorityField } from "./priority-field";
import { PriorityFields, usePriorityDraft, type PriorityDraft } from "./priority-fields";

/** Sets an impact or an effort where it is shown: Enter sets, Escape leaves it. */
export function PriorityForm({
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
    // Escape is the form's before it is the page's.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      noValidate
      aria-label={`Set the ${field} of #${issue.number}`}
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        draft.submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <PriorityFields draft={draft} />
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" size="sm" variant="primary">
          Set {field}
        </Button>
        <Button size="sm" variant="ghost" onClick={onClose}>
          Cancel <Kbd keys="escape" />
        </Button>
        <TakeBack draft={draft} />
      </div>
    </form>
  );
}

/** The way back to what the evidence says, where a person's value stands in its place. */
export function TakeBack({ draft: { field, computed, takeBack } }: { draft: PriorityDraft }) {
  if (computed === null) return null;
  return (
    <Button size="sm" variant="ghost" icon={<RotateCcw aria-hidden />} onClick={takeBack}>
      {describeTakeBack(field, computed)}
    </Button>
  );
}

/** "Use the computed value (62)"; an effort with its size. */
export const describeTakeBack = (field: PriorityField, computed: number): string =>
  `Use the computed value (${field === "effort" ? `${effortSizeOf(computed)}, ` : ""}${computed})`;
