import type { ComponentProps } from "react";
import { cn } from "./cn";

/** The name of a control. Inside a `Field` use the field's `label` instead. */
export function Label({
  className,
  size = "md",
  htmlFor,
  ...rest
}: ComponentProps<"label"> & { size?: "md" | "lg" }) {
  return (
    <label
      htmlFor={htmlFor}
      className={cn(
        "font-medium text-foreground",
        size === "lg" ? "text-public font-semibold" : "text-body",
        className,
      )}
      {...rest}
    />
  );
}
