"use client";
import type { ButtonProps } from "./button";
import { buttonStyle } from "./button-style";
import { cn } from "./cn";
import { Tooltip } from "./tooltip";

/** A button that is only an icon; `label` is its accessible name and its tooltip. */
export function IconButton({
  label,
  shortcut,
  variant = "ghost",
  size = "md",
  className,
  children,
  type,
  isTooltipHidden = false,
  tooltipSide,
  ...rest
}: Omit<ButtonProps, "asChild" | "icon" | "isBusy"> & {
  label: string;
  isTooltipHidden?: boolean;
  tooltipSide?: "top" | "right" | "bottom" | "left";
}) {
  const button = (
    <button
      type={type ?? "button"}
      aria-label={label}
      className={cn(buttonStyle({ variant, size, isIcon: true }), className)}
      {...rest}
    >
      {children}
    </button>
  );
  if (isTooltipHidden) return button;
  return (
    <Tooltip label={label} shortcut={shortcut} side={tooltipSide}>
      {button}
    </Tooltip>
  );
}
