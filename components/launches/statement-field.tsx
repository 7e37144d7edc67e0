import type { ReactNode } from "react";
import type { z } from "zod";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";

/** What a decision about a criterion asks for in words; how long they are is the contract's rule, and so is what it says otherwise. */
export function StatementField({
  label,
  hint,
  rule,
  value,
  onValueChange,
  isTouched,
}: {
  label: string;
  hint?: ReactNode;
  rule: z.ZodString;
  value: string;
  onValueChange: (value: string) => void;
  /** Whether it was tried: nothing is wrong before. */
  isTouched: boolean;
}) {
  return (
    <Field label={label} hint={hint} error={isTouched && rule.safeParse(value).error?.issues[0]?.message}>
      <Textarea
        rows={3}
        maxLength={rule.maxLength ?? undefined}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
      />
    </Field>
  );
}
