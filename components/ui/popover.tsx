"use client";
import { Popover as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { menuStyle } from "./menu-style";

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;

/** Something small beside what opened it. Give it `aria-label`. */
export function PopoverContent({
  className,
  align = "start",
  sideOffset = 4,
  ...rest
}: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        align={align}
        sideOffset={sideOffset}
        collisionPadding={8}
        {...rest}
        className={cn(
          menuStyle.content,
          "max-h-(--radix-popover-content-available-height) w-72 max-w-[calc(100vw-1rem)] p-3 outline-none",
          className,
        )}
      />
    </Radix.Portal>
  );
}
