"use client";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { controlStyle } from "./control-style";
import { useFieldControl } from "./field-control";

export type InputProps = Omit<ComponentProps<"input">, "size"> & {
  size?: "sm" | "md" | "lg";
  /** Ids, routes, versions, keys. */
  isMono?: boolean;
  /** Drawn inside the box before the text (an icon or a unit). */
  prefix?: ReactNode;
  suffix?: ReactNode;
};

/** One line of text. */
export function Input({ size = "md", isMono = false, prefix, suffix, className, ...rest }: InputProps) {
  const props = useFieldControl(rest);
  const input = (
    <input
      {...props}
      className={cn(
        controlStyle({ size }),
        isMono && "font-mono",
        prefix !== undefined && "pl-8",
        suffix !== undefined && "pr-14",
        className,
      )}
    />
  );
  if (prefix === undefined && suffix === undefined) return input;
  return (
    <span className="relative flex w-full min-w-0 items-center">
      {prefix !== undefined && (
        <span className="pointer-events-none absolute left-2.5 text-muted-foreground [&_svg]:size-3.5">
          {prefix}
        </span>
      )}
      {input}
      {suffix !== undefined && (
        <span className="absolute right-2.5 text-meta text-muted-foreground">{suffix}</span>
      )}
    </span>
  );
}
