"use client";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { StepProps } from "./launch-draft";

/** What the launch is called and what belongs to it. */
export function ScopeStep({
  draft,
  change,
  isTouched,
  nameError,
}: StepProps & {
  /** What the server said of the name. */
  nameError: string | undefined;
}) {
  return (
    <>
      <Field
        label="Name"
        error={isTouched && draft.name.trim() === "" ? "Give the launch a name." : nameError}
      >
        <Input
          dir="auto"
          value={draft.name}
          maxLength={120}
          placeholder="Pay 2.0"
          onChange={(event) => change({ name: event.target.value })}
        />
      </Field>
      <Field label="Scope" isOptional hint="What is new, for whom, and what is not part of it.">
        <Textarea
          rows={6}
          dir="auto"
          maxLength={4000}
          value={draft.scope}
          onChange={(event) => change({ scope: event.target.value })}
        />
      </Field>
    </>
  );
}
