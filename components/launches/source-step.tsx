"use client";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { StepProps } from "./launch-draft";

/** A hosted form to begin with, or none. */
export function SourceStep({ draft, change, isTouched }: StepProps) {
  return (
    <>
      <Checkbox
        checked={draft.hasForm}
        onCheckedChange={(isOn) => change({ hasForm: isOn === true })}
        label="Create a hosted form"
        hint="It works on every phone, without an account and without JavaScript, and answers with a reference."
      />
      {draft.hasForm && (
        <Field
          label="Name of the form"
          hint="Shown to your team. Reporters see the name of the launch."
          error={isTouched && draft.formName.trim() === "" ? "Give it a name." : undefined}
        >
          <Input
            value={draft.formName}
            maxLength={80}
            onChange={(event) => change({ formName: event.target.value })}
          />
        </Field>
      )}
    </>
  );
}
