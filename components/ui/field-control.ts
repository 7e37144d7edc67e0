"use client";
import { createContext, useContext } from "react";

/** What a `Field` tells the control inside it. */
export type FieldControl = {
  id: string;
  /** The label's own id, for groups, which a `label` element cannot name. */
  labelId: string;
  describedBy: string | undefined;
  isInvalid: boolean;
  isRequired: boolean;
  isDisabled: boolean;
};

export const FieldControlContext = createContext<FieldControl | null>(null);

type ControlProps = {
  id?: string | undefined;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | "true" | "false" | "grammar" | "spelling" | undefined;
  required?: boolean | undefined;
  disabled?: boolean | undefined;
};

/** A control's own wiring, completed from the `Field` around it; what the control says itself wins. */
export function useFieldControl<P extends ControlProps>(props: P): P {
  const field = useContext(FieldControlContext);
  if (!field) return props;
  return {
    ...props,
    id: props.id ?? field.id,
    "aria-describedby": props["aria-describedby"] ?? field.describedBy,
    "aria-invalid": props["aria-invalid"] ?? (field.isInvalid || undefined),
    required: props.required ?? (field.isRequired || undefined),
    disabled: props.disabled ?? (field.isDisabled || undefined),
  };
}
