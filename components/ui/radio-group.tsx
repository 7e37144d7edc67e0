"use client";
import { RadioGroup as Radix } from "radix-ui";
import { useContext, useId, type ReactNode } from "react";
import { cn } from "./cn";
import { FieldControlContext, useFieldControl } from "./field-control";

export type RadioOption<V extends string = string> = {
  value: V;
  label: ReactNode;
  hint?: ReactNode;
  isDisabled?: boolean;
};

/** One of a few, all in sight. `isCard` draws each as a box to choose from. */
export function RadioGroup<V extends string>({
  value,
  onValueChange,
  options,
  isCard = false,
  className,
  name,
  ...rest
}: {
  value: V | undefined;
  onValueChange: (value: V) => void;
  options: readonly RadioOption<V>[];
  isCard?: boolean;
  name?: string;
  id?: string;
  required?: boolean;
  disabled?: boolean;
  className?: string;
  "aria-label"?: string;
  "aria-labelledby"?: string;
}) {
  const base = useId();
  const field = useContext(FieldControlContext);
  const { required, disabled, ...wired } = useFieldControl(rest);
  const labelledBy =
    rest["aria-labelledby"] ?? (rest["aria-label"] === undefined ? field?.labelId : undefined);
  return (
    <Radix.Root
      {...wired}
      {...(labelledBy === undefined ? {} : { "aria-labelledby": labelledBy })}
      value={value ?? null}
      onValueChange={(next) => onValueChange(next as V)}
      {...(name === undefined ? {} : { name })}
      {...(required === undefined ? {} : { required })}
      {...(disabled === undefined ? {} : { disabled })}
      className={cn("flex flex-col gap-2", className)}
    >
      {options.map((option) => {
        const id = `${base}-${option.value}`;
        return (
          <div
            key={option.value}
            className={cn(
              "flex items-start gap-2",
              isCard &&
                "relative rounded-md border border-border bg-surface p-3 transition-colors hover:bg-hover " +
                  "has-data-[state=checked]:border-accent has-data-[state=checked]:bg-accent-soft",
            )}
          >
            <span className="flex h-5 items-center">
              <Radix.Item
                id={id}
                value={option.value}
                {...(option.isDisabled === undefined ? {} : { disabled: option.isDisabled })}
                className={cn(
                  "grid size-4 place-items-center rounded-full border border-border-strong bg-surface",
                  "transition-colors disabled:opacity-50 data-[state=checked]:border-accent",
                )}
              >
                <Radix.Indicator className="size-2 rounded-full bg-accent" />
              </Radix.Item>
            </span>
            <label
              htmlFor={id}
              className={cn(
                "min-w-0 select-none",
                isCard && "after:absolute after:inset-0 after:cursor-pointer",
              )}
            >
              <span className={cn(option.hint !== undefined && "font-medium")}>{option.label}</span>
              {option.hint !== undefined && (
                <span className="block text-meta text-muted-foreground">{option.hint}</span>
              )}
            </label>
          </div>
        );
      })}
    </Radix.Root>
  );
}
