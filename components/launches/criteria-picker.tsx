"use client";
import { Checkbox } from "@/components/ui/checkbox";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { CRITERION_BASIS, CRITERION_KINDS } from "@/contracts/exit";
import { draftOf, type CriterionDraft } from "./criterion-draft";
import { CriterionFields } from "./criterion-fields";

export type PickedCriterion = CriterionDraft & { key: string; isOn: boolean };

/** One of every measured kind, as a new launch is offered them. */
export const offeredCriteria = (): PickedCriterion[] =>
  CRITERION_KINDS.filter((kind) => kind !== "manual").map((kind) => ({
    ...draftOf(kind),
    key: kind,
    isOn: true,
  }));

/** The conditions a new launch leaves by: templates to take, change or leave out, and conditions that a person confirms. */
export function CriteriaPicker({
  value,
  onChange,
  isTouched,
}: {
  value: readonly PickedCriterion[];
  onChange: (value: PickedCriterion[]) => void;
  isTouched: boolean;
}) {
  const change = (key: string, next: Partial<PickedCriterion>) =>
    onChange(value.map((chosen) => (chosen.key === key ? { ...chosen, ...next } : chosen)));
  return (
    <div className="flex flex-col gap-3">
      <ul className="divide-y divide-border rounded-md border border-border">
        {value.map((criterion) => (
          <li
            key={criterion.key}
            className="grid gap-x-4 gap-y-2 px-3 py-2.5 sm:grid-cols-[minmax(0,1fr)_17rem]"
          >
            <Checkbox
              checked={criterion.isOn}
              onCheckedChange={(isOn) => change(criterion.key, { isOn: isOn === true })}
              label={
                <span className="font-medium">
                  {criterion.title === "" ? "Manual check" : criterion.title}
                </span>
              }
              hint={CRITERION_BASIS[criterion.kind]}
            />
            {criterion.isOn &&
              (criterion.kind === "manual" ? (
                <Field
                  label="What has to be confirmed"
                  error={
                    isTouched && criterion.title.trim() === "" ? "Describe it in a few words." : undefined
                  }
                >
                  <Input
                    value={criterion.title}
                    maxLength={160}
                    placeholder="Support has been trained"
                    onChange={(event) => change(criterion.key, { title: event.target.value })}
                  />
                </Field>
              ) : (
                <CriterionFields
                  draft={criterion}
                  onChange={(draft) => change(criterion.key, draft)}
                  isTouched={isTouched}
                />
              ))}
          </li>
        ))}
      </ul>
      <Button
        className="self-start"
        onClick={() =>
          onChange([
            ...value,
            {
              ...draftOf("manual"),
              title: "",
              key: `manual-${value.length}-${value.at(-1)?.key ?? ""}`,
              isOn: true,
            },
          ])
        }
      >
        Add a manual check
      </Button>
    </div>
  );
}
