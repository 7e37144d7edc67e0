"use client";
import { Check, Minus } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import { useId, type ComponentProps, type ReactNode } from "react";
import { cn } from "./cn";
import { useFieldControl } from "./field-control";

/** Yes or no, several at a time; `checked="indeterminate"` for a part. Without a visible label give it `aria-label`. */
export function Checkbox({
  className,
  label,
  hint,
  id,
  ...rest
}: Omit<ComponentProps<typeof Radix.Root>, "children"> & { label?: ReactNode; hint?: ReactNode }) {
  const made = useId();
  const props = useFieldControl({ ...rest, id: id ?? (label === undefined ? undefined : made) });
  const box = (
    <Radix.Root
      {...props}
      className={cn(
        "grid size-4 shrink-0 place-items-center rounded-sm border border-border-strong bg-surface " +
          "text-accent-foreground transition-colors disabled:cursor-not-allowed disabled:opacity-50 " +
          "aria-invalid:border-critical data-[state=checked]:border-accent data-[state=checked]:bg-accent " +
          "data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent",
        label === undefined && className,
      )}
    >
      <Radix.Indicator className="group">
        <Check aria-hidden strokeWidth={3} className="size-3 group-data-[state=indeterminate]:hidden" />
        <Minus aria-hidden strokeWidth={3} className="hidden size-3 group-data-[state=indeterminate]:block" />
      </Radix.Indicator>
    </Radix.Root>
  );
  if (label === undefined) return box;
  return (
    <div className={cn("flex items-start gap-2", className)}>
      <span className="flex h-5 items-center">{box}</span>
      <label htmlFor={props.id} className="min-w-0 select-none">
        {label}
        {hint !== undefined && <span className="block text-meta text-muted-foreground">{hint}</span>}
      </label>
    </div>
  );
}
