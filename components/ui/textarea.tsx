"use client";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlStyle } from "./control-style";
import { useFieldControl } from "./field-control";

/** Several lines of text; grows with what is typed where the browser can, up to `max-h`. */
export function Textarea({
  size = "md",
  isMono = false,
  className,
  rows = 4,
  ...rest
}: ComponentProps<"textarea"> & { size?: "sm" | "md" | "lg"; isMono?: boolean }) {
  const props = useFieldControl(rest);
  return (
    <textarea
      {...props}
      rows={rows}
      className={cn(
        controlStyle({ size }),
        "field-sizing-content h-auto max-h-96 min-h-20 resize-y py-2",
        size === "lg" && "min-h-36 py-3",
        isMono && "font-mono text-meta",
        className,
      )}
    />
  );
}
