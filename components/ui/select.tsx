"use client";
import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { controlStyle } from "./control-style";
import { useFieldControl } from "./field-control";
import { menuStyle } from "./menu-style";

export type SelectOption<V extends string = string> = {
  value: V;
  label: string;
  /** Drawn before the label, in the list and in the box. */
  icon?: ReactNode;
  hint?: ReactNode;
  isDisabled?: boolean;
};

/** One of a few. Above about fifteen options use a `CommandPalette` or a filter instead. */
export function Select<V extends string>({
  value,
  onValueChange,
  options,
  placeholder = "Choose",
  size = "md",
  className,
  isBare = false,
  name,
  ...rest
}: {
  value: V | undefined;
  onValueChange: (value: V) => void;
  options: readonly SelectOption<V>[];
  placeholder?: string;
  size?: "sm" | "md" | "lg";
  /** No box until hovered: for values edited in place. */
  isBare?: boolean;
  name?: string;
  id?: string;
  disabled?: boolean;
  required?: boolean;
  className?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
}) {
  const { required, disabled, ...trigger } = useFieldControl(rest);
  const chosen = options.find((option) => option.value === value);
  return (
    <Radix.Root
      // Radix treats the empty string as "nothing chosen" and keeps the box controlled.
      value={value ?? ""}
      onValueChange={(next) => onValueChange(next as V)}
      {...(name === undefined ? {} : { name })}
      {...(required === undefined ? {} : { required })}
      {...(disabled === undefined ? {} : { disabled })}
    >
      <Radix.Trigger
        {...trigger}
        className={cn(
          controlStyle({ size }),
          "flex items-center justify-between gap-2 text-left data-[placeholder]:text-muted-foreground",
          isBare && "border-transparent bg-transparent px-1.5 hover:border-border hover:bg-hover",
          className,
        )}
      >
        <span className="flex min-w-0 items-center gap-2 [&_svg]:size-3.5 [&_svg]:shrink-0">
          {chosen?.icon}
          <span dir="auto" className="truncate">
            <Radix.Value placeholder={placeholder}>{chosen?.label}</Radix.Value>
          </span>
        </span>
        <ChevronDown aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            menuStyle.content,
            "max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width)",
          )}
        >
          <Radix.Viewport>
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                {...(option.isDisabled === undefined ? {} : { disabled: option.isDisabled })}
                className={cn(menuStyle.item, "pr-8")}
              >
                {option.icon}
                <span dir="auto" className="min-w-0 flex-1">
                  <Radix.ItemText>{option.label}</Radix.ItemText>
                  {option.hint !== undefined && (
                    <span className="block text-meta text-muted-foreground">{option.hint}</span>
                  )}
                </span>
                <Radix.ItemIndicator className="absolute right-2">
                  <Check aria-hidden className="size-3.5 text-accent-text" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
