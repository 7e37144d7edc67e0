"use client";
import { Switch as Radix } from "radix-ui";
import { useId, type ComponentProps, type ReactNode } from "react";
import { cn } from "./cn";
import { useFieldControl } from "./field-control";

/** On or off, taking effect at once. */
export function Switch({
  className,
  label,
  hint,
  id,
  ...rest
}: Omit<ComponentProps<typeof Radix.Root>, "children"> & { label?: ReactNode; hint?: ReactNode }) {
  const made = useId();
  const props = useFieldControl({ ...rest, id: id ?? (label === undefined ? undefined : made) });
  const knob = (
    <Radix.Root
      {...props}
      className={cn(
        "relative h-[18px] w-8 shrink-0 rounded-full border border-transparent bg-border-strong " +
          "transition-colors disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:bg-accent",
        label === undefined && className,
      )}
    >
      <Radix.Thumb
        className={cn(
          "block size-3.5 translate-x-px rounded-full bg-[oklch(1_0_0)] transition-transform",
          "data-[state=checked]:translate-x-[15px]",
        )}
      />
    </Radix.Root>
  );
  if (label === undefined) return knob;
  return (
    <div className={cn("flex items-start justify-between gap-4", className)}>
      <label htmlFor={props.id} className="min-w-0 select-none">
        <span className="font-medium">{label}</span>
        {hint !== undefined && (
          <span className="block max-w-measure text-meta text-muted-foreground">{hint}</span>
        )}
      </label>
      <span className="flex h-5 items-center">{knob}</span>
    </div>
  );
}
