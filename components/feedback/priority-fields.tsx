"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { CRITICAL_IMPACT_MIN, isImpactReasonRequired } from "@/contracts/below-line";
import type { PriorityAct } from "@/contracts/issues";
import { EFFORT_SIZES, effortSizeOf, type EffortSize } from "@/contracts/triage";
import { useIssueActs } from "./acts-context";
import type { ActTarget } from "./issue-row";
import type { PriorityField } from "./priority-field";

const readPercent = (text: string): number | null =>
  /^\d{1,3}$/.test(text.trim()) && Number(text) <= 100 ? Number(text) : null;

/** One impact or effort about to be set, with its reason; what is missing shows once somebody tried to set it. */
export function usePriorityDraft(issue: ActTarget, field: PriorityField, onDone: () => void) {
  const acts = useIssueActs();
  const [value, setValue] = useState(String(issue[field]));
  const [reason, setReason] = useState("");
  const [isTried, setIsTried] = useState(false);
  const wanted = readPercent(value);
  const isReasonRequired = field === "impact" && wanted !== null && isImpactReasonRequired(issue, wanted);
  const isReasonMissing = isReasonRequired && reason.trim() === "";
  const isOverridden = field === "impact" ? issue.isImpactOverridden : issue.isEffortOverridden;
  const computed = field === "impact" ? issue.computedImpact : issue.computedEffort;
  const place = (to: number | null) => {
    const act: PriorityAct = {
      kind: "place",
      ...(field === "impact"
        ? { impact: to, ...(to === null ? {} : { impactReason: reason.trim() }) }
        : { effort: to, ...(to === null ? {} : { effortReason: reason.trim() }) }),
    };
    acts.act([issue], act);
    onDone();
  };
  return {
    field,
    value,
    setValue,
    reason,
    setReason,
    wanted,
    isReasonRequired,
    valueError: isTried && wanted === null ? "A whole number from 0 to 100." : undefined,
    reasonError: isTried && isReasonMissing ? "Say why it is below the line." : undefined,
    submit: () => {
      setIsTried(true);
      if (wanted !== null && !isReasonMissing) place(wanted);
    },
    /** The value that counts again once the person's is taken back; null where none was set or the screen does not know it. */
    computed: isOverridden && computed !== undefined ? computed : null,
    takeBack: () => place(null),
  };
}
export type PriorityDraft = ReturnType<typeof usePriorityDraft>;

/** It appears because somebody wants to set it: typing begins at once, in place of the number that is there. */
function selectWhenShown(input: HTMLInputElement | null): void {
  input?.focus();
  input?.select();
}

/** The number, for an effort its sizes as well, and the reason. */
export function PriorityFields({ draft }: { draft: PriorityDraft }) {
  const { field, wanted } = draft;
  const name = field === "impact" ? "Impact" : "Effort";
  return (
    <>
      <Field label={name} aside="0 to 100" error={draft.valueError}>
        <Input
          ref={selectWhenShown}
          type="number"
          inputMode="numeric"
          min={0}
          max={100}
          step={1}
          value={draft.value}
          onChange={(event) => draft.setValue(event.target.value)}
          suffix={field === "effort" && wanted !== null ? effortSizeOf(wanted) : undefined}
          className="figures"
        />
      </Field>
      {field === "effort" && (
        <div role="group" aria-label="Sizes" className="-mt-2 flex gap-1">
          {(Object.keys(EFFORT_SIZES) as EffortSize[]).map((size) => (
            <Button
              key={size}
              size="sm"
              className="w-9"
              aria-pressed={wanted === EFFORT_SIZES[size]}
              onClick={() => draft.setValue(String(EFFORT_SIZES[size]))}
            >
              {size}
            </Button>
          ))}
        </div>
      )}
      <Field
        label="Reason"
        isRequired={draft.isReasonRequired}
        isOptional={!draft.isReasonRequired}
        hint={
          draft.isReasonRequired
            ? `An open critical below ${CRITICAL_IMPACT_MIN} needs a reason, which is shown with it.`
            : undefined
        }
        error={draft.reasonError}
      >
        <Input
          dir="auto"
          maxLength={500}
          value={draft.reason}
          onChange={(event) => draft.setReason(event.target.value)}
        />
      </Field>
    </>
  );
}
