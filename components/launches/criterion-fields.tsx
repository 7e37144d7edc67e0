"use client";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { CRITERION_BASIS, CRITERION_DEFS, type CriterionKind } from "@/contracts/exit";
import { readDraft, TIME_UNITS, withCondition, type CriterionDraft } from "./criterion-draft";

const UNIT_WORDS = { count: "", percent: "%", ms: "ms", none: "" } as const;
const COMPARE_WORDS = { at_most: "At most", below: "Below", at_least: "At least", manual: "" } as const;

export const KIND_WORDS: Readonly<Record<CriterionKind, string>> = {
  open_critical: "Open criticals",
  open_major: "Open majors",
  new_items_per_day: "New reports per day",
  error_rate: "Gateway error rate",
  latency_p95: "p95 latency",
  first_response: "Share answered in time",
  negative_share: "Share of negative reports",
  manual: "Manual check",
};

/** Target and hold period of one criterion, and of a first response the time it is to come within; a manual one has neither. */
export function CriterionFields({
  draft,
  onChange,
  isTouched,
}: {
  draft: CriterionDraft;
  onChange: (draft: CriterionDraft) => void;
  isTouched: boolean;
}) {
  const { unit, compare } = CRITERION_DEFS[draft.kind];
  const { target, targetMinutes, holdHours } = readDraft(draft);
  const change = (next: Partial<CriterionDraft>) => onChange(withCondition(draft, next));
  if (compare === "manual")
    return (
      <p className="text-muted-foreground">
        {CRITERION_BASIS.manual} It is met from the moment somebody confirms it.
      </p>
    );
  const isResponse = draft.kind === "first_response";
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field
        label={COMPARE_WORDS[compare]}
        error={
          isTouched && target === null
            ? isResponse
              ? "Give a whole number from 1 to 100."
              : "Give a number, such as 3 or 0.5."
            : undefined
        }
      >
        <Input
          inputMode="decimal"
          value={draft.target}
          onChange={(event) => change({ target: event.target.value })}
          {...(UNIT_WORDS[unit] === "" ? {} : { suffix: UNIT_WORDS[unit] })}
        />
      </Field>
      {isResponse && (
        <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1.15fr)] items-end gap-2">
          <Field
            label="Answered within"
            error={isTouched && targetMinutes === null ? "Give a time of at most 30 days." : undefined}
          >
            <Input
              inputMode="decimal"
              value={draft.within}
              onChange={(event) => change({ within: event.target.value })}
            />
          </Field>
          <Field label="Unit">
            <Select
              value={draft.withinUnit}
              onValueChange={(withinUnit) => change({ withinUnit })}
              options={TIME_UNITS.map((unit) => ({ value: unit, label: unit }))}
            />
          </Field>
        </div>
      )}
      <Field
        label="Must hold for"
        error={isTouched && holdHours === null ? "Give days between 0 and 60." : undefined}
      >
        <Input
          inputMode="decimal"
          value={draft.holdDays}
          onChange={(event) => change({ holdDays: event.target.value })}
          suffix="days"
        />
      </Field>
    </div>
  );
}
