"use client";
import { ToggleGroup as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type Segment<V extends string = string> = {
  value: V;
  label: ReactNode;
  icon?: ReactNode;
  /** Needed when `label` is hidden. */ name?: string;
  isIconOnly?: boolean;
};

/** One of two to five views of the same thing. */
export function SegmentedControl<V extends string>({
  label,
  value,
  onValueChange,
  segments,
  size = "md",
  className,
}: {
  label: string;
  value: V;
  onValueChange: (value: V) => void;
  segments: readonly Segment<V>[];
  size?: "sm" | "md";
  className?: string;
}) {
  return (
    <Radix.Root
      type="single"
      aria-label={label}
      value={value}
      // Pressing the chosen segment again would empty the control.
      onValueChange={(next) => next !== "" && onValueChange(next as V)}
      className={cn(
        "inline-flex w-fit shrink-0 items-center gap-0.5 rounded-md border border-border bg-sunken p-0.5",
        className,
      )}
    >
      {segments.map((segment) => (
        <Radix.Item
          key={segment.value}
          value={segment.value}
          aria-label={segment.name}
          className={cn(
            "inline-flex items-center gap-1.5 rounded-sm font-medium whitespace-nowrap text-muted-foreground " +
              "transition-colors hover:text-foreground data-[state=on]:bg-raised data-[state=on]:text-foreground " +
              "data-[state=on]:shadow-[0_0_0_1px_var(--border)] [&_svg]:size-3.5",
            size === "sm" ? "h-6 px-2 text-meta" : "h-[26px] px-2.5 text-body",
          )}
        >
          {segment.icon}
          {segment.isIconOnly === true ? null : segment.label}
        </Radix.Item>
      ))}
    </Radix.Root>
  );
}
